// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Account.h"

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView activityName(AccountActivity activity) {
    switch (activity) {
    case AccountActivity::Connecting: return "connecting"_L1;
    case AccountActivity::Ready: return "ready"_L1;
    case AccountActivity::Syncing: return "syncing"_L1;
    case AccountActivity::Offline: return "offline"_L1;
    case AccountActivity::Disabled: return "disabled"_L1;
    }
    return "offline"_L1;
}

QLatin1StringView stageName(SyncStage stage) {
    switch (stage) {
    case SyncStage::Listing: return "listing"_L1;
    case SyncStage::Headers: return "headers"_L1;
    case SyncStage::Bodies: return "bodies"_L1;
    case SyncStage::Attachments: return "attachments"_L1;
    case SyncStage::Pushing: return "pushing"_L1;
    }
    return {};
}

QLatin1StringView protocolName(Protocol protocol) {
    switch (protocol) {
    case Protocol::Imap: return "imap"_L1;
    case Protocol::Pop3: return "pop3"_L1;
    case Protocol::Smtp: return "smtp"_L1;
    }
    return "imap"_L1;
}

QLatin1StringView securityName(Security security) {
    switch (security) {
    case Security::Tls: return "tls"_L1;
    case Security::StartTls: return "starttls"_L1;
    case Security::None: return "none"_L1;
    }
    return "tls"_L1;
}

QLatin1StringView leaveName(LeaveOnServer leave) {
    switch (leave) {
    case LeaveOnServer::Always: return "always"_L1;
    case LeaveOnServer::Days: return "days"_L1;
    case LeaveOnServer::Never: return "never"_L1;
    }
    return "always"_L1;
}

std::optional<LeaveOnServer> parseLeave(const QString& word) {
    for (const LeaveOnServer leave : {LeaveOnServer::Always, LeaveOnServer::Days, LeaveOnServer::Never}) {
        if (word == leaveName(leave))
            return leave;
    }
    return std::nullopt;
}

std::optional<Security> parseSecurity(const QString& word) {
    for (const Security s : {Security::Tls, Security::StartTls, Security::None}) {
        if (word == securityName(s))
            return s;
    }
    return std::nullopt;
}

std::optional<Protocol> parseProtocol(const QString& word) {
    for (const Protocol p : {Protocol::Imap, Protocol::Pop3, Protocol::Smtp}) {
        if (word == protocolName(p))
            return p;
    }
    return std::nullopt;
}

bool signInProvesAddress(const Account& account) {
    const QString& user = account.incoming.user;
    const bool isOtherAddress = user.contains(QLatin1Char('@')) && user.compare(account.email, Qt::CaseInsensitive) != 0;
    return !account.relay && !isOtherAddress;
}

} // namespace tributary::model
