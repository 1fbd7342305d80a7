// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PlacementText.h"

#include "ui/models/FilterText.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary::ui {

using engine::HereReason;
using engine::RunsAt;
using engine::SieveObstacle;

namespace {

struct PlacementTexts {
    Q_DECLARE_TR_FUNCTIONS(PlacementText)
};

PlacementWords atServer() { return {PlacementKind::Server, PlacementTexts::tr("On the server"), PlacementTexts::tr("It works while Tributary is closed, too.")}; }

} // namespace

QString obstacleText(SieveObstacle obstacle, const QString& detail) {
    switch (obstacle) {
    case SieveObstacle::TurnedOff: return PlacementTexts::tr("It is turned off.");
    case SieveObstacle::CannotRun: return PlacementTexts::tr("Something is wrong with it.");
    case SieveObstacle::MissingExtension: return PlacementTexts::tr("The server does not have what it needs (%1).").arg(detail);
    case SieveObstacle::Expression: return PlacementTexts::tr("Servers have no regular expressions of this kind.");
    case SieveObstacle::WidthFolding: return PlacementTexts::tr("The server does not treat half-width and full-width characters as the same.");
    case SieveObstacle::WildcardCharacter: return PlacementTexts::tr("The server takes “?” for something else.");
    case SieveObstacle::DisplayName: return PlacementTexts::tr("Servers compare addresses, not the names beside them.");
    case SieveObstacle::BodyReadOtherwise: return PlacementTexts::tr("The server reads the text of a message in another way.");
    case SieveObstacle::AttachmentTest: return PlacementTexts::tr("Servers do not know what an attachment is.");
    case SieveObstacle::AgeTest: return PlacementTexts::tr("Servers do not know how old a message is.");
    case SieveObstacle::AccountTest: return PlacementTexts::tr("The server knows nothing of your other accounts.");
    case SieveObstacle::CannotBeQuoted: return PlacementTexts::tr("Its text cannot be written down for the server.");
    case SieveObstacle::NoMailbox: return PlacementTexts::tr("It is not known which mailbox of the server is Junk or Trash.");
    case SieveObstacle::MailboxName: return PlacementTexts::tr("The server cannot have a mailbox of that name.");
    case SieveObstacle::DayWithoutMidnight: return PlacementTexts::tr("In your time zone that day does not begin at midnight.");
    case SieveObstacle::SameMailboxTwice: return PlacementTexts::tr("The server would make one message of the two in “%1”.").arg(mailboxPathTitle(detail));
    case SieveObstacle::BehindLocalFilter: return PlacementTexts::tr("It comes after “%1”, which works on this computer.").arg(detail);
    case SieveObstacle::AheadOfLocalFilter: return PlacementTexts::tr("It takes mail out of the inbox and lets “%1” look at it, which works on this computer.").arg(detail);
    case SieveObstacle::AheadOfReply: return PlacementTexts::tr("It takes mail out of the inbox, and the vacation reply, which works on this computer, could not answer it.");
    case SieveObstacle::WrittenBefore: return PlacementTexts::tr("The server does not know whom you have written to.");
    case SieveObstacle::ClockChanges: return PlacementTexts::tr("The clocks change while it is on, and servers do not know that.");
    case SieveObstacle::JunkFilter: return PlacementTexts::tr("One of your filters sorts out junk, and the server would answer that, too.");
    case SieveObstacle::OtherScriptStops: return PlacementTexts::tr("Another script on the server, “%1”, runs before and may end there.").arg(detail);
    case SieveObstacle::OtherScriptAnswers: return PlacementTexts::tr("Another script on the server, “%1”, answers mail already.").arg(detail);
    }
    return {};
}

QString hereText(const engine::Placement& placement, bool isVacation) {
    switch (placement.why) {
    case HereReason::None: return PlacementTexts::tr("It works while Tributary runs.");
    case HereReason::NotAsked: return PlacementTexts::tr("The server has not been asked yet whether it can do this.");
    case HereReason::NoSieve: return isVacation ? PlacementTexts::tr("The server cannot answer mail by itself.") : PlacementTexts::tr("The server cannot filter mail by itself.");
    case HereReason::NotWanted: return PlacementTexts::tr("You chose that nothing of this runs on the server.");
    case HereReason::CannotBeSaid: return placement.obstacle ? obstacleText(*placement.obstacle, placement.detail) : PlacementTexts::tr("The server cannot do it as it is meant.");
    case HereReason::Conflict: return PlacementTexts::tr("You must first decide about what stands on the server.");
    case HereReason::Refused: return PlacementTexts::tr("The server refused it.");
    case HereReason::Waiting: return PlacementTexts::tr("It is on its way to the server.");
    case HereReason::OlderAtServer: return PlacementTexts::tr("The server may still answer with the text it had before. Nobody is answered from this computer until it has the new one.");
    case HereReason::OlderUndecided:
        return PlacementTexts::tr("The server may still answer with the text it had before. Nobody is answered from this computer until you have decided about what stands on the server.");
    }
    return {};
}

PlacementWords filterPlacement(const engine::ListedFilter& listed) {
    if (!engine::canRun(listed.problems)) {
        const auto fatal = std::find_if(listed.problems.begin(), listed.problems.end(), [](const engine::FilterProblem& one) {
            return one.place != engine::FilterProblem::Place::Name && engine::isFatal(one.fault);
        });
        return {PlacementKind::Invalid, PlacementTexts::tr("Invalid"), fatal == listed.problems.end() ? QString() : problemText(*fatal, listed.filter)};
    }
    if (!listed.filter.enabled)
        return {PlacementKind::Off, PlacementTexts::tr("Off"), PlacementTexts::tr("It is turned off and looks at no mail.")};
    if (listed.placement.where == RunsAt::Server)
        return atServer();
    return {PlacementKind::Here, PlacementTexts::tr("On this computer"), hereText(listed.placement, false)};
}

QString draftPlacementText(const engine::Placement& placement, bool isOn) {
    if (!isOn)
        return PlacementTexts::tr("It is turned off and looks at no mail.");
    if (placement.where == RunsAt::Nowhere)
        return {};
    if (placement.where == RunsAt::Server)
        return PlacementTexts::tr("Will run on the server. It works while Tributary is closed, too.");
    switch (placement.why) { // it may go to the server yet
    case HereReason::Refused: return PlacementTexts::tr("Will run on this computer as long as the server refuses your filters.");
    case HereReason::NotAsked:
    case HereReason::Conflict:
    case HereReason::Waiting: return PlacementTexts::tr("Will run on this computer for now. %1").arg(hereText(placement, false));
    case HereReason::None:
    case HereReason::NoSieve:
    case HereReason::NotWanted:
    case HereReason::OlderAtServer: // of replies
    case HereReason::OlderUndecided:
    case HereReason::CannotBeSaid: break;
    }
    return PlacementTexts::tr("Will run on this computer. %1").arg(hereText(placement, false));
}

PlacementWords vacationPlacement(const engine::Placement& placement, bool isOn, const QString& wrong, bool serverAnswersYet, const QString& otherAnswers) {
    if (isOn && !wrong.isEmpty())
        return {PlacementKind::Invalid, PlacementTexts::tr("Invalid"), wrong};
    if (!isOn && serverAnswersYet && placement.why == HereReason::OlderUndecided)
        return {PlacementKind::Off, PlacementTexts::tr("Off"), PlacementTexts::tr("Turned off here; the server may go on answering until you have decided about what stands there.")};
    if (!isOn && serverAnswersYet)
        return {PlacementKind::Off, PlacementTexts::tr("Off"), PlacementTexts::tr("Turned off here; the server still answers until it is reached.")};
    if (!isOn && !otherAnswers.isEmpty())
        return {PlacementKind::Off, PlacementTexts::tr("Off"), PlacementTexts::tr("It is turned off here. The script “%1” on the server answers mail.").arg(otherAnswers)};
    if (!isOn)
        return {PlacementKind::Off, PlacementTexts::tr("Off"), PlacementTexts::tr("It is turned off and answers nobody.")};
    if (placement.where == RunsAt::Server)
        return atServer();
    if (placement.where == RunsAt::Nowhere && engine::mayBeOlderAtServer(placement))
        return {PlacementKind::Unsure, PlacementTexts::tr("On the server, as before"), hereText(placement, true)};
    if (!otherAnswers.isEmpty())
        return {PlacementKind::Unsure, PlacementTexts::tr("On this computer"),
                PlacementTexts::tr("The script “%1” on the server answers mail, too: whoever writes may get two replies. Turn one of them off.").arg(otherAnswers)};
    return {PlacementKind::Here, PlacementTexts::tr("On this computer"),
            PlacementTexts::tr("%1 Mail is answered while Tributary runs; what came while it was closed is answered at the next start, unless it is older than a day.").arg(hereText(placement, true))};
}

} // namespace tributary::ui
