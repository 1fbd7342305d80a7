// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace tributary::tests {

/// A bad line in front of a real server: a TCP proxy on loopback, in a thread of its own. What is drawn at random is the
/// same for the same seed. It ends with this object. tests/servers/linkproxy.py is the same for scripts.
class FaultProxy {
  public:
    /// Zero or false: off. Faults of the moment hold for bytes that arrive from now on; cuts are drawn when a connection begins.
    struct Faults {
        int roundTripMs = 0;         ///< half of it each way
        qint64 bytesPerSecond = 0;   ///< in each direction, shared by all connections
        qint64 cutAfterBytes = 0;    ///< of a connection, both ways together
        qint64 cutAfterBytesTo = 0;  ///< when larger: a number up to this
        int cutAfterMs = 0;
        int cutAfterMsTo = 0;
        bool halfClose = false;      ///< a cut ends the streams politely instead of resetting them
        bool blackHole = false;      ///< nothing arrives any more, and nobody is told
        bool oneByteAtATime = false;
    };
    struct Counts {
        int connections = 0, turns = 0, cuts = 0; ///< a turn: the client spoke after the server had
        qint64 up = 0, down = 0;                  ///< bytes that were read from the client, from the server
    };

    /// listenOn: loopback where empty; else another address of the machine.
    FaultProxy(const QString& host, quint16 port, const Faults& faults, quint32 seed = 1, const QString& listenOn = {});
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] quint16 port() const;
    /// Any thread; done when it returns.
    void setFaults(const Faults& faults);
    void cutNow();
    [[nodiscard]] Counts counts() const;

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
