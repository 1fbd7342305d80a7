// SPDX-License-Identifier: GPL-3.0-or-later
// Brings our Sieve script to a server and takes it away again (S4, S5). A script of somebody else's is never written, renamed or deleted.
// Where one is active, a small one of ours runs both (`include`, RFC 6609). Whatever breaks off in between, either what was active before
// is active, or all of what was asked for; the same call finishes it. No name is written in two steps: PUTSCRIPT replaces a script as a
// whole or not at all (RFC 5804 2.6), while RENAMESCRIPT replaces nothing (2.11.1), so that a temporary name would leave a gap.
#pragma once

#include "sync/ScriptServer.h"

#include <optional>

namespace tributary::sync {

/// Our script, and the one that runs it beside another.
inline constexpr char kOurScript[] = "tributary";
inline constexpr char kMainScript[] = "tributary-main";

struct ScriptIntent {
    QByteArray script; ///< ours, as it is to be
    /// hashOfScript() of all that we may have put there; a text of ours that is none of these was edited elsewhere. Empty: nothing.
    QByteArrayList knownHashes;
    /// The active script when it was last looked at (""; none was). Another one now is a choice that somebody has made: it is asked about,
    /// not undone. None: never looked, or it was asked about.
    std::optional<QByteArray> activeSeen;
};

struct [[nodiscard]] ScriptAnswer {
    enum class Kind {
        Done,            ///< it is as asked for
        OtherActive,     ///< nothing changed: another script is active and cannot be run beside ours, or (taking away) runs ours itself
        ActiveChanged,   ///< nothing changed: another script is active than was last seen
        EditedElsewhere, ///< nothing changed: name, text
        Faulty,          ///< the server finds a script faulty: name, fault; what was active is active
        Refused,         ///< the server refuses (quota and others): refusal; what was active is active
    };
    Kind kind = Kind::Done;
    QByteArray active;        ///< the active script now; empty: none
    bool runsOurs = false;    ///< whether what is active when this is said (Done: was, before) is or includes ours, in whatever form
    QByteArray other;         ///< the script of somebody else's that runs beside ours, or is in the way
    QByteArray name, text;
    sieve::ScriptFault fault;
    std::optional<Error> refusal;
    QByteArray warnings;      ///< Done: the server's words about our script
};

/// Whether there is space is asked before a script is said. Errors are the line's, and InvalidInput/BadValue for a script that cannot be said; TemporaryRefusal: later.
[[nodiscard]] Result<ScriptAnswer> bringScript(ScriptServer& server, const ScriptIntent& intent);
/// Both of ours go, and the other one is active as it was before. Errors alike.
[[nodiscard]] Result<ScriptAnswer> takeScriptAway(ScriptServer& server, const QByteArrayList& knownHashes);

/// Somebody else's script that runs before ours, or would; no name: there is none. What it includes of the user's own is looked at, too; what is the
/// server's own nobody can read.
struct OtherScript {
    QByteArray name;
    bool stops = false;    ///< it has a `stop` (RFC 5228 3.3), which is the end of both
    bool answers = false;  ///< it has a `vacation` (RFC 5230), `reject` or `ereject` (RFC 5429)
    bool copies = false;   ///< it has a `redirect` (RFC 5228 4.2) or a `:copy` (RFC 3894)
    bool runsOurs = false; ///< it includes ours itself
};
/// Whose: what stands under our names is passed over, or is one as any other (it was edited, or is left to others).
enum class WhoseScript { OfOthers, Any };
/// Reads, and changes nothing. Errors alike.
[[nodiscard]] Result<OtherScript> otherScript(ScriptServer& server, WhoseScript whose = WhoseScript::OfOthers);
/// Whether it includes ours, outside every block. Pure.
[[nodiscard]] bool includesOurScript(const QByteArray& script);

/// SHA-256, hex; the same for other line ends and for blank lines at the end, which servers change. Pure.
[[nodiscard]] QByteArray hashOfScript(const QByteArray& script);
/// What runs another script and ours, in this order. A `stop` in the other one is the end of both. Pure.
[[nodiscard]] QByteArray mainScript(const QByteArray& other);

} // namespace tributary::sync
