// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace tributary::ui {

/// A message and one more word about it.
struct MessageLine {
    model::MessageSummary message;
    QString note;

    bool operator==(const MessageLine&) const = default;
};

/// A few messages: sender, subject, date, and the last column as it is asked for.
class MessageLines : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Sender, Subject, Date, Note, ColumnCount };
    explicit MessageLines(const QString& noteTitle, QObject* parent = nullptr) : QAbstractTableModel(parent), m_noteTitle(noteTitle) {}

    /// Lines that stay are not moved under the pointer: what only comes behind them is put there.
    void setLines(const QList<MessageLine>& lines);
    [[nodiscard]] const QList<MessageLine>& lines() const { return m_lines; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] QString textAt(const QModelIndex& index) const;

    QList<MessageLine> m_lines;
    QString m_noteTitle;
};

/// The same on screen. noteTitle: heading of the last column.
class MessageTable : public QTableView {
    Q_OBJECT

  public:
    explicit MessageTable(const QString& noteTitle, QWidget* parent = nullptr);
    void setLines(const QList<MessageLine>& lines) { m_lines->setLines(lines); }
    [[nodiscard]] MessageLines& messageLines() const { return *m_lines; }

  private:
    MessageLines* m_lines;
};

} // namespace tributary::ui
