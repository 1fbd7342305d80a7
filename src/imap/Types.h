// SPDX-License-Identifier: GPL-3.0-or-later
// Values that the protocol speaks (RFC 9051, 3501). Everything here comes from the server and is untrusted, but within
// imap/Limits.h.
#pragma once

#include "base/Ids.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QDateTime>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace tributary::imap {

struct UidRange {
    quint32 first = 0, last = 0;
    bool operator==(const UidRange&) const = default;
};

/// A set of UIDs or sequence numbers, kept as sorted, disjoint ranges and never expanded (RFC 9051 sequence-set).
class UidSet {
  public:
    using Range = UidRange;
    static constexpr quint32 kStar = 0xFFFFFFFF; ///< '*': the largest number in use (RFC 3501 9)
    UidSet() = default;
    static UidSet range(quint32 first, quint32 last); ///< last kStar prints as '*'
    static UidSet fromSorted(const QList<quint32>& ascending);
    static UidSet fromRanges(QList<Range> ranges); ///< in any order, overlapping or not
    void add(quint32 first, quint32 last);
    [[nodiscard]] bool contains(quint32 number) const;
    [[nodiscard]] bool isEmpty() const { return m_ranges.isEmpty(); }
    [[nodiscard]] quint64 count() const;
    [[nodiscard]] const QList<Range>& ranges() const { return m_ranges; }
    [[nodiscard]] QByteArray toWire() const; ///< "1:4,7"
    bool operator==(const UidSet&) const = default;

  private:
    QList<Range> m_ranges;
};

enum class StatusKind { Ok, No, Bad, PreAuth, Bye };

/// "[UIDVALIDITY 1]" and its like; name upper case, the known ones parsed.
struct ResponseCode {
    QByteArray name;
    QByteArray arguments; ///< raw rest
    std::optional<quint64> number;                  ///< UIDVALIDITY UIDNEXT UNSEEN HIGHESTMODSEQ ...
    QStringList flags;                              ///< PERMANENTFLAGS
    QByteArray objectId;                            ///< MAILBOXID (RFC 8474 4.2)
    std::optional<UidValidity> uidValidity;         ///< APPENDUID, COPYUID
    UidSet sourceUids, destinationUids;             ///< COPYUID; APPENDUID: destination
    /// COPYUID's two sets pair up in the order they were sent (RFC 4315 3), which a sorted set loses: as sent, and never
    /// more than limits::kCopyPairs; both empty when they do not pair up.
    QList<UidRange> sourceOrder, destinationOrder;
    UidSet modified;                                ///< MODIFIED (RFC 7162): those that were not stored
};

struct StatusResponse {
    StatusKind kind = StatusKind::Ok;
    ResponseCode code;
    QByteArray text;
    [[nodiscard]] bool isOk() const { return kind == StatusKind::Ok; }
};

struct Greeting {
    StatusResponse status; ///< Ok, PreAuth or Bye
};
struct UntaggedStatus { ///< * OK / NO / BAD / BYE
    StatusResponse status;
};
struct CapabilityData {
    QByteArrayList words;
};
struct EnabledData {
    QByteArrayList words;
};
struct IdData {
    QList<QPair<QByteArray, QByteArray>> fields;
};
struct NamespaceData {
    struct Entry {
        QByteArray prefix;
        char delimiter = 0;
    };
    QList<Entry> personal, otherUsers, shared;
};
struct ListData {
    QStringList attributes;   ///< as sent
    char delimiter = 0;       ///< 0: NIL
    QByteArray wireName;      ///< as sent, unquoted
    QString name;             ///< decoded (modified UTF-7 or UTF-8), levels joined by '/'; U+FFFD for what cannot be
};
struct StatusData {
    QByteArray wireName;
    std::optional<quint32> messages, unseen;
    std::optional<Uid> uidNext;
    std::optional<UidValidity> uidValidity;
    std::optional<ModSeq> highestModSeq;
    QByteArray mailboxId; ///< MAILBOXID (RFC 8474)
};
struct MyRightsData { ///< MYRIGHTS (RFC 4314), also by LIST-MYRIGHTS (RFC 8440)
    QByteArray wireName;
    QByteArray rights; ///< letters of RFC 4314, also where the server has those of RFC 2086
};
struct QuotaRootData { ///< QUOTAROOT (RFC 9208 4.2.2)
    QByteArray wireName;
    QByteArrayList roots; ///< at most limits::kQuotaRoots
};
struct QuotaData { ///< QUOTA (RFC 9208 4.2.1)
    struct Resource {
        QByteArray name; ///< upper case: "STORAGE" (units of 1024 octets), "MESSAGE" ...
        qint64 usage = 0, limit = 0; ///< what is larger than 2^63 - 1 is that
    };
    QByteArray root;
    QList<Resource> resources; ///< at most limits::kQuotaResources; those with no numbers are left out
};
struct ExistsData {
    quint32 count = 0;
};
struct RecentData {
    quint32 count = 0;
};
struct FlagsData { ///< * FLAGS (...)
    QStringList flags;
};
struct ExpungeData {
    SeqNum seq;
};
struct VanishedData { ///< RFC 7162
    bool earlier = false;
    UidSet uids;
};
struct SearchData { ///< SEARCH or ESEARCH: numbers as sent
    UidSet numbers;
    std::optional<quint32> min, max, count;
    std::optional<ModSeq> modSeq;
};
struct BodySection {
    QByteArray section; ///< "" for BODY[], "HEADER", "1.MIME" ...
    std::optional<quint32> origin;
    QByteArray bytes;
    bool nil = false;
};
struct EnvelopeAddress { ///< as sent: encoded words and 8-bit bytes are the reader's to decode
    QByteArray name, mailbox, host; ///< host empty: start (mailbox set) or end (both empty) of a group
};
struct Envelope { ///< RFC 9051 7.5.2; NIL is empty
    QByteArray date, subject, inReplyTo, messageId;
    QList<EnvelopeAddress> from, sender, replyTo, to, cc, bcc;
};
/// One part of BODYSTRUCTURE (RFC 9051 7.5.2), flat: parts in the order of their section numbers, no recursion.
struct BodyPart {
    /// "1.2"; "" for a multipart at the top, whose children are "1", "2" ...; "3.TEXT" for one that is the body of the
    /// message/rfc822 "3", whose children are "3.1", "3.2" ...
    QByteArray section;
    QByteArray type, subtype; ///< lower case; "multipart"/"mixed" too
    QList<QPair<QByteArray, QByteArray>> parameters; ///< names lower case
    QByteArray contentId, encoding; ///< encoding lower case
    QByteArray disposition;         ///< lower case; "" when not sent
    QList<QPair<QByteArray, QByteArray>> dispositionParameters;
    qint64 size = 0;                ///< encoded bytes; 0 for a multipart
    int depth = 0;
};
/// One FETCH response, given as soon as it is complete (streamed, not gathered).
struct FetchData {
    SeqNum seq;
    std::optional<Uid> uid;
    std::optional<QStringList> flags;
    std::optional<ModSeq> modSeq;
    std::optional<qint64> size;
    std::optional<QDateTime> internalDate;
    QList<BodySection> sections;
    std::optional<Envelope> envelope;
    std::optional<QList<BodyPart>> bodyStructure;
    QByteArray emailId, threadId;            ///< RFC 8474; Gmail's X-GM-MSGID and X-GM-THRID in decimal digits
    std::optional<QByteArrayList> gmailLabels; ///< X-GM-LABELS, as sent (modified UTF-7, or \\System words)
};

/// The IDLE continuation came: the server will now push.
struct IdleStarted {};

using CommandId = quint32;
struct CommandDone {
    CommandId id = 0;
    StatusResponse status;
};

using Event = std::variant<Greeting, UntaggedStatus, CapabilityData, EnabledData, IdData, NamespaceData, ListData,
                           StatusData, MyRightsData, QuotaRootData, QuotaData, ExistsData, RecentData, FlagsData, ExpungeData, VanishedData, SearchData,
                           FetchData, IdleStarted, CommandDone>;

} // namespace tributary::imap
