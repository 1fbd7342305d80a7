// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

namespace tributary::imap {

namespace {

/// "* 23 EXISTS" and its like.
Result<std::optional<Event>> parseNumbered(Lexer& lexer, quint32 number) {
    const QByteArray name = lexer.upperWord();
    if (name == "EXISTS")
        return Event(ExistsData{number});
    if (name == "RECENT")
        return Event(RecentData{number});
    if (name == "EXPUNGE") {
        if (number == 0)
            return lexer.malformed("EXPUNGE of 0");
        return Event(ExpungeData{SeqNum(number)});
    }
    if (name == "FETCH") {
        lexer.skipSpaces();
        TRY(FetchData data, parseFetch(lexer, SeqNum(number)));
        return Event(std::move(data));
    }
    return std::optional<Event>();
}

Result<Event> parseVanished(Lexer& lexer) {
    VanishedData data;
    if (lexer.skip('(')) {
        data.earlier = lexer.until(')').trimmed().toUpper() == "EARLIER";
        lexer.skipSpaces();
    }
    TRY(data.uids, lexer.set());
    return Event(std::move(data));
}

std::optional<Event> some(Event event) { return std::optional<Event>(std::move(event)); }

} // namespace

QByteArrayList splitWords(const QByteArray& text) {
    QByteArrayList words;
    for (qsizetype at = 0; at < text.size() && words.size() < limits::kWords;) {
        const qsizetype space = text.indexOf(' ', at);
        const qsizetype end = space < 0 ? text.size() : space;
        if (end > at)
            words.append(text.mid(at, end - at).toUpper());
        at = end + 1;
    }
    return words;
}

Result<std::optional<Event>> parseUntagged(const Fragment& fragment) {
    Lexer lexer(fragment);
    lexer.skip('*');
    lexer.skipSpaces();
    if (lexer.peek() >= '0' && lexer.peek() <= '9') {
        TRY(const quint64 number, lexer.number());
        lexer.skipSpaces();
        return parseNumbered(lexer, static_cast<quint32>(number));
    }
    const QByteArray name = lexer.upperWord();
    if (name == "OK" || name == "NO" || name == "BAD" || name == "BYE" || name == "PREAUTH") {
        TRY(StatusResponse status, parseStatus(name + lexer.rest()));
        return some(UntaggedStatus{std::move(status)});
    }
    lexer.skipSpaces();
    if (name == "CAPABILITY")
        return some(CapabilityData{splitWords(lexer.rest())});
    if (name == "ENABLED")
        return some(EnabledData{splitWords(lexer.rest())});
    if (name == "FLAGS") {
        TRY(QStringList flags, lexer.wordList());
        return some(FlagsData{std::move(flags)});
    }
    using Parse = Result<Event> (*)(Lexer&);
    static constexpr std::pair<const char*, Parse> kParsers[]{
        {"LIST", parseList},           {"STATUS", parseMailboxStatus}, {"SEARCH", parseSearch}, {"ESEARCH", parseEsearch},
        {"NAMESPACE", parseNamespace}, {"ID", parseId},                {"VANISHED", parseVanished},
        {"MYRIGHTS", parseMyRights},   {"QUOTAROOT", parseQuotaRoot},  {"QUOTA", parseQuota}};
    for (const auto& [word, parse] : kParsers) {
        if (name == word) {
            TRY(Event event, parse(lexer));
            return some(std::move(event));
        }
    }
    return std::optional<Event>();
}

} // namespace tributary::imap
