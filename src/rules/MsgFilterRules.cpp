// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/MsgFilterRules.h"

#include "rules/Limits.h"
#include "rules/detail/RulesConditions.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <optional>

namespace tributary::rules {

using model::FilterVerb;

namespace {

constexpr std::array kProblemNames{"not-such-a-file", "too-large", "line", "unknown-field", "unknown-test", "bad-condition", "too-many-conditions",
                                   "unknown-action", "mailbox", "mixed-join", "not-at-arrival"};
static_assert(kProblemNames.size() == static_cast<std::size_t>(RulesProblem::NotAtArrival) + 1);

constexpr qsizetype kDetailChars = 200;

struct RulesLine {
    QByteArray key;
    QString value;
};

/// key="value", with \" and \\ in it.
std::optional<RulesLine> readLine(QByteArrayView line) {
    const qsizetype equals = line.indexOf('=');
    const QByteArrayView quoted = equals < 0 ? QByteArrayView() : line.sliced(equals + 1).trimmed();
    if (equals < 1 || quoted.size() < 2 || !quoted.startsWith('"') || !quoted.endsWith('"'))
        return std::nullopt;
    QByteArray value;
    for (qsizetype i = 1; i < quoted.size() - 1; ++i) {
        if (quoted[i] == '\\' && i + 1 < quoted.size() - 1)
            ++i;
        value += quoted[i];
    }
    return RulesLine{line.first(equals).trimmed().toByteArray(), QString::fromUtf8(value)};
}

/// The words of action= that need no value, or whose value goes into the target as it is.
std::optional<FilterVerb> verbOf(const QString& word) {
    static const QHash<QString, FilterVerb> kVerbs{
        {QStringLiteral("Move to folder"), FilterVerb::Move},   {QStringLiteral("Copy to folder"), FilterVerb::Copy},
        {QStringLiteral("Mark read"), FilterVerb::MarkRead},    {QStringLiteral("Mark flagged"), FilterVerb::Flag},
        {QStringLiteral("Delete"), FilterVerb::Delete},         {QStringLiteral("JunkScore"), FilterVerb::Junk},
        {QStringLiteral("AddTag"), FilterVerb::Label},          {QStringLiteral("Forward"), FilterVerb::Forward},
        {QStringLiteral("Stop execution"), FilterVerb::Stop}};
    const auto found = kVerbs.constFind(word);
    return found == kVerbs.constEnd() ? std::nullopt : std::optional(*found);
}

bool takesValue(FilterVerb verb) {
    return verb == FilterVerb::Move || verb == FilterVerb::Copy || verb == FilterVerb::Label || verb == FilterVerb::Forward || verb == FilterVerb::Junk;
}

class RulesReader {
  public:
    ReadRules read(QByteArrayView file) {
        if (file.size() > limits::kRulesFileBytes)
            complain(RulesProblem::TooLarge, {});
        file = file.first(std::min(file.size(), limits::kRulesFileBytes));
        for (qsizetype at = 0; at < file.size() && !m_full;) {
            const qsizetype newline = file.indexOf('\n', at);
            const qsizetype end = newline < 0 ? file.size() : newline;
            takeLine(file.sliced(at, end - at).trimmed());
            at = end + 1;
        }
        finishFilter();
        if (m_read.filters.isEmpty())
            complain(RulesProblem::NotSuchAFile, {});
        return std::move(m_read);
    }

  private:
    void complain(RulesProblem problem, const QString& detail) {
        if (m_read.complaints.size() < limits::kRulesProblems)
            m_read.complaints.append({problem, m_filter ? m_filter->name : QString(), detail.left(kDetailChars)});
        m_isHalf = true;
    }

    void takeLine(QByteArrayView line) {
        if (line.isEmpty())
            return;
        const auto read = readLine(line);
        if (!read)
            return complain(RulesProblem::Line, QString::fromUtf8(line.first(std::min<qsizetype>(line.size(), 4 * kDetailChars))));
        if (read->key == "name")
            return startFilter(read->value);
        if (!m_filter) // version, logging
            return;
        if (read->key == "enabled")
            m_filter->enabled = read->value == QLatin1StringView("yes");
        else if (read->key == "type")
            takeType(read->value);
        else if (read->key == "action")
            takeAction(read->value);
        else if (read->key == "actionValue")
            takeActionValue(read->value);
        else if (read->key == "condition")
            takeConditions(read->value);
    }

    void startFilter(const QString& name) {
        finishFilter();
        if (m_read.filters.size() >= limits::kFilters) {
            complain(RulesProblem::TooLarge, name);
            m_full = true;
            return;
        }
        m_filter.emplace();
        m_filter->name = name.left(limits::kFilterName);
        m_isHalf = false;
    }

    void finishFilter() {
        if (!m_filter)
            return;
        finishAction();
        m_filter->enabled = m_filter->enabled && !m_isHalf;
        m_read.filters.append(*std::exchange(m_filter, std::nullopt));
    }

    /// Bits of nsMsgFilterType: 1 and 16 are at arrival (mail, and behind the junk check).
    void takeType(const QString& value) {
        if ((value.toLongLong() & 0x31) == 0)
            complain(RulesProblem::NotAtArrival, value);
    }

    void takeAction(const QString& word) {
        finishAction();
        const auto verb = verbOf(word);
        if (!verb || m_filter->actions.size() >= limits::kActions)
            return complain(RulesProblem::UnknownAction, word);
        if (takesValue(*verb))
            m_waiting = model::FilterAction{*verb, {}};
        else
            m_filter->actions.append({*verb, {}});
    }

    void takeActionValue(const QString& value) {
        if (!m_waiting) // of an action that is unknown
            return;
        model::FilterAction action = *std::exchange(m_waiting, std::nullopt);
        const bool isMailbox = action.verb == FilterVerb::Move || action.verb == FilterVerb::Copy;
        if (action.verb == FilterVerb::Junk) {
            if (value.toInt() < 50) // "not junk"
                return complain(RulesProblem::UnknownAction, QStringLiteral("JunkScore ") + value);
        } else {
            action.target = isMailbox ? mailboxOfUri(value) : value.left(limits::kValue);
            if (action.target.isEmpty())
                return complain(isMailbox ? RulesProblem::Mailbox : RulesProblem::UnknownAction, value);
        }
        m_filter->actions.append(action);
    }

    void finishAction() {
        if (std::exchange(m_waiting, std::nullopt))
            complain(RulesProblem::UnknownAction, QStringLiteral("no actionValue"));
    }

    void takeConditions(const QString& value) {
        const detail::RulesConditions conditions = detail::readRulesConditions(value);
        m_filter->join = conditions.join;
        m_filter->conditions = conditions.conditions;
        for (const auto& [problem, detail] : conditions.complaints)
            complain(problem, detail);
    }

    ReadRules m_read;
    std::optional<model::Filter> m_filter;
    std::optional<model::FilterAction> m_waiting; ///< for its actionValue
    bool m_isHalf = false, m_full = false;
};

} // namespace

QLatin1StringView rulesProblemName(RulesProblem problem) { return QLatin1StringView(kProblemNames[static_cast<std::size_t>(problem)]); }

QString mailboxOfUri(const QString& uri) {
    const qsizetype scheme = uri.indexOf(QLatin1StringView("://"));
    if (scheme < 0 || !(uri.startsWith(QLatin1StringView("imap")) || uri.startsWith(QLatin1StringView("mailbox"))))
        return {};
    const qsizetype path = uri.indexOf(u'/', scheme + 3);
    return path < 0 ? QString() : QUrl::fromPercentEncoding(uri.sliced(path + 1).toUtf8()).left(limits::kValue);
}

ReadRules readMsgFilterRules(QByteArrayView file) { return RulesReader().read(file); }

} // namespace tributary::rules
