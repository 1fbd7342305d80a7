// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/MailboxTreeDelegate.h"

#include "ui/mailboxtree/MailboxTree.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/style/RowCanvas.h"
#include "ui/style/Tokens.h"

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QRegularExpressionValidator>

namespace tributary::ui {

namespace {

using Kind = MailboxTreeModel::Kind;

Kind kindOf(const QModelIndex& index) { return static_cast<Kind>(index.data(MailboxTreeModel::KindRole).toInt()); }

/// One past the right-most pixel that can be seen: a scroll bar takes its part of the widget.
int rightEdge(const QStyleOptionViewItem& option) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(option.widget);
    return area ? area->viewport()->width() : option.rect.right() + 1;
}

/// Rows reach over the whole width, also over their indentation.
RowCanvas canvasOf(QPainter& painter, const QStyleOptionViewItem& option) {
    return RowCanvas(painter, option.direction, QRect(0, option.rect.top(), rightEdge(option), option.rect.height()));
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, bool isTarget) {
    const Tokens& t = Tokens::current();
    QRect rect = option.rect;
    rect.setLeft(0);
    rect.setRight(rightEdge(option) - 1);
    rect.adjust(Tokens::kSpaceS, 1, -Tokens::kSpaceS, -1);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    if (isTarget) {
        painter.setPen(QPen(t.accent, Tokens::kFocusRing));
        painter.setBrush(t.accentSoft);
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
        return;
    }
    if (!selected && !hovered)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(selected ? ((option.state & QStyle::State_Active) ? t.selection : t.selectionInactive) : t.hover);
    painter.drawRoundedRect(rect, Tokens::kRadius, Tokens::kRadius);
    if (selected && (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter.setPen(QPen(t.accent, Tokens::kFocusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
    }
}

bool isDropTarget(const QStyleOptionViewItem& option, const QModelIndex& index) {
    const auto* tree = qobject_cast<const MailboxTree*>(option.widget);
    return tree && tree->dropTarget() == index;
}

} // namespace

QSize MailboxTreeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Tokens::current();
    int height = t.rowHeight;
    if (kindOf(index) == Kind::Account) {
        height += Tokens::kSpaceS; // air above each account
        if (!index.data(MailboxTreeModel::StateRole).toString().isEmpty())
            height += QFontMetrics(Tokens::secondaryFont(option.font)).height() + 2;
    }
    return {120, height};
}

void MailboxTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kindOf(index) == Kind::Account)
        paintAccount(*painter, option, index);
    else if (kindOf(index) == Kind::Heading)
        paintHeading(*painter, option, index);
    else
        paintLine(*painter, option, index);
    painter->restore();
}

QRect MailboxTreeDelegate::paintCount(const RowCanvas& canvas, const QRect& rect, int count, const QFont& font, bool strong) {
    const Tokens& t = Tokens::current();
    QRect left = rect;
    // The widest count is reserved, so that nothing moves when it changes.
    const int width = QFontMetrics(font).horizontalAdvance(QStringLiteral("9999"));
    left.setRight(rect.right() - width);
    if (count > 0)
        canvas.text(rect, strong ? Tokens::strongFont(font) : font, strong ? t.accent : t.secondaryText, QLocale().toString(count), Qt::AlignRight);
    return left;
}

void MailboxTreeDelegate::paintAccount(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Tokens::current();
    QStyleOptionViewItem ground = option;
    ground.rect.adjust(0, Tokens::kSpaceS, 0, 0);
    paintGround(painter, ground, false);
    const RowCanvas canvas = canvasOf(painter, option);
    QRect rect = ground.rect;
    rect.setLeft(Tokens::kSpaceL);
    rect.setRight(rightEdge(option) - Tokens::kSpaceL);
    const QString state = index.data(MailboxTreeModel::StateRole).toString();
    const bool needsUser = index.data(MailboxTreeModel::NeedsUserRole).toBool();
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accountColor(index.data(MailboxTreeModel::ColourRole).toInt()));
    canvas.rounded(QRect(rect.left(), rect.top() + 6, 3, rect.height() - 12), 1.5);
    QRect line(rect.left() + Tokens::kSpaceM, rect.top(), rect.width() - Tokens::kSpaceM, t.rowHeight);
    line = paintCount(canvas, line, index.data(MailboxTreeModel::UnreadRole).toInt(), Tokens::secondaryFont(option.font), true);
    canvas.text(line, Tokens::strongFont(option.font), t.text, index.data().toString());
    if (state.isEmpty())
        return;
    const QFont small = Tokens::secondaryFont(option.font);
    QRect second(line.left(), line.bottom() - 4, rect.right() - line.left(), QFontMetrics(small).height() + 4);
    if (needsUser || index.data(MailboxTreeModel::HeldRole).toInt() > 0) {
        const int side = QFontMetrics(small).height();
        canvas.icon(QRect(second.left(), second.top() + (second.height() - side) / 2, side, side), QStringLiteral("warning"), t.warning);
        second.setLeft(second.left() + side + Tokens::kSpaceXs);
    }
    canvas.text(second, small, needsUser ? t.warning : t.secondaryText, state);
}

void MailboxTreeDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const Tokens& t = Tokens::current();
    const QFont font = Tokens::strongFont(Tokens::secondaryFont(option.font));
    canvasOf(painter, option).text(lineRect(option, index), font, t.secondaryText, index.data().toString());
}

QRect MailboxTreeDelegate::lineRect(const QStyleOptionViewItem& option, const QModelIndex& index) {
    int depth = 0;
    for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
        ++depth;
    QRect rect = option.rect;
    rect.setLeft(Tokens::kSpaceL + (depth > 0 ? Tokens::kSpaceM + (depth - 1) * Tokens::kSpaceL : 0));
    rect.setRight(rightEdge(option) - Tokens::kSpaceL);
    return rect;
}

void MailboxTreeDelegate::paintLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = Tokens::current();
    paintGround(painter, option, isDropTarget(option, index));
    const RowCanvas canvas = canvasOf(painter, option);
    QRect rect = lineRect(option, index);
    const bool selected = option.state & QStyle::State_Selected;
    const bool dimmed = index.data(MailboxTreeModel::DimmedRole).toBool() || !(index.flags() & Qt::ItemIsSelectable);
    const QRect mark(rect.left(), rect.center().y() - t.iconSize / 2 + 1, t.iconSize, t.iconSize);
    canvas.icon(mark, index.data(MailboxTreeModel::IconRole).toString(), selected ? t.accent : t.icon);
    rect.setLeft(mark.right() + Tokens::kSpaceS + 1);
    const int unread = index.data(MailboxTreeModel::UnreadRole).toInt();
    rect = paintCount(canvas, rect, unread, Tokens::secondaryFont(option.font), unread > 0);
    if (index.data(MailboxTreeModel::HeldRole).toInt() > 0) {
        const int side = t.iconSize - 2;
        canvas.icon(QRect(rect.right() - side, rect.center().y() - side / 2, side, side), QStringLiteral("warning"), t.warning);
        rect.setRight(rect.right() - side - Tokens::kSpaceXs);
    }
    QFont font = unread > 0 ? Tokens::strongFont(option.font) : option.font;
    font.setItalic(index.data(MailboxTreeModel::DimmedRole).toBool());
    canvas.text(rect, font, dimmed ? t.secondaryText : t.text, index.data().toString());
}

QWidget* MailboxTreeDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const {
    auto* edit = new QLineEdit(parent);
    edit->setAccessibleName(tr("New name of %1").arg(index.data().toString()));
    edit->setObjectName(QStringLiteral("renameEdit"));
    edit->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[^/]*")), edit)); // no new levels
    return edit;
}

void MailboxTreeDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* edit = qobject_cast<QLineEdit*>(editor);
    if (edit && edit->text().isEmpty()) // later news of the row leave alone what is typed
        edit->setText(index.data().toString());
}

void MailboxTreeDelegate::setModelData(QWidget* editor, QAbstractItemModel* /*model*/, const QModelIndex& index) const {
    if (const auto* edit = qobject_cast<QLineEdit*>(editor))
        Q_EMIT renamed(index.data(MailboxTreeModel::MailboxRole).toLongLong(), edit->text()); // the change feed renames the row
}

void MailboxTreeDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QRect rect = lineRect(option, index);
    rect.setLeft(rect.left() + Tokens::current().iconSize + Tokens::kSpaceXs);
    const QRect frame(0, option.rect.top(), rightEdge(option), option.rect.height());
    editor->setGeometry(QStyle::visualRect(option.direction, frame, rect.adjusted(0, 1, 0, -1)));
}

} // namespace tributary::ui
