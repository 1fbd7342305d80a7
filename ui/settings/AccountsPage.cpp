// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/AccountsPage.h"

#include "engine/Filters.h"
#include "ui/models/ErrorText.h"
#include "ui/models/ManagedAccounts.h"
#include "ui/models/SyncStatus.h"
#include "ui/settings/AccountCard.h"
#include "ui/settings/StorageFeed.h"
#include "ui/style/Icons.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPointer>
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
    const auto quiet = [&](const QString& text, const char* name, void (AccountsPage::*asked)()) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false); // else it looks like what Return does
        connect(button, &QPushButton::clicked, this, asked);
        head->addWidget(button);
        return button;
    };
    m_import = quiet(tr("&Import accounts…"), "settingsImport", &AccountsPage::importRequested);
    quiet(tr("E&xport…"), "settingsExport", &AccountsPage::exportRequested);
    auto* add = new QPushButton(icon(QStringLiteral("add"), ColorRole::OnAccent), tr("Add mail account"), this);
    add->setProperty("kind", QStringLiteral("primary"));
    add->setObjectName(QStringLiteral("settingsAddAccount"));
    head->addWidget(add);
    column->addLayout(head);
    m_add = add;
    m_managed = new ManagedMark({}, this);
    column->addWidget(m_managed);
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
    connect(&m_engine, &engine::Engine::accountsChanged, this, &AccountsPage::followAccounts);
    followAccounts();
}

void AccountsPage::follow(SyncStatus& status) {
    m_status = &status;
    connect(m_status, &SyncStatus::updated, this, &AccountsPage::followSync);
    followSync();
}

void AccountsPage::followStorage(StorageFeed& storage) {
    m_storage = &storage;
    connect(m_storage, &StorageFeed::loaded, this, &AccountsPage::showStorage);
    showStorage();
}

void AccountsPage::showStorage() {
    if (!m_storage || !m_storage->use())
        return;
    for (const engine::AccountStorage& use : m_storage->use()->accounts) {
        if (AccountCard* card = m_byAccount.value(use.account.value))
            card->setStorage(use, m_storage->use()->total);
    }
}

void AccountsPage::followSync() {
    if (!m_status)
        return;
    for (const AccountSync& sync : m_status->accounts()) {
        if (AccountCard* card = m_byAccount.value(sync.snapshot.account.id.value))
            card->setSync(sync);
    }
}

void AccountsPage::followAccounts() {
    if (m_dragged)
        return; // nothing jumps under the pointer
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
        card->setLeaving(m_engine.filters().isLeaving(id));
        m_engine.loadSignInEnd(id, card, [card](const Result<std::optional<qint64>>& end) { card->setSignInEnd(end.value_or(std::nullopt)); });
    }
    for (const qint64 id : m_byAccount.keys()) {
        if (!present.contains(id))
            m_byAccount.take(id)->deleteLater();
    }
    m_empty->setVisible(snapshots.isEmpty());
    followSync();
    showStorage();
    followPolicy();
}

/// With each account added or removed another one may be one too many.
void AccountsPage::followPolicy() {
    const bool may = mayAddAccount(m_engine);
    m_managed->setVisible(!may);
    m_add->setEnabled(may);
    m_import->setEnabled(may);
    m_add->setToolTip(may ? QString() : ManagedMark::words());
    m_add->setAccessibleDescription(may ? QString() : ManagedMark::words());
}

AccountCard* AccountsPage::makeCard(AccountId id) {
    auto* card = new AccountCard(this);
    if (m_engine.policy().locks(engine::Lock::Accounts))
        card->lockRemoval();
    connect(card, &AccountCard::switchRequested, this, [this, id] { Q_EMIT switchRequested(id); });
    connect(card, &AccountCard::passwordRequested, this, [this, id] { Q_EMIT passwordRequested(id); });
    connect(card, &AccountCard::editRequested, this, [this, id] { Q_EMIT editRequested(id); });
    connect(card, &AccountCard::pauseRequested, this, [this, id] {
        for (const AccountSync& sync : m_status ? m_status->accounts() : QList<AccountSync>()) {
            if (sync.snapshot.account.id == id)
                m_status->setPaused(id, !sync.paused);
        }
        followSync();
    });
    connect(card, &AccountCard::dragged, this, [this, card] { m_dragged = card; });
    connect(card, &AccountCard::dropped, this, [this, id](int place) {
        m_dragged = nullptr;
        m_engine.moveAccount(id, place, this, [this](Result<std::monostate> result) { tell(result); });
    });
    connect(card, &AccountCard::testRequested, this, [this, id] { Q_EMIT testRequested(id); });
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
    model::Account account;
    QStringList senders; // through it (S18)
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == id)
            account = snapshot.account;
        if (snapshot.account.relay == id)
            senders.append(snapshot.account.email);
    }
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove account"), tr("Remove %1 from Tributary?").arg(account.email), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QString server = account.protocol == model::Protocol::Pop3 && account.fetch.leave != model::LeaveOnServer::Always
        ? tr("Its mail may be on this computer alone: the server was told to delete what has come here.")
        : tr("On the server everything stays as it is.");
    QStringList facts{server, tr("The password is deleted from this computer either way. Its mail can stay readable here, or go too.")};
    if (!senders.isEmpty())
        facts.append(tr("These send through it and cannot send without it: %1").arg(senders.join(QStringLiteral(", "))));
    box->setInformativeText(facts.join(u'\n'));
    QPushButton* keep = box->addButton(tr("Keep its mail"), QMessageBox::AcceptRole);
    keep->setObjectName(QStringLiteral("keepMail"));
    keep->setEnabled(account.enabled);
    QPushButton* gone = box->addButton(tr("Delete its mail here"), QMessageBox::DestructiveRole);
    gone->setProperty("kind", QStringLiteral("danger"));
    gone->setObjectName(QStringLiteral("confirmRemove"));
    connect(keep, &QPushButton::clicked, this, [this, account] { remove(account, true); });
    connect(gone, &QPushButton::clicked, this, [this, account] { remove(account, false); });
    box->open();
}

/// The engine's from here on: Settings may be closed before the server has answered. What then is to be said is said over the window that is there.
void AccountsPage::remove(const model::Account& account, bool keepMail) {
    bool mayAsk = account.enabled;
    for (const model::AccountSnapshot& one : m_engine.accounts()) {
        if (one.account.id == account.id && one.state.reason && one.state.reason->kind == ErrorKind::Auth)
            mayAsk = false; // it was refused: not once more (S17)
    }
    m_engine.leaveAccount(account.id, keepMail, mayAsk, &m_engine, [page = QPointer(this), email = account.email](const Result<bool>& isGone) {
        QWidget* over = page ? page.data() : QApplication::activeWindow();
        if (!isGone)
            tellError(over, isGone.error());
        else if (!*isGone)
            tellGoesOn(over, email);
    });
}

void AccountsPage::tell(const Result<std::monostate>& result) {
    if (!result)
        tellError(this, result.error());
}

void AccountsPage::tellError(QWidget* over, const Error& error) {
    const ErrorText text = errorText(error);
    auto* box = new QMessageBox(QMessageBox::Warning, text.title, text.title, QMessageBox::Close, over);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(text.explanation + u'\n' + text.advice.join(u'\n'));
    box->open();
}

void AccountsPage::tellGoesOn(QWidget* over, const QString& email) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Remove account"), tr("The server of %1 could not be reached.").arg(email), QMessageBox::Close, over);
    box->setObjectName(QStringLiteral("goesOnAtServer"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Filters and the vacation reply that run there go on. They can be ended on the provider's own page."));
    box->open();
}

} // namespace tributary::ui
