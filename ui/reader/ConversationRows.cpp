// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ConversationRows.h"

#include "ui/reader/ConversationDelegate.h"
#include "ui/reader/ConversationModel.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace tributary::ui {

ConversationRows::ConversationRows(Side side, QWidget* parent) : UniformListView(parent), m_side(side), m_model(new ConversationModel(this)) {
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setItemDelegate(new ConversationDelegate(this));
    setModel(m_model);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QListView::clicked, this, &ConversationRows::open);
    hide();
}

void ConversationRows::setMessages(const QList<model::MessageSummary>& messages) { m_model->setMessages(messages); }

int ConversationRows::count() const { return m_model->rowCount(); }

void ConversationRows::fit(int most) {
    m_inSight = std::min(count(), std::max(1, most));
    setMaximumHeight(m_inSight * rowHeight());
    updateGeometry();
    setVisible(count() > 0);
}

QSize ConversationRows::sizeHint() const { return {200, m_inSight * rowHeight()}; }

QSize ConversationRows::minimumSizeHint() const { return {100, std::min(m_inSight, 1) * rowHeight()}; }

void ConversationRows::resizeEvent(QResizeEvent* event) {
    const bool atEnd = m_side == Side::Above && verticalScrollBar()->value() == verticalScrollBar()->maximum();
    UniformListView::resizeEvent(event);
    if (atEnd) // what is next to the open message stays in sight
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void ConversationRows::showNearest() {
    setCurrentIndex({});
    if (count() > 0)
        scrollTo(m_model->index(nearest()));
}

void ConversationRows::open(const QModelIndex& index) {
    if (const MessageId id = m_model->idAt(index.row()); index.isValid() && id.isValid())
        Q_EMIT openRequested(id);
}

void ConversationRows::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        return open(currentIndex());
    UniformListView::keyPressEvent(event);
}

/// The keys begin next to the open message.
void ConversationRows::focusInEvent(QFocusEvent* event) {
    if (!currentIndex().isValid() && count() > 0)
        setCurrentIndex(m_model->index(nearest()));
    UniformListView::focusInEvent(event);
}

} // namespace tributary::ui
