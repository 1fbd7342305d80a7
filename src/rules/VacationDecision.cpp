// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationDecision.h"

#include "rules/detail/VacationTime.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tributary::rules {
namespace {

constexpr std::array kAnswerNames{"reply",      "off",         "header-missing", "in-junk",   "no-sender", "bounce",         "from-list",
                                  "automatic",  "suppressed",  "nobody-reads",   "from-self", "not-to-us", "excepted",       "too-old",
                                  "before-begin", "after-end", "other-day",      "other-hour", "other-audience", "answered-lately", "too-many"};
static_assert(kAnswerNames.size() == static_cast<std::size_t>(VacationAnswer::TooMany) + 1);

constexpr qint64 kVacationDayMs = 24LL * 60 * 60 * 1000;

/// "<a@b>" or "a@b", with comments and blanks around it.
QString pathAddress(const QString& path) {
    const auto parsed = mime::parseAddressList(path.toUtf8());
    return parsed.isEmpty() ? QString() : parsed.first().addrSpec;
}

/// The first word of a value, lower case: "auto-replied" of "Auto-Replied (vacation); owner=x".
QString firstWord(const QString& value) {
    const QString text = value.trimmed().toLower();
    const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace() || c == u';' || c == u'(' || c == u','; });
    return text.first(end - text.begin());
}

bool anyWord(const MessageFacts& message, QByteArrayView field, std::initializer_list<const char*> words) {
    const QStringList values = message.values(field);
    return std::any_of(values.begin(), values.end(), [&words](const QString& value) {
        return std::any_of(words.begin(), words.end(), [&value](const char* word) { return firstWord(value) == QLatin1StringView(word); });
    });
}

bool isOwn(const QString& addrSpec, const QStringList& own) {
    const QString key = model::mailboxKey(addrSpec);
    return std::any_of(own.begin(), own.end(), [&key](const QString& candidate) {
        const QString mine = model::mailboxKey(candidate);
        if (candidate.startsWith(u'@'))
            return key.endsWith(mine);
        const qsizetype at = mine.lastIndexOf(u'@'); // me+tag@x is me@x
        return key == mine || (at > 0 && key.startsWith(QString(mine.first(at) + u'+')) && key.endsWith(mine.sliced(at)));
    });
}

bool isBounce(const MessageFacts& message) {
    const QStringList paths = message.values("return-path");
    const bool isNull = std::any_of(paths.begin(), paths.end(), [](const QString& path) { return pathAddress(path).isEmpty(); });
    return isNull || anyWord(message, "content-type", {"multipart/report", "message/delivery-status", "message/disposition-notification"});
}

bool isFromList(const MessageFacts& message) {
    const bool hasListField = std::any_of(message.fields.begin(), message.fields.end(), [](const FactField& f) { return f.name.startsWith("list-"); });
    return hasListField || anyWord(message, "precedence", {"list", "bulk", "junk"}) || message.has("mailing-list") || message.has("x-mailing-list");
}

bool isAutomatic(const MessageFacts& message) {
    const QStringList submitted = message.values("auto-submitted");
    const bool says = std::any_of(submitted.begin(), submitted.end(), [](const QString& value) { return firstWord(value) != QLatin1StringView("no"); });
    return says || anyWord(message, "precedence", {"auto_reply"}) || message.has("x-autoreply") || message.has("x-autorespond") ||
           message.has("x-auto-reply-from") || message.has("x-loop");
}

bool isSuppressed(const MessageFacts& message) {
    for (const QString& value : message.values("x-auto-response-suppress")) {
        for (const QString& word : value.toLower().split(u',')) {
            if (word.trimmed() == QLatin1StringView("all") || word.trimmed() == QLatin1StringView("oof") || word.trimmed() == QLatin1StringView("autoreply"))
                return true;
        }
    }
    return false;
}

bool isToUs(const MessageFacts& message, const QStringList& own) {
    model::AddressList recipients = message.to + message.cc + message.bcc;
    for (const char* field : {"resent-to", "resent-cc", "resent-bcc"}) {
        for (const QString& value : message.values(field)) {
            for (const mime::ParsedAddress& address : mime::parseAddressList(value.toUtf8()))
                recipients.append({address.name, address.addrSpec});
        }
    }
    return std::any_of(recipients.begin(), recipients.end(), [&own](const model::Address& a) { return !a.addrSpec.isEmpty() && isOwn(a.addrSpec, own); });
}

/// The recipient, and who the message says it is from.
QStringList senders(const MessageFacts& message, const QString& recipient) {
    QStringList all{recipient};
    for (const model::Address& address : message.from) {
        if (!address.addrSpec.isEmpty())
            all.append(address.addrSpec);
    }
    return all;
}

VacationAnswer byMessage(const MessageFacts& message, const QString& recipient, const QStringList& own) {
    using enum VacationAnswer;
    if (!message.fieldsKnown)
        return HeaderMissing;
    if (message.mailboxUse == model::SpecialUse::Junk || message.mailboxUse == model::SpecialUse::Trash)
        return InJunk;
    if (isBounce(message))
        return Bounce;
    if (isFromList(message))
        return FromList;
    if (isAutomatic(message))
        return Automatic;
    if (isSuppressed(message))
        return Suppressed;
    if (recipient.isEmpty() || !model::looksLikeAddress(recipient))
        return NoSender;
    const QStringList all = senders(message, recipient);
    if (std::any_of(all.begin(), all.end(), isReadByNobody))
        return NobodyReads;
    if (std::any_of(all.begin(), all.end(), [&own](const QString& a) { return isOwn(a, own); }))
        return FromSelf;
    return isToUs(message, own) ? Reply : NotToUs;
}

bool isExcepted(const QStringList& senders, const QStringList& exceptions) {
    return std::any_of(senders.begin(), senders.end(), [&exceptions](const QString& sender) {
        const QString key = model::mailboxKey(sender);
        return std::any_of(exceptions.begin(), exceptions.end(), [&key](const QString& exception) {
            const QString other = model::mailboxKey(exception);
            return exception.trimmed().startsWith(u'@') ? other.size() > 1 && key.endsWith(other) : key == other;
        });
    });
}

/// A reply that the ledger has far in the future was written when the clock was wrong, and keeps nobody from getting one for years.
bool isRecent(qint64 lastMs, qint64 nowMs, int days) { return std::abs(nowMs - lastMs) < days * kVacationDayMs; }

} // namespace

QLatin1StringView vacationAnswerName(VacationAnswer answer) { return QLatin1StringView(kAnswerNames[static_cast<std::size_t>(answer)]); }

bool isReadByNobody(const QString& addrSpec) {
    const QString local = addrSpec.first(std::max<qsizetype>(addrSpec.lastIndexOf(u'@'), 0)).toLower();
    const QString plain = QString(local).remove(u'-').remove(u'_').remove(u'.');
    static constexpr std::array kWhole{"mailerdaemon", "listserv", "majordomo", "mailman", "nobody"};
    static constexpr std::array kBegins{"noreply", "donotreply"};
    static constexpr std::array kEnds{"-request", "-owner", "-bounces", "-bounce", "-noreply", "-no-reply"};
    const auto is = [&plain](const char* word) { return plain == QLatin1StringView(word); };
    const auto begins = [&plain](const char* word) { return plain.startsWith(QLatin1StringView(word)); };
    const auto ends = [&local](const char* word) { return local.endsWith(QLatin1StringView(word)); };
    return local.startsWith(QLatin1StringView("owner-")) || local.startsWith(QLatin1StringView("bounce-")) || local.contains(QLatin1StringView("-bounces+")) ||
           local.startsWith(QLatin1StringView("bounces+")) || std::any_of(kWhole.begin(), kWhole.end(), is) ||
           std::any_of(kBegins.begin(), kBegins.end(), begins) || std::any_of(kEnds.begin(), kEnds.end(), ends);
}

QString vacationRecipient(const MessageFacts& message) {
    const QStringList paths = message.values("return-path");
    if (!paths.isEmpty())
        return pathAddress(paths.first());
    for (const model::Address& address : message.from) {
        if (!address.addrSpec.isEmpty())
            return address.addrSpec;
    }
    const QStringList sender = message.values("sender");
    return sender.isEmpty() ? QString() : pathAddress(sender.first());
}

VacationAnswer decideVacation(const MessageFacts& message, const model::Vacation& vacation, const VacationSurroundings& surroundings) {
    using enum VacationAnswer;
    if (!vacation.on)
        return Off;
    const QString recipient = vacationRecipient(message);
    if (const VacationAnswer answer = byMessage(message, recipient, surroundings.ownAddresses); answer != Reply)
        return answer;
    if (isExcepted(senders(message, recipient), vacation.exceptions))
        return Excepted;
    if (surroundings.nowMs - message.receivedMs >= kVacationDayMs)
        return TooOld;
    if (const VacationAnswer answer = detail::vacationTime(vacation, message.receivedMs, surroundings.nowMs); answer != Reply)
        return answer;
    const QString key = model::mailboxKey(recipient);
    if (vacation.audience != model::VacationAudience::Everybody) {
        const bool known = surroundings.writtenTo && surroundings.writtenTo(key);
        if (known != (vacation.audience == model::VacationAudience::Known))
            return OtherAudience;
    }
    const auto last = surroundings.lastReplyMs ? surroundings.lastReplyMs(key) : std::nullopt;
    if (last && isRecent(*last, surroundings.nowMs, std::clamp(vacation.intervalDays, 1, 365)))
        return AnsweredLately;
    return surroundings.repliesInLastHour >= kVacationRepliesAnHour ? TooMany : Reply;
}

} // namespace tributary::rules
