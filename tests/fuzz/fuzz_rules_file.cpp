// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be called msgFilterRules.dat: what is read stays within the limits whatever ends its lines, a filter of which something is left out
// is turned off, and what can run says nothing in a script but itself.
#include "Require.h"
#include "mime/Message.h"
#include "rules/FilterRun.h"
#include "rules/Limits.h"
#include "rules/MsgFilterRules.h"
#include "rules/SieveExport.h"
#include "rules/SieveMarkers.h"

using namespace tributary;
using namespace tributary::rules;

namespace {

constexpr qsizetype kMostRun = 40; ///< filters that are compiled and said: more of the same costs time only

void requireLimits(const ReadRules& read) {
    require(read.filters.size() <= limits::kFilters && read.complaints.size() <= limits::kRulesProblems);
    for (const model::Filter& filter : read.filters) {
        require(!filter.id.isValid() && !filter.account.isValid());
        require(filter.name.size() <= limits::kFilterName && filter.conditions.size() <= limits::kConditions && filter.actions.size() <= limits::kActions);
        for (const model::FilterAction& action : filter.actions)
            require(action.target.size() <= limits::kValue);
    }
}

/// Half a filter could do harm.
void requireComplainedAboutIsOff(const ReadRules& read) {
    for (const RulesComplaint& complaint : read.complaints) {
        require(complaint.detail.size() <= 200 && !rulesProblemName(complaint.problem).isEmpty());
        if (complaint.filter.isEmpty()) // the file
            continue;
        require(std::any_of(read.filters.begin(), read.filters.end(), [&](const model::Filter& one) { return one.name == complaint.filter && !one.enabled; }));
    }
}

SieveServer ableServer() {
    SieveServer server;
    server.extensions = {"fileinto", "imap4flags", "copy", "body", "variables", "date", "relational", "mailbox", "envelope", "special-use", "comparator-i;unicode-casemap"};
    server.junk = QStringLiteral("Junk");
    server.trash = QStringLiteral("Trash");
    server.zone = QTimeZone::utc();
    return server;
}

void runAndSay(QList<model::Filter> filters) {
    filters = filters.first(std::min(filters.size(), kMostRun));
    for (qsizetype i = 0; i < filters.size(); ++i)
        filters[i].id = FilterId(i + 1);
    static const QByteArray kRaw = "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nx\r\n";
    const FilterOutcome outcome = FilterRun(filters).run(makeMessageFacts(mime::parseMessage(kRaw), {}), 1'800'000'000'000);
    for (const RunAction& said : outcome.actions)
        require(canRun(checkFilter(filters[said.filterIndex])) && filters[said.filterIndex].enabled);
    const SieveScript script = exportFilters(filters, ableServer());
    require(script.filters.size() == filters.size());
    const ExportedScript back = readExported(script.text);
    const auto atServer = std::count_if(script.filters.begin(), script.filters.end(), [](const ExportedFilter& one) { return one.atServer(); });
    require(script.text.size() > limits::kScriptBytes || (back.state == ScriptState::Unchanged && back.filters.size() == atServer));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const ReadRules read = readMsgFilterRules(bytes);
    requireLimits(read);
    requireComplainedAboutIsOff(read);
    QByteArray otherEnds = bytes;
    otherEnds.replace("\n", "\r\n");
    if (otherEnds.size() <= limits::kRulesFileBytes) {
        const ReadRules same = readMsgFilterRules(otherEnds);
        require(same.filters == read.filters && same.complaints == read.complaints);
    }
    runAndSay(read.filters);
    return 0;
}
