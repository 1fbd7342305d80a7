// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Senders.h"

#include "content/Links.h"
#include "content/Phishing.h"
#include "content/detail/Scripts.h"

namespace tributary::content {
namespace {

constexpr qsizetype kMaxName = 2000;
constexpr int kMaxBlanks = 3; ///< a longer row pushes what follows out of sight

bool isBlank(char32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x1680;
}

/// Changes the direction of what follows.
bool isBidiControl(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Takes no place, or looks like a blank that is none.
bool isInvisible(char32_t c) {
    switch (c) {
    case 0xAD: case 0x34F: case 0x115F: case 0x1160: case 0x17B4: case 0x17B5: case 0x200B: case 0x200C: case 0x200D:
    case 0x2028: case 0x2029: case 0x2800: case 0x3164: case 0xFEFF: case 0xFFA0: return true;
    default:
        return (c >= 0x180B && c <= 0x180F) || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206A && c <= 0x206F) ||
               (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF0 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) ||
               (c >= 0x1D173 && c <= 0x1D17A);
    }
}

bool isControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF; }

/// A script whose letters join: Arabic to Thaana, and those of India to Tibet, and Mongolian.
bool joins(char32_t c) { return (c >= 0x600 && c <= 0x7BF) || (c >= 0x8A0 && c <= 0xFFF) || (c >= 0x1780 && c <= 0x18AF); }

bool isEmoji(char32_t c) {
    return c >= 0x1F000 ? c < 0x1FB00 : (c >= 0x2190 && c <= 0x2BFF) || c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049 ||
                                            c == 0x2122 || c == 0x2139 || c == 0x3030 || c == 0x303D || c == 0x3297 || c == 0x3299 ||
                                            c == 0x20E3 || c == '#' || c == '*' || (c >= '0' && c <= '9');
}

/// Joiners and variation selectors that writing needs.
bool isNeeded(char32_t c, char32_t before, char32_t after) {
    const bool variation = c >= 0xFE00 && c <= 0xFE0F;
    if (variation || (c >= 0xE0100 && c <= 0xE01EF)) // of an emoji, of a Han letter
        return isEmoji(before) || (before >= 0x3400 && before <= 0x9FFF) || (before >= 0xF900 && before <= 0xFAFF) ||
               (before >= 0x20000 && before <= 0x3FFFF);
    if (c == 0x200D && (isEmoji(before) || before == 0xFE0F || (before >= 0x1F3FB && before <= 0x1F3FF)) && isEmoji(after))
        return true;
    return (c == 0x200C || c == 0x200D) && joins(before) && (joins(after) || c == 0x200D);
}

void appendMark(QString& out, char32_t c) {
    out += QLatin1StringView("[U+") + QString::number(c, 16).toUpper().rightJustified(4, u'0') + u']';
}

struct Visible {
    QString text;
    bool hidden = false;
};

Visible makeVisible(const QString& text, bool ofLines = false) {
    Visible result;
    const QList<uint> all = text.toUcs4();
    int blanks = 0;
    const auto isGap = [](char32_t c) { return isBlank(c) || c == '\n' || c == '\r' || c == '\t'; };
    for (qsizetype i = 0; i < all.size(); ++i) {
        const char32_t c = all[i];
        if (ofLines && (isBlank(c) || c == '\n' || c == '\t')) {
            result.text += QChar(static_cast<char16_t>(c));
            continue;
        }
        if (isGap(c) && !ofLines) {
            if (++blanks <= kMaxBlanks) {
                result.text += isBlank(c) ? QChar(static_cast<char16_t>(c)) : QChar(u' ');
            } else if (blanks == kMaxBlanks + 1) {
                result.text.chop(kMaxBlanks);
                result.text += QStringView(u" \u2423 ");
                result.hidden = true;
            }
            continue;
        }
        blanks = 0;
        const char32_t before = i > 0 ? all[i - 1] : 0;
        const char32_t after = i + 1 < all.size() ? all[i + 1] : 0;
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        const bool shown = !isBidiControl(c) && !isControl(c) && !surrogate && (!isInvisible(c) || isNeeded(c, before, after));
        if (shown) {
            result.text += QString::fromUcs4(&c, 1);
        } else if (ofLines && isInvisible(c) && !isBidiControl(c)) {
            result.hidden = true; // newsletters fill their first lines with hundreds of them: nobody wants to read that
        } else {
            appendMark(result.text, c);
            result.hidden = true;
        }
    }
    return result;
}

bool hasMixedWord(const QString& name) {
    for (const QString& word : name.left(kMaxName).split(u' ', Qt::SkipEmptyParts)) {
        if (detail::mixesScripts(word))
            return true;
    }
    return false;
}

/// An address in the name that is not the sender's own; full-width '@' is read as one.
QString addressIn(const model::Address& sender) {
    QString name = sender.name.left(kMaxName);
    name.replace(QChar(0xFF20), u'@').replace(QChar(0xFE6B), u'@');
    for (const TextLink& link : findLinks(name)) {
        QString found = name.mid(link.begin, link.length);
        if (link.url.startsWith(u"mailto:") && found.startsWith(u"mailto:", Qt::CaseInsensitive))
            found = found.mid(7);
        if (link.url.startsWith(u"mailto:") && found.compare(sender.addrSpec, Qt::CaseInsensitive) != 0)
            return found;
    }
    return {};
}

/// The first domain of others that is none of from's; empty when there is none.
QString otherDomain(const model::AddressList& from, const model::AddressList& others) {
    for (const model::Address& other : others) {
        const QString domain = model::domainOf(other.addrSpec);
        if (domain.isEmpty())
            continue;
        bool same = false;
        for (const model::Address& one : from)
            same = same || registrableDomain(model::domainOf(one.addrSpec)) == registrableDomain(domain);
        if (!same)
            return domain;
    }
    return {};
}

} // namespace

QString visibleText(const QString& text) { return makeVisible(text).text; }
QString visibleLines(const QString& text) { return makeVisible(text, true).text; }
bool hasHiddenCharacters(const QString& text) { return makeVisible(text).hidden; }

SenderCheck checkSender(const model::AddressList& from, const model::AddressList& replyTo, const model::AddressList& sender,
                        const KnownDomains& known) {
    SenderCheck check;
    int authors = 0;
    bool hidden = false;
    bool mixed = false;
    for (const model::Address& one : from) {
        authors += one.addrSpec.isEmpty() ? 0 : 1;
        if (check.addressInName.isEmpty())
            check.addressInName = addressIn(one);
        hidden = hidden || hasHiddenCharacters(one.name) || hasHiddenCharacters(one.addrSpec);
        mixed = mixed || hasMixedWord(one.name) || hasMixedWord(displayHost(model::domainOf(one.addrSpec))) ||
                checkLink({}, QStringLiteral("mailto:") + one.addrSpec).has(LinkHint::MixedScripts);
        if (check.lookAlikeOf.isEmpty() && !one.addrSpec.isEmpty())
            check.lookAlikeOf = checkLink({}, QStringLiteral("mailto:") + one.addrSpec, known).lookAlikeOf;
    }
    const auto add = [&check](bool fact, SenderHint hint) {
        if (fact)
            check.hints.append(hint);
    };
    check.replyDomain = otherDomain(from, replyTo);
    add(!check.addressInName.isEmpty(), SenderHint::NameHoldsAddress);
    add(authors > 1, SenderHint::SeveralFrom);
    add(authors == 0, SenderHint::NoAddress);
    add(hidden, SenderHint::HiddenCharacters);
    add(mixed, SenderHint::MixedScripts);
    add(!check.lookAlikeOf.isEmpty(), SenderHint::LookAlike);
    add(authors > 0 && !otherDomain(from, sender).isEmpty(), SenderHint::SenderElsewhere);
    add(authors > 0 && !check.replyDomain.isEmpty(), SenderHint::ReplyToElsewhere);
    return check;
}

} // namespace tributary::content
