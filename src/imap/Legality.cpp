// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Legality.h"

namespace tributary::imap {

bool isLegal(Command::Kind kind, State state) {
    using Kind = Command::Kind;
    const bool open = state == State::NotAuthenticated || state == State::Authenticated || state == State::Selected;
    switch (kind) {
    case Kind::Capability:
    case Kind::Noop:
    case Kind::Logout:
    case Kind::Id: return open;
    case Kind::StartTls:
    case Kind::Login:
    case Kind::Authenticate: return state == State::NotAuthenticated;
    case Kind::Enable: return state == State::Authenticated; // RFC 5161 3.1: not once selected
    case Kind::Namespace:
    case Kind::List:
    case Kind::Status:
    case Kind::Select:
    case Kind::Examine:
    case Kind::Append:
    case Kind::Create:
    case Kind::Delete:
    case Kind::Rename:
    case Kind::Subscribe:
    case Kind::Unsubscribe:
    case Kind::MyRights:
    case Kind::GetQuotaRoot:
    case Kind::Notify:
    case Kind::Compress:
    case Kind::Idle: return state == State::Authenticated || state == State::Selected;
    case Kind::Unselect:
    case Kind::Fetch:
    case Kind::Search:
    case Kind::Store:
    case Kind::Copy:
    case Kind::Move:
    case Kind::Expunge: return state == State::Selected;
    case Kind::Other: return open;
    }
    return false;
}

State stateAfter(Command::Kind kind, State state) {
    using Kind = Command::Kind;
    switch (kind) {
    case Kind::Login:
    case Kind::Authenticate:
    case Kind::Unselect: return State::Authenticated;
    case Kind::Select:
    case Kind::Examine: return State::Selected;
    case Kind::Logout: return State::LoggingOut;
    default: return state;
    }
}

bool mayCount(const Event& event, State state, bool selecting) {
    if (std::holds_alternative<UntaggedStatus>(event) || std::holds_alternative<CapabilityData>(event))
        return true;
    if (std::holds_alternative<IdData>(event))
        return state != State::AwaitingGreeting;
    const bool signedIn = state == State::Authenticated || state == State::Selected || state == State::Idling ||
                          state == State::LoggingOut;
    if (!signedIn)
        return false;
    const bool ofMailbox = std::holds_alternative<ExistsData>(event) || std::holds_alternative<RecentData>(event) ||
                           std::holds_alternative<FlagsData>(event) || std::holds_alternative<ExpungeData>(event) ||
                           std::holds_alternative<VanishedData>(event) || std::holds_alternative<FetchData>(event) ||
                           std::holds_alternative<SearchData>(event);
    return !ofMailbox || state != State::Authenticated || selecting;
}

} // namespace tributary::imap
