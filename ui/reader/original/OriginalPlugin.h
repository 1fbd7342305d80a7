// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reader/OriginalView.h"

#include <QObject>

namespace tributary::ui {

/// The library's door.
class OriginalPlugin : public QObject, public OriginalViewFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID TRIBUTARY_ORIGINAL_VIEW_IID)
    Q_INTERFACES(tributary::ui::OriginalViewFactory)

  public:
    OriginalView* create(QWidget* parent, OriginalView::Events events) override;
    QString whyNot() const override { return m_whyNot; }

  private:
    bool m_ready = false;
    QString m_whyNot;
};

} // namespace tributary::ui
