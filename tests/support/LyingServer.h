// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/ServedMail.h"

#include <QHash>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace tributary::tests {

/// A command that a client sent.
struct ClientCommand {
    int connection = 0;  ///< 1 for the first
    QByteArray tag;
    QByteArray name;     ///< "UID FETCH"; upper case
    QByteArray text;     ///< what stands behind the name, literals in their place
    QByteArray mailbox;  ///< the selected one, as the model names it; empty: none
};

/// What a lie makes of a command or a response line.
struct Verdict {
    enum Then { Go, Cut, Hang };
    QByteArrayList lines; ///< to be said instead, without the line end; "{tag}" is the command's
    Then then = Go;       ///< Cut: close the connection behind them; Hang: say nothing more on it
    qsizetype bytes = -1; ///< with Cut: only so many bytes of the lines
};

/// Hooks into everything that the server hears and says; called on its thread with the model locked, so that they may use
/// LyingServer::change(). nullopt: as it is.
struct Lie {
    std::function<std::optional<Verdict>(const ClientCommand&)> onCommand; ///< the command is not carried out then
    std::function<std::optional<Verdict>(const ClientCommand&, const QByteArray& line)> onLine; ///< a whole response
    qint64 cutAfterBytes = -1; ///< of what each connection says
};

/// An IMAP server on loopback, plain, in a thread of its own. It is honest, but for the lies it is told to tell, and
/// strict: what its capabilities do not name is BAD. It ends with this object.
class LyingServer {
  public:
    static QByteArrayList full();      ///< QRESYNC, UIDPLUS, MOVE, ESEARCH, LIST-STATUS, IDLE, NOTIFY, OBJECTID ...
    static QByteArrayList condstore(); ///< without QRESYNC
    static QByteArrayList office365(); ///< neither, and no LIST-STATUS; UIDPLUS, MOVE, IDLE
    static QByteArrayList bare();      ///< IMAP4rev1 and nothing else
    static QByteArrayList gmail();
    static QByteArrayList without(QByteArrayList capabilities, const QByteArrayList& words);

    explicit LyingServer(const QByteArrayList& capabilities = full());
    ~LyingServer();
    LyingServer(const LyingServer&) = delete;
    LyingServer& operator=(const LyingServer&) = delete;

    [[nodiscard]] quint16 port() const;

    /// Changes the account, as another client would; clients on IDLE hear of it at once. Any thread, hooks too.
    template <typename F> auto change(F&& f) {
        const std::lock_guard lock(mutex());
        struct Telling {
            LyingServer& server;
            ~Telling() { server.tellClients(); }
        } telling{*this};
        return std::forward<F>(f)(mail());
    }
    template <typename F> auto look(F&& f) {
        const std::lock_guard lock(mutex());
        return std::forward<F>(f)(static_cast<const ServedMail&>(mail()));
    }

    void lie(Lie lie);
    void beHonest(); ///< ends all lies; connections that hang are cut
    void cutAll();
    /// Says these lines to every client that has a mailbox selected, as they are.
    void sayUnasked(const QByteArrayList& lines);
    void setCapabilities(const QByteArrayList& capabilities);

    // --- what clients did, since forget()
    void forget();
    [[nodiscard]] QByteArrayList commands() const;              ///< "UID FETCH 1:3 (FLAGS)"
    [[nodiscard]] int count(const QByteArray& name) const;      ///< commands of that name that were carried out or lied about
    [[nodiscard]] int bodiesFetched() const;                    ///< whole messages (or their beginnings) that were asked for
    [[nodiscard]] int bodiesFetched(const QByteArray& word) const;
    [[nodiscard]] int connections() const;
    /// Until so many commands of that name came; false: not within the time.
    [[nodiscard]] bool waitFor(const QByteArray& name, int count = 1, std::chrono::milliseconds timeout = std::chrono::seconds(60));
    /// Called on the server's thread after each command.
    void setListener(std::function<void()> listener);

  private:
    [[nodiscard]] std::recursive_mutex& mutex();
    [[nodiscard]] ServedMail& mail();
    void tellClients();

    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
