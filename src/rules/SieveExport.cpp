// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/SieveExport.h"

#include "rules/SieveMarkers.h"
#include "rules/SieveText.h"
#include "rules/detail/SieveTests.h"

#include <algorithm>
#include <array>

namespace tributary::rules {

using detail::Expressed;
using model::FilterVerb;

namespace {

constexpr std::array kObstacleNames{
    "turned-off", "cannot-run", "missing-extension", "expression", "width-folding", "wildcard-character", "display-name",
    "body-read-otherwise", "attachment-test", "age-test", "account-test", "cannot-be-quoted", "no-mailbox", "mailbox-name",
    "day-without-midnight", "same-mailbox-twice", "behind-local-filter", "ahead-of-local-filter", "ahead-of-reply", "written-before", "clock-changes",
    "junk-filter", "other-script-stops", "other-script-answers"};
static_assert(kObstacleNames.size() == static_cast<std::size_t>(SieveObstacle::OtherScriptAnswers) + 1);

bool placesMessage(FilterVerb verb) { return verb == FilterVerb::Move || verb == FilterVerb::Junk || verb == FilterVerb::Delete; }

template <typename Wanted> bool anyAction(const model::Filter& filter, Wanted wanted) {
    for (const model::FilterAction& action : filter.actions) {
        if (wanted(action.verb))
            return true;
        if (action.verb == FilterVerb::Stop)
            return false;
    }
    return false;
}
bool stops(const model::Filter& filter) {
    return anyAction(filter, [](FilterVerb verb) { return verb == FilterVerb::Stop; });
}
bool places(const model::Filter& filter) { return anyAction(filter, placesMessage); }

/// A filter in pieces, so that they can be put together in either way.
struct SieveFilter {
    FilterId id;
    QString name;
    QByteArray test, actions; ///< actions: those that are done at once
    QByteArray place;         ///< the command that gives the message its place; empty: none
    bool stops = false;
    QSet<QByteArray> extensions;
};

Expressed<QByteArray> mailboxString(const QString& name, const SieveServer& server) {
    QString atServer = name;
    if (server.delimiter != '/') {
        const QChar delimiter = QLatin1Char(server.delimiter);
        if (server.delimiter == 0 ? name.contains(u'/') : name.contains(delimiter))
            return detail::obstacle(SieveObstacle::MailboxName, name);
        if (server.delimiter != 0)
            atServer.replace(u'/', delimiter);
    }
    const auto quoted = sieveString(atServer);
    return quoted ? Expressed<QByteArray>(*quoted) : detail::obstacle(SieveObstacle::CannotBeQuoted, name);
}

Expressed<SievePart> placeCommand(const model::FilterAction& action, const SieveServer& server) {
    const bool isJunk = action.verb == FilterVerb::Junk;
    const QString& name = action.verb == FilterVerb::Move ? action.target : isJunk ? server.junk : server.trash;
    if (name.isEmpty()) {
        if (!server.extensions.contains("special-use"))
            return detail::obstacle(SieveObstacle::NoMailbox, isJunk ? QStringLiteral("Junk") : QStringLiteral("Trash"));
        const QByteArray use = isJunk ? "Junk" : "Trash";
        return SievePart{"fileinto :specialuse \"\\\\" + use + "\" \"" + use + "\";\r\n", {"fileinto", "special-use"}};
    }
    const auto mailbox = mailboxString(name, server);
    return mailbox ? Expressed<SievePart>(SievePart{"fileinto " + *mailbox + ";\r\n", {"fileinto"}}) : tl::unexpected(mailbox.error());
}

Expressed<SievePart> flagCommand(const QString& flag) {
    const auto quoted = sieveString(flag);
    return quoted ? Expressed<SievePart>(SievePart{"addflag " + *quoted + ";\r\n", {"imap4flags"}})
                  : detail::obstacle(SieveObstacle::CannotBeQuoted, flag);
}

/// What is done at once; of Stop and places: nothing.
Expressed<SievePart> command(const model::FilterAction& action, const SieveServer& server) {
    switch (action.verb) {
    case FilterVerb::Flag: return flagCommand(QStringLiteral("\\Flagged"));
    case FilterVerb::MarkRead: return flagCommand(QStringLiteral("\\Seen"));
    case FilterVerb::Label: return flagCommand(action.target);
    case FilterVerb::Copy: {
        const auto mailbox = mailboxString(action.target, server);
        return mailbox ? Expressed<SievePart>(SievePart{"fileinto :copy " + *mailbox + ";\r\n", {"fileinto", "copy"}})
                       : tl::unexpected(mailbox.error());
    }
    case FilterVerb::Forward: {
        const auto address = sieveString(action.target);
        return address ? Expressed<SievePart>(SievePart{"redirect :copy " + *address + ";\r\n", {"copy"}})
                       : detail::obstacle(SieveObstacle::CannotBeQuoted, action.target);
    }
    default: return SievePart{};
    }
}

Expressed<SieveFilter> makeSieveFilter(const model::Filter& filter, const SieveServer& server) {
    const auto tests = detail::sieveTests(filter, server);
    if (!tests)
        return tl::unexpected(tests.error());
    SieveFilter made{filter.id, filter.name, tests->text, {}, {}, stops(filter), tests->extensions};
    for (const model::FilterAction& action : filter.actions) {
        if (action.verb == FilterVerb::Stop)
            break;
        const bool isPlace = placesMessage(action.verb);
        if (isPlace && !made.place.isEmpty())
            continue;
        auto part = isPlace ? placeCommand(action, server) : command(action, server);
        if (part)
            part = detail::requireAll(std::move(*part), server);
        if (!part)
            return tl::unexpected(part.error());
        (isPlace ? made.place : made.actions) += part->text;
        made.extensions.unite(part->extensions);
    }
    return made;
}

QByteArray indented(const QByteArray& commands, int blanks) {
    QByteArray text;
    for (const QByteArray& line : commands.split('\n')) {
        if (!line.isEmpty())
            text += QByteArray(blanks, ' ') + line + '\n';
    }
    return text;
}

QByteArray plainFilter(const SieveFilter& filter) {
    QByteArray text = "if " + filter.test + " {\r\n" + indented(filter.actions + filter.place, 4);
    if (filter.stops)
        text += "    stop;\r\n";
    return text + "}\r\n";
}

/// Nothing is filed and nothing stops before the end: places has the commands that can be given there.
QByteArray filterWithVariables(const SieveFilter& filter, QByteArrayList& places) {
    QByteArray text = "if allof (not string :is \"${tributary_stop}\" \"yes\",\r\n        " + filter.test + ") {\r\n" + indented(filter.actions, 4);
    if (!filter.place.isEmpty()) {
        if (!places.contains(filter.place))
            places.append(filter.place);
        text += "    if string :is \"${tributary_place}\" \"\" {\r\n        set \"tributary_place\" \"" +
                QByteArray::number(places.indexOf(filter.place)) + "\";\r\n    }\r\n";
    }
    if (filter.stops)
        text += "    set \"tributary_stop\" \"yes\";\r\n";
    return text + "}\r\n";
}

QByteArray requireLine(const QSet<QByteArray>& extensions) {
    if (extensions.isEmpty())
        return {};
    QByteArrayList words(extensions.begin(), extensions.end());
    std::sort(words.begin(), words.end());
    return "require [\"" + words.join("\", \"") + "\"];\r\n";
}

QByteArray scriptText(const QList<SieveFilter>& filters, const SievePart& first) {
    const auto isOpen = [](const SieveFilter& filter) { return !filter.place.isEmpty() && !filter.stops; };
    const bool variables = !filters.isEmpty() && std::any_of(filters.begin(), filters.end() - 1, isOpen);
    QSet<QByteArray> extensions = first.extensions;
    QByteArray body = first.text;
    QByteArrayList placeCommands;
    for (const SieveFilter& filter : filters) {
        extensions.unite(filter.extensions);
        body += markedFilter(filter.id, filter.name, variables ? filterWithVariables(filter, placeCommands) : plainFilter(filter));
    }
    if (variables)
        extensions.insert("variables");
    for (qsizetype i = 0; i < placeCommands.size(); ++i)
        body += "if string :is \"${tributary_place}\" \"" + QByteArray::number(i) + "\" {\r\n" + indented(placeCommands[i], 4) + "}\r\n";
    return requireLine(extensions) + body;
}

/// Where the script files, so far.
struct Filings {
    QSet<QString> copies, places;
};

QString filedInto(const model::FilterAction& action, const SieveServer& server) {
    return action.verb == FilterVerb::Junk ? server.junk : action.verb == FilterVerb::Delete ? server.trash : action.target;
}

/// A server makes one message of a copy and of what follows it into the same mailbox.
std::optional<NotExpressible> filingTwice(const model::Filter& filter, const SieveServer& server, Filings& filings) {
    Filings all = filings;
    for (const model::FilterAction& action : filter.actions) {
        if (action.verb == FilterVerb::Stop)
            break;
        const QString mailbox = filedInto(action, server);
        const bool isCopy = action.verb == FilterVerb::Copy;
        if ((isCopy || placesMessage(action.verb)) && (all.copies.contains(mailbox) || (isCopy && all.places.contains(mailbox))))
            return NotExpressible{SieveObstacle::SameMailboxTwice, mailbox};
        if (isCopy)
            all.copies.insert(mailbox);
        else if (placesMessage(action.verb))
            all.places.insert(mailbox);
    }
    filings = all;
    return std::nullopt;
}

/// What came before and runs here: what may not be overtaken.
struct LocalBefore {
    QString name; ///< of the first one
    bool any = false, stops = false, copies = false;
};

std::optional<NotExpressible> overtaking(const model::Filter& filter, const LocalBefore& before) {
    // A copy that is made here would have the flags that the server gave before.
    const auto depends = [&before](FilterVerb verb) { return (before.copies && verb != FilterVerb::Forward) || placesMessage(verb) || verb == FilterVerb::Copy || verb == FilterVerb::Stop; };
    if (before.any && (before.stops || anyAction(filter, depends)))
        return NotExpressible{SieveObstacle::BehindLocalFilter, before.name};
    return std::nullopt;
}

/// A filter as far as it is known without its neighbours.
struct Candidate {
    Expressed<SieveFilter> made;
    bool runs = true; ///< here or there
};

QList<Candidate> candidatesOf(const QList<model::Filter>& filters, const SieveServer& server, const FilterSurroundings& surroundings, bool replyIsHere) {
    QList<Candidate> candidates;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        const model::Filter& filter = filters[i];
        Candidate candidate{detail::obstacle(filter.enabled ? SieveObstacle::CannotRun : SieveObstacle::TurnedOff), false};
        if (filter.enabled && canRun(checkFilter(filter, surroundings))) {
            candidate = {makeSieveFilter(filter, server), true};
            const bool isOpen = places(filter) && !stops(filter) && i + 1 < filters.size();
            if (candidate.made && isOpen && !server.extensions.contains("variables"))
                candidate.made = detail::obstacle(SieveObstacle::MissingExtension, QStringLiteral("variables"));
            if (candidate.made && replyIsHere && places(filter) && !sortsOut(filter, server))
                candidate.made = detail::obstacle(SieveObstacle::AheadOfReply);
        }
        candidates.append(std::move(candidate));
    }
    return candidates;
}

/// What each must not overtake, in order.
QList<ExportedFilter> verdictsOf(const QList<model::Filter>& filters, const QList<Candidate>& candidates, const SieveServer& server) {
    QList<ExportedFilter> verdicts;
    LocalBefore before;
    Filings filings;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        const model::Filter& filter = filters[i];
        ExportedFilter verdict{filter.id, std::nullopt};
        if (!candidates[i].made)
            verdict.obstacle = candidates[i].made.error();
        else
            verdict.obstacle = overtaking(filter, before);
        if (!verdict.obstacle)
            verdict.obstacle = filingTwice(filter, server, filings);
        if (verdict.obstacle && candidates[i].runs) {
            if (!before.any)
                before.name = filter.name;
            before.any = true;
            before.stops = before.stops || stops(filter);
            before.copies = before.copies || anyAction(filter, [](FilterVerb verb) { return verb == FilterVerb::Copy; });
        }
        verdicts.append(verdict);
    }
    return verdicts;
}

/// The first that would take a message out of the inbox before one that runs here has seen it; -1: none. Once it runs here, too, no
/// later one is left that could.
qsizetype firstAhead(const QList<model::Filter>& filters, const QList<Candidate>& candidates, const QList<ExportedFilter>& verdicts, QString& of) {
    qsizetype ahead = -1;
    for (qsizetype i = filters.size() - 1; i >= 0; --i) {
        if (verdicts[i].atServer() && places(filters[i]) && !stops(filters[i]) && !of.isEmpty())
            ahead = i;
        else if (!verdicts[i].atServer() && candidates[i].runs)
            of = filters[i].name.isEmpty() ? QStringLiteral("?") : filters[i].name;
    }
    return ahead;
}

} // namespace

QLatin1StringView sieveObstacleName(SieveObstacle obstacle) { return QLatin1StringView(kObstacleNames[static_cast<std::size_t>(obstacle)]); }

std::optional<NotExpressible> sieveObstacle(const model::Filter& filter, const SieveServer& server) {
    if (!canRun(checkFilter(filter)))
        return NotExpressible{SieveObstacle::CannotRun, {}};
    const auto made = makeSieveFilter(filter, server);
    return made ? std::nullopt : std::optional(made.error());
}

bool sortsOut(const model::Filter& filter, const SieveServer& server) {
    for (const model::FilterAction& action : filter.actions) {
        if (action.verb == FilterVerb::Stop)
            return false;
        if (placesMessage(action.verb)) // the first counts
            return action.verb != FilterVerb::Move || (!action.target.isEmpty() && (action.target == server.junk || action.target == server.trash));
    }
    return false;
}

SieveScript exportFilters(const QList<model::Filter>& filters, const SieveServer& server, const FilterSurroundings& surroundings,
                          const SievePart& first, bool replyIsHere) {
    QList<Candidate> candidates = candidatesOf(filters, server, surroundings, replyIsHere);
    SieveScript script;
    script.filters = verdictsOf(filters, candidates, server);
    QString local;
    if (const qsizetype ahead = firstAhead(filters, candidates, script.filters, local); ahead >= 0) {
        candidates[ahead].made = detail::obstacle(SieveObstacle::AheadOfLocalFilter, local);
        script.filters = verdictsOf(filters, candidates, server);
    }
    QList<SieveFilter> exported;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        if (script.filters[i].atServer())
            exported.append(*candidates[i].made);
    }
    script.text = markedScript(scriptText(exported, first));
    return script;
}

} // namespace tributary::rules
