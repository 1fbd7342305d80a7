// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FilterBook.h"

#include "engine/SievePlan.h"
#include "model/Address.h"
#include "rules/Limits.h"
#include "sync/StoredMessageFacts.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;
using model::SpecialUse;

namespace {

std::optional<FilterFault> fatalFault(const QList<FilterProblem>& problems) {
    const auto fatal = std::find_if(problems.begin(), problems.end(), [](const FilterProblem& one) { return isFatal(one.fault); });
    return fatal == problems.end() ? std::nullopt : std::optional(fatal->fault);
}

Status checkMayRun(const model::Filter& filter, const rules::FilterSurroundings& surroundings) {
    const auto fault = fatalFault(rules::checkFilter(filter, surroundings));
    if (filter.enabled && fault)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(filterFaultName(*fault)));
    return {};
}

Result<model::Account> filterAccount(store::Reader& reader, AccountId id) {
    TRY(const QList<model::Account> accounts, reader.accounts());
    const auto found = std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& one) { return one.id == id; });
    if (found == accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    return *found;
}

/// "Name <id.example.org>" (RFC 2919): the id.
QString listIdOf(const QString& field) {
    const qsizetype open = field.lastIndexOf(u'<'), close = field.lastIndexOf(u'>');
    return open >= 0 && close > open ? field.mid(open + 1, close - open - 1).trimmed() : field.trimmed();
}

bool isOrdinary(const model::Mailbox& mailbox) { return mailbox.specialUse == SpecialUse::None || mailbox.specialUse == SpecialUse::Archive; }

} // namespace

Result<FilterList> loadFilterList(store::Reader& reader, AccountId account, qint64 nowMs) {
    TRY(const ScriptSource source, loadScriptSource(reader, account));
    TRY(const auto use, reader.filterUse(account));
    const ScriptPlan plan = planScript(source, nowMs);
    FilterList list;
    list.account = account;
    for (qsizetype i = 0; i < source.filters.size(); ++i) {
        ListedFilter listed;
        listed.filter = source.filters[i].filter;
        listed.problems = rules::checkFilter(listed.filter, source.places.surroundings());
        listed.placement = placementOf(source, plan, i, listed.problems);
        const store::FilterUse used = use.value(listed.filter.id.value);
        listed.taken = used.taken;
        listed.lastMs = used.lastMs;
        list.filters.append(listed);
    }
    list.server = sieveStateOf(source, plan);
    TRY(list.waiting, reader.arrivalsWaiting(account));
    return list;
}

Result<QList<FilterProblem>> filterProblems(store::Reader& reader, const model::Filter& draft) {
    TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, draft.account));
    return rules::checkFilter(draft, places.surroundings());
}

Result<Placement> placeDraft(store::Reader& reader, const model::Filter& draft, qint64 nowMs) {
    TRY(ScriptSource source, loadScriptSource(reader, draft.account));
    return placementOfDraft(std::move(source), draft, nowMs);
}

Result<FilterId> saveFilter(store::Store& store, store::Reader& reader, const model::Filter& filter, qint64 nowMs) {
    model::Filter saved = filter;
    saved.sinceMs = nowMs - store::kServerClockMs;
    if (filter.id.isValid()) {
        TRY(const store::StoredFilter before, reader.filter(filter.id));
        saved.account = before.filter.account;
        if (before.filter.enabled && saved.enabled)
            saved.sinceMs = before.filter.sinceMs;
    }
    TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, saved.account));
    TRY_STATUS(checkMayRun(saved, places.surroundings()));
    return store.saveFilter(saved);
}

Status setFilterEnabled(store::Store& store, store::Reader& reader, FilterId filter, bool enabled, qint64 nowMs) {
    TRY(const store::StoredFilter stored, reader.filter(filter));
    if (stored.filter.enabled == enabled)
        return {};
    model::Filter changed = stored.filter;
    changed.enabled = enabled;
    TRY(const FilterId saved, saveFilter(store, reader, changed, nowMs));
    (void)saved;
    return {};
}

Result<QList<FilterId>> addFilters(store::Store& store, store::Reader& reader, AccountId account, QList<model::Filter> filters, qint64 nowMs) {
    TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, account));
    for (model::Filter& filter : filters) {
        filter.id = {};
        filter.account = account;
        filter.sinceMs = nowMs - store::kServerClockMs;
        filter.enabled = filter.enabled && canRun(rules::checkFilter(filter, places.surroundings()));
    }
    return store.addFilters(filters);
}

Result<model::Filter> draftLike(store::Reader& reader, MessageId message, CrashMarks* marks) {
    TRY(const QList<store::StoredFacts> rows, reader.factsOf({message}));
    if (rows.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"message"_s);
    const store::StoredFacts& row = rows.constFirst();
    TRY(const model::Account account, filterAccount(reader, row.account));
    TRY(const model::Mailbox mailbox, reader.mailbox(row.mailbox));
    const auto read = sync::readMessage(reader, row, account, mailbox, marks);
    const QString list = listIdOf(read ? read->facts.listId.value_or(QString()) : QString());
    model::Filter draft;
    draft.account = row.account;
    const model::Address sender = row.from.isEmpty() ? model::Address() : row.from.constFirst();
    draft.name = (!list.isEmpty() ? list : sender.name.isEmpty() ? sender.addrSpec : sender.name).left(rules::limits::kFilterName);
    if (!list.isEmpty())
        draft.conditions = {{FilterField::ListId, FilterTest::Contains, false, {}, list}};
    else if (!sender.addrSpec.isEmpty())
        draft.conditions = {{FilterField::From, FilterTest::Is, false, {}, sender.addrSpec}};
    if (isOrdinary(mailbox))
        draft.actions = {{FilterVerb::Move, mailbox.name}};
    return draft;
}

Result<ImportedFilters> readFilterFile(store::Reader& reader, AccountId account, const QString& path) {
    TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, account));
    QFile file(path);
    if (!QFileInfo(path).isFile()) // a pipe or a device has no end
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + file.errorString()));
    if (file.size() > rules::limits::kRulesFileBytes)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": too long"_s));
    rules::ReadRules read = rules::readMsgFilterRules(file.readAll());
    ImportedFilters imported;
    imported.complaints = std::move(read.complaints);
    for (model::Filter& filter : read.filters) {
        filter.account = account;
        imported.problems.append(rules::checkFilter(filter, places.surroundings()));
        imported.filters.append(std::move(filter));
    }
    return imported;
}

Result<SieveState> loadSieveState(store::Reader& reader, AccountId account, qint64 nowMs) {
    TRY(const ScriptSource source, loadScriptSource(reader, account));
    return sieveStateOf(source, planScript(source, nowMs));
}

} // namespace tributary::engine
