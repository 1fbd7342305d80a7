// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/BudgetBook.h"

#include <algorithm>

namespace tributary::connect::detail {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// FirstBodies is no more urgent than Bodies.
int rankOf(Purpose purpose) { return purpose == Purpose::FirstBodies ? static_cast<int>(Purpose::Bodies) : static_cast<int>(purpose); }

bool asksForMore(Purpose purpose) { return purpose == Purpose::FirstBodies || purpose == Purpose::User; }

constexpr int kOfNoInterest = 64; ///< a limit of a host that has grown so far is none

} // namespace

QString BudgetBook::doorOf(const BudgetRequest& request) { return QString::number(static_cast<int>(request.service)) + u' ' + request.host; }

QString BudgetBook::userOf(const BudgetRequest& request) { return doorOf(request) + u' ' + request.user; }

bool BudgetBook::isIn(const Entry& entry, const Entry& like, Scope scope) {
    return entry.request.service == like.request.service && entry.request.host == like.request.host &&
           (scope == Scope::Host || entry.request.user == like.request.user);
}

int BudgetBook::add(const BudgetRequest& request, std::shared_ptr<WakeUp> granted) {
    Entry entry{request, State::Waiting, m_clock.now(), std::move(granted)};
    entry.request.host = request.host.toLower();
    entry.request.user = request.user.toLower();
    m_entries.emplace(++m_lastId, std::move(entry));
    return m_lastId;
}

/// Those who wait, in the order in which they are served.
std::vector<int> BudgetBook::line() const {
    std::vector<int> ids;
    for (const auto& [id, entry] : m_entries) {
        if (entry.state == State::Waiting)
            ids.push_back(id);
    }
    std::stable_sort(ids.begin(), ids.end(), [this](int a, int b) { return rankOf(m_entries.at(a).request.purpose) > rankOf(m_entries.at(b).request.purpose); });
    return ids;
}

int BudgetBook::used(const Entry& like, Scope scope) const {
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) {
        return entry.second.state != State::Waiting && isIn(entry.second, like, scope);
    }));
}

int BudgetBook::limitNow(const Objection& objection) const {
    return objection.limit + static_cast<int>((m_clock.now() - objection.at) / m_limits.recovery);
}

int BudgetBook::userLimit(const Entry& entry) const {
    if (entry.request.service == Service::Pop3)
        return 1; // RFC 1939, 4: a session locks the maildrop
    const bool isMore = asksForMore(entry.request.purpose) || std::any_of(m_entries.begin(), m_entries.end(), [&](const auto& other) {
        return other.second.state != State::Waiting && asksForMore(other.second.request.purpose) && isIn(other.second, entry, Scope::User);
    });
    const int usual = isMore ? m_limits.most : m_limits.usual;
    const auto objection = m_objections.constFind(userOf(entry.request));
    return objection == m_objections.constEnd() ? usual : std::min(usual, limitNow(*objection));
}

std::optional<int> BudgetBook::hostLimit(const Entry& entry) const {
    const auto door = m_doors.constFind(doorOf(entry.request));
    if (door == m_doors.constEnd() || !door->of)
        return std::nullopt;
    const int limit = limitNow(*door->of);
    return limit < kOfNoInterest ? std::optional(limit) : std::nullopt;
}

BudgetBook::Shortage BudgetBook::shortageOf(const Entry& entry) const {
    const auto notBefore = m_notBefore.constFind(userOf(entry.request));
    if (used(entry, Scope::User) >= userLimit(entry) || (notBefore != m_notBefore.constEnd() && m_clock.now() < *notBefore))
        return Shortage::OfUser;
    if (const auto limit = hostLimit(entry); limit && used(entry, Scope::Host) >= *limit)
        return Shortage::OfHost;
    const auto signingIn = std::count_if(m_entries.begin(), m_entries.end(), [&](const auto& other) {
        return other.second.state == State::SigningIn && other.second.request.host == entry.request.host;
    });
    return signingIn >= m_limits.signInsAtOnce ? Shortage::SignIns : Shortage::None;
}

void BudgetBook::settle(Wakes& wakes) {
    std::map<QString, int> before; // who waits for the same, and is served before
    for (const int id : line()) {
        Entry& entry = m_entries.at(id);
        switch (shortageOf(entry)) {
        case Shortage::None:
            entry.state = State::SigningIn;
            entry.since = m_clock.now();
            wakes.push_back(entry.granted);
            break;
        case Shortage::OfUser: askBack(entry, Scope::User, before[userOf(entry.request)]++, wakes); break;
        case Shortage::OfHost: askBack(entry, Scope::Host, before[doorOf(entry.request)]++, wakes); break;
        case Shortage::SignIns: break;
        }
    }
    trim(wakes);
}

void BudgetBook::remind(Wakes& wakes) const {
    for (const auto& [id, entry] : m_entries) {
        if (isShort(id))
            wakes.push_back(entry.granted);
    }
}

/// What is less urgent gives way at once; an account to another when it has had its turn.
bool BudgetBook::mayAsk(const Entry& waiter, const Entry& holder) const {
    const int wanted = rankOf(waiter.request.purpose), held = rankOf(holder.request.purpose);
    if (wanted != held)
        return wanted > held;
    return waiter.request.purpose == Purpose::Account && m_clock.now() - holder.since >= m_limits.turn;
}

/// before: so many of those asked already are for others.
void BudgetBook::askBack(const Entry& waiter, Scope scope, int before, Wakes& wakes) {
    Entry* best = nullptr;
    int asked = 0;
    for (auto& [id, holder] : m_entries) {
        if (holder.state == State::Waiting || !isIn(holder, waiter, scope))
            continue;
        if (*holder.wantedBack) {
            ++asked;
            continue;
        }
        if (waiter.request.service == Service::Imap && mayAsk(waiter, holder) &&
            (!best || rankOf(holder.request.purpose) < rankOf(best->request.purpose)))
            best = &holder; // of the same urgency, who has it longest
    }
    if (best && asked <= before)
        want(*best, wakes);
}

/// A server that objected has what was open before, too: what is too much ends, what is least urgent first.
void BudgetBook::trim(Wakes& wakes) {
    for (auto& [id, entry] : m_entries) {
        if (entry.state == State::Waiting || entry.request.service != Service::Imap || *entry.wantedBack)
            continue;
        if (entry.request.purpose >= Purpose::Account || !m_objections.contains(userOf(entry.request)))
            continue;
        int staying = 0;
        for (const auto& [otherId, other] : m_entries)
            staying += other.state != State::Waiting && !*other.wantedBack && isIn(other, entry, Scope::User) ? 1 : 0;
        if (staying > userLimit(entry))
            want(entry, wakes);
    }
}

void BudgetBook::want(Entry& holder, Wakes& wakes) {
    *holder.wantedBack = true;
    if (holder.request.wakeUp)
        wakes.push_back(holder.request.wakeUp);
}

bool BudgetBook::hasPlace(int id) const { return m_entries.at(id).state != State::Waiting; }

bool BudgetBook::isShort(int id) const {
    const Entry& entry = m_entries.at(id);
    const Shortage shortage = entry.state == State::Waiting ? shortageOf(entry) : Shortage::None;
    return shortage == Shortage::OfUser || shortage == Shortage::OfHost;
}

std::shared_ptr<std::atomic<bool>> BudgetBook::wantedBack(int id) const { return m_entries.at(id).wantedBack; }

void BudgetBook::signedIn(int id) {
    Entry& entry = m_entries.at(id);
    entry.state = State::Open;
    entry.since = m_clock.now();
}

/// A user who has no other connection of ours is refused for what others have open: other programs of his, or, when it comes to a second
/// user, all who come from this address. Then they share what is open now.
bool BudgetBook::refused(int id) {
    const Entry& entry = m_entries.at(id);
    const QString user = userOf(entry.request);
    m_objections.insert(user, {1, m_clock.now()});
    const int others = used(entry, Scope::Host) - 1;
    const bool isOurs = used(entry, Scope::User) > 1;
    if (isOurs || others < 1 || entry.request.service == Service::Pop3)
        return isOurs;
    Door& door = m_doors[doorOf(entry.request)];
    const bool isSecond = !door.refusedUser.isEmpty() && door.refusedUser != user && m_clock.now() - door.refusedAt < m_limits.recovery;
    if (isSecond || door.of)
        door.of = Objection{others, m_clock.now()};
    door.refusedUser = user;
    door.refusedAt = m_clock.now();
    return false;
}

void BudgetBook::remove(int id) {
    const Entry& entry = m_entries.at(id);
    const QString user = userOf(entry.request);
    const auto objection = m_objections.constFind(user);
    const bool isOver = objection != m_objections.constEnd() && limitNow(*objection) >= m_limits.most;
    if (isOver) {
        m_objections.remove(user);
        m_notBefore.remove(user);
    } else if (objection != m_objections.constEnd() && entry.state == State::Open) {
        m_notBefore.insert(user, m_clock.now() + m_limits.goodbye);
    }
    m_entries.erase(id);
}

std::optional<Clock::Duration> BudgetBook::untilChange() const {
    std::optional<Clock::TimePoint> next;
    const auto consider = [&](Clock::TimePoint at) {
        if (at > m_clock.now() && (!next || at < *next))
            next = at;
    };
    const auto recovers = [&](const Objection& objection) { consider(objection.at + m_limits.recovery * (limitNow(objection) - objection.limit + 1)); };
    for (const auto& [id, entry] : m_entries) {
        if (entry.state == State::Waiting) {
            const QString user = userOf(entry.request);
            if (const auto it = m_notBefore.constFind(user); it != m_notBefore.constEnd())
                consider(*it);
            if (const auto it = m_objections.constFind(user); it != m_objections.constEnd())
                recovers(*it);
            if (const auto it = m_doors.constFind(doorOf(entry.request)); it != m_doors.constEnd() && it->of)
                recovers(*it->of);
        } else if (entry.request.purpose == Purpose::Account && !*entry.wantedBack) {
            consider(entry.since + m_limits.turn);
        }
    }
    if (!next)
        return std::nullopt;
    return std::chrono::ceil<Clock::Duration>(*next - m_clock.now());
}

ConnectionBudget::Tally BudgetBook::tally() const {
    ConnectionBudget::Tally tally;
    for (const auto& [id, entry] : m_entries)
        ++(entry.state == State::Waiting ? tally.waiting : tally.open);
    return tally;
}

} // namespace tributary::connect::detail
