// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MessageIdSearch.h"

#include <QLocale>

#include <algorithm>

namespace tributary::sync {

Result<imap::UidSet> searchMessageId(connect::ImapConnection& connection, const QByteArray& messageId, Uid from,
                                     const connect::ImapConnection::Handler& others, QDate since) {
    imap::UidSet found;
    using imap::Command;
    QByteArray range = "UID " + QByteArray::number(std::max<quint32>(1, from.value)) + ":*";
    if (since.isValid())
        range = "OR " + range + " SINCE " + QLocale::c().toString(since, u"d-MMM-yyyy").toLatin1();
    const auto command = imap::command::uidSearchText({Command::Text{range + " HEADER Message-ID "}, Command::String{messageId}}, connection.has("ESEARCH"));
    TRY(const auto response, connection.run(command, [&](imap::Event& event) -> Status {
            const auto* data = std::get_if<imap::SearchData>(&event);
            if (!data)
                return others ? others(event) : Status();
            for (const auto& r : data->numbers.ranges())
                found.add(r.first, r.last);
            return {};
        }));
    if (!response.isOk())
        return failure(connect::statusError(response, QStringLiteral("SEARCH")));
    if (since.isValid())
        return found;
    // n:* is the last message where n is beyond it (RFC 9051 9, seq-range).
    imap::UidSet above;
    for (const auto& r : found.ranges()) {
        if (r.last >= from.value)
            above.add(std::max(r.first, from.value), r.last);
    }
    return above;
}

} // namespace tributary::sync
