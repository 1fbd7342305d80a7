// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/ConnectionBudget.h"

#include "base/Log.h"
#include "connect/detail/BudgetBook.h"

#include <algorithm>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

namespace {

void wakeAll(const detail::BudgetBook::Wakes& wakes) {
    for (const auto& one : wakes)
        one->wake();
}

} // namespace

ConnectionBudget::ConnectionBudget(const Clock& clock, BudgetLimits limits)
    : m_clock(clock), m_limits(limits),
      m_book(std::make_unique<Guarded<std::unique_ptr<detail::BudgetBook>>>(std::make_unique<detail::BudgetBook>(clock, limits))) {}

ConnectionBudget::~ConnectionBudget() = default;

Result<std::unique_ptr<ConnectionPermit>> ConnectionBudget::acquire(const BudgetRequest& request, const CancelToken& cancel) {
    const auto granted = std::make_shared<WakeUp>();
    detail::BudgetBook::Wakes wakes;
    int id = 0;
    const auto wantedBack = m_book->with([&](auto& book) {
        id = book->add(request, granted);
        book->settle(wakes);
        return book->wantedBack(id);
    });
    std::unique_ptr<ConnectionPermit> permit(new ConnectionPermit(shared_from_this(), id, wantedBack)); // leaves the line when it fails
    wakeAll(wakes);
    TRY_STATUS(waitFor(id, request.purpose, *granted, cancel));
    return permit;
}

/// Each waiter looks at the time itself: whoever holds a place need not know that somebody's turn is over.
Status ConnectionBudget::waitFor(int id, Purpose purpose, WakeUp& granted, const CancelToken& cancel) {
    constexpr Clock::Duration kLookAgain = std::chrono::minutes(10);
    const Clock::TimePoint start = m_clock.now();
    for (;;) {
        bool hasPlace = false, isShort = false;
        Clock::Duration wait = kLookAgain;
        detail::BudgetBook::Wakes wakes;
        m_book->with([&](auto& book) {
            book->settle(wakes);
            hasPlace = book->hasPlace(id);
            isShort = book->isShort(id);
            wait = std::min(wait, book->untilChange().value_or(wait));
        });
        wakeAll(wakes);
        if (cancel.isCancelled())
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        if (hasPlace)
            return {};
        const bool isPassing = purpose == Purpose::Bodies || purpose == Purpose::FirstBodies;
        const auto left = purpose == Purpose::User ? m_limits.longestWait - std::chrono::duration_cast<Clock::Duration>(m_clock.now() - start) : wait;
        if ((isPassing && isShort) || left <= Clock::Duration(0))
            return failure(ErrorKind::TemporaryRefusal, ErrorCode::TooManyConnections, u"no further connection is allowed now"_s);
        if (granted.waitFor(std::max(Clock::Duration(1), std::min(wait, left)), cancel) == WakeUp::Ended::Cancelled)
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    }
}

void ConnectionBudget::change(const std::function<void(detail::BudgetBook&)>& how) {
    detail::BudgetBook::Wakes wakes;
    m_book->with([&](auto& book) {
        how(*book);
        book->settle(wakes);
        book->remind(wakes);
    });
    wakeAll(wakes);
}

ConnectionBudget::Tally ConnectionBudget::tally() const {
    return m_book->with([](const auto& book) { return book->tally(); });
}

ConnectionPermit::~ConnectionPermit() {
    m_budget->change([this](detail::BudgetBook& book) { book.remove(m_id); });
}

void ConnectionPermit::signedIn() {
    m_budget->change([this](detail::BudgetBook& book) { book.signedIn(m_id); });
}

bool ConnectionPermit::noteFailure(const Error& error) {
    if (error.kind != ErrorKind::TemporaryRefusal || error.code != ErrorCode::TooManyConnections)
        return false;
    qCInfo(lcNet) << "the server allows no more connections at the same time: one from now on";
    bool isOurs = false;
    m_budget->change([&](detail::BudgetBook& book) { isOurs = book.refused(m_id); });
    return isOurs;
}

} // namespace tributary::connect
