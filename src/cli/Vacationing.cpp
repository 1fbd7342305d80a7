// SPDX-License-Identifier: GPL-3.0-or-later
// vacation: the vacation reply of an account (S4).
#include "cli/Cli.h"
#include "cli/FilterWords.h"
#include "engine/Vacations.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject previewJson(const engine::VacationPreview& preview, const QString& account) {
    QJsonArray rows;
    for (const engine::VacationPreviewRow& one : preview.rows) {
        rows.append(QJsonObject{{u"message"_s, toJson(one.message, account)}, {u"answer"_s, QString(engine::vacationAnswerName(one.answer))}, {u"recipient"_s, one.recipient},
                                {u"subject"_s, one.subject}, {u"inside"_s, one.isInside}});
    }
    return {{u"answered"_s, preview.answered}, {u"messages"_s, rows}};
}

} // namespace

void Cli::withVacation(std::function<void(const engine::VacationView&)> use) {
    const auto named = namedAccount(m_line.operands.first());
    if (!named)
        return;
    m_engine->vacations().loadVacation(named->account.id, this, [this, use = std::move(use)](const Result<engine::VacationView>& view) {
        view ? use(*view) : fail(view.error());
    });
}

Result<model::Vacation> Cli::givenVacation(const model::Vacation& before) const {
    QJsonObject object;
    if (m_line.has("json-file")) {
        TRY(object, readJsonFile(m_line.value("json-file")));
    }
    if (m_line.has("time-zone")) // the file's times are of it, too
        object.insert(u"timeZone"_s, m_line.value("time-zone"));
    TRY(model::Vacation vacation, vacationFromJson(object, before));
    return vacationFromOptions(m_line, std::move(vacation));
}

void Cli::vacationShow() {
    withVacation([this](const engine::VacationView& view) { tellVacation(view); });
}

/// It is on from then on, unless the file says otherwise.
void Cli::vacationSet() {
    withVacation([this](const engine::VacationView& view) {
        model::Vacation before = view.vacation;
        before.on = true;
        const auto vacation = givenVacation(before);
        if (!vacation)
            return fail(vacation.error());
        m_engine->vacations().saveVacation(*vacation, this, [this](const Result<engine::VacationView>& saved) { tellVacationAfter(saved); });
    });
}

void Cli::vacationOff() {
    const auto named = namedAccount(m_line.operands.first());
    if (!named)
        return;
    m_engine->vacations().turnOff(named->account.id, this, [this](const Result<engine::VacationView>& off) { tellVacationAfter(off); });
}

void Cli::tellVacationAfter(const Result<engine::VacationView>& changed) {
    if (!changed)
        return fail(changed.error());
    bringChanges(changed->vacation.account, [this] {
        withVacation([this](const engine::VacationView& view) { tellVacation(view); });
    });
}

void Cli::vacationPreview() {
    bool ok = true;
    const int count = m_line.has("limit") ? m_line.value("limit").toInt(&ok) : 50;
    if (!ok || count < 1 || count > 500)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"limit"_s});
    withVacation([this, count](const engine::VacationView& view) {
        const auto vacation = givenVacation(view.vacation);
        if (!vacation)
            return fail(vacation.error());
        m_task = m_engine->vacations().preview(*vacation, count, this, [this, account = emailOf(view.vacation.account)](const Result<engine::VacationPreview>& preview) {
            if (!preview)
                return fail(preview.error());
            if (m_out.isJson()) {
                m_out.value(previewJson(*preview, account));
            } else {
                QList<QStringList> rows;
                for (const engine::VacationPreviewRow& one : preview->rows)
                    rows.append({rfc3339(one.message.dateMs), one.recipient, one.message.subject, QString(engine::vacationAnswerName(one.answer))});
                m_out.table({u"date"_s, u"sender"_s, u"subject"_s, u"answer"_s}, rows);
            }
            done();
        });
    });
}

void Cli::tellVacation(const engine::VacationView& view) {
    QJsonObject object = vacationJson(view);
    object.insert(u"behind"_s, view.server.isBehind);
    if (m_out.isJson()) {
        m_out.value(object);
    } else {
        const QJsonObject placement = placementJson(view.placement);
        m_out.table({u"what"_s, u"is"_s}, {{u"reply"_s, view.vacation.on ? u"on"_s : u"off"_s}, {u"now"_s, view.isActive ? u"active"_s : u"not active"_s},
                                          {u"from"_s, object.value("from"_L1).toString()}, {u"until"_s, object.value("until"_L1).toString()},
                                          {u"runs"_s, placement.value("where"_L1).toString()}, {u"why"_s, placement.value("why"_L1).toString()},
                                          {u"answered"_s, QString::number(view.replies.answered)}, {u"stopped"_s, object.value("stopped"_L1).toString()}});
        if (view.server.answersTwice)
            m_out.text(u"the script '%1' at the mail server answers, too: senders may get two replies"_s.arg(view.server.otherScript));
        else if (engine::mayBeOlderAtServer(view.placement))
            m_out.text(u"the mail server may still answer as before, and nobody is answered here"_s);
        tellIfBehind(view.vacation.account);
    }
    done(m_isBehind ? 11 : 0);
}

} // namespace tributary::cli
