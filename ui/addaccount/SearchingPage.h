// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QWidget>

class QPushButton;

namespace tributary::ui {

class RoleLabel;

/// While the servers of an address are looked for (S9): what is asked, what is known so far, and the way to go on without waiting.
class SearchingPage : public QWidget {
    Q_OBJECT

  public:
    explicit SearchingPage(QWidget* parent = nullptr);
    void begin(const QString& address);
    void take(const QList<engine::ServerCandidate>& soFar);
    void focusFirst();

  Q_SIGNALS:
    void stopped();

  private:
    RoleLabel *m_title, *m_found;
    QPushButton* m_stop;
};

} // namespace tributary::ui
