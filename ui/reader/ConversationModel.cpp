// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ConversationModel.h"

#include "content/Senders.h"
#include "ui/models/MailboxNames.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace tributary::ui {

namespace {

QString senderOf(const model::MessageSummary& message) {
    if (message.from.isEmpty())
        return ConversationModel::tr("(no sender)");
    const model::Address& from = message.from.first();
    return content::visibleText(from.name.isEmpty() ? from.addrSpec : from.name);
}

} // namespace

void ConversationModel::setMessages(const QList<model::MessageSummary>& messages) {
    removeMissing(messages);
    if (m_messages.isEmpty() || !keepsOrder(messages)) {
        beginResetModel();
        m_messages = messages;
        endResetModel();
        return;
    }
    insertNew(messages);
    for (int row = 0; row < m_messages.size(); ++row) {
        if (m_messages[row] == messages[row])
            continue;
        m_messages[row] = messages[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void ConversationModel::removeMissing(const QList<model::MessageSummary>& messages) {
    QSet<MessageId> stay;
    for (const model::MessageSummary& message : messages)
        stay.insert(message.id);
    for (auto end = m_messages.size(); end > 0;) { // from below, neighbours together
        if (stay.contains(m_messages[end - 1].id)) {
            --end;
            continue;
        }
        auto begin = end - 1;
        while (begin > 0 && !stay.contains(m_messages[begin - 1].id))
            --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end - 1));
        m_messages.remove(begin, end - begin);
        endRemoveRows();
        end = begin;
    }
}

/// Of rows that are all in the new list.
bool ConversationModel::keepsOrder(const QList<model::MessageSummary>& messages) const {
    qsizetype at = 0;
    for (const model::MessageSummary& message : messages) {
        if (at < m_messages.size() && m_messages[at].id == message.id)
            ++at;
    }
    return at == m_messages.size();
}

void ConversationModel::insertNew(const QList<model::MessageSummary>& messages) {
    for (qsizetype row = 0; row < messages.size(); ++row) {
        if (row < m_messages.size() && m_messages[row].id == messages[row].id)
            continue;
        qsizetype end = row;
        while (end < messages.size() && (row >= m_messages.size() || messages[end].id != m_messages[row].id))
            ++end;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end - 1));
        m_messages = m_messages.first(row) + messages.mid(row, end - row) + m_messages.sliced(row);
        endInsertRows();
        row = end - 1;
    }
}

MessageId ConversationModel::idAt(int row) const { return m_messages.value(row).id; }

int ConversationModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_messages.size()); }

QString ConversationModel::spoken(const model::MessageSummary& message) const {
    QStringList parts{tr("folded message")};
    if (!message.flags.has(model::Flag::Seen))
        parts.append(tr("unread"));
    if (message.flags.has(model::Flag::Flagged))
        parts.append(tr("flagged"));
    if (message.hasAttachment)
        parts.append(tr("with attachment"));
    parts.append(tr("from %1").arg(senderOf(message)));
    parts.append(shortDate(message.dateMs, QDateTime::currentDateTime()));
    if (!message.snippet.isEmpty())
        parts.append(content::visibleText(message.snippet));
    return parts.join(QStringLiteral(", "));
}

QVariant ConversationModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_messages.size())
        return {};
    const model::MessageSummary& message = m_messages[index.row()];
    switch (role) {
    case IdRole: return message.id.value;
    case Qt::DisplayRole:
    case SenderRole: return senderOf(message);
    case AddressRole: return message.from.isEmpty() ? QString() : message.from.first().addrSpec;
    case SnippetRole: return content::visibleText(message.snippet);
    case DateTextRole: return shortDate(message.dateMs, QDateTime::currentDateTime());
    case UnreadRole: return !message.flags.has(model::Flag::Seen);
    case FlaggedRole: return message.flags.has(model::Flag::Flagged);
    case AttachmentRole: return message.hasAttachment;
    case Qt::AccessibleTextRole: return spoken(message);
    default: return {};
    }
}

} // namespace tributary::ui
