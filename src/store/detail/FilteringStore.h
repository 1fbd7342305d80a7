// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/BudgetStore.h"

namespace tributary::store::detail {

/// The part of Store that is about filters and vacation replies (S4, S5).
class FilteringStore : public BudgetStore {
  public:
    Result<FilterId> saveFilter(const model::Filter& filter) override;
    Result<QList<FilterId>> addFilters(const QList<model::Filter>& filters) override;
    Status removeFilter(FilterId filter) override;
    Status restoreFilter(const model::Filter& filter, int position) override;
    Status moveFilter(FilterId filter, int position) override;
    Result<QList<Settled>> settleArrivals(QList<Settlement> settlements) override;
    Status noteArrivalAsked(MessageId message, qint64 nowMs) override;
    Result<ApplyStep> applyFilters(AppliedFilters applied) override;
    void noteListIds(QList<FoundListId> found) override;
    Status saveVacation(const model::Vacation& vacation) override;
    Status stopVacation(AccountId account, std::optional<model::VacationStop> why) override;
    Status setSieveWanted(AccountId account, bool wanted) override;
    Status putSieveState(const SieveRecord& record) override;
    Status beginServerPlan(const SieveRecord& record, const ServerPlan& plan) override;
    Status putServerPlan(const SieveRecord& record, const ServerPlan& plan) override;
    Status forgetArrivals(qint64 nowMs) override;

  protected:
    using BudgetStore::BudgetStore;
};

} // namespace tributary::store::detail
