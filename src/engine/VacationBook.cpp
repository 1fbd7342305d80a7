// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/VacationBook.h"

#include "engine/SievePlan.h"
#include "model/Address.h"
#include "rules/VacationReply.h"
#include "sync/ArrivalReply.h"
#include "sync/AutomaticMail.h"

#include <QTimeZone>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostText = 100'000; ///< characters
constexpr qsizetype kMostSubject = 500;
constexpr int kMostPreviewed = 500;
constexpr qint64 kHourMs = 3'600'000;

bool hasControls(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// An address, or "@example.org".
bool isException(const QString& text) {
    return text.startsWith(u'@') ? model::looksLikeAddress(QString(u"a"_s + text)) : model::looksLikeAddress(text);
}

void checkText(const model::VacationText& text, QList<VacationProblem>& problems) {
    if (text.text.trimmed().isEmpty() && text.html.isEmpty())
        problems.append({VacationFault::NoText, {}});
    if (text.text.size() > kMostText || text.html.size() > kMostText)
        problems.append({VacationFault::TextTooLong, {}});
}

bool isActiveAt(const model::Vacation& vacation, qint64 nowMs) {
    return vacation.on && vacation.fromMs.value_or(nowMs) <= nowMs && (!vacation.untilMs || nowMs < *vacation.untilMs);
}

Result<VacationView> viewOf(store::Reader& reader, const ScriptSource& source, qint64 nowMs) {
    const ScriptPlan plan = planScript(source, nowMs);
    VacationView view;
    view.vacation = source.vacation;
    view.isActive = isActiveAt(view.vacation, nowMs);
    view.serverAnswersYet = !view.vacation.on && source.vacationOlderSinceMs != 0;
    view.placement = vacationPlacement(source, plan);
    view.problems = vacationProblems(view.vacation);
    TRY(view.replies, reader.vacationReplies(source.account.id, nowMs));
    if (view.vacation.on && view.vacation.untilMs && *view.vacation.untilMs <= nowMs) {
        view.replies.stopped = model::VacationStop::Over;
        view.replies.stoppedMs = *view.vacation.untilMs;
    }
    const auto carrier = sync::loadCarrier(reader, source.account.id);
    if (!carrier && view.placement.where != RunsAt::Server)
        view.problems.append({VacationFault::NoOutgoing, carrier.error().detail});
    view.server = sieveStateOf(source, plan);
    return view;
}

/// The reply on one message after the other, each as if it were the moment at which it came. Nobody has been answered before the first; from there on
/// what was answered counts, as it would have.
class VacationRehearsal {
  public:
    VacationRehearsal(store::Reader& reader, CrashMarks* marks, const ScriptSource& source, const model::Vacation& vacation)
        : m_reader(reader), m_marks(marks), m_source(source), m_vacation(vacation) {
        m_vacation.on = true;
        m_vacation.fromMs.reset();
        m_vacation.untilMs.reset();
    }

    /// None: it is gone meanwhile.
    Result<std::optional<VacationPreviewRow>> next(const store::StoredFacts& row, const model::Mailbox& inbox) {
        TRY(const auto summaries, m_reader.summaries({row.id}));
        if (summaries.isEmpty())
            return std::optional<VacationPreviewRow>();
        const auto read = sync::readMessage(m_reader, row, m_source.account, inbox, m_marks);
        const rules::MessageFacts facts = read ? read->facts : sync::factsOfRow(row, m_source.account, inbox);
        VacationPreviewRow shown;
        shown.message = summaries.constFirst();
        shown.recipient = rules::vacationRecipient(facts);
        shown.answer = decide(facts, shown.recipient);
        shown.subject = m_vacation.subject.isEmpty() ? QString(u"Auto: "_s + facts.subject) : m_vacation.subject;
        shown.isInside = m_vacation.insideReply && model::domainOf(shown.recipient) == model::domainOf(m_source.account.email);
        return std::optional(std::move(shown));
    }

  private:
    VacationAnswer decide(const rules::MessageFacts& facts, const QString& recipient) {
        const qint64 nowMs = facts.receivedMs;
        rules::VacationSurroundings surroundings = sync::vacationSurroundings(m_reader, m_source.account.id, m_source.places.own(), nowMs);
        surroundings.lastReplyMs = [this](const QString& key) {
            const auto last = m_answered.constFind(key);
            return last == m_answered.constEnd() ? std::optional<qint64>() : std::optional(*last);
        };
        const auto inLastHour = std::count_if(m_answered.begin(), m_answered.end(), [nowMs](qint64 ms) { return ms > nowMs - kHourMs; });
        surroundings.repliesInLastHour = m_isStopped ? store::kRepliesAnHour : static_cast<int>(inLastHour);
        const VacationAnswer answer = rules::decideVacation(facts, m_vacation, surroundings);
        if (answer == VacationAnswer::Reply)
            m_answered.insert(model::mailboxKey(recipient), nowMs);
        m_isStopped = m_isStopped || answer == VacationAnswer::TooMany; // it would have turned itself off
        return answer;
    }

    store::Reader& m_reader;
    CrashMarks* m_marks;
    const ScriptSource& m_source;
    model::Vacation m_vacation;
    QHash<QString, qint64> m_answered; ///< by model::mailboxKey(); UTC
    bool m_isStopped = false;
};

} // namespace

QLatin1StringView vacationFaultName(VacationFault fault) {
    switch (fault) {
    case VacationFault::NoText: return "no-text"_L1;
    case VacationFault::TextTooLong: return "text-too-long"_L1;
    case VacationFault::SubjectTooLong: return "subject-too-long"_L1;
    case VacationFault::ControlCharacter: return "control-character"_L1;
    case VacationFault::EndsBeforeItBegins: return "ends-before-it-begins"_L1;
    case VacationFault::BadTimeZone: return "bad-time-zone"_L1;
    case VacationFault::BadWeekday: return "bad-weekday"_L1;
    case VacationFault::OnlyOneHour: return "only-one-hour"_L1;
    case VacationFault::BadInterval: return "bad-interval"_L1;
    case VacationFault::BadException: return "bad-exception"_L1;
    case VacationFault::NoOutgoing: return "no-outgoing"_L1;
    }
    return {};
}

QList<VacationProblem> vacationProblems(const model::Vacation& vacation) {
    QList<VacationProblem> problems;
    checkText(vacation.reply, problems);
    if (vacation.insideReply)
        checkText(*vacation.insideReply, problems);
    if (vacation.subject.size() > kMostSubject)
        problems.append({VacationFault::SubjectTooLong, {}});
    if (hasControls(vacation.subject))
        problems.append({VacationFault::ControlCharacter, {}});
    if (vacation.fromMs && vacation.untilMs && *vacation.untilMs <= *vacation.fromMs)
        problems.append({VacationFault::EndsBeforeItBegins, {}});
    if (!vacation.timeZone.isEmpty() && !QTimeZone(vacation.timeZone).isValid())
        problems.append({VacationFault::BadTimeZone, QString::fromLatin1(vacation.timeZone)});
    if (std::any_of(vacation.weekdays.begin(), vacation.weekdays.end(), [](int day) { return day < 1 || day > 7; }))
        problems.append({VacationFault::BadWeekday, {}});
    if (vacation.hoursFrom.has_value() != vacation.hoursUntil.has_value())
        problems.append({VacationFault::OnlyOneHour, {}});
    if (vacation.intervalDays < 1 || vacation.intervalDays > 365)
        problems.append({VacationFault::BadInterval, {}});
    for (const QString& one : vacation.exceptions) {
        if (!isException(one))
            problems.append({VacationFault::BadException, one});
    }
    return problems;
}

Result<VacationView> loadVacationView(store::Reader& reader, AccountId account, qint64 nowMs) {
    TRY(const ScriptSource source, loadScriptSource(reader, account));
    return viewOf(reader, source, nowMs);
}

Result<QList<VacationView>> loadActiveVacations(store::Reader& reader, qint64 nowMs) {
    QList<VacationView> active;
    TRY(const QList<model::Account> accounts, reader.accounts());
    for (const model::Account& account : accounts) {
        TRY(const model::Vacation vacation, reader.vacation(account.id));
        TRY(const qint64 olderSinceMs, reader.vacationOlderSinceMs(account.id));
        if (!isActiveAt(vacation, nowMs) && (vacation.on || olderSinceMs == 0))
            continue;
        TRY(VacationView view, loadVacationView(reader, account.id, nowMs));
        active.append(std::move(view));
    }
    return active;
}

Status saveVacation(store::Store& store, store::Reader& reader, const model::Vacation& vacation) {
    const QList<VacationProblem> problems = vacationProblems(vacation);
    if (vacation.on && !problems.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(vacationFaultName(problems.constFirst().fault)));
    TRY(const model::Vacation before, reader.vacation(vacation.account));
    return before == vacation ? Status() : store.saveVacation(vacation);
}

Result<VacationPreview> previewVacation(store::Reader& reader, CrashMarks* marks, const model::Vacation& vacation, int count, const CancelToken& cancel) {
    TRY(const ScriptSource source, loadScriptSource(reader, vacation.account));
    VacationPreview preview;
    const model::Mailbox* inbox = source.places.inbox();
    if (inbox == nullptr)
        return preview;
    TRY(QList<store::StoredFacts> rows, reader.facts({source.account.id, inbox->id, {}, std::clamp(count, 0, kMostPreviewed)}));
    std::reverse(rows.begin(), rows.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.internalDateMs < b.internalDateMs; }); // as they came
    VacationRehearsal rehearsal(reader, marks, source, vacation);
    for (const store::StoredFacts& row : std::as_const(rows)) {
        if (cancel.isCancelled())
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY(const auto shown, rehearsal.next(row, *inbox));
        if (!shown)
            continue;
        preview.answered += shown->answer == VacationAnswer::Reply ? 1 : 0;
        preview.rows.prepend(*shown);
    }
    return preview;
}

} // namespace tributary::engine
