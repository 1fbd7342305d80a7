// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Banner.h"

namespace tributary::ui {

/// Over the list of a mailbox from which very many messages disappeared at once on the server: they are kept until the user
/// says, or until the time that it names.
class HeldBanner : public Banner {
    Q_OBJECT

  public:
    explicit HeldBanner(QWidget* parent = nullptr);
    void show(int count, qint64 untilMs); ///< 0: nothing is held

  Q_SIGNALS:
    void putBackRequested();
    void releaseRequested();

  private:
    QPushButton* m_putBack;
    QPushButton* m_release;
};

} // namespace tributary::ui
