// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/SendAsPage.h"

#include "engine/Submission.h"
#include "ui/models/ErrorText.h"
#include "ui/sendas/IdentityDialog.h"
#include "ui/sendas/IdentityList.h"
#include "ui/sendas/IdentityRow.h"
#include "ui/sendas/IdentityText.h"
#include "ui/sendas/VerifyDialog.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

SendAsPage::SendAsPage(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine), m_identities(new IdentityList(engine, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    auto* head = new QHBoxLayout;
    head->addWidget(new RoleLabel(title(), ColorRole::Text, TextSize::Title, this), 1);
    m_add = new QPushButton(icon(QStringLiteral("add"), ColorRole::OnAccent), tr("Add address"), this);
    m_add->setProperty("kind", QStringLiteral("primary"));
    m_add->setObjectName(QStringLiteral("addIdentity"));
    m_add->setToolTip(tr("Add an address that you can send mail as"));
    head->addWidget(m_add);
    column->addLayout(head);
    m_banner = new Banner(BannerKind::Warning, {}, this);
    m_banner->setObjectName(QStringLiteral("sendAsBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    m_isLocked = engine.policy().locks(engine::Lock::Identities);
    if (m_isLocked)
        column->addWidget(new ManagedMark({}, this));
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(title());
    auto* inner = new QWidget(m_area);
    m_rows = new QVBoxLayout(inner);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Tokens::kSpaceM);
    m_rows->addStretch();
    m_area->setWidget(inner);
    column->addWidget(m_area, 1);
    m_empty = new EmptyState(this);
    m_empty->setContent(QStringLiteral("account"), tr("No account yet"), tr("The addresses of your accounts stand here."));
    m_empty->hide();
    column->addWidget(m_empty, 1);
    connect(m_add, &QPushButton::clicked, this, &SendAsPage::addNew);
    connect(m_identities, &IdentityList::loaded, this, &SendAsPage::follow);
    connect(m_identities, &IdentityList::failed, this, &SendAsPage::tell);
}

QString SendAsPage::title() { return tr("Send mail as"); }

void SendAsPage::follow() {
    const QList<model::Account> accounts = m_identities->accounts();
    QHash<qint64, IdentityRow*> kept;
    for (qsizetype i = 0; i < m_identities->all().size(); ++i) {
        const model::Identity& identity = m_identities->all()[i];
        IdentityRow* row = m_known.take(identity.id.value);
        if (!row)
            row = makeRow(identity.id);
        if (m_rows->indexOf(row) != i)
            m_rows->insertWidget(static_cast<int>(i), row);
        row->show(identity, accounts);
        row->setVisible(true);
        kept.insert(identity.id.value, row);
    }
    for (IdentityRow* gone : std::as_const(m_known)) {
        gone->hide();
        gone->deleteLater();
    }
    m_known = kept;
    m_add->setEnabled(!accounts.isEmpty() && !m_isLocked);
    m_area->setVisible(!kept.isEmpty());
    m_empty->setVisible(kept.isEmpty());
}

IdentityRow* SendAsPage::makeRow(IdentityId id) {
    auto* row = new IdentityRow(m_area->widget());
    row->setObjectName(QStringLiteral("identity:%1").arg(id.value));
    if (m_isLocked)
        row->lock();
    connect(row, &IdentityRow::editRequested, this, [this, id] {
        if (const auto identity = m_identities->find(id))
            edit(*identity);
    });
    connect(row, &IdentityRow::verifyRequested, this, [this, id] { verify(id); });
    connect(row, &IdentityRow::removeRequested, this, [this, id] { confirmRemoval(id); });
    connect(row, &IdentityRow::defaultRequested, this, [this, id] {
        m_engine.setDefaultIdentity(id, this, [this](const Result<std::monostate>& result) {
            if (!result)
                tell(result.error());
        });
    });
    return row;
}

void SendAsPage::addNew() {
    const QList<model::Account> accounts = m_identities->accounts();
    if (accounts.isEmpty())
        return;
    model::Identity identity;
    identity.account = accounts.constFirst().id;
    for (const model::Account& account : accounts) {
        if (account.isDefault)
            identity.account = account.id;
    }
    const QList<model::Identity> others = m_identities->of(identity.account);
    if (!others.isEmpty())
        identity.displayName = others.constFirst().displayName;
    edit(identity);
}

void SendAsPage::edit(const model::Identity& identity) {
    m_banner->hide();
    auto* dialog = new IdentityDialog(m_engine, identity, this);
    connect(dialog, &IdentityDialog::saved, this, [this, before = identity](IdentityId id) { askForCode(id, before); });
    dialog->open();
}

void SendAsPage::verify(IdentityId id) {
    const auto identity = m_identities->find(id);
    const auto target = identity ? engine::toProve(*identity, m_identities->accounts()) : std::nullopt;
    if (target)
        VerifyDialog::openFor(m_engine, *target, this);
}

/// What has just been saved mailed a code: it is asked for, unless that address was open before.
void SendAsPage::askForCode(IdentityId id, const model::Identity& before) {
    m_engine.loadIdentities(this, [this, id, before](const Result<QList<model::Identity>>& all) {
        const QList<model::Account> accounts = m_identities->accounts();
        for (const model::Identity& one : all.value_or(QList<model::Identity>())) {
            const auto target = one.id == id ? engine::toProve(one, accounts) : std::nullopt;
            if (target && (!before.id.isValid() || target != engine::toProve(before, accounts)))
                VerifyDialog::openFor(m_engine, *target, this);
        }
    });
}

void SendAsPage::confirmRemoval(IdentityId id) {
    const auto identity = m_identities->find(id);
    if (!identity)
        return;
    m_banner->hide();
    if (m_identities->of(identity->account).size() < 2)
        return tellLast(id);
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove Address"), tr("Remove %1?").arg(identity->address), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Its signature goes with it. Your mail stays as it is."));
    QPushButton* button = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    button->setProperty("kind", QStringLiteral("danger"));
    button->setObjectName(QStringLiteral("confirmRemoveIdentity"));
    connect(button, &QPushButton::clicked, this, [this, id] { remove(id); });
    box->open();
}

void SendAsPage::remove(IdentityId id) {
    m_engine.removeIdentity(id, this, [this, id](const Result<std::monostate>& removed) {
        if (removed)
            return;
        if (removed.error().code == ErrorCode::BadValue) // the others went meanwhile
            return tellLast(id);
        tell(removed.error());
    });
}

void SendAsPage::tellLast(IdentityId id) {
    const auto identity = m_identities->find(id);
    const QString account = identity ? accountTitle(m_identities->account(identity->account)) : QString();
    m_banner->setKind(BannerKind::Warning);
    m_banner->setText(tr("This is the last address of %1: an account needs one to send as. Add another before you remove it.").arg(account));
    m_banner->setServerWords({});
    m_banner->show();
}

void SendAsPage::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->setKind(BannerKind::Error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
