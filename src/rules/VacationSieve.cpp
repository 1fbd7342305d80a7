// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationSieve.h"

#include "model/Address.h"
#include "rules/SieveText.h"
#include "rules/VacationDecision.h"
#include "rules/detail/SieveTests.h"
#include "rules/detail/VacationTime.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>
#include <cstdlib>

namespace tributary::rules {

using detail::Expressed;
using detail::obstacle;

namespace {

/// What nobody answers, as tests of which none may be met (VacationDecision.h).
const QByteArrayList& unanswered() {
    static const QByteArrayList tests{
        R"(envelope :is "from" "")",
        R"(exists "list-id")", R"(exists "list-post")", R"(exists "list-unsubscribe")", R"(exists "list-help")", R"(exists "list-owner")",
        R"(exists "list-subscribe")", R"(exists "list-archive")", R"(exists "list-unsubscribe-post")", R"(exists "mailing-list")", R"(exists "x-mailing-list")",
        R"(exists "x-autoreply")", R"(exists "x-autorespond")", R"(exists "x-auto-reply-from")", R"(exists "x-loop")",
        R"(header :matches "precedence" ["list*", "bulk*", "junk*", "auto_reply*"])",
        R"(allof (exists "auto-submitted", not header :matches "auto-submitted" ["no", "no;*", "no *"]))",
        R"(header :contains "x-auto-response-suppress" ["all", "oof", "autoreply"])",
        R"(header :matches "content-type" ["multipart/report*", "message/delivery-status*", "message/disposition-notification*"])",
        R"(address :localpart :matches "from" ["mailer-daemon", "mailer_daemon", "listserv", "majordomo", "mailman", "nobody", "owner-*", "bounce-*", "bounces+*",)"
        R"( "*-request", "*-owner", "*-bounces", "*-bounce", "*-bounces+*", "*-noreply", "*-no-reply", "noreply*", "no-reply*", "no_reply*", "no.reply*",)"
        R"( "donotreply*", "do-not-reply*", "do_not_reply*", "do.not.reply*"])"};
    return tests;
}

QByteArray sameOfEnvelope(QByteArray addressTest) { return addressTest.replace("address ", "envelope "); }

QByteArray zoneText(int seconds) {
    const int minutes = std::abs(seconds) / 60;
    return (seconds < 0 ? "-" : "+") + QByteArray::number(minutes / 60).rightJustified(2, '0') + QByteArray::number(minutes % 60).rightJustified(2, '0');
}

QByteArray instantTest(const char* relation, qint64 ms) {
    const QByteArray instant = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1();
    return QByteArray("currentdate :value \"") + relation + "\" :zone \"+0000\" \"iso8601\" \"" + instant + '"';
}

class VacationWriter {
  public:
    VacationWriter(const model::Vacation& vacation, const VacationScriptFacts& facts, const SieveServer& server)
        : m_vacation(vacation), m_facts(facts), m_server(server) {}

    Expressed<SievePart> write() {
        if (!m_vacation.on)
            return obstacle(SieveObstacle::TurnedOff);
        if (m_vacation.audience != model::VacationAudience::Everybody)
            return obstacle(SieveObstacle::WrittenBefore);
        if (m_facts.filtersSortJunk)
            return obstacle(SieveObstacle::JunkFilter);
        m_part.extensions = {"vacation", "envelope"};
        for (const QByteArray& test : unanswered()) {
            m_tests.append("not " + test);
            if (test.startsWith("address "))
                m_tests.append("not " + sameOfEnvelope(test));
        }
        for (const auto step : {&VacationWriter::recipients, &VacationWriter::exceptions, &VacationWriter::times, &VacationWriter::replies}) {
            if (const auto problem = (this->*step)())
                return tl::unexpected(*problem);
        }
        m_part.text = "if allof (" + m_tests.join(",\r\n        ") + ") {\r\n" + m_replies + "}\r\n";
        return detail::requireAll(std::move(m_part), m_server);
    }

  private:
    using Problem = std::optional<NotExpressible>;

    static Problem cannotBeQuoted(const QString& what) { return NotExpressible{SieveObstacle::CannotBeQuoted, what}; }

    Problem recipients() {
        for (const QString& own : m_facts.ownAddresses) {
            if (own.startsWith(u'@') || !model::looksLikeAddress(own))
                return cannotBeQuoted(own);
        }
        const auto all = sieveStrings(m_facts.ownAddresses);
        if (!all || m_facts.ownAddresses.isEmpty())
            return cannotBeQuoted(QString());
        m_addresses = *all;
        m_tests.append("not anyof (envelope :is \"from\" " + m_addresses + ", address :is \"from\" " + m_addresses + ')');
        m_tests.append("address :is [\"to\", \"cc\", \"bcc\", \"resent-to\", \"resent-cc\", \"resent-bcc\"] " + m_addresses);
        return std::nullopt;
    }

    Problem exceptions() {
        for (const QString& exception : m_vacation.exceptions) {
            const QString trimmed = exception.trimmed();
            const bool isDomain = trimmed.startsWith(u'@');
            if (trimmed.isEmpty() || (isDomain && trimmed.size() == 1))
                continue;
            const auto quoted = sieveString(isDomain ? trimmed.sliced(1) : trimmed);
            if (!quoted)
                return cannotBeQuoted(exception);
            const QByteArray test = QByteArray("address ") + (isDomain ? ":domain" : ":all") + " :is \"from\" " + *quoted;
            m_tests.append("not " + test);
            m_tests.append("not " + sameOfEnvelope(test));
        }
        return std::nullopt;
    }

    /// The one offset of the zone for all of the vacation; none: it changes.
    std::optional<int> steadyOffset() const {
        const QTimeZone zone = detail::vacationZone(m_vacation);
        const QDateTime begin = QDateTime::fromMSecsSinceEpoch(std::max(m_facts.nowMs, m_vacation.fromMs.value_or(0)), Qt::UTC);
        const QDateTime end = m_vacation.untilMs ? QDateTime::fromMSecsSinceEpoch(*m_vacation.untilMs, Qt::UTC) : begin.addYears(10);
        if (begin < end && !zone.transitions(begin, end).isEmpty())
            return std::nullopt;
        return zone.offsetFromUtc(begin);
    }

    Problem times() {
        if (m_vacation.fromMs)
            m_tests.append(instantTest("ge", *m_vacation.fromMs));
        if (m_vacation.untilMs)
            m_tests.append(instantTest("lt", *m_vacation.untilMs));
        const bool hours = m_vacation.hoursFrom && m_vacation.hoursUntil && *m_vacation.hoursFrom != *m_vacation.hoursUntil;
        if (m_vacation.fromMs || m_vacation.untilMs || hours || !m_vacation.weekdays.isEmpty())
            m_part.extensions.unite({"date", "relational"});
        if (!hours && m_vacation.weekdays.isEmpty())
            return std::nullopt;
        const auto offset = steadyOffset();
        if (!offset)
            return NotExpressible{SieveObstacle::ClockChanges, QString::fromLatin1(m_vacation.timeZone)};
        m_zone = " :zone \"" + zoneText(*offset) + "\" ";
        if (!hours) {
            m_tests.append(weekdays(0));
            return std::nullopt;
        }
        const QByteArray from = hourTest("ge", *m_vacation.hoursFrom), until = hourTest("lt", *m_vacation.hoursUntil);
        if (*m_vacation.hoursUntil < *m_vacation.hoursFrom) // the morning belongs to the day before
            m_tests.append("anyof (allof (" + from + ", " + weekdays(0) + "), allof (" + until + ", " + weekdays(1) + "))");
        else
            m_tests.append(from + ", " + until + ", " + weekdays(0));
        return std::nullopt;
    }

    QByteArray hourTest(const char* relation, QTime time) const {
        return QByteArray("currentdate :value \"") + relation + '"' + m_zone + "\"time\" \"" + time.toString(QStringLiteral("HH:mm:ss")).toLatin1() + '"';
    }

    /// Sieve's days: 0 is Sunday (RFC 5260 4.2).
    QByteArray weekdays(int later) const {
        if (m_vacation.weekdays.isEmpty())
            return "true";
        QByteArrayList days;
        for (const int day : m_vacation.weekdays)
            days.append('"' + QByteArray::number((day + later) % 7) + '"');
        return "currentdate :is" + m_zone + "\"weekday\" [" + days.join(", ") + ']';
    }

    Problem replies() {
        if (!m_vacation.insideReply)
            return reply(m_vacation.reply, "outside", "    ");
        const auto domain = sieveString(m_facts.domain);
        if (!domain || m_facts.domain.isEmpty())
            return cannotBeQuoted(m_facts.domain);
        m_replies = "    if envelope :domain :is \"from\" " + *domain + " {\r\n";
        if (const auto problem = reply(*m_vacation.insideReply, "inside", "        "))
            return problem;
        m_replies += "    } else {\r\n";
        const auto problem = reply(m_vacation.reply, "outside", "        ");
        m_replies += "    }\r\n";
        return problem;
    }

    /// A changed text is another vacation: who was answered is answered anew (RFC 5230 4.3).
    Problem reply(const model::VacationText& text, const char* which, const char* indent) {
        const QByteArray hash = QCryptographicHash::hash(QString(m_vacation.subject + u'\n' + text.text + u'\n' + text.html).toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
        QByteArray command = QByteArray(indent) + "vacation " + interval() + " :addresses " + m_addresses +
                             " :handle \"tributary-" + which + '-' + hash + "\" ";
        if (!m_vacation.subject.trimmed().isEmpty()) {
            const auto subject = sieveString(m_vacation.subject.left(500));
            if (!subject)
                return cannotBeQuoted(m_vacation.subject);
            command += ":subject " + *subject + ' ';
        }
        const auto body = text.html.isEmpty() ? sieveText(text.text) : sieveText(mimeText(text));
        if (!body)
            return cannotBeQuoted(text.text.left(100));
        m_replies += command + (text.html.isEmpty() ? "" : ":mime ") + *body + QByteArray(indent) + ";\r\n";
        return std::nullopt;
    }

    /// A server that counts seconds has no bounds that are whole days (RFC 6131 2).
    QByteArray interval() {
        const int days = std::clamp(m_vacation.intervalDays, 1, 365);
        if (!m_server.extensions.contains("vacation-seconds"))
            return ":days " + QByteArray::number(days);
        m_part.extensions.insert("vacation-seconds");
        return ":seconds " + QByteArray::number(days * 86'400);
    }

    static QByteArray encoded(const QString& text) {
        const QByteArray base64 = text.toUtf8().toBase64();
        QByteArray lines;
        for (qsizetype at = 0; at < base64.size(); at += 76)
            lines += base64.mid(at, 76) + "\n";
        return lines;
    }

    /// Base64 has no "--": nothing of the texts can be the boundary.
    static QString mimeText(const model::VacationText& text) {
        const QByteArray part = "Content-Transfer-Encoding: base64\n\n";
        return QString::fromLatin1("Content-Type: multipart/alternative; boundary=\"--tributary\"\n\n----tributary\nContent-Type: text/plain; charset=utf-8\n" + part +
                                   encoded(text.text) + "\n----tributary\nContent-Type: text/html; charset=utf-8\n" + part + encoded(text.html) + "\n----tributary--\n");
    }

    const model::Vacation& m_vacation;
    const VacationScriptFacts& m_facts;
    const SieveServer& m_server;
    SievePart m_part;
    QByteArrayList m_tests;
    QByteArray m_addresses, m_zone, m_replies;
};

} // namespace

tl::expected<SievePart, NotExpressible> vacationScript(const model::Vacation& vacation, const VacationScriptFacts& facts, const SieveServer& server) {
    return VacationWriter(vacation, facts, server).write();
}

} // namespace tributary::rules
