// SPDX-License-Identifier: GPL-3.0-or-later
// The commands, made from typed values: CR, LF and NUL cannot get onto the wire. Each is written in a file of its own
// under command/.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "imap/Types.h"
#include "sasl/Mechanism.h"

#include <memory>
#include <variant>

namespace tributary::imap {

/// What is to be sent and when it is legal; made by the functions below, opaque elsewhere.
struct Command {
    enum class Kind {
        Capability, Noop, Logout, Id, StartTls, Login, Authenticate, Enable, Namespace, List, Status, Select, Examine,
        Unselect, Idle, Fetch, Search, Store, Copy, Move, Expunge, Append, Create, Delete, Rename, Subscribe, Unsubscribe,
        Notify, Compress, MyRights, GetQuotaRoot, Other
    };
    /// A piece of the line: text as it stands, or a string that is sent quoted or as a literal.
    struct Text {
        QByteArray bytes;
    };
    struct String {
        QByteArray bytes;
    };
    struct Sensitive { ///< as String, never logged
        Secret bytes;
    };
    struct Literal { ///< always a literal, byte for byte (RFC 9051 4.3)
        QByteArray bytes;
    };
    using Piece = std::variant<Text, String, Sensitive, Literal>;

    Kind kind = Kind::Other;
    QByteArray name;                             ///< "UID FETCH", for logs and errors
    QList<Piece> pieces;                         ///< behind the tag
    std::shared_ptr<sasl::Mechanism> mechanism;  ///< Authenticate only
    std::optional<Error> invalid = std::nullopt; ///< it was made from what no command can carry: Session::send() gives this
};

namespace command {
[[nodiscard]] Command capability();                                             ///< RFC 9051 6.1.1
[[nodiscard]] Command noop();                                                   ///< 6.1.2
[[nodiscard]] Command logout();                                                 ///< 6.1.3
[[nodiscard]] Command startTls();                                               ///< 6.2.1
[[nodiscard]] Command authenticate(std::shared_ptr<sasl::Mechanism> mechanism); ///< 6.2.2, RFC 4959
[[nodiscard]] Command login(const QString& user, const Secret& password);       ///< 6.2.3
[[nodiscard]] Command id(const QList<QPair<QByteArray, QByteArray>>& fields);   ///< RFC 2971
[[nodiscard]] Command enable(const QByteArrayList& extensions);                 ///< 6.3.1
[[nodiscard]] Command nameSpace();                                              ///< 6.3.10
/// LIST "" pattern; with specialUse and statusItems as RETURN options (RFC 5258, 6154, 5819) when asked for.
struct ListOptions {
    QByteArray reference;
    QByteArray pattern = "*";
    bool returnSpecialUse = false;
    bool returnSubscribed = false;
    bool returnMyRights = false; ///< RFC 8440
    QByteArrayList statusItems; ///< "MESSAGES" "UNSEEN" "UIDNEXT" "UIDVALIDITY" "HIGHESTMODSEQ" "MAILBOXID"
};
[[nodiscard]] Command list(const ListOptions& options);                             ///< 6.3.9
[[nodiscard]] Command status(const QByteArray& wireName, const QByteArrayList& items); ///< 6.3.11
/// condstore: RFC 7162 3.1.8; qresync: RFC 7162 3.2.5 (needs ENABLE QRESYNC before).
struct SelectOptions {
    bool condstore = false;
    struct Resync {
        UidValidity uidValidity;
        ModSeq modSeq;
        UidSet knownUids;
    };
    std::optional<Resync> qresync;
};
[[nodiscard]] Command select(const QByteArray& wireName, const SelectOptions& options = {});  ///< 6.3.2
[[nodiscard]] Command examine(const QByteArray& wireName, const SelectOptions& options = {}); ///< 6.3.3
[[nodiscard]] Command unselect();                                                             ///< RFC 3691
[[nodiscard]] Command idle();                                                                 ///< 6.3.13
/// items such as "FLAGS" "RFC822.SIZE" "BODY.PEEK[]"; changedSince/vanished: RFC 7162.
[[nodiscard]] Command uidFetch(const UidSet& uids, const QByteArrayList& items,
                               std::optional<ModSeq> changedSince = {}, bool vanished = false); ///< 6.4.9
[[nodiscard]] Command fetch(const UidSet& sequence, const QByteArrayList& items);               ///< 6.4.5, by sequence numbers
[[nodiscard]] Command uidSearch(const QByteArray& criteria, bool extended = false);             ///< 6.4.4 (criteria ASCII), RFC 4731
/// UID SEARCH with strings from people: pieces alternate as given (Text as it stands, String quoted or a literal);
/// CHARSET UTF-8 is sent when a String is not ASCII. For TEXT, FROM, HEADER ... and X-GM-RAW.
[[nodiscard]] Command uidSearchText(const QList<Command::Piece>& criteria, bool extended = false);
enum class StoreMode { Add, Remove, Replace };
/// Silent (.SILENT). Flags are checked as RFC 9051 flag words; unchangedSince: RFC 7162 3.1.3.
[[nodiscard]] Command uidStore(const UidSet& uids, StoreMode mode, const QStringList& flags,
                               std::optional<ModSeq> unchangedSince = {});                        ///< 6.4.6
[[nodiscard]] Command uidCopy(const UidSet& uids, const QByteArray& wireName);                  ///< 6.4.7
[[nodiscard]] Command uidMove(const UidSet& uids, const QByteArray& wireName);                  ///< 6.4.8, RFC 6851
[[nodiscard]] Command expunge();                                                                ///< 6.4.3
[[nodiscard]] Command uidExpunge(const UidSet& uids);                                           ///< RFC 4315
/// flags without \Recent; internalDate invalid: the server's now.
[[nodiscard]] Command append(const QByteArray& wireName, const QStringList& flags, const QDateTime& internalDate,
                             const QByteArray& message);                                        ///< 6.3.12
/// Several in one command, all or none of them (RFC 3502 MULTIAPPEND).
struct AppendedMessage {
    QStringList flags;
    QDateTime internalDate;
    QByteArray message;
};
[[nodiscard]] Command append(const QByteArray& wireName, const QList<AppendedMessage>& messages);
/// specialUse such as "\\Sent", only where CREATE-SPECIAL-USE is offered (RFC 6154 3).
[[nodiscard]] Command create(const QByteArray& wireName, const QByteArray& specialUse = {});    ///< 6.3.4
[[nodiscard]] Command remove(const QByteArray& wireName);                                       ///< DELETE, 6.3.5
[[nodiscard]] Command rename(const QByteArray& from, const QByteArray& to);                     ///< 6.3.6
[[nodiscard]] Command subscribe(const QByteArray& wireName);                                    ///< 6.3.7
[[nodiscard]] Command unsubscribe(const QByteArray& wireName);                                  ///< 6.3.8
/// NOTIFY SET (RFC 5465): news of the selected mailbox with these FETCH items for new messages, and STATUS of all personal
/// mailboxes when they change or come, go and are renamed.
[[nodiscard]] Command notifySet(const QByteArrayList& newMessageItems, bool withStatus);
[[nodiscard]] Command notifyNone();
[[nodiscard]] Command compress();                                                               ///< RFC 4978, DEFLATE
[[nodiscard]] Command myRights(const QByteArray& wireName);                                     ///< RFC 4314 3.5
[[nodiscard]] Command getQuotaRoot(const QByteArray& wireName);                                 ///< RFC 9208 4.1.2
} // namespace command

} // namespace tributary::imap
