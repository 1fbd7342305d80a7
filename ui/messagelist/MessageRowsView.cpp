// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageRowsView.h"

#include "ui/models/MessageListModel.h"
#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QDrag>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <utility>

namespace tributary::ui {

namespace {

constexpr int kButtons = 4;

int buttonSide() { return Tokens::current().iconSize + Tokens::kSpaceS; }

/// What hangs on the pointer: how many are on their way.
QPixmap dragPicture(const QString& text, const QFont& font, qreal ratio) {
    const Tokens& t = Tokens::current();
    const QFontMetrics metrics(font);
    const QSize size(metrics.horizontalAdvance(text) + t.iconSize + 3 * Tokens::kSpaceS + Tokens::kSpaceXs, t.controlHeight);
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.toastBackground);
    painter.drawRoundedRect(QRect(QPoint(), size), Tokens::kRadius, Tokens::kRadius);
    paintIcon(painter, QRect(Tokens::kSpaceS, (size.height() - t.iconSize) / 2, t.iconSize, t.iconSize), QStringLiteral("mail"), t.toastText);
    painter.setPen(t.toastText);
    painter.setFont(font);
    painter.drawText(QRect(2 * Tokens::kSpaceS + t.iconSize, 0, size.width(), size.height()), Qt::AlignVCenter, text);
    return picture;
}

} // namespace

QRect MessageRowsView::buttonRect(const QRect& row, Hover button) const {
    const int side = buttonSide();
    const int left = row.right() - Tokens::kSpaceM - (kButtons - static_cast<int>(button) + 1) * side;
    return QStyle::visualRect(layoutDirection(), row, {left, row.bottom() - Tokens::kSpaceXs - side, side, side}); // under the subject
}

MessageRowsView::Hover MessageRowsView::buttonAt(const QPoint& point) const {
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return Hover::None;
    for (const Hover button : {Hover::Archive, Hover::Delete, Hover::Flag, Hover::Read}) {
        if (buttonRect(visualRect(index), button).contains(point))
            return button;
    }
    return Hover::None;
}

QString MessageRowsView::hoverText(const QModelIndex& index, Hover button) const {
    switch (button) {
    case Hover::Archive: return tr("Archive");
    case Hover::Delete: return tr("Delete");
    case Hover::Flag: return index.data(MessageListModel::FlaggedRole).toBool() ? tr("Remove flag") : tr("Flag");
    case Hover::Read: return index.data(MessageListModel::UnreadRole).toBool() ? tr("Mark as read") : tr("Mark as unread");
    case Hover::None: break;
    }
    return {};
}

void MessageRowsView::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier ? buttonAt(event->position().toPoint()) : Hover::None;
    if (m_pressed == Hover::None)
        UniformListView::mousePressEvent(event);
}

void MessageRowsView::mouseMoveEvent(QMouseEvent* event) {
    const Hover over = event->buttons() == Qt::NoButton ? buttonAt(event->position().toPoint()) : Hover::None;
    if (over != m_over) {
        m_over = over;
        viewport()->update(visualRect(hovered()));
    }
    if (m_pressed == Hover::None)
        UniformListView::mouseMoveEvent(event);
}

void MessageRowsView::mouseReleaseEvent(QMouseEvent* event) {
    const Hover pressed = std::exchange(m_pressed, Hover::None);
    if (pressed == Hover::None)
        return UniformListView::mouseReleaseEvent(event);
    if (buttonAt(event->position().toPoint()) == pressed)
        Q_EMIT hoverActivated(pressed, indexAt(event->position().toPoint()));
}

void MessageRowsView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (buttonAt(event->position().toPoint()) != Hover::None)
        return mousePressEvent(event); // two clicks on a button
    UniformListView::mouseDoubleClickEvent(event);
    if (const QModelIndex index = indexAt(event->position().toPoint()); index.isValid())
        Q_EMIT openRequested(index);
}

void MessageRowsView::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT openRequested(currentIndex());
        return;
    }
    UniformListView::keyPressEvent(event);
}

bool MessageRowsView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        const QString text = hoverText(index, buttonAt(help->pos()));
        text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        m_over = Hover::None;
    return UniformListView::viewportEvent(event);
}

void MessageRowsView::startDrag(Qt::DropActions actions) {
    const QModelIndexList indexes = selectionModel()->selectedRows();
    if (indexes.isEmpty())
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(model()->mimeData(indexes));
    drag->setPixmap(dragPicture(tr("%Ln message(s)", nullptr, static_cast<int>(indexes.size())), font(), devicePixelRatioF()));
    drag->setHotSpot(QPoint(-Tokens::kSpaceM, -Tokens::kSpaceS));
    forgetHover();
    drag->exec(actions, Qt::MoveAction); // the change feed takes the rows away, not the view
}

} // namespace tributary::ui
