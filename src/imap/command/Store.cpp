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

// Gmail's labels. They are mailbox names, so that any may need quotes or a literal; only system labels are words.
Command uidStoreLabels(const UidSet& uids, StoreMode mode, const QByteArrayList& labels) {
    Command command = start(uids, sign(mode) + "X-GM-LABELS.SILENT (");
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (i > 0)
            command.pieces.append(Command::Text{" "});
        if (labels[i].startsWith('\\') && isFlagWord(labels[i]))
            command.pieces.append(Command::Text{labels[i]});
        else
            command.pieces.append(Command::String{labels[i]});
    }
    command.pieces.append(Command::Text{")"});
    return command;
}

} // namespace tributary::imap::command
