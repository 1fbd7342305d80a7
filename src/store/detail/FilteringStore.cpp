// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FilteringStore.h"

#include "store/detail/AccountTable.h"
#include "store/detail/ArrivalSettling.h"
#include "store/detail/ArrivalTable.h"
#include "store/detail/Failures.h"
#include "store/detail/FilterForwardTable.h"
#include "store/detail/FilterTable.h"
#include "store/detail/MessageTable.h"
#include "store/detail/ServerSpans.h"
#include "store/detail/SieveStateTable.h"
#include "store/detail/VacationTable.h"

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kArrivalsSeenForMs = 400LL * 24 * 3'600'000; ///< well above kArrivesWithinMs, and what a server may bring back after a restored backup
constexpr qint64 kForwardsKnownForMs = 90LL * 24 * 3'600'000;

/// What runs at the server is not what is saved here any more.
void filtersChanged(WriteSession& session, AccountId account) {
    SieveStateTable(session.connection).setBehind(account);
    session.changes.append(model::FiltersChanged{account});
}

void vacationChanged(WriteSession& session, AccountId account) {
    SieveStateTable(session.connection).setBehind(account);
    session.changes.append(model::FiltersChanged{account});
    session.changes.append(model::VacationChanged{account});
}

Status checkHasAccount(WriteSession& session, AccountId account) {
    return AccountTable(session.connection).contains(account) ? Status() : Status(notFound("account", account.value));
}

/// One more, of an account that is there.
Status checkHasRoom(WriteSession& session, AccountId account) {
    TRY_STATUS(checkHasAccount(session, account));
    return FilterTable(session.connection).count(account) < kMostFilters ? Status() : Status(invalid(ErrorCode::BadValue, u"too-many-filters"_s));
}

Result<FilterId> appendFilter(WriteSession& session, const model::Filter& filter) {
    TRY_STATUS(checkHasRoom(session, filter.account));
    return FilterTable(session.connection).append(filter);
}

} // namespace

Result<FilterId> FilteringStore::saveFilter(const model::Filter& filter) {
    return wait<FilterId>([=](WriteSession& session) -> Result<FilterId> {
        model::Filter saved = filter;
        if (filter.id.isValid()) {
            FilterTable table(session.connection);
            const auto before = table.find(filter.id);
            if (!before)
                return notFound("filter", filter.id.value);
            saved.account = before->filter.account; // it stays with its account
            table.replace(saved);
        } else {
            TRY(saved.id, appendFilter(session, saved));
        }
        filtersChanged(session, saved.account);
        return saved.id;
    }, kDurable);
}

Result<QList<FilterId>> FilteringStore::addFilters(const QList<model::Filter>& filters) {
    return wait<QList<FilterId>>([=](WriteSession& session) -> Result<QList<FilterId>> {
        QList<FilterId> ids;
        for (const model::Filter& filter : filters) {
            TRY(const FilterId id, appendFilter(session, filter));
            ids.append(id);
        }
        if (!filters.isEmpty())
            filtersChanged(session, filters.constFirst().account);
        return ids;
    }, kDurable);
}

Status FilteringStore::removeFilter(FilterId filter) {
    return wait([=](WriteSession& session) -> Status {
        FilterTable table(session.connection);
        const auto before = table.find(filter);
        if (!before)
            return notFound("filter", filter.value);
        table.erase(filter);
        filtersChanged(session, before->filter.account);
        return {};
    }, kDurable);
}

Status FilteringStore::restoreFilter(const model::Filter& filter, int position) {
    return wait([=](WriteSession& session) -> Status {
        if (!filter.id.isValid())
            return invalid(ErrorCode::BadValue, u"no-id"_s);
        FilterTable table(session.connection);
        if (table.find(filter.id))
            return invalid(ErrorCode::BadValue, u"filter-present"_s);
        TRY_STATUS(checkHasRoom(session, filter.account));
        table.putBack(filter);
        (void)table.place(filter, position); // false: it stands there already
        filtersChanged(session, filter.account);
        return {};
    }, kDurable);
}

Status FilteringStore::moveFilter(FilterId filter, int position) {
    return wait([=](WriteSession& session) -> Status {
        FilterTable table(session.connection);
        const auto before = table.find(filter);
        if (!before)
            return notFound("filter", filter.value);
        if (table.place(before->filter, position))
            filtersChanged(session, before->filter.account);
        return {};
    }, kDurable);
}

Result<QList<Settled>> FilteringStore::settleArrivals(QList<Settlement> settlements) {
    auto prepared = std::make_shared<std::vector<PreparedSettlement>>();
    prepared->reserve(static_cast<std::size_t>(settlements.size()));
    for (Settlement& settlement : settlements)
        prepared->push_back(prepare(std::move(settlement)));
    return wait<QList<Settled>>([prepared](WriteSession& session) -> Result<QList<Settled>> {
        QList<Settled> settled;
        ArrivalSettling settling(session);
        for (const PreparedSettlement& one : *prepared) {
            TRY(const Settled done, settling.settle(one));
            settled.append(done);
        }
        settling.finish();
        return settled;
    }, kDurable);
}

Status FilteringStore::noteArrivalAsked(MessageId message, qint64 nowMs) {
    return wait([=](WriteSession& session) -> Status {
        ArrivalTable(session.connection).setAsked(message, nowMs);
        return {};
    });
}

Result<ApplyStep> FilteringStore::applyFilters(AppliedFilters applied) {
    auto shared = std::make_shared<const AppliedFilters>(std::move(applied));
    return wait<ApplyStep>([shared](WriteSession& session) { return ArrivalSettling(session).apply(*shared); }, kDurable);
}

void FilteringStore::noteListIds(QList<FoundListId> found) {
    later([found = std::move(found)](WriteSession& session) -> Status {
        MessageTable messages(session.connection);
        for (const FoundListId& one : found)
            messages.setListId(one.message.value, one.listId);
        return {};
    });
}

Status FilteringStore::saveVacation(const model::Vacation& vacation) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, vacation.account));
        VacationTable(session.connection).save(vacation, session.nowMs);
        vacationChanged(session, vacation.account);
        return {};
    }, kDurable);
}

Status FilteringStore::stopVacation(AccountId account, std::optional<model::VacationStop> why) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, account));
        if (VacationTable(session.connection).stop(account, why, session.nowMs))
            vacationChanged(session, account);
        return {};
    }, kDurable);
}

Status FilteringStore::setSieveWanted(AccountId account, bool wanted) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, account));
        SieveStateTable(session.connection).setWanted(account, wanted);
        session.changes.append(model::FiltersChanged{account});
        session.changes.append(model::VacationChanged{account});
        return {};
    }, kDurable);
}

Status FilteringStore::putSieveState(const SieveRecord& record) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, record.account));
        SieveStateTable table(session.connection);
        if (table.load(record.account) == record)
            return {};
        (void)table.saveUnlessOld(record);
        session.changes.append(model::FiltersChanged{record.account});
        session.changes.append(model::VacationChanged{record.account});
        return {};
    }, kDurable);
}

Status FilteringStore::beginServerPlan(const SieveRecord& record, const ServerPlan& plan) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, record.account));
        const bool isCurrent = SieveStateTable(session.connection).saveUnlessOld(record);
        ServerSpans(session.connection).begin(record.account, plan, isCurrent);
        session.changes.append(model::FiltersChanged{record.account});
        session.changes.append(model::VacationChanged{record.account});
        return {};
    }, kDurable);
}

Status FilteringStore::putServerPlan(const SieveRecord& record, const ServerPlan& plan) {
    return wait([=](WriteSession& session) -> Status {
        TRY_STATUS(checkHasAccount(session, record.account));
        const bool isCurrent = SieveStateTable(session.connection).saveUnlessOld(record);
        ServerSpans(session.connection).conclude(record.account, plan, isCurrent, session.nowMs);
        session.changes.append(model::FiltersChanged{record.account});
        session.changes.append(model::VacationChanged{record.account});
        return {};
    }, kDurable);
}

Status FilteringStore::forgetArrivals(qint64 nowMs) {
    return wait([=](WriteSession& session) -> Status {
        ArrivalTable(session.connection).forgetSeen(nowMs - kArrivalsSeenForMs);
        FilterForwardTable(session.connection).forget(nowMs - kForwardsKnownForMs);
        ServerSpans(session.connection).forget(nowMs - kArrivalsSeenForMs);
        return {};
    });
}

} // namespace tributary::store::detail
