// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/DetailsPage.h"

#include "model/Address.h"
#include "ui/addaccount/ClientFields.h"
#include "ui/addaccount/RelayChoice.h"
#include "ui/addaccount/ServerChoice.h"
#include "ui/addaccount/ServerFields.h"
#include "ui/style/Icons.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr quint16 kImapPort = 993, kPop3Port = 995, kSubmissionPort = 465;

bool sameServers(const QList<engine::ServerCandidate>& a, const QList<engine::ServerCandidate>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.providerId == y.providerId && x.protocol == y.protocol && x.incoming == y.incoming && x.outgoing == y.outgoing && x.canSignIn == y.canSignIn;
    });
}

/// What is to be filled in by hand begins with what is usual.
model::ServerSettings byHand(model::ServerSettings settings, quint16 port, const QString& user) {
    if (settings.port != 0)
        return settings;
    settings.port = port;
    settings.user = user;
    return settings;
}

} // namespace

DetailsPage::DetailsPage(const engine::Engine& engine, bool allowNonStandard, QWidget* parent) : QWidget(parent), m_engine(engine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_choice = new ServerChoice(engine.policy(), this);
    column->addWidget(m_choice);
    m_signInHint = new RoleLabel({}, ColorRole::Text, TextSize::Normal, this);
    m_signInHint->setWordWrap(true);
    m_signInHint->setObjectName(QStringLiteral("signInHint"));
    column->addWidget(m_signInHint);
    m_client = new ClientFields(this);
    column->addWidget(m_client);
    m_signIn = new Switch(tr("Sign in at the provider's page instead of with a password"), this);
    m_signIn->setObjectName(QStringLiteral("useSignIn"));
    column->addWidget(m_signIn);
    m_password = new PasswordEdit(this);
    m_password->setObjectName(QStringLiteral("password"));
    m_passwordRow = new FormRow(tr("&Password"), m_password, this);
    column->addWidget(m_passwordRow);
    column->addLayout(makeNames());
    m_since = new QComboBox(this);
    m_since->addItem(tr("All mail"), 0);
    m_since->addItem(tr("Mail of the last month"), 1);
    m_since->addItem(tr("Mail of the last six months"), 6);
    m_since->addItem(tr("Mail of the last year"), 12);
    m_since->addItem(tr("Mail of the last five years"), 60);
    m_since->setObjectName(QStringLiteral("syncSince"));
    column->addWidget(new FormRow(tr("&Download"), m_since, this));
    m_default = new Switch(tr("Show this account first when Tributary starts"), this);
    m_saveSent = new Switch(tr("Save a copy of sent mail"), this);
    m_saveSent->setObjectName(QStringLiteral("saveSent"));
    m_saveSent->setChecked(true);
    column->addWidget(m_default);
    column->addWidget(m_saveSent);
    m_unfold = new QToolButton(this);
    m_unfold->setText(tr("Server settings"));
    m_unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_unfold->setCheckable(true);
    m_unfold->setAutoRaise(true);
    m_unfold->setObjectName(QStringLiteral("serverSettings"));
    column->addWidget(m_unfold, 0, Qt::AlignLeft);
    m_servers = makeServers(engine.policy());
    column->addWidget(m_servers);
    column->addStretch();
    m_nonStandard->setChecked(engine.policy().allowNonStandardPorts.value_or(allowNonStandard));
    connect(m_signIn, &Switch::toggled, this, [this] {
        followMethod();
        Q_EMIT methodChanged();
    });
    connect(m_choice, &ServerChoice::changed, this, [this] {
        choose(m_choice->chosen());
        Q_EMIT candidateChanged();
    });
    connect(m_unfold, &QToolButton::toggled, this, &DetailsPage::unfoldServers);
    connect(m_password, &QLineEdit::textEdited, this, [this] { m_passwordRow->setError({}); });
    unfoldServers(false);
}

QVBoxLayout* DetailsPage::makeNames() {
    auto* column = new QVBoxLayout;
    column->setSpacing(Tokens::kSpaceM);
    auto* names = new QHBoxLayout;
    names->setSpacing(Tokens::kSpaceM);
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("accountName"));
    m_displayName = new QLineEdit(this);
    m_displayName->setObjectName(QStringLiteral("displayName"));
    m_displayName->setPlaceholderText(tr("as others see it"));
    names->addWidget(new FormRow(tr("Account &name"), m_name, this));
    names->addWidget(new FormRow(tr("&Your name"), m_displayName, this));
    column->addLayout(names);
    auto* addresses = new QHBoxLayout;
    addresses->setSpacing(Tokens::kSpaceM);
    m_from = addressEdit("from");
    m_replyTo = addressEdit("replyTo");
    m_replyTo->setPlaceholderText(tr("the same"));
    m_fromRow = new FormRow(tr("&From address"), m_from, this);
    m_replyToRow = new FormRow(tr("&Reply-to address"), m_replyTo, this);
    addresses->addWidget(m_fromRow, 1, Qt::AlignTop);
    addresses->addWidget(m_replyToRow, 1, Qt::AlignTop);
    column->addLayout(addresses);
    return column;
}

QLineEdit* DetailsPage::addressEdit(const char* name) {
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    connect(edit, &QLineEdit::textEdited, this, [this] {
        m_fromRow->setError({});
        m_replyToRow->setError({});
    });
    return edit;
}

QWidget* DetailsPage::makeServers(const engine::Policy& policy) {
    auto* servers = new QWidget(this);
    auto* column = new QVBoxLayout(servers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_incoming = new ServerFields(model::Protocol::Imap, tr("Incoming mail (IMAP)"), servers);
    m_outgoing = new ServerFields(model::Protocol::Smtp, tr("Outgoing mail (SMTP)"), servers);
    m_nonStandard = new Switch(tr("Allow non-standard ports"), servers);
    m_nonStandard->setObjectName(QStringLiteral("nonStandardPorts"));
    if (policy.allowNonStandardPorts) {
        ManagedMark::lock(m_nonStandard);
        m_nonStandard->setText(tr("Allow non-standard ports (managed by your organisation)"));
    }
    m_relay = new RelayChoice(servers);
    m_relay->offer(m_engine, {}, {});
    auto* relayRow = new FormRow(tr("&Send through"), m_relay, servers);
    relayRow->setVisible(m_relay->hasOthers());
    column->addWidget(m_incoming);
    column->addWidget(relayRow);
    column->addWidget(m_outgoing);
    column->addWidget(m_nonStandard);
    connect(m_relay, &QComboBox::currentIndexChanged, this, [this] { m_outgoing->setVisible(!m_relay->relay()); });
    connect(m_nonStandard, &Switch::toggled, this, [this](bool on) {
        m_incoming->setAllowNonStandard(on);
        m_outgoing->setAllowNonStandard(on);
    });
    return servers;
}

void DetailsPage::unfoldServers(bool open) {
    m_servers->setVisible(open);
    m_unfold->setChecked(open);
    m_client->setVisible(usesSignIn() && (!m_chosen.canSignIn || open));
    m_unfold->setIcon(icon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
}

void DetailsPage::setAddress(const QString& address, const QList<engine::ServerCandidate>& candidates) {
    const bool same = address == m_address && sameServers(candidates, m_candidates);
    if (address != m_address)
        m_password->clear(); // it is another account's
    m_address = address;
    if (same)
        return; // what the user changed stays
    m_candidates = candidates;
    m_name->setText(address);
    m_from->setPlaceholderText(address);
    m_choice->setCandidates(candidates);
    choose(m_choice->chosen());
    followPolicy();
}

/// What the organisation has settled for this address is filled in, and locked where it must stay (S6).
void DetailsPage::followPolicy() {
    const engine::Policy& policy = m_engine.policy();
    const accounts::PresetAccount* const preset = policy.presetFor(m_address);
    const bool isLocked = preset && preset->isLocked;
    if (preset && !preset->name.isEmpty())
        m_name->setText(preset->name);
    if (m_settled) // of the address before
        m_since->removeItem(m_since->findText(*m_settled));
    m_settled.reset();
    m_since->setCurrentIndex(0);
    if (preset && preset->syncSince.isValid()) {
        m_settled = tr("Mail since %1").arg(QLocale().toString(preset->syncSince, QLocale::ShortFormat));
        m_since->addItem(*m_settled, preset->syncSince);
        m_since->setCurrentIndex(m_since->count() - 1);
    }
    m_saveSent->setChecked(preset ? preset->saveSent.value_or(true) : true);
    const auto lock = [](QWidget* control, bool on) {
        if (on)
            return ManagedMark::lock(control);
        control->setEnabled(true);
        control->setToolTip({});
        control->setAccessibleDescription({});
    };
    lock(m_since, policy.locks(engine::Lock::SyncSince) || (isLocked && preset->syncSince.isValid()));
    for (QWidget* field : {m_from, m_replyTo})
        lock(field, policy.locks(engine::Lock::Identities));
    lock(m_saveSent, policy.locks(engine::Lock::SaveSent) || (isLocked && preset->saveSent));
}

void DetailsPage::choose(const engine::ServerCandidate& candidate) {
    m_chosen = candidate;
    const bool isPop3 = candidate.protocol == model::Protocol::Pop3;
    m_incoming->setProtocol(candidate.protocol, isPop3 ? tr("Incoming mail (POP3)") : tr("Incoming mail (IMAP)"));
    m_incoming->setSettings(byHand(candidate.incoming, isPop3 ? kPop3Port : kImapPort, m_address));
    const bool sendsHere = candidate.incoming.port == 0 || candidate.outgoing.port != 0; // else nothing is known of one
    m_outgoing->setSettings(sendsHere ? byHand(candidate.outgoing, kSubmissionPort, m_address) : candidate.outgoing);
    const QSignalBlocker blocker(m_signIn);
    m_signIn->setChecked(candidate.oauth);
    m_signIn->setVisible(!candidate.oauth && candidate.canSignIn);
    m_signInHint->setText(tr("%1 signs you in on its own page in your browser. Tributary neither asks for your password nor stores it.").arg(candidate.providerName));
    unfoldServers(!candidate.verified || candidate.incoming.user.isEmpty());
    followMethod();
}

void DetailsPage::followMethod() {
    const bool signsIn = usesSignIn();
    m_choice->setSignsIn(signsIn);
    m_signInHint->setVisible(signsIn);
    m_client->setVisible(signsIn && (!m_chosen.canSignIn || m_unfold->isChecked()));
    m_passwordRow->setVisible(!signsIn);
}

bool DetailsPage::usesSignIn() const { return m_signIn->isChecked(); }

void DetailsPage::setClient(const engine::OAuthClient& client, bool isManaged) { m_client->setProvider(m_chosen.providerName, client, isManaged); }

engine::OAuthClient DetailsPage::client() const { return m_client->client(); }

bool DetailsPage::isClientChanged() const { return m_client->isChanged(); }

void DetailsPage::setPassword(const QString& password) { m_password->setText(password); }

bool DetailsPage::allowsNonStandard() const { return m_nonStandard->isChecked(); }

engine::AccountDraft DetailsPage::draft() const {
    engine::AccountDraft draft;
    draft.account.email = m_address;
    draft.account.name = m_name->text().trimmed().isEmpty() ? m_address : m_name->text().trimmed();
    draft.account.displayName = m_displayName->text().trimmed();
    draft.account.from = m_from->text().trimmed();
    draft.account.replyTo = m_replyTo->text().trimmed();
    draft.account.provider = m_chosen.providerId.isEmpty() ? QStringLiteral("other") : m_chosen.providerId;
    draft.account.protocol = m_chosen.protocol;
    draft.account.auth = usesSignIn() ? model::AuthMethod::OAuth : model::AuthMethod::Password;
    draft.account.incoming = m_incoming->settings();
    draft.account.relay = m_relay->relay();
    if (!draft.account.relay)
        draft.account.outgoing = m_outgoing->settings();
    draft.account.isDefault = m_default->isChecked();
    draft.account.saveSent = m_saveSent->isChecked();
    const QVariant since = m_since->currentData();
    if (since.typeId() == QMetaType::QDate)
        draft.account.syncSince = since.toDate();
    else if (const int months = since.toInt(); months > 0)
        draft.account.syncSince = QDate::currentDate().addMonths(-months);
    draft.allowNonStandardPorts = allowsNonStandard();
    if (usesSignIn())
        return draft;
    QByteArray password = m_password->text().toUtf8();
    draft.password = Secret(password);
    Secret::wipe(password);
    return draft;
}

bool DetailsPage::validate() {
    m_passwordRow->setError(!usesSignIn() && m_password->text().isEmpty() ? tr("Enter the password.") : QString());
    const bool client = !usesSignIn() || m_client->validate();
    m_client->setVisible(usesSignIn() && (!client || !m_chosen.canSignIn || m_unfold->isChecked()));
    const auto checkAddress = [](const QLineEdit* edit, FormRow* row) {
        const QString text = edit->text().trimmed();
        const bool fits = text.isEmpty() || model::looksLikeAddress(text);
        row->setError(fits ? QString() : tr("This is not an e-mail address."));
        return fits;
    };
    const bool from = checkAddress(m_from, m_fromRow);
    const bool replyTo = checkAddress(m_replyTo, m_replyToRow);
    m_incoming->setAllowNonStandard(allowsNonStandard());
    m_outgoing->setAllowNonStandard(allowsNonStandard());
    const bool incoming = m_incoming->validate(false);
    const bool outgoing = m_relay->relay() || m_outgoing->validate(true);
    if (!incoming || !outgoing)
        unfoldServers(true);
    return client && incoming && outgoing && from && replyTo && m_passwordRow->error().isEmpty();
}

bool DetailsPage::showFieldError(const QString& field, const QString& text) {
    if (field == QLatin1String("password")) {
        m_passwordRow->setError(text);
        return true;
    }
    if (field == QLatin1String("from") || field == QLatin1String("reply-to")) {
        (field == QLatin1String("from") ? m_fromRow : m_replyToRow)->setError(text);
        return true;
    }
    if (field.startsWith(QLatin1String("in-")) || field.startsWith(QLatin1String("out-"))) {
        unfoldServers(true);
        validate();
        return true;
    }
    return false;
}

void DetailsPage::focusFirst() {
    if (!usesSignIn())
        m_password->setFocus();
    else if (!m_chosen.canSignIn)
        m_client->setFocus();
    else
        m_name->setFocus();
}

} // namespace tributary::ui
