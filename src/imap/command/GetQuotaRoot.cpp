// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9208 4.1.2
Command getQuotaRoot(const QByteArray& wireName) {
    return {Command::Kind::GetQuotaRoot, "GETQUOTAROOT", {Command::Text{"GETQUOTAROOT "}, Command::String{wireName}}, {}, {}};
}

} // namespace tributary::imap::command
