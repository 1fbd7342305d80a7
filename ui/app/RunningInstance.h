// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/app/InstanceMessage.h"
#include "ui/app/InstancePlace.h"

#include <QLocalServer>

#include <memory>

class QLocalSocket;

namespace tributary::ui {

/// The side that has the profile: listens for what is handed to it. Only for the process that holds the profile's lock: what another
/// has left behind at the place is removed. Waits for nothing.
class RunningInstance : public QObject {
    Q_OBJECT

  public:
    explicit RunningInstance(QObject* parent = nullptr);

    /// False: nobody can reach it there; said in the log.
    bool listen(const QString& directory);
    void close();

  Q_SIGNALS:
    void asked(const tributary::ui::InstanceMessage& message);

  private:
    void accept();
    void read(QLocalSocket& caller);

    std::unique_ptr<InstancePlace> m_place;
    QLocalServer m_server;
};

} // namespace tributary::ui
