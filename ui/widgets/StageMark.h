// SPDX-License-Identifier: GPL-3.0-or-later
// The round mark at the head of a stage: ring, tick or cross.
#pragma once

#include "ui/widgets/StageList.h"

namespace tributary::ui {

class StageMark : public QWidget {
    Q_OBJECT
  public:
    explicit StageMark(QWidget* parent = nullptr);
    void setState(StageState state);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    StageState m_state = StageState::Pending;
};

} // namespace tributary::ui
