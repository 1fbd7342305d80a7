// SPDX-License-Identifier: GPL-3.0-or-later
// A list whose rows are all of one height, which the delegate gives: every question of geometry is one multiplication, so
// a million rows cost what ten cost. What is on screen stays there when rows come or go above it. GUI thread only.
#pragma once

#include <QElapsedTimer>
#include <QListView>

namespace tributary::ui {

class UniformListView : public QListView {
    Q_OBJECT
  public:
    explicit UniformListView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    int rowHeight() const;
    // The row under the pointer.
    QModelIndex hovered() const { return m_hovered; }
    // The pointer went without a word: it drew something away.
    void forgetHover() { hover({}); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void updateGeometries() override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    bool isIndexHidden(const QModelIndex& /*index*/) const override { return false; }
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;

  private:
    int rows() const;
    int rowAt(int y) const; // may be past the end
    void hover(const QModelIndex& index);
    void rowsGone(int first, int last);
    void moveRows(int offset);
    void fetchAhead();
    bool staysInPlace(int firstChanged) const;

    QPersistentModelIndex m_hovered;
    QElapsedTimer m_pointerMoved;
    QMetaObject::Connection m_goes, m_removed;
    bool m_removing = false; // rows are going away now
    bool m_rowsMove = false; // they have gone or come, and the list finds its place
};

} // namespace tributary::ui
