// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/IdentityDialog.h"

#include "model/Address.h"
#include "ui/models/ErrorText.h"
#include "ui/sendas/IdentityText.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FittedHeight.h"
#include "ui/widgets/FormRow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

QList<model::Account> accountsOf(const engine::Engine& engine) {
    QList<model::Account> accounts;
    for (const model::AccountSnapshot& snapshot : engine.accounts())
        accounts.append(snapshot.account);
    return accounts;
}

} // namespace

IdentityDialog::IdentityDialog(engine::Engine& engine, const model::Identity& identity, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_before(identity), m_banner(new Banner(BannerKind::Error, {}, this)) {
    const bool isNew = !identity.id.isValid();
    setWindowTitle(isNew ? tr("Add Address") : tr("Edit Address"));
    setObjectName(QStringLiteral("identityDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    m_banner->hide();
    column->addWidget(m_banner);
    makeFields(accountsOf(m_engine));
    column->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(isNew ? tr("Add") : tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("saveIdentity"));
    m_save->setDefault(true);
    m_save->setProperty("kind", QStringLiteral("primary"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &IdentityDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(480);
    explain();
    new FittedHeight(this); // a hint may break into two lines
    (isNew ? m_address : m_displayName)->setFocus();
}

void IdentityDialog::makeFields(const QList<model::Account>& accounts) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    m_account = new QComboBox(this);
    m_account->setObjectName(QStringLiteral("identityAccount"));
    for (const model::Account& account : accounts)
        m_account->addItem(account.name.isEmpty() || account.name == account.email ? account.email : tr("%1 (%2)").arg(account.name, account.email), account.id.value);
    m_account->setCurrentIndex(std::max(0, m_account->findData(m_before.account.value)));
    m_account->setEnabled(!m_before.id.isValid());
    column->addWidget(new FormRow(tr("A&ccount"), m_account, this));
    m_address = makeEdit("identityAddress", m_before.address);
    m_address->setPlaceholderText(tr("name@example.com"));
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_addressRow = new FormRow(tr("&E-mail address"), m_address, this);
    const auto isOwn = [this](const model::Account& one) { return one.id == m_before.account && one.email.compare(m_before.address, Qt::CaseInsensitive) == 0; };
    m_address->setReadOnly(m_before.id.isValid() && std::any_of(accounts.begin(), accounts.end(), isOwn)); // it stays the account's
    column->addWidget(m_addressRow);
    m_displayName = makeEdit("identityName", m_before.displayName);
    auto* nameRow = new FormRow(tr("&Name"), m_displayName, this);
    nameRow->setHint(tr("Recipients see it beside the address."));
    column->addWidget(nameRow);
    m_replyTo = makeEdit("identityReplyTo", m_before.replyTo);
    m_replyTo->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_replyToRow = new FormRow(tr("&Reply to"), m_replyTo, this);
    column->addWidget(m_replyToRow);
    m_default = new QCheckBox(tr("New messages of this account are sent as this &address"), this);
    m_default->setObjectName(QStringLiteral("identityDefault"));
    m_default->setChecked(m_before.isDefault);
    m_default->setEnabled(!m_before.isDefault); // another one takes it away
    column->addWidget(m_default);
    connect(m_account, &QComboBox::activated, this, &IdentityDialog::explain);
    for (FormRow* row : {m_addressRow, m_replyToRow}) {
        auto* edit = static_cast<QLineEdit*>(row->field());
        connect(edit, &QLineEdit::textEdited, this, [this, row] {
            row->setError({});
            explain();
        });
        connect(edit, &QLineEdit::editingFinished, this, [this, row, edit] {
            if (!edit->text().trimmed().isEmpty())
                check(row, true);
        });
    }
}

QLineEdit* IdentityDialog::makeEdit(const char* name, const QString& text) {
    auto* edit = new QLineEdit(text, this);
    edit->setObjectName(QString::fromLatin1(name));
    return edit;
}

model::Identity IdentityDialog::typed() const {
    model::Identity identity = m_before;
    identity.account = AccountId(m_account->currentData().toLongLong());
    identity.address = m_address->text().trimmed();
    identity.displayName = m_displayName->text().simplified();
    identity.replyTo = m_replyTo->text().trimmed();
    identity.isDefault = m_default->isChecked();
    return identity;
}

/// What the addresses as they are typed will mean for the mail.
void IdentityDialog::explain() {
    const QList<model::Account> accounts = accountsOf(m_engine);
    const model::Identity identity = withExpectedProofs(typed(), m_before, accounts);
    m_addressRow->setHint(addressHint(identity, accounts));
    m_replyToRow->setHint(replyToHint(identity));
}

QString IdentityDialog::addressHint(const model::Identity& identity, const QList<model::Account>& accounts) const {
    model::Identity withoutReplyTo = identity;
    withoutReplyTo.replyTo.clear();
    if (!holdingAddress(withoutReplyTo, accounts).isEmpty()) {
        const QString held = tr("This account sends through another account's server: a code is mailed to the address, and nothing is sent as it before the code is entered.");
        return m_before.addressProof == model::Proof::Verified ? held + u' ' + tr("%1 is not verified any more then.").arg(m_before.address) : held;
    }
    if (identity.addressProof != model::Proof::Unproven)
        return tr("%1.", "what is known of an address, as a sentence").arg(proofText(identity.addressProof));
    return tr("Your own server decides whether it takes mail from another address than the account's.");
}

QString IdentityDialog::replyToHint(const model::Identity& identity) const {
    if (identity.replyTo.isEmpty())
        return tr("Empty: replies go to the address itself.");
    if (identity.replyToProof == model::Proof::Own)
        return tr("The address of one of your accounts.");
    if (identity.replyToProof == model::Proof::Verified)
        return tr("%1.", "what is known of an address, as a sentence").arg(proofText(model::Proof::Verified));
    const QString held = tr("Not the address of one of your accounts: a code is mailed to it, and nothing is sent with it before the code is entered.");
    const bool isVoid = !m_before.replyTo.isEmpty() && m_before.replyToProof == model::Proof::Verified;
    return isVoid ? held + u' ' + tr("%1 is not verified any more then.").arg(m_before.replyTo) : held;
}

bool IdentityDialog::check(FormRow* row, bool mayBeEmpty) {
    const QString text = static_cast<QLineEdit*>(row->field())->text().trimmed();
    QString error;
    if (text.isEmpty() && !mayBeEmpty)
        error = tr("Enter an address.");
    else if (!text.isEmpty() && !model::looksLikeAddress(text))
        error = tr("This is not an e-mail address.");
    row->setError(error);
    return error.isEmpty();
}

void IdentityDialog::save() {
    const bool addressIsRight = check(m_addressRow, false);
    const bool replyToIsRight = check(m_replyToRow, true);
    if (!addressIsRight || !replyToIsRight) {
        (addressIsRight ? m_replyTo : m_address)->setFocus();
        return;
    }
    m_banner->hide();
    m_save->setEnabled(false); // until the store has answered
    const model::Identity identity = typed();
    if (identity.id.isValid())
        m_engine.updateIdentity(identity, this, [this](const Result<std::monostate>& done) {
            finish(done ? Result<IdentityId>(m_before.id) : failure(done.error()));
        });
    else
        m_engine.addIdentity(identity, this, [this](const Result<IdentityId>& added) { finish(added); });
}

void IdentityDialog::finish(const Result<IdentityId>& saved) {
    m_save->setEnabled(true);
    if (saved) {
        accept();
        return void(Q_EMIT this->saved(*saved));
    }
    const Error& error = saved.error();
    const ErrorText text = errorText(error);
    if (error.code == ErrorCode::NotAnAddress)
        return (error.detail == m_replyTo->text().trimmed() ? m_replyToRow : m_addressRow)->setError(text.title);
    if (error.code == ErrorCode::AlreadyExists)
        return m_addressRow->setError(tr("The account sends as this address already."));
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
