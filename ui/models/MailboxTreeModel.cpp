// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MailboxTreeModel.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kViews = 3;

QStandardItem* makeItem(MailboxTreeModel::Kind kind) {
    auto* item = new QStandardItem;
    item->setData(static_cast<int>(kind), MailboxTreeModel::KindRole);
    item->setEditable(false);
    return item;
}

constexpr QLatin1Char kLevel('/');

/// The account's own mailboxes stand under it; those of others under a heading: their owner's name, or 'Shared'.
QString ownerOf(const model::Mailbox& mailbox) {
    switch (mailbox.owner) {
    case model::NamespaceKind::Personal: return {};
    case model::NamespaceKind::OtherUsers: return mailbox.name.section(kLevel, 1, 1);
    case model::NamespaceKind::Shared: return MailboxTreeModel::tr("Shared");
    }
    return {};
}

/// The nodes of a namespace that hold no mail: "Other users", "Other users/bob".
bool isOnlyPath(const model::Mailbox& mailbox) {
    const auto levels = mailbox.name.count(kLevel);
    return mailbox.owner != model::NamespaceKind::Personal && !mailbox.selectable &&
           levels <= (mailbox.owner == model::NamespaceKind::OtherUsers ? 1 : 0);
}

void setIfNew(QStandardItem* item, const QVariant& value, int role) {
    if (item->data(role) != value)
        item->setData(value, role);
}

} // namespace

MailboxTreeModel::MailboxTreeModel(engine::Engine& engine, QObject* parent) : QStandardItemModel(parent), m_engine(engine) {
    addViews();
    connect(&m_engine, &engine::Engine::accountsChanged, this, &MailboxTreeModel::followAccounts);
    connect(&m_engine, &engine::Engine::storeChanged, this, &MailboxTreeModel::followChanges);
    followAccounts();
}

void MailboxTreeModel::addViews() {
    for (const model::View view : {model::View::Inbox, model::View::Unread, model::View::Flagged}) {
        QStandardItem* item = makeItem(Kind::View);
        item->setText(viewTitle(view));
        item->setData(static_cast<int>(view), ViewRole);
        item->setData(viewIcon(view), IconRole);
        appendRow(item);
    }
}

void MailboxTreeModel::followAccounts() {
    const QList<model::AccountSnapshot> snapshots = m_engine.accounts();
    QSet<qint64> present;
    for (qsizetype position = 0; position < snapshots.size(); ++position) {
        const model::AccountSnapshot& snapshot = snapshots[position];
        const qint64 id = snapshot.account.id.value;
        present.insert(id);
        QStandardItem* item = m_accounts.value(id);
        const int row = kViews + static_cast<int>(position);
        if (!item) {
            item = makeItem(Kind::Account);
            item->setData(id, AccountRole);
            insertRow(row, item);
            m_accounts.insert(id, item);
            reloadMailboxes(snapshot.account.id);
        } else if (item->row() != row) {
            insertRow(row, takeRow(item->row()));
        }
        m_unreadInbox.insert(id, snapshot.unread);
        updateAccount(item, snapshot);
    }
    for (const qint64 id : m_accounts.keys()) {
        if (!present.contains(id)) {
            m_mailboxes.remove(id);
            m_headings.remove(id);
            m_values.remove(id);
            m_unreadInbox.remove(id);
            removeRow(m_accounts.take(id)->row());
        }
    }
    updateViewCounts();
}

void MailboxTreeModel::updateAccount(QStandardItem* item, const model::AccountSnapshot& snapshot) const {
    using model::AccountActivity;
    const model::AccountState& state = snapshot.state;
    QString text;
    if (state.reason) {
        text = shortErrorText(*state.reason);
        if (state.activity == AccountActivity::Offline && state.retryAtMs > 0) {
            text = tr("%1, next try at %2")
                       .arg(text, QLocale().toString(QDateTime::fromMSecsSinceEpoch(state.retryAtMs).time(), QStringLiteral("HH:mm")));
        }
    } else if (state.activity == AccountActivity::Disabled) {
        text = tr("Switched off");
    } else if (state.activity == AccountActivity::Connecting && state.lastSyncMs == 0) { // else what is shown was in step: no news
        text = tr("Connecting…");
    }
    int held = 0;
    for (const model::Mailbox& mailbox : m_values.value(snapshot.account.id.value))
        held += mailbox.held;
    if (held > 0 && !state.needsUser())
        text = tr("%Ln message(s) disappeared from the server", nullptr, held);
    setIfNew(item, held, HeldRole);
    const QString name = snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name;
    if (item->text() != name)
        item->setText(name);
    setIfNew(item, text, StateRole);
    setIfNew(item, state.needsUser(), NeedsUserRole);
    setIfNew(item, snapshot.unread, UnreadRole);
    setIfNew(item, snapshot.account.colour, ColourRole);
    setIfNew(item, snapshot.account.email, Qt::ToolTipRole);
    const QString spoken = text.isEmpty() ? tr("%1, %n unread", nullptr, snapshot.unread).arg(name)
                                          : tr("%1, %n unread, %2", nullptr, snapshot.unread).arg(name, text);
    setIfNew(item, spoken, Qt::AccessibleTextRole);
}

void MailboxTreeModel::updateViewCounts() {
    int unread = 0;
    for (const int count : std::as_const(m_unreadInbox))
        unread += count;
    QStandardItem* inboxes = item(0);
    setIfNew(inboxes, unread, UnreadRole);
    setIfNew(inboxes, tr("%1, %n unread", nullptr, unread).arg(inboxes->text()), Qt::AccessibleTextRole);
}

void MailboxTreeModel::followChanges(const QList<model::StoreChange>& changes) {
    for (const model::StoreChange& change : changes) {
        if (const auto* mailboxes = std::get_if<model::MailboxesChanged>(&change))
            reloadMailboxes(mailboxes->account);
        else if (const auto* counts = std::get_if<model::MailboxCountsChanged>(&change))
            followCounts(*counts);
    }
}

void MailboxTreeModel::followCounts(const model::MailboxCountsChanged& counts) {
    QList<model::Mailbox>& values = m_values[counts.account.value];
    const auto value = std::find_if(values.begin(), values.end(), [&](const model::Mailbox& m) { return m.id == counts.mailbox; });
    if (value == values.end())
        return reloadMailboxes(counts.account);
    value->unread = counts.unread;
    value->total = counts.total;
    if (QStandardItem* item = m_mailboxes.value(counts.account.value).value(counts.mailbox.value))
        updateItem(item, *value);
}

void MailboxTreeModel::reloadMailboxes(AccountId account) {
    if (m_reloading.contains(account.value)) {
        m_reloadAgain.insert(account.value);
        return;
    }
    m_reloading.insert(account.value);
    m_engine.loadMailboxes(account, this, [this, account](Result<QList<model::Mailbox>> mailboxes) {
        m_reloading.remove(account.value);
        if (mailboxes)
            takeMailboxes(account, *mailboxes);
        if (m_reloadAgain.remove(account.value))
            reloadMailboxes(account);
    });
}

QStandardItem* MailboxTreeModel::parentFor(QStandardItem* account, const model::Mailbox& mailbox) {
    const QString parentName = mailbox.name.section(kLevel, 0, -2);
    if (!parentName.isEmpty()) {
        for (QStandardItem* candidate : std::as_const(m_mailboxes[mailbox.account.value])) {
            if (candidate->data(NameRole).toString() == parentName)
                return candidate;
        }
    }
    return mailbox.owner == model::NamespaceKind::Personal ? account : headingFor(account, mailbox);
}

QStandardItem* MailboxTreeModel::headingFor(QStandardItem* account, const model::Mailbox& mailbox) {
    const QString owner = ownerOf(mailbox);
    QStandardItem*& heading = m_headings[mailbox.account.value][owner];
    if (!heading) {
        heading = makeItem(Kind::Heading);
        heading->setText(owner.isEmpty() ? tr("Other users") : owner);
        heading->setData(mailbox.account.value, AccountRole);
        heading->setData(tr("Mailboxes of %1").arg(heading->text()), Qt::AccessibleTextRole);
        heading->setSelectable(false);
        account->appendRow(heading);
    }
    return heading;
}

bool MailboxTreeModel::isShown(const model::Mailbox& mailbox) const {
    if (isOnlyPath(mailbox))
        return false;
    // What has a use is never hidden, nor what asks for a decision.
    if (m_showsAll || mailbox.subscribed || mailbox.isPending || mailbox.specialUse != model::SpecialUse::None || mailbox.held > 0)
        return true;
    const QList<model::Mailbox> all = m_values.value(mailbox.account.value);
    const QString below = mailbox.name + kLevel; // nor is the way to a subscribed one
    bool any = false, anyBelow = false;
    for (const model::Mailbox& other : all) {
        const bool chosen = other.subscribed && other.specialUse == model::SpecialUse::None;
        any = any || chosen;
        anyBelow = anyBelow || (chosen && other.name.startsWith(below));
    }
    return anyBelow || !any; // a user who subscribed to nothing does not use subscriptions
}

void MailboxTreeModel::updateItem(QStandardItem* item, const model::Mailbox& mailbox) const {
    const QString title = mailboxTitle(mailbox);
    if (item->text() != title)
        item->setText(title);
    setIfNew(item, mailbox.account.value, AccountRole);
    setIfNew(item, mailbox.id.value, MailboxRole);
    setIfNew(item, mailboxIcon(mailbox.specialUse), IconRole);
    setIfNew(item, mailbox.unread, UnreadRole);
    setIfNew(item, mailbox.name, NameRole);
    setIfNew(item, static_cast<int>(mailbox.specialUse), SpecialUseRole);
    setIfNew(item, mailbox.isPending, DimmedRole);
    setIfNew(item, mailbox.held, HeldRole);
    QString tip = mailbox.isPending ? tr("%1: waits for the server").arg(mailbox.name) : mailbox.name;
    if (!mailbox.subscribed && !mailbox.isPending)
        tip = tr("%1: not subscribed").arg(mailbox.name);
    setIfNew(item, tip, Qt::ToolTipRole);
    QString spoken = tr("%1, %n unread", nullptr, mailbox.unread).arg(title);
    if (mailbox.isPending)
        spoken = tr("%1, waits for the server").arg(spoken);
    setIfNew(item, spoken, Qt::AccessibleTextRole);
    const bool own = mailbox.specialUse == model::SpecialUse::None && mailbox.allows('x');
    item->setEditable(own);
    item->setSelectable(mailbox.selectable);
}

void MailboxTreeModel::takeMailboxes(AccountId account, const QList<model::Mailbox>& mailboxes) {
    QStandardItem* root = m_accounts.value(account.value);
    if (!root)
        return;
    m_values.insert(account.value, mailboxes);
    QHash<qint64, QStandardItem*>& known = m_mailboxes[account.value];
    QSet<qint64> present;
    for (const model::Mailbox& mailbox : mailboxes) {
        m_accountOf.insert(mailbox.id.value, account.value);
        if (isShown(mailbox))
            present.insert(mailbox.id.value);
    }
    dropGone(root, account.value, present);
    QHash<QStandardItem*, int> position; // the next row of each parent: the store gives display order
    for (const model::Mailbox& mailbox : mailboxes) {
        if (!present.contains(mailbox.id.value))
            continue;
        QStandardItem* item = known.value(mailbox.id.value);
        QStandardItem* parent = parentFor(root, mailbox);
        const int row = position[parent]++;
        QStandardItem* standsUnder = item && item->parent() ? item->parent() : nullptr;
        if (!item) {
            item = makeItem(Kind::Mailbox);
            updateItem(item, mailbox);
            known.insert(mailbox.id.value, item);
            parent->insertRow(std::min(row, parent->rowCount()), item);
        } else {
            if (standsUnder && (standsUnder != parent || item->row() != row)) // renamed
                parent->insertRow(std::min(row, parent->rowCount()), standsUnder->takeRow(item->row()));
            updateItem(item, mailbox);
        }
    }
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == account)
            updateAccount(root, snapshot);
    }
    Q_EMIT mailboxesLoaded(account);
}

void MailboxTreeModel::dropGone(QStandardItem* root, qint64 account, const QSet<qint64>& present) {
    QHash<qint64, QStandardItem*>& known = m_mailboxes[account];
    for (const qint64 id : known.keys()) {
        if (present.contains(id))
            continue;
        QStandardItem* item = known.take(id);
        QStandardItem* parent = item->parent() ? item->parent() : root;
        while (item->rowCount() > 0) // children that are still there move up
            parent->appendRow(item->takeRow(0));
        parent->removeRow(item->row());
    }
    QHash<QString, QStandardItem*>& headings = m_headings[account];
    for (const QString& owner : headings.keys()) {
        if (headings.value(owner)->rowCount() == 0)
            root->removeRow(headings.take(owner)->row());
    }
}

void MailboxTreeModel::setShowsAll(bool all) {
    if (m_showsAll == all)
        return;
    m_showsAll = all;
    const QHash<qint64, QList<model::Mailbox>> values = m_values;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        takeMailboxes(AccountId(it.key()), it.value());
}

std::optional<model::Mailbox> MailboxTreeModel::mailbox(MailboxId id) const {
    const QList<model::Mailbox> values = m_values.value(m_accountOf.value(id.value));
    const auto value = std::find_if(values.begin(), values.end(), [id](const model::Mailbox& m) { return m.id == id; });
    return value == values.end() ? std::nullopt : std::optional(*value);
}

bool MailboxTreeModel::allows(MailboxId id, char right) const {
    const std::optional<model::Mailbox> known = mailbox(id);
    return !known || known->allows(right);
}

QModelIndex MailboxTreeModel::mailboxIndex(MailboxId id) const {
    const QStandardItem* item = m_mailboxes.value(m_accountOf.value(id.value)).value(id.value);
    return item ? item->index() : QModelIndex();
}

QModelIndex MailboxTreeModel::viewIndex(model::View view) const {
    for (int row = 0; row < kViews; ++row) {
        if (item(row)->data(ViewRole).toInt() == static_cast<int>(view))
            return index(row, 0);
    }
    return {};
}

QModelIndex MailboxTreeModel::accountIndex(AccountId account) const {
    const QStandardItem* item = m_accounts.value(account.value);
    return item ? item->index() : QModelIndex();
}

QModelIndex MailboxTreeModel::inboxIndex(AccountId account) const {
    for (const QStandardItem* item : m_mailboxes.value(account.value)) {
        if (item->data(SpecialUseRole).toInt() == static_cast<int>(model::SpecialUse::Inbox))
            return item->index();
    }
    return {};
}

model::MessageQuery MailboxTreeModel::queryOf(const QModelIndex& index) {
    model::MessageQuery query;
    switch (static_cast<Kind>(index.data(KindRole).toInt())) {
    case Kind::View: query.view = static_cast<model::View>(index.data(ViewRole).toInt()); break;
    case Kind::Heading:
    case Kind::Account:
        query.view = model::View::Inbox;
        query.account = AccountId(index.data(AccountRole).toLongLong());
        break;
    case Kind::Mailbox:
        query.view = model::View::Mailbox;
        query.account = AccountId(index.data(AccountRole).toLongLong());
        query.mailbox = MailboxId(index.data(MailboxRole).toLongLong());
        break;
    }
    return query;
}

QString MailboxTreeModel::accountName(AccountId account) const {
    const QStandardItem* item = m_accounts.value(account.value);
    return item ? item->text() : QString();
}

int MailboxTreeModel::accountColour(AccountId account) const {
    const QStandardItem* item = m_accounts.value(account.value);
    return item ? item->data(ColourRole).toInt() : 0;
}

} // namespace tributary::ui
