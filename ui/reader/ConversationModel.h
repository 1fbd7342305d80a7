// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QAbstractListModel>

namespace tributary::ui {

/// Messages of a conversation that are folded to a row each, in the order that they are given in.
class ConversationModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { IdRole = Qt::UserRole, SenderRole, AddressRole, SnippetRole, DateTextRole, UnreadRole, FlaggedRole, AttachmentRole };

    explicit ConversationModel(QObject* parent) : QAbstractListModel(parent) {}
    /// Rows that stay are left where they are: only what differs comes, goes or is drawn again.
    void setMessages(const QList<model::MessageSummary>& messages);
    [[nodiscard]] MessageId idAt(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    void removeMissing(const QList<model::MessageSummary>& messages);
    void insertNew(const QList<model::MessageSummary>& messages);
    [[nodiscard]] bool keepsOrder(const QList<model::MessageSummary>& messages) const;
    [[nodiscard]] QString spoken(const model::MessageSummary& message) const;

    QList<model::MessageSummary> m_messages;
};

} // namespace tributary::ui
