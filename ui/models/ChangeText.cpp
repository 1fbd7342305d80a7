// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ChangeText.h"

#include <QCoreApplication>

namespace tributary::ui {

namespace {

using model::ChangeKind;

constexpr qint64 kKeptMs = 30LL * 24 * 60 * 60 * 1000; // S2: what was expunged is kept 30 days

struct ChangeWords {
    Q_DECLARE_TR_FUNCTIONS(ChangeText)

  public:
    static QString flags(const QString& flag, bool on, int n);
    static QString messages(ChangeKind kind, const QString& detail, int n);
    static QString mailboxes(ChangeKind kind, const QString& detail);
};

QString ChangeWords::flags(const QString& flag, bool on, int n) {
    if (flag.compare(QLatin1String("\\Seen"), Qt::CaseInsensitive) == 0)
        return on ? tr("%Ln message(s) marked as read", nullptr, n) : tr("%Ln message(s) marked as unread", nullptr, n);
    if (flag.compare(QLatin1String("\\Flagged"), Qt::CaseInsensitive) == 0)
        return on ? tr("%Ln message(s) flagged", nullptr, n) : tr("Flag removed from %Ln message(s)", nullptr, n);
    return tr("Marks of %Ln message(s) changed", nullptr, n);
}

QString ChangeWords::messages(ChangeKind kind, const QString& detail, int n) {
    switch (kind) {
    case ChangeKind::Move:
        return detail.isEmpty() ? tr("%Ln message(s) moved", nullptr, n) : tr("%Ln message(s) moved to %1", nullptr, n).arg(detail);
    case ChangeKind::Copy:
        return detail.isEmpty() ? tr("%Ln message(s) copied", nullptr, n) : tr("%Ln message(s) copied to %1", nullptr, n).arg(detail);
    case ChangeKind::Delete: return tr("%Ln message(s) deleted", nullptr, n);
    case ChangeKind::Archive: return tr("%Ln message(s) archived", nullptr, n);
    case ChangeKind::Junk: return tr("%Ln message(s) marked as junk", nullptr, n);
    case ChangeKind::NotJunk: return tr("%Ln message(s) marked as not junk", nullptr, n);
    case ChangeKind::Expunge: return tr("%Ln message(s) deleted for good", nullptr, n);
    case ChangeKind::EmptyTrash: return tr("Trash emptied: %Ln message(s)", nullptr, n);
    case ChangeKind::PutBack: return tr("%Ln message(s) put back on the server", nullptr, n);
    case ChangeKind::Filter: return tr("%Ln message(s) taken by the filter %1", nullptr, n).arg(detail);
    case ChangeKind::ApplyFilters: return tr("Filters applied to %Ln message(s)", nullptr, n);
    default: return {};
    }
}

QString ChangeWords::mailboxes(ChangeKind kind, const QString& detail) {
    switch (kind) {
    case ChangeKind::CreateMailbox: return tr("Mailbox %1 created").arg(detail);
    case ChangeKind::RenameMailbox: return tr("Mailbox %1 renamed").arg(detail);
    case ChangeKind::DeleteMailbox: return tr("Mailbox %1 deleted").arg(detail);
    case ChangeKind::Subscribe: return tr("Subscription of %1 changed").arg(detail);
    default: return {};
    }
}

bool isOfMailbox(ChangeKind kind) { return kind >= ChangeKind::CreateMailbox && kind <= ChangeKind::Subscribe; }

} // namespace

QString changeText(const model::ChangeRecord& change) {
    if (isOfMailbox(change.kind))
        return ChangeWords::mailboxes(change.kind, change.detail);
    if (change.kind == ChangeKind::Flags) {
        const bool off = change.detail.startsWith(QLatin1Char('-'));
        const QString flag = off || change.detail.startsWith(QLatin1Char('+')) ? change.detail.mid(1) : change.detail;
        return ChangeWords::flags(flag, !off, change.messages);
    }
    return ChangeWords::messages(change.kind, change.detail, change.messages);
}

QString actionText(const model::MessageAction& action, const QString& destination) {
    const int n = static_cast<int>(action.messages.size());
    return action.kind == ChangeKind::Flags ? ChangeWords::flags(action.flag, action.on, n) : ChangeWords::messages(action.kind, destination, n);
}

QString changeStateText(const model::ChangeRecord& change) {
    if (change.error && change.undone)
        return ChangeWords::tr("Not all of it could be brought back");
    if (change.error)
        return change.error->code == ErrorCode::NotFound ? ChangeWords::tr("No longer there") : ChangeWords::tr("Refused by the server");
    if (change.undone)
        return ChangeWords::tr("Undone");
    return change.waiting > 0 ? ChangeWords::tr("Waiting for the server") : ChangeWords::tr("Done");
}

QString changeIcon(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::Flags: return QStringLiteral("flag");
    case ChangeKind::Move: return QStringLiteral("move");
    case ChangeKind::Copy: return QStringLiteral("copy");
    case ChangeKind::Archive: return QStringLiteral("archive");
    case ChangeKind::Junk: return QStringLiteral("junk");
    case ChangeKind::NotJunk: return QStringLiteral("not-junk");
    case ChangeKind::PutBack: return QStringLiteral("undo");
    case ChangeKind::Delete:
    case ChangeKind::Expunge:
    case ChangeKind::EmptyTrash: return QStringLiteral("trash");
    case ChangeKind::CreateMailbox: return QStringLiteral("folder-plus");
    default: return QStringLiteral("mailbox");
    }
}

bool canBeUndone(const model::ChangeRecord& change, qint64 nowMs) {
    return !change.undone && change.kind != ChangeKind::PutBack && nowMs - change.createdMs < kKeptMs;
}

} // namespace tributary::ui
