// SPDX-License-Identifier: GPL-3.0-or-later
// The connection test (S34 to S37): of options, or of an account that is there.
#include "cli/Cli.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

void Cli::accountTest() {
    const auto observer = [this](const engine::StageReport& stage) { tellStage(stage); };
    const auto answerFor = [this](const model::Account& account) {
        return [this, account](Result<engine::ProbeOutcome> outcome) { outcome ? tellProbe(account, *outcome) : fail(outcome.error()); };
    };
    if (!m_line.operands.isEmpty()) {
        if (!m_line.options.isEmpty() && !(m_line.options.size() == 1 && m_line.has("report")))
            return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"account test: either ACCOUNT or options"_s});
        if (const auto known = namedAccount(m_line.operands.first()))
            m_task = m_engine->testStoredAccount(known->account.id, this, observer, answerFor(known->account));
        return;
    }
    if (wantsSignIn())
        return fail({ErrorKind::InvalidInput, ErrorCode::Unsupported, {}, u"a sign-in at the provider's page cannot be tried without keeping it: account add --oauth checks all of it first"_s});
    withDraft([this, observer, answerFor](const engine::AccountDraft& draft) {
        m_task = m_engine->testAccount(draft, this, observer, answerFor(draft.account));
    });
}

void Cli::tellProbe(const model::Account& account, const engine::ProbeOutcome& outcome) {
    QJsonArray stages;
    QList<QStringList> rows;
    for (const engine::StageReport& stage : outcome.stages) {
        stages.append(toJson(stage));
        rows.append({stage.side == engine::Side::Incoming ? u"incoming"_s : u"outgoing"_s, QString(accounts::stageName(stage.stage)),
                     QString(accounts::stageStateName(stage.state)), QString::number(stage.ms), stage.text});
    }
    const engine::AdvicePlace place = engine::advicePlace(account, outcome.stages);
    QJsonObject object{{u"ok"_s, outcome.passed()}, {u"stages"_s, stages}, {u"mailboxes"_s, outcome.mailboxes}};
    if (outcome.error)
        object.insert(u"error"_s, toJson(*outcome.error, place));
    const QString report = m_line.has("report") ? engine::probeReport(account, outcome.stages, outcome.error, engine::reportFacts()).trimmed() : QString();
    if (!report.isEmpty()) // to be given away: nothing beside it, where the address would stand
        m_out.isJson() ? m_out.value(QJsonObject{{u"ok"_s, outcome.passed()}, {u"report"_s, report}}) : m_out.text(report);
    else if (m_out.isJson())
        m_out.value(object);
    else
        m_out.table({u"side"_s, u"stage"_s, u"state"_s, u"ms"_s, u""_s}, rows);
    if (outcome.error)
        return fail(*outcome.error, place);
    done();
}

} // namespace tributary::cli
