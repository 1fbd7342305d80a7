// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

namespace {

Command make(Command::Kind kind, const QByteArray& word, const QByteArray& wireName, const SelectOptions& options) {
    Command command{kind, word, {Command::Text{word + ' '}, Command::String{wireName}}, {}};
    if (options.qresync) {
        QByteArray parameters = QByteArray::number(options.qresync->uidValidity.value) + ' ' +
                                QByteArray::number(options.qresync->modSeq.value);
        if (!options.qresync->knownUids.isEmpty())
            parameters += ' ' + options.qresync->knownUids.toWire();
        command.pieces.append(Command::Text{" (QRESYNC (" + parameters + "))"});
    } else if (options.condstore) {
        command.pieces.append(Command::Text{" (CONDSTORE)"});
    }
    return command;
}

} // namespace

// RFC 9051 6.3.2; CONDSTORE: RFC 7162 3.1.8; QRESYNC: RFC 7162 3.2.5
Command select(const QByteArray& wireName, const SelectOptions& options) {
    return make(Command::Kind::Select, "SELECT", wireName, options);
}

// RFC 9051 6.3.3
Command examine(const QByteArray& wireName, const SelectOptions& options) {
    return make(Command::Kind::Examine, "EXAMINE", wireName, options);
}

} // namespace tributary::imap::command
