// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace tributary::ui {

/// One account's line below the sidebar: what its sync does, a thin bar where that can be measured. A button: it opens the
/// activity view.
class SyncLine : public QAbstractButton {
    Q_OBJECT

  public:
    explicit SyncLine(QWidget* parent = nullptr);
    void show(const QString& text, int percent); ///< below zero: no bar
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    int m_percent = -1;
};

} // namespace tributary::ui
