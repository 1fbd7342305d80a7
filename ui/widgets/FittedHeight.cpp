// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FittedHeight.h"

#include <QEvent>
#include <QLayout>
#include <QTimer>
#include <QWidget>

namespace tributary::ui {

FittedHeight::FittedHeight(QWidget* window) : QObject(window), m_window(window) { window->installEventFilter(this); }

bool FittedHeight::eventFilter(QObject* watched, QEvent* event) {
    const bool mayDiffer = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show || event->type() == QEvent::Resize;
    if (watched == m_window && mayDiffer && !m_pending) {
        m_pending = true;
        QTimer::singleShot(0, this, [this] { fit(); }); // when the layout knows its texts
    }
    return QObject::eventFilter(watched, event);
}

void FittedHeight::fit() {
    m_pending = false;
    const int height = wanted();
    const bool isOurs = m_window->height() == m_fitted;
    if (height > m_window->height() || (isOurs && height < m_fitted)) {
        m_fitted = height;
        m_window->resize(m_window->width(), height);
    }
}

int FittedHeight::wanted() const {
    QLayout* layout = m_window->layout();
    layout->activate();
    const int hint = layout->hasHeightForWidth() ? layout->totalHeightForWidth(m_window->width()) : layout->totalSizeHint().height();
    return qMax(hint, m_window->minimumHeight());
}

} // namespace tributary::ui
