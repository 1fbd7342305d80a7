// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/command/FlagWords.h"

namespace tributary::imap::command {

namespace {

QByteArray sign(StoreMode mode) { return mode == StoreMode::Add ? "+" : mode == StoreMode::Remove ? "-" : ""; }

Command start(const UidSet& uids, const QByteArray& parameters) {
    Command command{Command::Kind::Store, "UID STORE", {Command::Text{"UID STORE " + uids.toWire() + ' ' + parameters}}, {}, {}};
    if (uids.isEmpty())
        command.invalid = Error{ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("STORE of no message")};
    return command;
}

} // namespace

// RFC 9051 6.4.6; UNCHANGEDSINCE: RFC 7162 3.1.3
Command uidStore(const UidSet& uids, StoreMode mode, const QStringList& flags, std::optional<ModSeq> unchangedSince) {
    const auto words = flagWords(flags);
    const QByteArray condition =
        unchangedSince ? "(UNCHANGEDSINCE " + QByteArray::number(unchangedSince->value) + ") " : QByteArray();
    Command command = start(uids, condition + sign(mode) + "FLAGS.SILENT " + words.value_or("()"));
    if (!words)
        command.invalid = words.error();
    return command;
}

} // namespace tributary::imap::command
