// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/VacationText.h"

#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tributary::ui {

using engine::VacationAnswer;
using engine::VacationFault;

namespace {

struct VacationWords {
    Q_DECLARE_TR_FUNCTIONS(VacationText)
};

QString titleOf(AccountId id, const QList<model::AccountSnapshot>& accounts) {
    for (const model::AccountSnapshot& one : accounts) {
        if (one.account.id == id)
            return one.account.name.isEmpty() ? one.account.email : one.account.name;
    }
    return {};
}

QString stopText(const model::VacationReplies& replies, const QDateTime& now) {
    const QString when = replies.stoppedMs > 0 ? shortDate(replies.stoppedMs, now) : QString();
    switch (*replies.stopped) {
    case model::VacationStop::TooMany: return VacationWords::tr("It has switched itself off (%1): more than fifty replies within an hour are hardly meant.").arg(when);
    case model::VacationStop::Over: return VacationWords::tr("It has switched itself off (%1): its last day is over.").arg(when);
    }
    return {};
}

} // namespace

QString vacationAnswerText(VacationAnswer answer) {
    switch (answer) {
    case VacationAnswer::Reply: return VacationWords::tr("Would get the reply");
    case VacationAnswer::Off: return VacationWords::tr("The reply is turned off");
    case VacationAnswer::HeaderMissing: return VacationWords::tr("Its header is not on this computer");
    case VacationAnswer::InJunk: return VacationWords::tr("It lies in Junk or Trash");
    case VacationAnswer::NoSender: return VacationWords::tr("It names nobody who could be answered");
    case VacationAnswer::Bounce: return VacationWords::tr("A report about undelivered mail");
    case VacationAnswer::FromList: return VacationWords::tr("From a mailing list, or sent to many");
    case VacationAnswer::Automatic: return VacationWords::tr("Sent by a program");
    case VacationAnswer::Suppressed: return VacationWords::tr("Its sender asks for no automatic replies");
    case VacationAnswer::NobodyReads: return VacationWords::tr("From an address that nobody reads");
    case VacationAnswer::FromSelf: return VacationWords::tr("From yourself");
    case VacationAnswer::NotToUs: return VacationWords::tr("Not addressed to you");
    case VacationAnswer::Excepted: return VacationWords::tr("One of those who never get it");
    case VacationAnswer::TooOld: return VacationWords::tr("It came a day ago or more");
    case VacationAnswer::BeforeBegin: return VacationWords::tr("It came before the beginning");
    case VacationAnswer::AfterEnd: return VacationWords::tr("It came after the end");
    case VacationAnswer::OtherDay: return VacationWords::tr("Not on that day of the week");
    case VacationAnswer::OtherHour: return VacationWords::tr("Not at that hour");
    case VacationAnswer::OtherAudience: return VacationWords::tr("Not one of those who get it");
    case VacationAnswer::AnsweredLately: return VacationWords::tr("Has got it already");
    case VacationAnswer::TooMany: return VacationWords::tr("Too many replies within an hour");
    }
    return {};
}

QString vacationFaultText(const engine::VacationProblem& problem) {
    switch (problem.fault) {
    case VacationFault::NoText: return VacationWords::tr("Write what the reply says.");
    case VacationFault::TextTooLong: return VacationWords::tr("The text is too long.");
    case VacationFault::SubjectTooLong: return VacationWords::tr("The subject is too long.");
    case VacationFault::ControlCharacter: return VacationWords::tr("There is a character in it that cannot be shown.");
    case VacationFault::EndsBeforeItBegins: return VacationWords::tr("It would end before it begins.");
    case VacationFault::BadTimeZone: return VacationWords::tr("This time zone is not known here.");
    case VacationFault::BadWeekday: return VacationWords::tr("Choose at least one day of the week.");
    case VacationFault::OnlyOneHour: return VacationWords::tr("Both hours are needed.");
    case VacationFault::BadInterval: return VacationWords::tr("From 1 to 365 days.");
    case VacationFault::BadException: return VacationWords::tr("“%1” is neither an address nor a domain such as @example.org.").arg(problem.detail);
    case VacationFault::NoOutgoing: return VacationWords::tr("The account has no outgoing server.");
    }
    return {};
}

QString repliesText(const engine::VacationView& view, const QDateTime& now) {
    const model::VacationReplies& replies = view.replies;
    if (replies.stopped)
        return stopText(replies, now);
    if (!view.vacation.on)
        return {};
    if (view.placement.where == engine::RunsAt::Server || engine::mayBeOlderAtServer(view.placement))
        return VacationWords::tr("The server does not tell whom it has answered.");
    if (replies.answered == 0)
        return VacationWords::tr("Nobody has been answered yet.");
    const QString answered = VacationWords::tr("%Ln reply(s) sent", nullptr, replies.answered);
    return replies.onSinceMs > 0 ? VacationWords::tr("%1 since %2.", "how many replies, since when").arg(answered, shortDate(replies.onSinceMs, now)) : VacationWords::tr("%1.", "a whole sentence: how many replies").arg(answered);
}

QString vacationBannerText(const QList<engine::VacationView>& active, const QList<model::AccountSnapshot>& accounts) {
    if (active.isEmpty())
        return {};
    const bool anyOn = std::any_of(active.begin(), active.end(), [](const engine::VacationView& one) { return !one.serverAnswersYet; });
    if (active.size() > 1) {
        QStringList names;
        for (const engine::VacationView& view : active)
            names.append(titleOf(view.vacation.account, accounts));
        if (!anyOn)
            return VacationWords::tr("Vacation reply for %1 is turned off here; the server still answers until it is reached").arg(names.join(VacationWords::tr(", ", "between the names of accounts")));
        return VacationWords::tr("Vacation reply is on for %1").arg(names.join(VacationWords::tr(", ", "between the names of accounts")));
    }
    const model::Vacation& vacation = active.constFirst().vacation;
    const QString name = titleOf(vacation.account, accounts);
    if (active.constFirst().serverAnswersYet)
        return VacationWords::tr("Vacation reply for %1 is turned off here; the server still answers until it is reached").arg(name);
    if (engine::mayBeOlderAtServer(active.constFirst().placement))
        return VacationWords::tr("Vacation reply is on for %1; the server may still answer with the text it had before").arg(name);
    if (!vacation.untilMs)
        return VacationWords::tr("Vacation reply is on for %1").arg(name);
    return VacationWords::tr("Vacation reply is on for %1 until %2").arg(name, QLocale().toString(QDateTime::fromMSecsSinceEpoch(*vacation.untilMs), QLocale::ShortFormat));
}

} // namespace tributary::ui
