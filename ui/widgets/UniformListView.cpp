// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/UniformListView.h"

#include <QAbstractItemDelegate>
#include <QHoverEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kScreensAhead = 3;     // the next page is asked for before it is needed
constexpr int kAimingMs = 1500;      // a pointer that moved as lately as this is about to click
} // namespace

UniformListView::UniformListView(QWidget* parent) : QListView(parent) {
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setUniformItemSizes(true);
}

void UniformListView::setModel(QAbstractItemModel* model) {
    disconnect(m_goes);
    disconnect(m_removed);
    if (model != nullptr) { // before the selection model hears of it
        m_goes = connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_removing = true; });
    }
    QListView::setModel(model);
    if (model != nullptr) {
        m_removed = connect(model, &QAbstractItemModel::rowsRemoved, this,
                            [this](const QModelIndex&, int first, int last) { rowsGone(first, last); });
    }
}

int UniformListView::rowHeight() const {
    QStyleOptionViewItem option;
    return std::max(1, itemDelegateForIndex({})->sizeHint(option, {}).height());
}

int UniformListView::rows() const { return model() != nullptr ? model()->rowCount(rootIndex()) : 0; }
int UniformListView::rowAt(int y) const { return (y + verticalOffset()) / rowHeight(); }
int UniformListView::verticalOffset() const { return verticalScrollBar()->value(); }

QRect UniformListView::visualRect(const QModelIndex& index) const {
    if (!index.isValid()) {
        return {};
    }
    const int height = rowHeight();
    return {0, index.row() * height - verticalOffset(), viewport()->width(), height};
}

QModelIndex UniformListView::indexAt(const QPoint& point) const {
    const int y = point.y() + verticalOffset();
    const int row = y / rowHeight();
    return y >= 0 && row < rows() ? model()->index(row, modelColumn(), rootIndex()) : QModelIndex();
}

void UniformListView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid()) {
        return;
    }
    const QRect rect = visualRect(index);
    const int room = viewport()->height();
    int by = 0;
    if (hint == PositionAtTop || (hint == EnsureVisible && rect.top() < 0)) {
        by = rect.top();
    } else if (hint == PositionAtBottom || (hint == EnsureVisible && rect.bottom() >= room)) {
        by = rect.bottom() - room + 1;
    } else if (hint == PositionAtCenter) {
        by = rect.center().y() - room / 2;
    }
    verticalScrollBar()->setValue(verticalOffset() + by);
}

void UniformListView::doItemsLayout() { QAbstractItemView::doItemsLayout(); }

void UniformListView::updateGeometries() {
    const int height = rowHeight();
    verticalScrollBar()->setRange(0, std::max(0, rows() * height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(1, height / 3));
    QAbstractItemView::updateGeometries();
}

void UniformListView::paintEvent(QPaintEvent* event) {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    QPainter painter(viewport());
    const QStyle::State plain = option.state;
    const QModelIndex current = currentIndex();
    const bool focused = hasFocus() || viewport()->hasFocus();
    const int last = std::min(rowAt(event->rect().bottom()), rows() - 1);
    for (int row = std::max(0, rowAt(event->rect().top())); row <= last; ++row) {
        const QModelIndex index = model()->index(row, modelColumn(), rootIndex());
        option.rect = visualRect(index);
        option.state = plain;
        option.state.setFlag(QStyle::State_Selected, selectionModel() != nullptr && selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == m_hovered);
        option.state.setFlag(QStyle::State_HasFocus, focused && index == current);
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void UniformListView::resizeEvent(QResizeEvent* event) {
    QAbstractItemView::resizeEvent(event);
    fetchAhead();
}

void UniformListView::scrollContentsBy(int dx, int dy) {
    if (m_rowsMove)
        return; // all of it is painted anew, once, when the last of them has gone or come
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(0, dy);
    hover(viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex());
    fetchAhead();
}

void UniformListView::fetchAhead() {
    const int below = verticalScrollBar()->maximum() - verticalOffset();
    if (model() != nullptr && below < kScreensAhead * viewport()->height() && model()->canFetchMore(rootIndex())) {
        model()->fetchMore(rootIndex());
    }
}

void UniformListView::hover(const QModelIndex& index) {
    if (index == m_hovered) {
        return;
    }
    viewport()->update(visualRect(m_hovered));
    m_hovered = index;
    viewport()->update(visualRect(m_hovered));
}

bool UniformListView::viewportEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::HoverMove:
    case QEvent::HoverEnter: {
        const auto* move = static_cast<QHoverEvent*>(event);
        if (move->position() != move->oldPosF()) {
            m_pointerMoved.start();
        }
        hover(indexAt(move->position().toPoint()));
        break;
    }
    case QEvent::HoverLeave:
    case QEvent::Leave: hover({}); break;
    default: break;
    }
    return QListView::viewportEvent(event);
}

QModelIndex UniformListView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/) {
    const int count = rows();
    if (count == 0) {
        return {};
    }
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    int row = currentIndex().isValid() ? currentIndex().row() : -1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft: row = row < 0 ? count - 1 : row - 1; break;
    case MoveDown:
    case MoveNext:
    case MoveRight: row += 1; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = count - 1; break;
    }
    return model()->index(std::clamp(row, 0, count - 1), modelColumn(), rootIndex());
}

void UniformListView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
    const QRect area = rect.normalized();
    const int first = std::max(0, rowAt(area.top()));
    const int last = std::min(rowAt(area.bottom()), rows() - 1);
    QItemSelection selection;
    if (first <= last) {
        selection.select(model()->index(first, modelColumn(), rootIndex()), model()->index(last, modelColumn(), rootIndex()));
    }
    selectionModel()->select(selection, command);
}

QRegion UniformListView::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const QRect seen = viewport()->rect();
    for (const QItemSelectionRange& range : selection) {
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight())).intersected(seen);
    }
    return region;
}

// Rows that come or go above what is seen do not move it; nor at the very top while someone aims at a row.
bool UniformListView::staysInPlace(int firstChanged) const {
    if (verticalOffset() == 0) {
        return viewport()->underMouse() && m_pointerMoved.isValid() && m_pointerMoved.elapsed() < kAimingMs;
    }
    return firstChanged <= rowAt(0);
}

void UniformListView::rowsInserted(const QModelIndex& parent, int start, int end) {
    const bool shift = rows() > end - start + 1 && staysInPlace(start);
    const int offset = verticalOffset();
    QAbstractItemView::rowsInserted(parent, start, end);
    moveRows(shift ? offset + (end - start + 1) * rowHeight() : -1);
}

// A current row that goes away makes another one current, and nothing scroll.
void UniformListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    const bool scrolls = hasAutoScroll();
    setAutoScroll(scrolls && !m_removing);
    QListView::currentChanged(current, previous);
    setAutoScroll(scrolls);
}

void UniformListView::rowsGone(int first, int last) {
    m_removing = false;
    const int above = std::min(last + 1, rowAt(0)) - first; // of those that went, rows that stood over the upper edge
    const int offset = verticalOffset();
    moveRows(above > 0 ? offset - above * rowHeight() : -1);
}

/// The rows are others: where the list stands now (below zero: where it stood). Moving the picture of each of thousands of
/// scattered rows would cost what painting them all does, each time.
void UniformListView::moveRows(int offset) {
    m_rowsMove = true;
    updateGeometries();
    if (offset >= 0) {
        verticalScrollBar()->setValue(offset);
    }
    m_rowsMove = false;
    viewport()->update();
    fetchAhead(); // who stands at the end gets on without another push
}

void UniformListView::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
    QAbstractItemView::dataChanged(first, last, roles);
    viewport()->update(visualRect(first).united(visualRect(last)).intersected(viewport()->rect()));
}

} // namespace tributary::ui
