// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/MailboxCommands.h"

#include "ui/mailboxtree/NewMailboxDialog.h"
#include "ui/models/MailActions.h"
#include "ui/models/MailboxNames.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/style/Icons.h"

#include <QMenu>
#include <QTreeView>

namespace tributary::ui {

namespace {
constexpr int kPage = 1000;
using Kind = MailboxTreeModel::Kind;
} // namespace

MailboxCommands::MailboxCommands(engine::Engine& engine, MailboxTreeModel& model, MailActions& actions, QTreeView& tree)
    : QObject(&tree), m_engine(engine), m_model(model), m_actions(actions), m_tree(tree) {
    m_new = add("newMailbox", tr("&New mailbox…"), &MailboxCommands::newMailbox);
    m_new->setIcon(icon(QStringLiteral("folder-plus")));
    m_rename = add("renameMailbox", tr("&Rename…"), &MailboxCommands::startRename);
    m_rename->setShortcut(QKeySequence(Qt::Key_F2));
    m_rename->setShortcutContext(Qt::WidgetShortcut);
    m_rename->setIcon(icon(QStringLiteral("edit")));
    m_remove = add("deleteMailbox", tr("&Delete mailbox"), &MailboxCommands::remove);
    m_remove->setIcon(icon(QStringLiteral("trash")));
    m_subscribe = add("subscribeMailbox", tr("S&ubscribed"), &MailboxCommands::toggleSubscription);
    m_subscribe->setCheckable(true);
    m_empty = add("emptyTrash", tr("&Empty trash"), &MailboxCommands::emptyTrash);
    m_empty->setIcon(icon(QStringLiteral("trash")));
    m_read = add("markAllRead", tr("Mark all as &read"), &MailboxCommands::markAllRead);
    m_read->setIcon(icon(QStringLiteral("mail-open")));
    m_all = new QAction(tr("Show &all mailboxes"), this);
    m_all->setObjectName(QStringLiteral("showAllMailboxes"));
    m_all->setCheckable(true);
    connect(m_all, &QAction::toggled, this, [this](bool on) { m_model.setShowsAll(on); });
    m_tree.addAction(m_rename);
    follow({});
}

QAction* MailboxCommands::add(const char* name, const QString& text, void (MailboxCommands::*run)()) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, run);
    return action;
}

void MailboxCommands::fill(QMenu& menu) const {
    menu.addActions({m_read, m_empty});
    menu.addSeparator();
    menu.addActions({m_new, m_rename, m_remove});
    menu.addSeparator();
    menu.addActions({m_subscribe, m_all});
}

void MailboxCommands::popup(const QModelIndex& index, const QPoint& globalPosition) {
    follow(index);
    auto* menu = new QMenu(&m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("mailboxMenu"));
    fill(*menu);
    connect(menu, &QMenu::aboutToHide, this, [this] { // behind the action that was chosen
        QMetaObject::invokeMethod(this, [this] { follow(m_tree.currentIndex()); }, Qt::QueuedConnection);
    });
    menu->popup(globalPosition);
}

void MailboxCommands::follow(const QModelIndex& index) {
    m_index = index;
    const auto kind = static_cast<Kind>(index.data(MailboxTreeModel::KindRole).toInt());
    const bool inAccount = index.isValid() && kind != Kind::View;
    const auto mailbox = m_model.mailbox(MailboxId(index.data(MailboxTreeModel::MailboxRole).toLongLong()));
    const bool own = mailbox && mailbox->specialUse == model::SpecialUse::None && mailbox->allows('x');
    bool hasTrash = false;
    for (const model::Mailbox& one : m_model.mailboxesOf(account()))
        hasTrash = hasTrash || (one.specialUse == model::SpecialUse::Trash && one.total > 0 && one.allows('e'));
    m_new->setEnabled(inAccount);
    m_rename->setEnabled(own);
    m_remove->setEnabled(own);
    m_subscribe->setEnabled(mailbox && mailbox->specialUse != model::SpecialUse::Inbox && !mailbox->isPending);
    m_subscribe->setChecked(mailbox && mailbox->subscribed);
    m_empty->setEnabled(hasTrash);
    m_read->setEnabled(index.isValid() && (!mailbox || (mailbox->unread > 0 && mailbox->allows('s'))));
}

AccountId MailboxCommands::account() const { return AccountId(m_index.data(MailboxTreeModel::AccountRole).toLongLong()); }

void MailboxCommands::newMailbox() {
    const AccountId account = this->account();
    const MailboxId inside(m_index.data(MailboxTreeModel::MailboxRole).toLongLong());
    const auto parent = m_model.mailbox(inside);
    const bool below = parent && parent->specialUse == model::SpecialUse::None; // rarely is one wanted below the Inbox
    auto* dialog = new NewMailboxDialog(m_model.accountName(account), m_model.mailboxesOf(account), below ? inside : MailboxId(), m_tree.window());
    connect(dialog, &NewMailboxDialog::created, this, [this, account](const QString& name) { m_actions.createMailbox(account, name); });
    dialog->open();
}

void MailboxCommands::startRename() {
    if (!m_index.isValid())
        return;
    m_tree.setCurrentIndex(m_index);
    m_tree.edit(m_index);
}

void MailboxCommands::rename(MailboxId mailbox, const QString& title) {
    const auto known = m_model.mailbox(mailbox);
    if (!known || title.trimmed().isEmpty() || title == mailboxTitle(*known))
        return;
    const QString path = known->name.section(QLatin1Char('/'), 0, -2);
    m_actions.renameMailbox(mailbox, path.isEmpty() ? title.trimmed() : QString(path + QLatin1Char('/') + title.trimmed()));
}

void MailboxCommands::remove() {
    const auto mailbox = m_model.mailbox(MailboxId(m_index.data(MailboxTreeModel::MailboxRole).toLongLong()));
    if (mailbox)
        m_actions.deleteMailbox(mailbox->id, mailboxTitle(*mailbox));
}

void MailboxCommands::toggleSubscription() {
    const auto mailbox = m_model.mailbox(MailboxId(m_index.data(MailboxTreeModel::MailboxRole).toLongLong()));
    if (mailbox)
        m_actions.subscribe(mailbox->id, !mailbox->subscribed);
}

void MailboxCommands::emptyTrash() {
    const AccountId account = this->account();
    m_actions.emptyTrash(account, m_engine.accounts().size() > 1 ? m_model.accountName(account) : QString());
}

void MailboxCommands::markAllRead() {
    model::MessageQuery query = MailboxTreeModel::queryOf(m_index);
    query.unreadOnly = true;
    query.limit = kPage;
    collectUnread({}, {}, query);
}

/// Page by page, then all in one change: one step of Undo.
void MailboxCommands::collectUnread(const QString& after, QList<MessageId> known, const model::MessageQuery& query) {
    model::MessageQuery page = query;
    page.after = after;
    m_engine.loadMessages(page, 0, this, [this, known, query](Result<model::MessagePage> read) mutable {
        if (!read)
            return;
        for (const model::MessageSummary& summary : read->messages)
            known.append(summary.id);
        if (!read->next.isEmpty())
            return collectUnread(read->next, std::move(known), query);
        model::MessageAction action;
        action.flag = QStringLiteral("\\Seen");
        action.messages = std::move(known);
        m_actions.change(action);
    });
}

} // namespace tributary::ui
