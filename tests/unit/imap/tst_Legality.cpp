// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of RFC 9051 section 6 and 7: every command and every datum in every state.
#include "imap/Legality.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Legality {

namespace {

using Kind = Command::Kind;

constexpr State kStates[]{State::AwaitingGreeting, State::NotAuthenticated, State::Authenticated, State::Selected,
                          State::Idling,           State::LoggingOut,       State::Closed,        State::Failed};

/// One letter for each state that it is legal in.
std::string legalIn(Kind kind) {
    std::string states;
    for (const State state : kStates)
        states += isLegal(kind, state) ? "gnasilcf"[static_cast<int>(state)] : '.';
    return states;
}

std::string countsIn(const Event& event, bool selecting = false) {
    std::string states;
    for (const State state : kStates)
        states += mayCount(event, state, selecting) ? "gnasilcf"[static_cast<int>(state)] : '.';
    return states;
}

} // namespace

TEST(Legality, commandsBelongToTheirStates) {
    for (const Kind kind : {Kind::Capability, Kind::Noop, Kind::Logout, Kind::Id, Kind::Other})
        EXPECT_EQ(legalIn(kind), ".nas....") << static_cast<int>(kind);
    for (const Kind kind : {Kind::StartTls, Kind::Login, Kind::Authenticate})
        EXPECT_EQ(legalIn(kind), ".n......") << static_cast<int>(kind);
    EXPECT_EQ(legalIn(Kind::Enable), "..a.....") << "RFC 5161 3.1";
    for (const Kind kind : {Kind::Namespace, Kind::List, Kind::Status, Kind::Select, Kind::Examine, Kind::Idle, Kind::Append, Kind::Create, Kind::Delete,
                            Kind::Rename, Kind::Subscribe, Kind::Unsubscribe, Kind::Notify, Kind::Compress, Kind::MyRights})
        EXPECT_EQ(legalIn(kind), "..as....") << static_cast<int>(kind);
    for (const Kind kind : {Kind::Unselect, Kind::Fetch, Kind::Search, Kind::Store, Kind::Copy, Kind::Move, Kind::Expunge})
        EXPECT_EQ(legalIn(kind), "...s....") << static_cast<int>(kind);
}

TEST(Legality, fewCommandsLeadElsewhere) {
    for (const Kind kind : {Kind::Capability, Kind::Noop, Kind::Id, Kind::StartTls, Kind::Enable, Kind::Namespace, Kind::List, Kind::Status, Kind::Idle,
                            Kind::Fetch, Kind::Search, Kind::Store, Kind::Copy, Kind::Move, Kind::Expunge, Kind::Append, Kind::Create, Kind::Delete, Kind::Rename,
                            Kind::Subscribe, Kind::Unsubscribe, Kind::Notify, Kind::Compress, Kind::MyRights, Kind::Other}) {
        for (const State state : kStates)
            EXPECT_EQ(stateAfter(kind, state), state);
    }
    EXPECT_EQ(stateAfter(Kind::Login, State::NotAuthenticated), State::Authenticated);
    EXPECT_EQ(stateAfter(Kind::Authenticate, State::NotAuthenticated), State::Authenticated);
    EXPECT_EQ(stateAfter(Kind::Select, State::Authenticated), State::Selected);
    EXPECT_EQ(stateAfter(Kind::Examine, State::Selected), State::Selected);
    EXPECT_EQ(stateAfter(Kind::Unselect, State::Selected), State::Authenticated);
    EXPECT_EQ(stateAfter(Kind::Logout, State::Selected), State::LoggingOut);
}

TEST(Legality, dataCountOnlyWhereTheyMeanSomething) {
    EXPECT_EQ(countsIn(UntaggedStatus{}), "gnasilcf");
    EXPECT_EQ(countsIn(CapabilityData{}), "gnasilcf");
    EXPECT_EQ(countsIn(IdData{}), ".nasilcf");
    for (const Event& event : {Event(EnabledData{}), Event(NamespaceData{}), Event(ListData{}), Event(StatusData{}), Event(MyRightsData{})})
        EXPECT_EQ(countsIn(event), "..asil..") << "never before sign-in";
    for (const Event& event : {Event(ExistsData{}), Event(RecentData{}), Event(FlagsData{}), Event(ExpungeData{}), Event(VanishedData{}), Event(FetchData{}),
                               Event(SearchData{})}) {
        EXPECT_EQ(countsIn(event), "...sil..") << "only of a mailbox";
        EXPECT_EQ(countsIn(event, true), "..asil..") << "or while one is being opened";
    }
}

} // namespace tributary::imap::tst_Legality
