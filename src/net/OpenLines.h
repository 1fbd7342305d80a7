// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>

namespace tributary::net {

/// The connections that stand or are being made, so that those that a change of networks has killed end at once: they do not
/// know it themselves for minutes. Any thread.
class OpenLines {
  public:
    /// Ends the connection; called on the thread of endLost(), under a lock: it must return at once.
    using End = std::function<void()>;

    /// A connection that is being made. Gives its number here.
    [[nodiscard]] int add(End end);
    /// It is made, and goes out from this address of the machine. Empty: no change of networks can end it.
    void stands(int line, const QString& ownAddress);
    /// Waits for a call of its End that is under way.
    void remove(int line);
    /// Ends those whose own address is none of these, and those that are still being made: what they wait for is of the
    /// network that was. The others stay. Gives how many.
    int endLost(const QStringList& addresses);

  private:
    struct Line {
        End end;
        QString address;
        bool stands = false;
    };
    struct Lines {
        QHash<int, Line> open;
        int last = 0;
    };
    Guarded<Lines> m_lines;
};

} // namespace tributary::net
