// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/Tokens.h"

#include <QAbstractButton>

namespace tributary::ui {

/// A line below the sidebar: what an account's sync does, with a thin bar where that can be measured, or what stands in the outbox. A
/// button: it opens the view that tells more.
class SyncLine : public QAbstractButton {
    Q_OBJECT

  public:
    explicit SyncLine(QWidget* parent = nullptr);
    void show(const QString& text, int percent); ///< below zero: no bar
    /// Before the words, which are in its colour.
    void setIconName(const QString& name, ColorRole role);
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    int m_percent = -1;
    QString m_iconName;
    ColorRole m_role;
};

} // namespace tributary::ui
