// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/SieveTests.h"

#include "rules/FoldedText.h"
#include "rules/SieveText.h"
#include "rules/detail/CompiledTest.h"

#include <unicode/unorm2.h>

#include <algorithm>
#include <cstdlib>

namespace tributary::rules::detail {

using model::FilterField;
using model::FilterTest;

namespace {

constexpr char kUnicodeCasemap[] = "comparator-i;unicode-casemap";

/// Characters that no other character folds to, for what matters: Han of the main block, and the marks that go with it.
bool isHan(QChar c) { return (c.unicode() >= 0x4E00 && c.unicode() <= 0x9FFF) || c.unicode() == 0x3005 || c.unicode() == 0x3007; }

enum class LetterWidth { Half, FullLower, FullUpper, FullTitle };

/// Widths go by kind: "ＩＮＶＯＩＣＥ 12" is as usual as "invoice　１２".
struct Widths {
    LetterWidth letters = LetterWidth::Half;
    bool wideOthers = false, wideBlanks = false;
};

QString inWidths(const QString& folded, const Widths& widths, bool keepStars) {
    QString text;
    for (QChar c : folded) {
        const char16_t unit = c.unicode();
        const bool isWide = c.isLetter() ? widths.letters != LetterWidth::Half : widths.wideOthers;
        const bool isUpper = widths.letters == LetterWidth::FullUpper || (widths.letters == LetterWidth::FullTitle && text.isEmpty());
        if (unit == u' ')
            c = widths.wideBlanks ? QChar(0x3000) : c;
        else if (unit < 0x7f && isWide && !(keepStars && unit == u'*'))
            c = QChar(static_cast<char16_t>((isUpper ? c.toUpper() : c).unicode() + 0xFEE0));
        text += c;
    }
    return text;
}

/// Could a mark behind it change it? Then the server, which takes characters apart, finds it where we do not.
bool takesMarks(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
    if (U_FAILURE(error) != 0)
        return true;
    for (UChar32 mark = 0x300; mark <= 0x36F; ++mark) {
        if (unorm2_composePair(nfc, static_cast<UChar32>(c), mark) >= 0)
            return true;
    }
    return unorm2_composePair(nfc, static_cast<UChar32>(c), 0x3099) >= 0 || unorm2_composePair(nfc, static_cast<UChar32>(c), 0x309A) >= 0;
}

/// i;unicode-casemap maps single characters: those that fold to several it keeps apart ("ß" and "ss").
bool foldsToSeveral(const QString& value) {
    const auto characters = value.toUcs4();
    return std::any_of(characters.begin(), characters.end(), [](char32_t c) { return QString::fromUcs4(&c, 1).toUpper().toUcs4().size() > 1; });
}

bool unicodeCasemapIsExact(const model::FilterCondition& condition, const QString& folded) {
    const auto characters = folded.toUcs4();
    if (condition.test == FilterTest::Wildcard || foldsToSeveral(condition.value) || characters.isEmpty())
        return false;
    const bool isOpen = condition.test == FilterTest::Contains || condition.test == FilterTest::Begins;
    return !isOpen || !takesMarks(characters.last());
}

/// What is typed as one character and folds to others ("ß", "㈱") is not what the server is asked for.
bool hasPlainSpelling(const QString& value) {
    return std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.unicode() < 0x7f || c.unicode() == 0x3000 || (c.unicode() > 0xFF00 && c.unicode() < 0xFF5F) || isHan(c);
    });
}

struct Keys {
    QStringList texts;
    bool unicodeCasemap = false;
};

Expressed<Keys> keysOf(const model::FilterCondition& condition, const SieveServer& server, TextSource::View view) {
    const QString folded = QString::fromUtf8(foldedText(condition.value));
    const bool isWild = condition.test == FilterTest::Wildcard;
    const bool isAscii = std::all_of(folded.begin(), folded.end(), [](QChar c) { return c.unicode() < 0x7f; });
    if (isWild && folded.contains(u'?'))
        return obstacle(SieveObstacle::WildcardCharacter);
    if (view == TextSource::View::Addresses)
        return isAscii ? Expressed<Keys>(Keys{{folded}, false}) : obstacle(SieveObstacle::WidthFolding, condition.value);
    Keys keys{hasPlainSpelling(condition.value) ? spellings(folded, isWild) : QStringList(), false};
    if (keys.texts.isEmpty()) {
        if (!server.extensions.contains(kUnicodeCasemap) || !unicodeCasemapIsExact(condition, folded))
            return obstacle(SieveObstacle::WidthFolding, condition.value);
        keys = {{folded}, true};
    }
    return keys;
}

QString escaped(const QString& key, FilterTest test) {
    switch (test) {
    case FilterTest::Begins: return withoutWildcards(key) + u'*';
    case FilterTest::Ends: return u'*' + withoutWildcards(key);
    case FilterTest::Wildcard: return QString(key).replace(u'\\', QLatin1StringView("\\\\"));
    default: return key;
    }
}

QByteArray matchType(FilterTest test) {
    return test == FilterTest::Is ? ":is " : test == FilterTest::Contains ? ":contains " : ":matches ";
}

QStringList fieldNames(const model::FilterCondition& condition) {
    switch (condition.field) {
    case FilterField::From: return {QStringLiteral("from")};
    case FilterField::To: return {QStringLiteral("to")};
    case FilterField::Cc: return {QStringLiteral("cc")};
    case FilterField::Recipient: return {QStringLiteral("to"), QStringLiteral("cc"), QStringLiteral("bcc")};
    case FilterField::Subject: return {QStringLiteral("subject")};
    case FilterField::ListId: return {QStringLiteral("list-id")};
    default: return {condition.header.toLower()};
    }
}

Expressed<SievePart> textTest(const model::FilterCondition& condition, const SieveServer& server) {
    const TextSource source = textSource(condition);
    const bool isBody = condition.field == FilterField::Body;
    if (condition.test == FilterTest::Expression)
        return obstacle(SieveObstacle::Expression);
    if (source.view == TextSource::View::Either)
        return obstacle(SieveObstacle::DisplayName);
    if (isBody && (!server.looseBody || condition.negated || condition.test != FilterTest::Contains || condition.value.contains(u' ')))
        return obstacle(SieveObstacle::BodyReadOtherwise);
    const auto keys = keysOf(condition, server, source.view);
    if (!keys)
        return tl::unexpected(keys.error());
    QStringList texts;
    for (const QString& key : keys->texts)
        texts.append(escaped(key, condition.test));
    const auto quoted = sieveStrings(texts);
    const auto names = isBody ? Result<QByteArray>(QByteArray()) : sieveStrings(fieldNames(condition));
    if (!quoted || !names)
        return obstacle(SieveObstacle::CannotBeQuoted, condition.value);
    SievePart part;
    if (isBody)
        part.extensions.insert("body");
    part.text = isBody ? "body :text " : source.view == TextSource::View::Addresses ? "address :all " : "header ";
    part.text += matchType(condition.test);
    if (keys->unicodeCasemap) {
        part.extensions.insert(kUnicodeCasemap);
        part.text += ":comparator \"i;unicode-casemap\" ";
    }
    part.text += (isBody ? *quoted : *names + ' ' + *quoted);
    return part;
}

/// The offset of a zone at a time as RFC 5260 4.1 writes it.
QByteArray offsetText(int seconds) {
    const int minutes = std::abs(seconds) / 60;
    return (seconds < 0 ? "-" : "+") + QByteArray::number(minutes / 60).rightJustified(2, '0') +
           QByteArray::number(minutes % 60).rightJustified(2, '0');
}

Expressed<SievePart> dateTest(const model::FilterCondition& condition, const SieveServer& server) {
    const auto begins = dayBegins(condition.value, server.zone);
    if (!begins)
        return obstacle(SieveObstacle::CannotRun);
    const int offset = server.zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(*begins, Qt::UTC));
    if ((*begins / 1000 + offset) % 86'400 != 0 || offset % 60 != 0)
        return obstacle(SieveObstacle::DayWithoutMidnight, condition.value);
    SievePart part;
    part.extensions = {"date", "relational"};
    part.text = "date :value \"" + QByteArray(condition.test == FilterTest::Before ? "lt" : "ge") + "\" :zone \"" + offsetText(offset) +
                "\" \"date\" \"date\" \"" + condition.value.toLatin1() + '"';
    return part;
}

Expressed<SievePart> positiveTest(const model::FilterCondition& condition, const SieveServer& server) {
    switch (condition.field) {
    case FilterField::Attachment: return obstacle(SieveObstacle::AttachmentTest);
    case FilterField::Age: return obstacle(SieveObstacle::AgeTest);
    case FilterField::Account: return obstacle(SieveObstacle::AccountTest);
    case FilterField::Date: return dateTest(condition, server);
    case FilterField::Size:
        return SievePart{"size " + QByteArray(condition.test == FilterTest::Above ? ":over " : ":under ") + condition.value.toLatin1(), {}};
    default: break;
    }
    if (condition.test != FilterTest::Exists)
        return textTest(condition, server);
    const auto name = sieveStrings(fieldNames(condition));
    return name ? Expressed<SievePart>(SievePart{"exists " + *name, {}}) : obstacle(SieveObstacle::CannotBeQuoted, condition.header);
}

} // namespace

QStringList spellings(const QString& folded, bool keepStars) {
    bool letters = false, others = false, blanks = false, wasBracket = false;
    for (const QChar c : folded) {
        const char16_t unit = c.unicode();
        const bool isInBrackets = isHan(c) && wasBracket; // "(株)" is "㈱" as often as not
        wasBracket = unit == u'(';
        if ((unit >= 0x7f && !isHan(c)) || isInBrackets)
            return {};
        if (unit == u' ')
            blanks = true;
        else if (unit < 0x7f && !(keepStars && unit == u'*'))
            (c.isLetter() ? letters : others) = true;
    }
    QStringList all;
    for (const auto width : {LetterWidth::Half, LetterWidth::FullLower, LetterWidth::FullUpper, LetterWidth::FullTitle}) {
        for (const bool wideOthers : {false, true}) {
            for (const bool wideBlanks : {false, true}) {
                if ((width == LetterWidth::Half || letters) && (!wideOthers || others) && (!wideBlanks || blanks))
                    all.append(inWidths(folded, {width, wideOthers, wideBlanks}, keepStars));
            }
        }
    }
    all.removeDuplicates();
    return all;
}

Expressed<SievePart> requireAll(SievePart part, const SieveServer& server) {
    QByteArrayList missing;
    for (const QByteArray& extension : part.extensions) {
        if (!server.extensions.contains(extension))
            missing.append(extension);
    }
    std::sort(missing.begin(), missing.end());
    return missing.isEmpty() ? Expressed<SievePart>(std::move(part))
                             : obstacle(SieveObstacle::MissingExtension, QString::fromLatin1(missing.first()));
}

Expressed<SievePart> sieveTest(const model::FilterCondition& condition, const SieveServer& server) {
    auto part = positiveTest(condition, server);
    if (!part)
        return part;
    if (condition.negated)
        part->text.prepend("not ");
    return requireAll(std::move(*part), server);
}

Expressed<SievePart> sieveTests(const model::Filter& filter, const SieveServer& server) {
    SievePart all{"true", {}};
    if (filter.join == model::FilterJoin::EveryMail)
        return all;
    QByteArrayList tests;
    for (const model::FilterCondition& condition : filter.conditions) {
        const auto part = sieveTest(condition, server);
        if (!part)
            return part;
        tests.append(part->text);
        all.extensions.unite(part->extensions);
    }
    if (tests.size() == 1)
        all.text = tests.first();
    else
        all.text = (filter.join == model::FilterJoin::All ? "allof (" : "anyof (") + tests.join(",\r\n        ") + ')';
    return all;
}

} // namespace tributary::rules::detail
