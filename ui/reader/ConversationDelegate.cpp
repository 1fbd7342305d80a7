// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ConversationDelegate.h"

#include "ui/reader/ConversationModel.h"
#include "ui/style/RowCanvas.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Avatar.h"

#include <QPainter>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kDot = 8;
constexpr int kSenderShare = 3; // of the width at most one part in three is the sender's: the words tell more
} // namespace

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {200, Tokens::current().rowHeight + Tokens::kSpaceXs}; }

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Tokens::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const RowCanvas canvas(*painter, option.direction, option.rect);
    const QRect ground = option.rect.adjusted(Tokens::kSpaceXs, 1, -Tokens::kSpaceXs, -1);
    const bool focused = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected);
    painter->setPen(Qt::NoPen);
    if (focused || (option.state & QStyle::State_MouseOver)) {
        painter->setBrush(focused ? t.selection : t.hover);
        painter->drawRoundedRect(ground, Tokens::kRadius, Tokens::kRadius);
    }
    const int middle = ground.center().y();
    if (index.data(ConversationModel::UnreadRole).toBool()) {
        painter->setBrush(t.unreadDot);
        painter->drawEllipse(QRectF(canvas.at(QRect(ground.left() + 3, middle - kDot / 2 + 1, kDot, kDot))));
    }
    // Below the open message's own avatar, which is larger.
    const int side = std::min(ground.height() - Tokens::kSpaceXs, t.avatarSize);
    const QRect face(option.rect.left() + Tokens::kSpaceL + (t.avatarSize - side) / 2, middle - side / 2 + 1, side, side);
    painter->setFont(option.font);
    paintAvatar(*painter, canvas.at(face), index.data(ConversationModel::SenderRole).toString(), index.data(ConversationModel::AddressRole).toString());
    const int left = option.rect.left() + Tokens::kSpaceL + t.avatarSize + Tokens::kSpaceM;
    paintTexts(*painter, option, index, QRect(left, ground.top(), option.rect.right() - Tokens::kSpaceL - left, ground.height()));
    if (focused) {
        painter->setPen(QPen(t.accent, Tokens::kFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
    }
    painter->restore();
}

void ConversationDelegate::paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, QRect rect) {
    const Tokens& t = Tokens::current();
    const RowCanvas canvas(painter, option.direction, option.rect);
    const bool unread = index.data(ConversationModel::UnreadRole).toBool();
    const QFont small = Tokens::secondaryFont(option.font);
    const QFont senderFont = unread ? Tokens::strongFont(option.font) : option.font;
    const QString date = index.data(ConversationModel::DateTextRole).toString();
    canvas.text(rect, small, unread ? t.accent : t.secondaryText, date, Qt::AlignRight);
    rect.setRight(rect.right() - QFontMetrics(small).horizontalAdvance(date) - Tokens::kSpaceM);
    const int side = std::min(t.iconSize - 2, rect.height());
    const auto mark = [&](const char* name, const QColor& colour) {
        canvas.icon(QRect(rect.right() - side + 1, rect.center().y() - side / 2, side, side), QString::fromLatin1(name), colour);
        rect.setRight(rect.right() - side - Tokens::kSpaceXs);
    };
    if (index.data(ConversationModel::FlaggedRole).toBool())
        mark("star-filled", t.flag);
    if (index.data(ConversationModel::AttachmentRole).toBool())
        mark("attachment", t.icon);
    const QString sender = index.data(ConversationModel::SenderRole).toString();
    const int wide = std::min(QFontMetrics(senderFont).horizontalAdvance(sender) + 2, rect.width() / kSenderShare);
    canvas.text(QRect(rect.left(), rect.top(), wide, rect.height()), senderFont, t.text, sender);
    rect.setLeft(rect.left() + wide + Tokens::kSpaceM);
    canvas.text(rect, small, t.secondaryText, index.data(ConversationModel::SnippetRole).toString());
}

} // namespace tributary::ui
