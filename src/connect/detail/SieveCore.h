// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/SieveConnection.h"
#include "connect/detail/SieveLog.h"

namespace tributary::connect {

class SieveConnection::Core {
  public:
    Core(const Target& settings, std::unique_ptr<net::ByteStream> connected);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // The stages of open(), in SieveSignIn.cpp.
    [[nodiscard]] Status readGreeting();
    [[nodiscard]] Status secure();
    [[nodiscard]] Status signIn();

    /// Says a command and waits for its answer; asked: what the session thinks of the command.
    [[nodiscard]] Result<sieve::CommandDone> ask(const std::function<Status()>& asked);
    /// The same, where its status is all that matters.
    [[nodiscard]] Status askStatus(const std::function<Status()>& asked);
    /// The next answer; what came before the line ended comes before that error.
    [[nodiscard]] Result<sieve::CommandDone> awaitDone();
    [[nodiscard]] Status checkOpen() const;
    void close();

    Target target;
    std::unique_ptr<net::ByteStream> stream;
    sieve::Session session;
    detail::SieveLog log;
    int roundTrips = 0;

  private:
    [[nodiscard]] Status flush();
    [[nodiscard]] Status readMore();
    [[nodiscard]] QString place() const;
    [[nodiscard]] Error refined(Error error) const;

    bool m_spoke = false;
    bool m_woken = false;         ///< the wake-up was not for us
    std::optional<Error> m_ended; ///< why nothing comes any more
};

} // namespace tributary::connect
