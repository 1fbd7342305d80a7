// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/MessageTable.h"

#include "ui/models/MailboxNames.h"
#include "ui/style/Tokens.h"

#include <QDateTime>
#include <QHeaderView>

#include <algorithm>

namespace tributary::ui {

namespace {

/// What somebody wrote is never taken for markup.
QString plainToolTip(const QString& text) { return text.contains(u'<') ? text.toHtmlEscaped() : text; }

} // namespace

void MessageLines::setLines(const QList<MessageLine>& lines) {
    if (lines == m_lines)
        return;
    const bool onlyMore = lines.size() > m_lines.size() && std::equal(m_lines.begin(), m_lines.end(), lines.begin());
    if (onlyMore && !m_lines.isEmpty()) {
        beginInsertRows({}, static_cast<int>(m_lines.size()), static_cast<int>(lines.size()) - 1);
        m_lines = lines;
        endInsertRows();
        return;
    }
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int MessageLines::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_lines.size()); }

int MessageLines::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString MessageLines::textAt(const QModelIndex& index) const {
    constexpr qsizetype kMost = 300; // longer ones are laid out for seconds
    const MessageLine& line = m_lines[index.row()];
    switch (index.column()) {
    case Sender: return line.message.from.isEmpty() ? tr("(no sender)") : (line.message.from.constFirst().name.isEmpty() ? line.message.from.constFirst().addrSpec : line.message.from.constFirst().name).left(kMost);
    case Subject: return line.message.subject.isEmpty() ? tr("(no subject)") : line.message.subject.left(kMost);
    case Date: return shortDate(line.message.dateMs, QDateTime::currentDateTime());
    case Note: return line.note;
    default: return {};
    }
}

QVariant MessageLines::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    if (role == Qt::DisplayRole)
        return textAt(index);
    if (role == Qt::ToolTipRole)
        return plainToolTip(index.column() == Sender ? model::displayText(m_lines[index.row()].message.from).left(300) : textAt(index));
    if (role == Qt::AccessibleTextRole) {
        QStringList parts;
        for (int column = 0; column < ColumnCount; ++column)
            parts.append(textAt(index.siblingAtColumn(column)));
        return index.column() == Sender ? parts.join(QStringLiteral(", ")) : textAt(index); // a row is one spoken sentence
    }
    return {};
}

QVariant MessageLines::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Sender: return tr("From");
    case Subject: return tr("Subject");
    case Date: return tr("Date");
    case Note: return m_noteTitle;
    default: return {};
    }
}

MessageTable::MessageTable(const QString& noteTitle, QWidget* parent) : QTableView(parent), m_lines(new MessageLines(noteTitle, this)) {
    setModel(m_lines);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(Tokens::current().rowHeight);
    QHeaderView* const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(MessageLines::Subject, QHeaderView::Stretch);
    const int em = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    header->resizeSection(MessageLines::Sender, 20 * em);
    header->resizeSection(MessageLines::Date, 11 * em);
    header->resizeSection(MessageLines::Note, 22 * em);
}

} // namespace tributary::ui
