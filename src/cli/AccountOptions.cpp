// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/AccountOptions.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

tl::unexpected<Error> badOption(const char* name, ErrorCode code) {
    return failure(ErrorKind::InvalidInput, code, QString::fromLatin1(name));
}

Status fillServer(const CommandLine& line, const QString& prefix, model::Protocol protocol, model::ServerSettings& server) {
    const auto value = [&](const char* name) {
        return line.value((prefix + QString::fromLatin1(name)).toLatin1().constData());
    };
    const bool own = !value("-host").isEmpty();
    const bool isMoved = own && server.host.isEmpty(); // else what is not named stays as it is
    if (!own && line.has((prefix + u"-host"_s).toLatin1().constData()))
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, prefix + u"-host"_s);
    if (own)
        server.host = value("-host");
    if (!value("-port").isEmpty()) {
        bool ok = false;
        server.port = value("-port").toUShort(&ok);
        if (!ok || server.port == 0)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, prefix + u"-port"_s);
    }
    if (!value("-security").isEmpty()) {
        const auto security = model::parseSecurity(value("-security"));
        if (!security)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, prefix + u"-security"_s);
        server.security = *security;
    } else if (isMoved || !value("-port").isEmpty()) { // what these ports mean
        if (server.port == 143 || server.port == 110 || server.port == 587 || server.port == 25)
            server.security = model::Security::StartTls;
        else if (server.port == 993 || server.port == 995 || server.port == 465)
            server.security = model::Security::Tls;
    }
    if (own && server.port == 0) {
        const bool tls = server.security == model::Security::Tls;
        switch (protocol) {
        case model::Protocol::Imap: server.port = tls ? 993 : 143; break;
        case model::Protocol::Pop3: server.port = tls ? 995 : 110; break;
        case model::Protocol::Smtp: server.port = tls ? 465 : 587; break;
        }
    }
    if (!value("-user").isEmpty())
        server.user = value("-user");
    return {};
}

namespace {

Status fillFetch(const CommandLine& line, model::FetchSettings& fetch) {
    const auto flag = [&](const char* name, bool& target) -> Status {
        if (!line.has(name))
            return {};
        if (line.value(name) != "yes"_L1 && line.value(name) != "no"_L1)
            return badOption(name);
        target = line.value(name) == "yes"_L1;
        return {};
    };
    TRY_STATUS(flag("unread-only", fetch.unreadOnly));
    TRY_STATUS(flag("flagged-only", fetch.flaggedOnly));
    const auto number = [&](const char* name, int& target) -> Status {
        bool ok = true;
        if (line.has(name))
            target = line.value(name).toInt(&ok);
        return ok ? Status() : Status(badOption(name));
    };
    TRY_STATUS(number("body-days", fetch.bodyDays));
    TRY_STATUS(number("poll-minutes", fetch.pollMinutes));
    TRY_STATUS(number("batch", fetch.batch));
    if (!line.has("leave"))
        return {};
    const auto leave = model::parseLeave(line.value("leave"));
    fetch.leave = leave && *leave != model::LeaveOnServer::Days ? *leave : model::LeaveOnServer::Days;
    return fetch.leave == model::LeaveOnServer::Days ? number("leave", fetch.leaveDays) : Status();
}

} // namespace

Status fillKept(const CommandLine& line, model::Account& account) {
    if (line.has("save-sent")) {
        if (line.value("save-sent") != "yes"_L1 && line.value("save-sent") != "no"_L1)
            return badOption("save-sent");
        account.saveSent = line.value("save-sent") == "yes"_L1;
    }
    if (line.has("sync-since")) {
        const bool isAll = line.value("sync-since") == "all"_L1;
        account.syncSince = isAll ? QDate() : QDate::fromString(line.value("sync-since"), Qt::ISODate);
        if (!isAll && !account.syncSince.isValid())
            return badOption("sync-since");
        if (account.syncSince > QDate::currentDate()) // nothing would ever come
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"sync-since: %1 lies in the future"_s.arg(line.value("sync-since")));
    }
    if (line.has("mailboxes")) {
        account.mailboxGlobs.clear();
        for (const QString& globs : line.values("mailboxes"))
            account.mailboxGlobs.append(globs.split(u',', Qt::SkipEmptyParts));
        account.mailboxGlobs.removeAll(u"*"_s); // all of them, also those to come
    }
    return fillFetch(line, account.fetch);
}

} // namespace tributary::cli
