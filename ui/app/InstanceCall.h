// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/app/InstanceMessage.h"
#include "ui/app/InstancePlace.h"

#include <QLocalSocket>
#include <QTimer>

namespace tributary::ui {

/// The side of a second start: hands a message to the process that has the profile. Says how that went once, by done(). Waits for nothing.
class InstanceCall : public QObject {
    Q_OBJECT

  public:
    enum class Outcome {
        Taken,
        Refused,  ///< it does not understand us
        Nobody,   ///< nobody listens, or it went away without an answer: it may be ending
        NoAnswer, ///< somebody listens, and says nothing
    };

    InstanceCall(const QString& directory, const InstanceMessage& message, int patienceMs, QObject* parent);
    ~InstanceCall() override;

  Q_SIGNALS:
    void done(tributary::ui::InstanceCall::Outcome outcome);

  private:
    void read();
    void finish(Outcome outcome);

    InstancePlace m_place;
    QLocalSocket m_socket;
    QTimer m_patience;
    bool m_isDone = false;
};

} // namespace tributary::ui
