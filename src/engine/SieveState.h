// SPDX-License-Identifier: GPL-3.0-or-later
// How it stands between an account and the Sieve scripts at its server (S4, S5): values, for ui and cli. Filters and the vacation reply of an
// account are one script there, so Filters.h and Vacations.h tell the same.
#pragma once

#include "base/Error.h"
#include "base/Ids.h"
#include "store/Filtering.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tributary::engine {

/// Whether the account's server has ManageSieve (RFC 5804): Unknown (not asked yet, or it could not be reached so far), None, Offered.
using store::SieveOffer;

/// What the user must decide before the script at the server is changed again. Until then everything there stays as it is, and what was
/// changed here since is not at the server (SieveState::isBehind).
struct ScriptConflict {
    enum class Kind {
        EditedElsewhere, ///< our script was changed by somebody else: theirs against ours
        OtherActive,     ///< another script is active and cannot be run beside ours (the server has no "include"), or runs ours itself (runsOurs): theirs is that one
        ActiveChanged,   ///< somebody has made another script active since: theirs is that one
        OtherHost,       ///< the domain names a ManageSieve server that is not the incoming server: no password has gone there; script says its name
    };
    Kind kind = Kind::EditedElsewhere;
    QString script; ///< its name at the server
    QString theirs; ///< the text at the server; what is not UTF-8 in it is replaced, to be shown
    QString ours;   ///< what would stand there
    bool runsOurs = false;      ///< OtherActive: ours is to be taken away, and theirs includes it
    bool turnsReplyOff = false; ///< KeepTheirs does: theirs answers mail, and nobody is to get two replies
};

/// KeepTheirs: the server's script stays; filters and the reply run here alone from now on (SieveState::isWanted becomes false). KeepOurs: ours is put
/// there and made active; of EditedElsewhere the other text is lost, of the others the script stays where it is, not active. With KeepTheirs the vacation
/// reply is turned off where theirs answers mail (ScriptConflict::turnsReplyOff); what theirs forwards and copies is not done here once more.
/// OtherHost: KeepOurs is "yes, sign in there".
enum class ScriptChoice { KeepTheirs, KeepOurs };

/// What the server refused last; what was active there before is active still.
struct ScriptRefusal {
    Error error;        ///< with the server's words in serverText
    int line = 0;       ///< of the script, from 1; 0: none is named
    QString script;     ///< what was refused, to be shown with that line; empty: it was not about the text (quota, the line)
    qint64 whenMs = 0;  ///< UTC
};

struct SieveState {
    AccountId account;
    SieveOffer offer = SieveOffer::Unknown;
    bool isWanted = true;     ///< the user's: what can run at the server does
    QString host;             ///< of the ManageSieve server
    quint16 port = 0;
    QStringList extensions;   ///< "fileinto" ...: what it can
    QString otherScript;      ///< somebody else's, which runs before ours and is left alone; empty: none
    bool otherAnswers = false; ///< it answers mail (`vacation`, `reject`), as it was seen last
    bool answersTwice = false; ///< and the vacation reply works here, too: senders may get two
    bool isBehind = false;    ///< what is saved here is not there yet: it is tried by itself, or see conflict and refusal
    bool mayBeThere = false;  ///< something of ours may stand at the server
    bool isWorking = false;   ///< being brought there now
    qint64 triedMs = 0;       ///< UTC; when it was last tried in vain (not reached, or not in time); 0: it was reached since
    qint64 putMs = 0;         ///< UTC; when ours was put there last; 0: it is not there
    QString script;           ///< ours, as it was put there last; empty: it is not there
    std::optional<ScriptConflict> conflict;
    std::optional<ScriptRefusal> refusal;
};

} // namespace tributary::engine
