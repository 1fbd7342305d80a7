// SPDX-License-Identifier: GPL-3.0-or-later
// Filters as a Sieve script (RFC 5228) for the mail server, as far as the server then does what FilterRun.h would do. Pure.
//
// What is not exact runs here, with the reason (SieveObstacle). Server comparators fold ASCII case only: a text is written in its
// half-width and full-width spellings, so that ASCII and Han are found in either; kana, and letters beyond ASCII, need
// "comparator-i;unicode-casemap" (RFC 5051). What stays apart: spellings that mix widths among the letters or among the other
// characters of the text, and letters in circles, ligatures and the like, which FoldedText.h folds and the server does not.
//
// Order. A filter never overtakes one that stands before it and runs here: behind such a one only filters go to the server which
// neither give the message a place nor copy it nor stop, none behind one with Stop, and nothing but forwards behind one that copies. Nor
// does a filter go there that files a message away without Stop before one that runs here: this one would never see it. A filter at the server that stands before
// one here is still asked here (FilterRunOptions::atServer), so that its Stop and its place count.
//
// The first Move, Junk or Delete counts, as in FilterRun.h: a script in which a later filter could give another place keeps it in a
// variable (RFC 5229) and files at its end. Mailboxes are never made (RFC 5490 :create): fileinto into one that is gone keeps the
// message, as the filter here would be passed over.
//
// The script is ours alone. Filters that are turned off or cannot run are not in it.
#pragma once

#include "model/Filter.h"
#include "rules/FilterCheck.h"

#include <QByteArray>
#include <QSet>
#include <QTimeZone>

#include <optional>

namespace tributary::rules {

enum class SieveObstacle {
    TurnedOff, CannotRun,
    MissingExtension,  ///< detail: its name
    Expression,        ///< a regular expression
    WidthFolding,      ///< the server's comparators do not know the other spellings of the text (kana, accents, other scripts)
    WildcardCharacter, ///< '?': to Pigeonhole it is an octet, and "????@*" takes "me@home.example" there
    DisplayName,       ///< "is", "begins" and "ends" on names: Sieve compares addresses or whole fields
    BodyReadOtherwise, ///< servers look into attached texts and all alternatives, and see lines where we see paragraphs
    AttachmentTest, AgeTest, AccountTest,
    CannotBeQuoted,    ///< control characters, "${"
    NoMailbox,         ///< the server's Junk or Trash is not known
    MailboxName,       ///< the server's hierarchy cannot have it
    DayWithoutMidnight, ///< that day begins at another hour there
    SameMailboxTwice,  ///< several copies there, or a copy and the message: servers make one message of them; detail: the mailbox
    BehindLocalFilter, ///< detail: the name of the filter that runs here and comes first
    AheadOfLocalFilter, ///< it takes the message out of the inbox and lets later ones look at it, one of which (detail) runs here
    AheadOfReply,      ///< it takes the message out of the inbox, and the vacation reply, which runs here, would not see it
    // of vacation replies (VacationSieve.h)
    WrittenBefore,     ///< who was written to is known here only
    ClockChanges,      ///< hours or weekdays in a zone whose offset changes: Sieve's :zone is fixed
    JunkFilter,        ///< a filter sorts junk out, and the server would answer it all the same
    // of somebody else's script, which runs before ours; detail: its name
    OtherScriptStops,   ///< it has a `stop`: what it ends never comes to ours
    OtherScriptAnswers, ///< it has a `vacation` or `reject`: ours works here, and the user is told that senders may get two
};
[[nodiscard]] QLatin1StringView sieveObstacleName(SieveObstacle obstacle); ///< "missing-extension": logs, --json, tests

struct NotExpressible {
    SieveObstacle why = SieveObstacle::TurnedOff;
    QString detail;

    bool operator==(const NotExpressible&) const = default;
};

/// What is known of the server.
struct SieveServer {
    QSet<QByteArray> extensions;  ///< capability words, lower case: "fileinto", "imap4flags"
    QString junk, trash;          ///< the special mailboxes' names; empty: not known, and "special-use" (RFC 8579) is needed
    char delimiter = '/';         ///< of mailbox names at the server; 0: no levels
    QTimeZone zone = QTimeZone::systemTimeZone(); ///< in which the days of Date conditions begin
    bool looseBody = false;       ///< body tests of one word may go to the server, although it looks into more than we do
};

/// A piece of a script and what it requires.
struct SievePart {
    QByteArray text; ///< whole lines, CR LF
    QSet<QByteArray> extensions;
};

struct ExportedFilter {
    FilterId id;
    std::optional<NotExpressible> obstacle; ///< none: it is in the script

    [[nodiscard]] bool atServer() const { return !obstacle; }
};

struct SieveScript {
    QByteArray text; ///< UTF-8, CR LF; read back by SieveMarkers.h
    QList<ExportedFilter> filters; ///< as given
};

/// first: what is done before all filters (a vacation reply). replyIsHere: one runs here and must see what comes: no filter goes to the server that
/// takes mail out of the inbox, but those that sort it out, which is not answered.
[[nodiscard]] SieveScript exportFilters(const QList<model::Filter>& filters, const SieveServer& server,
                                        const FilterSurroundings& surroundings = {}, const SievePart& first = {}, bool replyIsHere = false);

/// Does it give what it takes to Junk or Trash, where nobody is answered?
[[nodiscard]] bool sortsOut(const model::Filter& filter, const SieveServer& server);

/// Of one filter alone, order aside: nothing, where the server can do it.
[[nodiscard]] std::optional<NotExpressible> sieveObstacle(const model::Filter& filter, const SieveServer& server);

} // namespace tributary::rules
