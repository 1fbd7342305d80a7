// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageDelegate.h"

#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/MessageListModel.h"
#include "ui/style/Icons.h"
#include "ui/style/RowCanvas.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Avatar.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace tributary::ui {

MessageDelegate::MessageDelegate(std::function<int(qint64)> colourOf, QObject* parent)
    : QStyledItemDelegate(parent), m_colourOf(std::move(colourOf)) {}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {200, Tokens::current().messageRowHeight};
}

void MessageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Tokens::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const RowCanvas canvas(*painter, option.direction, option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    const QRect ground = option.rect.adjusted(Tokens::kSpaceXs, 1, -Tokens::kSpaceXs, -1);
    painter->setPen(Qt::NoPen);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setBrush(selected ? ((option.state & QStyle::State_Active) ? t.selection : t.selectionInactive) : t.hover);
        painter->drawRoundedRect(ground, Tokens::kRadius, Tokens::kRadius);
    }
    const int colour = m_colourOf(index.data(MessageListModel::AccountRole).toLongLong());
    if (colour >= 0) {
        painter->setBrush(t.accountColor(colour));
        canvas.rounded(QRect(ground.left() + 1, ground.top() + 10, 3, ground.height() - 20), 1.5);
    }
    QRect rect = ground.adjusted(Tokens::kSpaceL + Tokens::kSpaceXs, Tokens::kSpaceS, -Tokens::kSpaceM, -Tokens::kSpaceS);
    if (index.data(MessageListModel::UnreadRole).toBool()) {
        painter->setBrush(t.unreadDot);
        painter->drawEllipse(QRectF(canvas.at(QRect(ground.left() + 8, rect.top() + t.avatarSize / 2 - 4, 8, 8))));
    }
    paintAvatar(*painter, canvas.at(QRect(rect.left(), rect.top(), t.avatarSize, t.avatarSize)), index.data(MessageListModel::SenderRole).toString(),
                index.data(MessageListModel::AddressRole).toString());
    rect.setLeft(rect.left() + t.avatarSize + Tokens::kSpaceM);
    paintTexts(*painter, option, index, rect);
    if (option.state & QStyle::State_MouseOver)
        paintButtons(*painter, option, index);
    if (selected && (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(t.accent, Tokens::kFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
    }
    painter->restore();
}

void MessageDelegate::paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, QRect rect) const {
    const Tokens& t = Tokens::current();
    const bool unread = index.data(MessageListModel::UnreadRole).toBool();
    const QFont strong = Tokens::strongFont(option.font);
    const QFont small = Tokens::secondaryFont(option.font);
    const int line = rect.height() / 3;
    const QRect first(rect.left(), rect.top(), rect.width(), line);
    const QRect second(rect.left(), first.bottom() + 1, rect.width(), line);
    const QRect third(rect.left(), second.bottom() + 1, rect.width(), line);

    const RowCanvas canvas(painter, option.direction, option.rect);
    const QString date = index.data(MessageListModel::DateTextRole).toString();
    canvas.text(first, small, unread ? t.accent : t.secondaryText, date, Qt::AlignRight);
    const int dateWidth = QFontMetrics(small).horizontalAdvance(date) + Tokens::kSpaceS;
    canvas.text(first.adjusted(0, 0, -dateWidth, 0), unread ? strong : option.font, t.text, index.data(MessageListModel::SenderRole).toString());

    int right = second.right();
    const int side = std::min(t.iconSize - 2, line);
    const auto mark = [&](const char* name, const QColor& color) {
        canvas.icon(QRect(right - side + 1, second.center().y() - side / 2, side, side), QString::fromLatin1(name), color);
        right -= side + Tokens::kSpaceXs;
    };
    if (index.data(MessageListModel::FlaggedRole).toBool())
        mark("star-filled", t.flag);
    if (index.data(MessageListModel::AttachmentRole).toBool())
        mark("attachment", t.icon);
    if (index.data(MessageListModel::AnsweredRole).toBool())
        mark("reply", t.icon);
    if (index.data(MessageListModel::PendingRole).toBool())
        mark("clock", t.secondaryText);
    canvas.text(QRect(second.left(), second.top(), right - second.left() - Tokens::kSpaceXs, second.height()), unread ? strong : option.font,
                t.text, index.data(MessageListModel::SubjectRole).toString());
    canvas.text(third, small, t.secondaryText, index.data(MessageListModel::SnippetRole).toString());
}

void MessageDelegate::paintButtons(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    using Hover = MessageRowsView::Hover;
    const auto* view = qobject_cast<const MessageRowsView*>(option.widget);
    if (!view)
        return;
    const Tokens& t = Tokens::current();
    const QRect all = view->buttonRect(option.rect, Hover::Archive).united(view->buttonRect(option.rect, Hover::Read));
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.menuBackground);
    painter.drawRoundedRect(QRectF(all).adjusted(-1.5, -0.5, 1.5, 0.5), Tokens::kRadius, Tokens::kRadius);
    const bool unread = index.data(MessageListModel::UnreadRole).toBool();
    const bool flagged = index.data(MessageListModel::FlaggedRole).toBool();
    const std::pair<Hover, const char*> buttons[]{{Hover::Archive, "archive"},
                                                  {Hover::Delete, "trash"},
                                                  {Hover::Flag, flagged ? "star-filled" : "star"},
                                                  {Hover::Read, unread ? "mail-open" : "mail-unread"}};
    for (const auto& [button, name] : buttons) {
        const QRect rect = view->buttonRect(option.rect, button);
        if (view->hoveredButton() == button) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.hover);
            painter.drawRoundedRect(rect, Tokens::kRadius, Tokens::kRadius);
        }
        const QColor colour = button == Hover::Flag && flagged ? t.flag : t.icon;
        paintIcon(painter, rect.adjusted(Tokens::kSpaceXs, Tokens::kSpaceXs, -Tokens::kSpaceXs, -Tokens::kSpaceXs), QString::fromLatin1(name), colour);
    }
}

} // namespace tributary::ui
