// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/Pop3Connection.h"
#include "connect/detail/Pop3Log.h"

#include <QHash>

namespace tributary::connect {

class Pop3Connection::Core {
  public:
    Core(const Target& settings, std::unique_ptr<net::ByteStream> connected);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // The stages of open(), in Pop3SignIn.cpp.
    [[nodiscard]] Status readGreeting(QByteArray& text);
    /// A server that does not know CAPA is asked no more; errors are those of the line.
    [[nodiscard]] Status askCapabilities();
    [[nodiscard]] Status secure();
    [[nodiscard]] Status signIn();

    /// The next answer; what came before the line ended comes before that error.
    [[nodiscard]] Result<pop3::CommandDone> awaitDone();
    /// The same, where its status is all that matters.
    [[nodiscard]] Status awaitStatus();
    using Ask = std::function<Status(int number)>;
    using Taken = std::function<Status(pop3::CommandDone& done)>;
    /// Asks for each, most of them in flight at once, and takes the answers in turn. sizeOf: what each will bring.
    [[nodiscard]] Status askEach(const QList<int>& numbers, int most, const std::function<qint64(int)>& sizeOf, const Ask& ask,
                                 const Taken& taken);
    [[nodiscard]] int mostInFlight(int pipelined) const;
    [[nodiscard]] Status checkOpen() const;
    void close();

    Target target;
    std::unique_ptr<net::ByteStream> stream;
    pop3::Session session;
    detail::Pop3Log log;
    QHash<int, qint64> sizes; ///< as list() told them
    bool hasUniqueIds = false;
    bool hasTop = false; ///< it was answered
    int roundTrips = 0;

  private:
    [[nodiscard]] Status flush();
    [[nodiscard]] Status readMore();
    [[nodiscard]] QString place() const;
    [[nodiscard]] bool offersSignIn() const;
    [[nodiscard]] bool mayLogin() const;
    [[nodiscard]] Status authenticate(const sasl::Credentials& credentials, bool& isUnseen);
    [[nodiscard]] Status tryMechanism(std::shared_ptr<sasl::Mechanism> mechanism, pop3::FirstResponse first);
    [[nodiscard]] Status loginPlainly();
    [[nodiscard]] Error refined(Error error) const;
    [[nodiscard]] Status signedIn(const Status& status) const;

    bool m_spoke = false;
    bool m_woken = false;         ///< the wake-up was not for us
    std::optional<Error> m_ended; ///< why nothing comes any more
};

} // namespace tributary::connect
