// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace tributary::ui {

/// Keeps a window as high as its texts need, whatever they break into: it grows when they do, so that no field is pressed together,
/// and becomes as low again as they let it when nobody has made it higher. Lives as long as the window. GUI thread only.
class FittedHeight : public QObject {
  public:
    explicit FittedHeight(QWidget* window);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fit();
    [[nodiscard]] int wanted() const;

    QWidget* m_window;
    int m_fitted = 0; ///< the height that it was given here
    bool m_pending = false;
};

} // namespace tributary::ui
