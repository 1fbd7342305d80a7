// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace tributary::tests {

/// A real IMAP server for one test (tests/servers/mailserver: Dovecot, with Exim if wanted, Cyrus or Courier on free loopback ports, in a
/// directory of its own). It ends with this object, and with the test program however that ends. Every call blocks the calling thread
/// and works without an event loop. Errors are ErrorKind::Internal with the script's words in `detail`.
class MailServer {
public:
    /// Full: all that Dovecot has. Basic: no CONDSTORE, QRESYNC, IDLE, MOVE, UIDPLUS, SPECIAL-USE, LITERAL+,
    /// LIST-STATUS, ESEARCH, ENABLE, SASL-IR.
    enum class Capabilities { Full, Basic };

    /// The SMTP server beside Dovecot. Signed-in users send to each other (user+mailbox@ into that mailbox); what is for another
    /// domain ends in undelivered(). In any domain: reject@ 550, greylist@ 451 the first time, later@ 451 always, full@ 452,
    /// overquota@ 552; bounce@ is taken, and a report comes back.
    struct Smtp {
        qint64 size = 35'000'000;    ///< SIZE, bytes
        bool strictSender = false;   ///< MAIL FROM is one's own address or empty, else 550
        QStringList offFor;          ///< whose AUTH answers 535 5.7.139; only PLAIN with an initial response is offered then
        bool ownSent = false;        ///< the server files a copy, \Seen, into the Sent mailbox of who sends
        int ownSentDelaySeconds = 0; ///< after that time
    };

    /// An authorization server beside it, whose tokens all of them take (tests/servers/oidc): tenant common, any redirect
    /// to http://localhost/, PKCE wanted, refresh tokens that rotate. Everybody signs in with the usual password.
    struct OAuth {
        int tokenSeconds = 3600; ///< life of an access token
        QStringList only;        ///< who cannot sign in to the mail servers with a password
    };

    struct Options {
        Capabilities capabilities = Capabilities::Full;
        QString capabilitySet; ///< a name that mailserver --caps knows, like "no-condstore"; when set, it counts
        QString server = QStringLiteral("dovecot"); ///< or "cyrus", "courier"
        QStringList without;   ///< capabilities to leave out, like "IDLE"
        int generatedUsers = 0; ///< u1 .. uN beside alice, bob, carol, dave and hanako
        std::optional<Smtp> smtp;
        std::optional<OAuth> oauth;
        bool pop3 = false; ///< Dovecot with oauth has it, too
        bool sieve = false; ///< ManageSieve of Dovecot or Cyrus; Dovecot runs scripts over what deliverByLmtp() or SMTP brings
        QString quota;     ///< Dovecot's rule for each user, "storage=10M:messages=100"; empty: 20 GB
        int maxConnections = 0; ///< of a user at a time, for each service; 0: as many as wanted. Dovecot
    };

    /// What the SMTP server took.
    struct SentMessage {
        QString user; ///< who was signed in
        QString reversePath;
        QStringList recipients; ///< those accepted, in their order
        QString messageId;      ///< without '<>'; empty: none
        qint64 size = 0;        ///< bytes, line ends as one
    };

    [[nodiscard]] static Result<std::unique_ptr<MailServer>> start(const Options& options);
    [[nodiscard]] static Result<std::unique_ptr<MailServer>> start() { return start(Options{}); }
    /// The server is not on this machine and cannot be fetched: a test says detail as the reason and skips.
    [[nodiscard]] static bool isMissing(const Error& error);
    ~MailServer();
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    /// "localhost", or "127.0.0.1" where nothing knows that name (a bare chroot). Both are in the good certificate.
    [[nodiscard]] QString host() const { return m_host; }
    [[nodiscard]] quint16 imapPort() const { return m_imapPort; }   ///< plain, with STARTTLS
    [[nodiscard]] quint16 imapsPort() const { return m_imapsPort; } ///< TLS from the first byte
    [[nodiscard]] quint16 lmtpPort() const { return m_lmtpPort; }
    /// Plain, with STARTTLS; where Options::smtp is not set, Dovecot's, which delivers nowhere.
    [[nodiscard]] quint16 submissionPort() const { return m_submissionPort; }
    [[nodiscard]] quint16 smtpsPort() const { return m_smtpsPort; } ///< TLS from the first byte; 0 without Options::smtp
    [[nodiscard]] quint16 pop3Port() const { return m_pop3Port; }   ///< plain, with STLS; 0 without Options::pop3
    [[nodiscard]] quint16 pop3sPort() const { return m_pop3sPort; } ///< TLS from the first byte
    [[nodiscard]] quint16 sievePort() const { return m_sievePort; } ///< plain, with STARTTLS; 0 without Options::sieve
    [[nodiscard]] quint16 sievesPort() const { return m_sievesPort; } ///< TLS from the first byte; Dovecot
    /// With Options::oauth: as the policy's OAuthClients names them.
    [[nodiscard]] QString oauthAuthority() const { return m_oauthAuthority; }
    [[nodiscard]] QString oauthClientId() const { return m_oauthClientId; }
    /// `mailserver oauth`: {"revoke", "alice"}, {"expire", "alice"}, {"fail", "503", "3"}, {"log"} ...; what it prints.
    [[nodiscard]] Result<QByteArray> oauth(const QStringList& command);
    /// The authority that signed the good certificate, PEM.
    [[nodiscard]] QString caFile() const { return m_caFile; }
    [[nodiscard]] QString directory() const { return m_directory; }

    /// The same ports on other addresses: no password before STARTTLS; and the bad certificates, each with a name for
    /// its own address except the wrong-name one.
    [[nodiscard]] static QString startTlsOnlyHost() { return QStringLiteral("127.0.0.2"); }
    [[nodiscard]] static QString wrongNameHost() { return QStringLiteral("127.0.0.3"); }
    [[nodiscard]] static QString expiredHost() { return QStringLiteral("127.0.0.4"); }
    [[nodiscard]] static QString selfSignedHost() { return QStringLiteral("127.0.0.5"); }
    [[nodiscard]] static QString unknownAuthorityHost() { return QStringLiteral("127.0.0.6"); }

    /// user("alice") is "alice@example.test"; its password is "pw-alice".
    [[nodiscard]] static QString user(const QString& name);
    [[nodiscard]] static QString password(const QString& name);
    /// What to sign in as: not the address on every server.
    [[nodiscard]] QString loginName(const QString& name) const;

    /// Puts one message, exactly these bytes, into a mailbox (UTF-8 name, '/' between levels; made when missing).
    /// received: its INTERNALDATE; not valid: now.
    Status deliver(const QString& name, const QByteArray& message, const QString& mailbox = QStringLiteral("INBOX"),
                   QDate received = {});
    /// The same by LMTP, from an address, into where the user's active Sieve script files it. Dovecot.
    Status deliverByLmtp(const QString& from, const QString& name, const QByteArray& message);
    /// `count` random changes over IMAP (new mail, flags, expunges, moves, mailboxes); the same for the same seed.
    Status change(const QString& name, int count, int seed);
    /// `count` generated messages; half of them in INBOX when there is more than one mailbox.
    Status fill(const QString& name, int count, int mailboxes = 1, int seed = 1);
    /// What `reader` may do with a mailbox of `owner` (letters of RFC 4314; "": nothing). The mailbox is made when missing. Cyrus.
    Status share(const QString& owner, const QString& mailbox, const QString& reader, const QString& rights);
    /// The provider's side of a changed password (S17). Dovecot looks at its file once a second at most: sign in until it
    /// has seen it.
    Status changePassword(const QString& name, const QString& password);
    /// What the SMTP server took so far, in the order of time; a message is there before its 250.
    [[nodiscard]] Result<std::vector<SentMessage>> sent() const;
    /// What the SMTP server took for other domains, one for each recipient, with `Envelope-to:` on top; a moment after its 250.
    [[nodiscard]] QList<QByteArray> undelivered() const;
    /// The server's own log so far.
    [[nodiscard]] QByteArray log() const;
    /// Stops it now: connections break, nothing listens any more. The destructor calls it too.
    void stop();

private:
    MailServer() = default;

    QString m_directory, m_host, m_caFile, m_userForm, m_oauthAuthority, m_oauthClientId;
    quint16 m_imapPort = 0, m_imapsPort = 0, m_lmtpPort = 0, m_submissionPort = 0, m_smtpsPort = 0, m_pop3Port = 0, m_pop3sPort = 0,
            m_sievePort = 0, m_sievesPort = 0;
};

} // namespace tributary::tests
