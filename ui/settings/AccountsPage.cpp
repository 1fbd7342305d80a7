// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/AccountsPage.h"

#include "ui/models/ErrorText.h"
#include "ui/settings/AccountCard.h"
#include "ui/style/Icons.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

AccountsPage::AccountsPage(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    auto* head = new QHBoxLayout;
    head->addWidget(new RoleLabel(tr("Mail accounts"), ColorRole::Text, TextSize::Title, this), 1);
    auto* add = new QPushButton(icon(QStringLiteral("add"), ColorRole::OnAccent), tr("Add mail account"), this);
    add->setProperty("kind", QStringLiteral("primary"));
    add->setObjectName(QStringLiteral("settingsAddAccount"));
    head->addWidget(add);
    column->addLayout(head);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* inner = new QWidget(area);
    m_cards = new QVBoxLayout(inner);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(Tokens::kSpaceM);
    m_cards->addStretch();
    area->setWidget(inner);
    column->addWidget(area, 1);
    m_empty = new EmptyState(this);
    m_empty->setContent(QStringLiteral("account"), tr("No account yet"), tr("Accounts that you add stand here."));
    column->addWidget(m_empty, 1);
    connect(add, &QPushButton::clicked, this, &AccountsPage::addRequested);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &AccountsPage::follow);
    follow();
}

void AccountsPage::follow() {
    const QList<model::AccountSnapshot> snapshots = m_engine.accounts();
    QSet<qint64> present;
    for (qsizetype i = 0; i < snapshots.size(); ++i) {
        const AccountId id = snapshots[i].account.id;
        present.insert(id.value);
        AccountCard*& card = m_byAccount[id.value];
        if (!card)
            card = makeCard(id);
        if (m_cards->indexOf(card) != i)
            m_cards->insertWidget(static_cast<int>(i), card);
        card->show(snapshots[i], i == 0, i == snapshots.size() - 1);
        m_engine.loadSignInEnd(id, card, [card](const Result<std::optional<qint64>>& end) { card->setSignInEnd(end.value_or(std::nullopt)); });
    }
    for (const qint64 id : m_byAccount.keys()) {
        if (!present.contains(id))
            m_byAccount.take(id)->deleteLater();
    }
    m_empty->setVisible(snapshots.isEmpty());
}

AccountCard* AccountsPage::makeCard(AccountId id) {
    auto* card = new AccountCard(this);
    connect(card, &AccountCard::switchRequested, this, [this, id] { Q_EMIT switchRequested(id); });
    connect(card, &AccountCard::passwordRequested, this, [this, id] { Q_EMIT passwordRequested(id); });
    connect(card, &AccountCard::syncRequested, this, [this, id] { m_engine.syncNow(id); });
    connect(card, &AccountCard::removeRequested, this, [this, id] { confirmRemoval(id); });
    connect(card, &AccountCard::defaultRequested, this, [this, id] {
        m_engine.setDefault(id, this, [this](Result<std::monostate> result) { tell(result); });
    });
    connect(card, &AccountCard::enabledChanged, this, [this, id](bool enabled) {
        m_engine.setEnabled(id, enabled, this, [this](Result<std::monostate> result) { tell(result); });
    });
    connect(card, &AccountCard::moveRequested, this, [this, id, card](int by) {
        m_engine.moveAccount(id, m_cards->indexOf(card) + by, this, [this](Result<std::monostate> result) { tell(result); });
    });
    return card;
}

void AccountsPage::confirmRemoval(AccountId id) {
    QString name;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == id)
            name = snapshot.account.email;
    }
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove account"), tr("Remove %1 from Tributary?").arg(name), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Its mail is deleted from this computer. On the server everything stays as it is."));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setProperty("kind", QStringLiteral("danger"));
    remove->setObjectName(QStringLiteral("confirmRemove"));
    connect(remove, &QPushButton::clicked, this, [this, id] {
        m_engine.removeAccount(id, this, [this](Result<std::monostate> result) { tell(result); });
    });
    box->open();
}

void AccountsPage::tell(const Result<std::monostate>& result) {
    if (result)
        return;
    const ErrorText text = errorText(result.error());
    auto* box = new QMessageBox(QMessageBox::Warning, text.title, text.title, QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(text.explanation + u'\n' + text.advice.join(u'\n'));
    box->open();
}

} // namespace tributary::ui
