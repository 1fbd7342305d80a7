// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ArrivalTable.h"
#include "store/detail/FactsRows.h"
#include "store/detail/Failures.h"
#include "store/detail/FilterTable.h"
#include "store/detail/FilterTraceTable.h"
#include "store/detail/ServerSpans.h"
#include "store/detail/SieveStateTable.h"
#include "store/detail/SqliteReader.h"
#include "store/detail/VacationTable.h"
#include "store/detail/WrittenTo.h"

namespace tributary::store::detail {

Result<QList<StoredFilter>> SqliteReader::filters(AccountId account) {
    return read([&]() -> Result<QList<StoredFilter>> { return FilterTable(*m_connection).all(account); });
}

Result<StoredFilter> SqliteReader::filter(FilterId id) {
    return read([&]() -> Result<StoredFilter> {
        if (auto found = FilterTable(*m_connection).find(id))
            return std::move(*found);
        return notFound("filter", id.value);
    });
}

Result<QHash<qint64, FilterUse>> SqliteReader::filterUse(AccountId account) {
    return read([&]() -> Result<QHash<qint64, FilterUse>> { return FilterTraceTable(*m_connection).use(account); });
}

Result<QList<Arrival>> SqliteReader::arrivals(AccountId account, MessageId after, int limit) {
    return read([&]() -> Result<QList<Arrival>> { return ArrivalTable(*m_connection).some(account, after, limit); });
}

Result<int> SqliteReader::arrivalsWaiting(AccountId account) {
    return read([&]() -> Result<int> { return ArrivalTable(*m_connection).count(account); });
}

Result<QList<StoredFacts>> SqliteReader::facts(const FactsQuery& query) {
    return read([&]() -> Result<QList<StoredFacts>> { return FactsRows(*m_connection).page(query); });
}

Result<QList<StoredFacts>> SqliteReader::factsOf(const QList<MessageId>& ids) {
    return read([&]() -> Result<QList<StoredFacts>> { return FactsRows(*m_connection).of(ids); });
}

Result<qint64> SqliteReader::countFacts(const FactsQuery& query) {
    return read([&]() -> Result<qint64> { return FactsRows(*m_connection).count(query); });
}

Result<QList<model::FilterTrace>> SqliteReader::filterTraces(MessageId message) {
    return read([&]() -> Result<QList<model::FilterTrace>> { return FilterTraceTable(*m_connection).of(message); });
}

Result<model::Vacation> SqliteReader::vacation(AccountId account) {
    return read([&]() -> Result<model::Vacation> { return VacationTable(*m_connection).load(account); });
}

Result<model::VacationReplies> SqliteReader::vacationReplies(AccountId account, qint64 nowMs) {
    return read([&]() -> Result<model::VacationReplies> { return VacationTable(*m_connection).replies(account, nowMs); });
}

Result<qint64> SqliteReader::vacationServerSinceMs(AccountId account) {
    return read([&]() -> Result<qint64> { return VacationTable(*m_connection).serverSinceMs(account); });
}

Result<qint64> SqliteReader::vacationOlderSinceMs(AccountId account) {
    return read([&]() -> Result<qint64> { return VacationTable(*m_connection).olderSinceMs(account); });
}

Result<QList<ServerSpan>> SqliteReader::vacationSpans(AccountId account) {
    return read([&]() -> Result<QList<ServerSpan>> { return ServerSpans(*m_connection).of(account, {}); });
}

Result<std::optional<qint64>> SqliteReader::lastReplyMs(AccountId account, const QString& sender) {
    return read([&]() -> Result<std::optional<qint64>> { return VacationTable(*m_connection).lastReplyMs(account, sender); });
}

Result<bool> SqliteReader::hasWrittenTo(const QString& address) {
    return read([&]() -> Result<bool> { return WrittenTo(*m_connection).contains(address); });
}

Result<SieveRecord> SqliteReader::sieveState(AccountId account) {
    return read([&]() -> Result<SieveRecord> { return SieveStateTable(*m_connection).load(account); });
}

} // namespace tributary::store::detail
