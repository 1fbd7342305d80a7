// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/EditAccountDialog.h"

#include "model/Address.h"
#include "ui/addaccount/CheckingPage.h"
#include "ui/addaccount/FetchFields.h"
#include "ui/addaccount/RelayChoice.h"
#include "ui/addaccount/ServerFields.h"
#include "ui/addaccount/TestDialog.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <algorithm>
#include <variant>

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

constexpr int kSwatch = 16;

QIcon swatch(const QColor& color) {
    QPixmap pixmap(kSwatch * 4, kSwatch * 4); // for any scale of the screen
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(pixmap.rect().adjusted(2, 2, -2, -2));
    return QIcon(pixmap);
}

void addPair(QVBoxLayout* column, QWidget* left, QWidget* right) {
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceM);
    row->addWidget(left);
    row->addWidget(right);
    column->addLayout(row);
}

} // namespace

EditAccountDialog::EditAccountDialog(engine::Engine& engine, const model::AccountSnapshot& account, bool allowNonStandard, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_account(account.account) {
    setWindowTitle(tr("Edit account"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(560, 480);
    resize(600, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    auto* title = new ElidedLabel(m_account.email, ColorRole::Text, TextSize::Title, this);
    column->addWidget(title);
    m_banner = new Banner(BannerKind::Warning, {}, this);
    m_banner->hide();
    column->addWidget(m_banner);
    m_pages = new QStackedWidget(this);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(makeFields(allowNonStandard));
    m_pages->addWidget(area);
    m_checking = new CheckingPage(this);
    m_pages->addWidget(m_checking);
    column->addWidget(m_pages, 1);
    auto* buttons = new QHBoxLayout;
    m_back = new QPushButton(tr("Back"), this);
    m_back->hide();
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_save = new QPushButton(tr("Save"), this);
    m_save->setProperty("kind", QStringLiteral("primary"));
    m_save->setObjectName(QStringLiteral("saveAccount"));
    m_save->setDefault(true);
    buttons->addStretch();
    for (QPushButton* button : {m_back, m_cancel, m_save})
        buttons->addWidget(button);
    column->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_task.reset();
        showPage(Fields);
    });
    connect(m_save, &QPushButton::clicked, this, &EditAccountDialog::save);
    connect(&m_engine, &engine::Engine::storeChanged, this, [this](const QList<model::StoreChange>& changes) {
        const bool isListed = std::any_of(changes.begin(), changes.end(), [this](const model::StoreChange& change) {
            const auto* listed = std::get_if<model::MailboxesChanged>(&change);
            return listed && listed->account == m_account.id;
        });
        if (isListed && !m_fetch->hasMailboxes()) // the account is new: what is chosen is not touched later
            loadMailboxes();
    });
    loadMailboxes();
}

void EditAccountDialog::loadMailboxes() {
    m_engine.loadMailboxes(m_account.id, this, [this](const Result<QList<model::Mailbox>>& mailboxes) {
        if (mailboxes && !m_fetch->hasMailboxes())
            m_fetch->setMailboxes(*mailboxes);
    });
}

QWidget* EditAccountDialog::makeFields(bool allowNonStandard) {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, Tokens::kSpaceM, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_names = makeNames();
    column->addWidget(m_names);
    column->addWidget(makeColours());
    m_default = new Switch(tr("Show this account first when Tributary starts"), page);
    m_default->setObjectName(QStringLiteral("isDefault"));
    m_default->setChecked(m_account.isDefault);
    m_default->setEnabled(!m_account.isDefault); // another account takes it over
    column->addWidget(m_default);
    m_fetch = new FetchFields(m_account, page);
    column->addWidget(m_fetch);
    if (!isManagedByProvider()) {
        m_unfold = new QToolButton(page);
        m_unfold->setText(tr("Server settings"));
        m_unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        m_unfold->setCheckable(true);
        m_unfold->setAutoRaise(true);
        m_unfold->setObjectName(QStringLiteral("serverSettings"));
        column->addWidget(m_unfold, 0, Qt::AlignLeft);
        m_servers = makeServers(allowNonStandard);
        column->addWidget(m_servers);
        connect(m_unfold, &QToolButton::toggled, this, &EditAccountDialog::unfoldServers);
        unfoldServers(false);
    }
    column->addStretch();
    followPolicy(column);
    return page;
}

/// What the organisation has settled is shown, and cannot be changed (S6).
void EditAccountDialog::followPolicy(QVBoxLayout* column) {
    const engine::Policy& policy = m_engine.policy();
    if (policy.locks(engine::Lock::Accounts)) {
        column->insertWidget(0, new ManagedMark(tr("Only the colour, and which account is shown first, can be changed."), this));
        for (QWidget* settled : {m_names, static_cast<QWidget*>(m_fetch), m_servers}) {
            if (settled)
                settled->setEnabled(false);
        }
    }
    if (policy.locks(engine::Lock::SyncSince))
        m_fetch->lockSince();
    if (policy.locks(engine::Lock::SaveSent) && m_saveSent)
        ManagedMark::lock(m_saveSent);
    for (QWidget* field : {m_displayName, m_from, m_replyTo}) {
        if (field && policy.locks(engine::Lock::Identities))
            ManagedMark::lock(field);
    }
}

QLineEdit* EditAccountDialog::edit(const char* name, const QString& text) {
    auto* line = new QLineEdit(text, this);
    line->setObjectName(QString::fromLatin1(name));
    return line;
}

QWidget* EditAccountDialog::makeNames() {
    auto* names = new QWidget(this);
    auto* column = new QVBoxLayout(names);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    if (isManagedByProvider()) {
        auto* hint = new RoleLabel(tr("Names and addresses of this account are changed where you sign in."), ColorRole::Secondary, TextSize::Normal, names);
        hint->setWordWrap(true);
        column->addWidget(hint);
        auto* sign = new QPushButton(tr("Names, addresses and sign-in…"), names);
        sign->setObjectName(QStringLiteral("editAtProvider"));
        column->addWidget(sign, 0, Qt::AlignLeft);
        connect(sign, &QPushButton::clicked, this, [this] {
            reject();
            Q_EMIT signInRequested(m_account.id);
        });
        return names;
    }
    m_name = edit("accountName", m_account.name);
    m_displayName = edit("displayName", m_account.displayName);
    m_displayName->setPlaceholderText(tr("as others see it"));
    addPair(column, new FormRow(tr("Account &name"), m_name, names), new FormRow(tr("&Your name"), m_displayName, names));
    m_email = edit("email", m_account.email);
    m_emailRow = new FormRow(tr("&E-mail address"), m_email, names);
    column->addWidget(m_emailRow);
    m_from = edit("from", m_account.from);
    m_from->setPlaceholderText(m_account.email);
    m_replyTo = edit("replyTo", m_account.replyTo);
    m_replyTo->setPlaceholderText(tr("the same"));
    m_fromRow = new FormRow(tr("&From address"), m_from, names);
    m_replyToRow = new FormRow(tr("&Reply-to address"), m_replyTo, names);
    addPair(column, m_fromRow, m_replyToRow);
    m_saveSent = new Switch(tr("Save a copy of sent mail"), names);
    m_saveSent->setObjectName(QStringLiteral("saveSent"));
    m_saveSent->setChecked(m_account.saveSent);
    column->addWidget(m_saveSent);
    return names;
}

QWidget* EditAccountDialog::makeColours() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Tokens::kSpaceXs);
    m_colours = new QButtonGroup(this);
    QList<int> offered;
    for (int i = 0; i < Tokens::kAccountColors; ++i)
        offered.append(i);
    if (!offered.contains(m_account.colour)) // one of those that are given to whoever has many accounts
        offered.append(m_account.colour);
    for (const int i : std::as_const(offered)) {
        auto* button = new QToolButton(row);
        button->setIcon(swatch(Tokens::current().accountColor(i)));
        button->setIconSize({kSwatch, kSwatch});
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setAccessibleName(tr("Colour %1").arg(i + 1));
        button->setToolTip(tr("Colour %1").arg(i + 1));
        m_colours->addButton(button, i);
        line->addWidget(button);
    }
    line->addStretch();
    if (QAbstractButton* mine = m_colours->button(m_account.colour))
        mine->setChecked(true);
    return new FormRow(tr("Colour"), row, this);
}

QWidget* EditAccountDialog::makeServers(bool allowNonStandard) {
    auto* servers = new QWidget(this);
    auto* column = new QVBoxLayout(servers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    const bool isImap = m_account.protocol == model::Protocol::Imap;
    m_incoming = new ServerFields(m_account.protocol, isImap ? tr("Incoming mail (IMAP)") : tr("Incoming mail (POP3)"), servers);
    m_incoming->setSettings(m_account.incoming);
    m_outgoing = new ServerFields(model::Protocol::Smtp, tr("Outgoing mail (SMTP)"), servers);
    m_outgoing->setSettings(m_account.outgoing);
    m_relay = new RelayChoice(servers);
    m_relay->offer(m_engine, m_account.id, m_account.relay);
    m_nonStandard = new Switch(tr("Allow non-standard ports"), servers);
    m_nonStandard->setObjectName(QStringLiteral("nonStandardPorts"));
    const std::optional<bool> managed = m_engine.policy().allowNonStandardPorts;
    m_nonStandard->setChecked(managed.value_or(allowNonStandard));
    if (managed) {
        m_nonStandard->setEnabled(false);
        m_nonStandard->setText(tr("Allow non-standard ports (managed by your organisation)"));
    }
    column->addWidget(m_incoming);
    column->addWidget(new FormRow(tr("&Send through"), m_relay, servers));
    column->addWidget(m_outgoing);
    column->addWidget(m_nonStandard);
    const auto allow = [this](bool on) {
        m_incoming->setAllowNonStandard(on);
        m_outgoing->setAllowNonStandard(on);
    };
    allow(m_nonStandard->isChecked());
    connect(m_nonStandard, &QCheckBox::toggled, this, allow);
    connect(m_relay, &QComboBox::currentIndexChanged, this, &EditAccountDialog::followRelay);
    followRelay();
    return servers;
}

void EditAccountDialog::unfoldServers(bool open) {
    m_servers->setVisible(open);
    m_unfold->setChecked(open);
    m_unfold->setIcon(icon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
}

void EditAccountDialog::followRelay() { m_outgoing->setVisible(!m_relay->relay()); }

model::Account EditAccountDialog::changed() const {
    model::Account account = m_account;
    account.colour = m_colours->checkedId();
    account.isDefault = account.isDefault || m_default->isChecked();
    m_fetch->apply(account);
    if (isManagedByProvider())
        return account;
    account.email = m_email->text().trimmed();
    account.name = m_name->text().trimmed().isEmpty() ? account.email : m_name->text().trimmed();
    account.displayName = m_displayName->text().trimmed();
    account.from = m_from->text().trimmed();
    account.replyTo = m_replyTo->text().trimmed();
    account.saveSent = m_saveSent->isChecked();
    account.incoming = m_incoming->settings();
    account.outgoing = m_outgoing->settings();
    account.relay = m_relay->relay();
    return account;
}

bool EditAccountDialog::validate() {
    if (isManagedByProvider())
        return true;
    for (const auto& [field, row, isNeeded] : {std::tuple{m_email, m_emailRow, true}, {m_from, m_fromRow, false}, {m_replyTo, m_replyToRow, false}}) {
        const QString text = field->text().trimmed();
        const bool fits = text.isEmpty() ? !isNeeded : model::looksLikeAddress(text);
        row->setError(fits ? QString() : tr("This is not an e-mail address."));
    }
    const bool incoming = m_incoming->validate(false);
    const bool outgoing = m_relay->relay() || m_outgoing->validate(true);
    if (!incoming || !outgoing)
        unfoldServers(true);
    return incoming && outgoing && m_emailRow->error().isEmpty() && m_fromRow->error().isEmpty() && m_replyToRow->error().isEmpty();
}

void EditAccountDialog::save() {
    if (!validate())
        return FormRow::showFirstError(this);
    m_banner->hide();
    engine::AccountDraft draft{changed()};
    if (draft.account == m_account)
        return accept();
    draft.allowNonStandardPorts = m_nonStandard != nullptr && m_nonStandard->isChecked();
    m_save->setEnabled(false);
    m_checking->begin(draft.account, relayName(m_engine, draft.account));
    const auto stage = [this](const engine::StageReport& report) {
        showPage(Checking); // only where a server is asked
        m_checking->take(report);
    };
    m_task = m_engine.editAccount(draft, this, stage, [this](Result<std::monostate> result) { saved(result); });
}

void EditAccountDialog::saved(const Result<std::monostate>& result) {
    m_task.reset();
    m_save->setEnabled(true);
    if (result)
        return accept();
    if (m_pages->currentIndex() == Checking) {
        m_checking->fail(result.error());
        m_save->setText(tr("Try again"));
        return;
    }
    const ErrorText text = errorText(result.error());
    m_banner->setText(text.advice.isEmpty() ? text.title : QString(text.title + QStringLiteral(". ") + text.advice.first()));
    m_banner->setServerWords(text.serverWords);
    m_banner->show();
}

void EditAccountDialog::showPage(Page page) {
    m_pages->setCurrentIndex(page);
    m_back->setVisible(page == Checking);
    m_save->setEnabled(page == Fields);
    m_save->setText(tr("Save"));
}

} // namespace tributary::ui
