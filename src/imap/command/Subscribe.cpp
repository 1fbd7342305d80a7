// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.7
Command subscribe(const QByteArray& wireName) {
    return {Command::Kind::Subscribe, "SUBSCRIBE", {Command::Text{"SUBSCRIBE "}, Command::String{wireName}}, {}, {}};
}

// RFC 9051 6.3.8
Command unsubscribe(const QByteArray& wireName) {
    return {Command::Kind::Unsubscribe, "UNSUBSCRIBE", {Command::Text{"UNSUBSCRIBE "}, Command::String{wireName}}, {}, {}};
}

} // namespace tributary::imap::command
