// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "base/Ids.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

enum class Protocol { Imap, Pop3, Smtp };
/// How the connection is secured. StartTls means 'required', never 'if offered'. None is refused for any host that is
/// not loopback.
enum class Security { Tls, StartTls, None };
enum class AuthMethod { Password, OAuth };

/// One server of an account (S12, S13, S16).
struct ServerSettings {
    QString host;
    quint16 port = 0;
    Security security = Security::Tls;
    QString user; ///< as the server wants it: an address, a bare name or DOMAIN\user

    bool operator==(const ServerSettings&) const = default;
};

/// What becomes of a POP3 server's messages once they are safe here (RFC 1939 DELE).
enum class LeaveOnServer { Always, Days, Never };

/// What of an account comes to this machine, and when (S30, S32).
struct FetchSettings {
    bool unreadOnly = false;  ///< IMAP: what is read already when it is first seen stays away, unless it is flagged and that is wanted
    bool flaggedOnly = false; ///< IMAP: likewise; with unreadOnly either of them is enough
    int bodyDays = 0;         ///< texts of the last days come by themselves, older ones when they are opened; 0: all
    LeaveOnServer leave = LeaveOnServer::Always; ///< POP3
    int leaveDays = 14;       ///< POP3, LeaveOnServer::Days: counted from when the message came here
    int pollMinutes = 5;      ///< POP3: 1 to 1440
    int batch = 150;          ///< POP3, messages a session: 10 to 1000; sessions follow each other until all is here

    bool operator==(const FetchSettings&) const = default;
};

/// An account as configured; the password is not in it (auth/SecretStore keeps it under the account's id).
struct Account {
    AccountId id;
    QString email;
    QString name;        ///< what the user calls it
    QString displayName; ///< name in the default From
    QString from;        ///< default From address; empty: email
    QString replyTo;     ///< empty: none
    QString provider;    ///< id of the preset, or "other"
    Protocol protocol = Protocol::Imap;
    AuthMethod auth = AuthMethod::Password;
    ServerSettings incoming;
    ServerSettings outgoing;
    std::optional<AccountId> relay; ///< send through this account instead of outgoing (S18)
    bool isDefault = false;         ///< S11
    bool saveSent = true;           ///< S14
    bool enabled = true;
    QDate syncSince;                ///< S15; invalid: everything
    QStringList mailboxGlobs;       ///< empty: all
    FetchSettings fetch;
    int colour = 0;                 ///< index into the account colours
    int position = 0;               ///< the user's order

    bool operator==(const Account&) const = default;
};

/// Whether its sign-in shows that the account's address is the user's: through servers of its own, under that address or a name that is
/// none. Through another account's (S20), or under another address, it shows nothing about this one.
[[nodiscard]] bool signInProvesAddress(const Account& account);

/// What an account is doing (cli.md: connecting ready syncing offline disabled).
enum class AccountActivity { Connecting, Ready, Syncing, Offline, Disabled };

/// Where an account stands, with the reason when it needs the user or is waiting.
struct AccountState {
    AccountActivity activity = AccountActivity::Offline;
    std::optional<Error> reason;      ///< why offline or disabled; none when the user switched it off
    qint64 retryAtMs = 0;             ///< UTC ms since epoch of the next try; 0: none planned
    qint64 lastSyncMs = 0;            ///< UTC ms since epoch of the last complete sync; 0: never

    [[nodiscard]] bool needsUser() const {
        return reason && (reason->kind == ErrorKind::Auth || reason->kind == ErrorKind::Tls ||
                          reason->kind == ErrorKind::Storage);
    }
    bool operator==(const AccountState&) const = default;
};

struct AccountSnapshot {
    Account account;
    AccountState state;
    int unread = 0; ///< unread in INBOX

    bool operator==(const AccountSnapshot&) const = default;
};

/// What a sync is at.
enum class SyncStage { Listing, Headers, Bodies, Attachments, Pushing };

/// Progress of a sync; total 0 means 'not yet known'. Headers are counted by mailbox, bodies over the account.
struct SyncProgress {
    AccountId account;
    MailboxId mailbox;   ///< the one at work; none between mailboxes
    QString mailboxName;
    SyncStage stage = SyncStage::Listing;
    qint64 messagesDone = 0;
    qint64 messagesTotal = 0;
    qint64 bytes = 0;          ///< of bodies, stored
    qint64 bytesTotal = 0;
    qint64 bytesPerSecond = 0; ///< over the last seconds; 0: not known yet
    qint64 msLeft = -1;        ///< -1: not known
    bool finished = false;
};

/// What one sync run did to one mailbox (cli.md, `sync`).
struct MailboxReport {
    QString name;
    int added = 0;
    int changed = 0;
    int gone = 0;
    qint64 bytes = 0;   ///< received
    int roundTrips = 0; ///< times an answer was waited for
    qint64 ms = 0;
    std::optional<Error> error;
};

/// An account's messages in the outbox, and what a sync made of them.
struct OutboxReport {
    int sent = 0;    ///< in this run: the server took them, for everybody who was left
    int waiting = 0; ///< queued, for whatever reason
    int failed = 0;  ///< refused for good, also in an earlier run, as the next two
    int unknown = 0; ///< nobody knows whether they were sent
    int partly = 0;  ///< sent, but some recipients were refused
    int fresh = 0;   ///< of failed, unknown and partly: those of this run
    std::optional<Error> reason; ///< of the first one that waits

    [[nodiscard]] bool needsUser() const { return failed + unknown + partly > 0; }
};

struct SyncReport {
    AccountId account;
    QString email;
    QList<MailboxReport> mailboxes;
    int pushed = 0;  ///< the user's changes that the server confirmed
    int refused = 0; ///< those that it refused and that were taken back
    std::optional<Error> error;
    std::optional<OutboxReport> outbox; ///< of a sync that was asked for
};

/// One line of what an account's worker did, for the activity view: the server's own words are in error.
struct SyncEvent {
    qint64 atMs = 0; ///< UTC
    AccountId account;
    QString mailbox; ///< empty: the account as a whole
    int added = 0, changed = 0, gone = 0, pushed = 0, refused = 0;
    qint64 bytes = 0, ms = 0;
    int roundTrips = 0;
    std::optional<Error> error;
};

[[nodiscard]] QLatin1StringView stageName(SyncStage stage);
[[nodiscard]] QLatin1StringView activityName(AccountActivity activity);
[[nodiscard]] QLatin1StringView protocolName(Protocol protocol);
[[nodiscard]] QLatin1StringView securityName(Security security);
[[nodiscard]] QLatin1StringView leaveName(LeaveOnServer leave); ///< "always" "days" "never"
[[nodiscard]] std::optional<LeaveOnServer> parseLeave(const QString& word);
[[nodiscard]] std::optional<Security> parseSecurity(const QString& word);
[[nodiscard]] std::optional<Protocol> parseProtocol(const QString& word);

} // namespace tributary::model
