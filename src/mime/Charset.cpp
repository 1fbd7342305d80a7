// SPDX-License-Identifier: GPL-3.0-or-later
// Charsets by ICU's tables, under the labels that mail really uses (CharsetLabels.h).
#include "mime/detail/Charset.h"

#include "mime/Limits.h"
#include "mime/detail/CharsetLabels.h"
#include "mime/detail/Iso2022Jp.h"
#include "mime/detail/Scan.h"
#include "mime/detail/Surrogates.h"

#include <QStringDecoder>

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

namespace tributary::mime {

namespace {

using detail::badCharacters;
using detail::CharsetText;
using detail::charsetName;
using detail::kIso2022Jp;
using detail::kLatin1;
using detail::kShiftJis;
using detail::kUtf8;
using detail::trimmed;

struct ConverterClose {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterClose>;

/// Opening one costs more than decoding a subject with it, and one table follows itself: the last is kept.
UConverter* converterFor(const QByteArray& name) {
    static thread_local Converter last;
    static thread_local QByteArray lastName;
    if (name.isEmpty())
        return nullptr;
    if (name != lastName) {
        UErrorCode error = U_ZERO_ERROR;
        last.reset(ucnv_open(name.constData(), &error));
        if (U_FAILURE(error))
            last.reset();
        lastName = name;
    }
    return last.get();
}

std::optional<QString> decodeByIcu(QByteArrayView bytes, const QByteArray& name) {
    UConverter* const converter = converterFor(name);
    if (!converter)
        return std::nullopt;
    // A byte gives at most one UTF-16 unit, but for a few tables; ICU says when it is not enough.
    QString text(bytes.size() + 16, Qt::Uninitialized);
    for (int attempt = 0; attempt < 2; ++attempt) {
        UErrorCode error = U_ZERO_ERROR;
        const int32_t length = ucnv_toUChars(converter, reinterpret_cast<UChar*>(text.data()),
                                             static_cast<int32_t>(text.size()), bytes.data(),
                                             static_cast<int32_t>(bytes.size()), &error);
        if (U_SUCCESS(error)) {
            text.resize(length);
            return text;
        }
        if (error != U_BUFFER_OVERFLOW_ERROR)
            break;
        text.resize(length + 1);
    }
    return std::nullopt;
}

bool isAscii(QByteArrayView bytes) {
    const char* at = bytes.begin();
    quint64 word = 0;
    for (; bytes.end() - at >= 8; at += 8) {
        std::memcpy(&word, at, 8);
        if (word & 0x8080808080808080ULL)
            return false;
    }
    return std::all_of(at, bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

std::optional<QString> decodeValidUtf8(QByteArrayView bytes) {
    if (isAscii(bytes))
        return QString::fromLatin1(bytes);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

struct DetectorDelete {
    void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

QByteArray detected(QByteArrayView bytes) {
    // Making one costs more than what it reads of a name or a subject.
    static thread_local const std::unique_ptr<std::remove_pointer_t<uchardet_t>, DetectorDelete> detector(uchardet_new());
    uchardet_reset(detector.get());
    // ASCII says nothing: the sample begins a little before the first byte that does.
    constexpr qsizetype kBefore = 64;
    const auto telling = std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    const QByteArrayView rest = bytes.sliced(std::max<qsizetype>(0, telling - bytes.begin() - kBefore));
    const qsizetype sample = std::min(rest.size(), limits::kDetectionSample);
    uchardet_handle_data(detector.get(), rest.data(), static_cast<size_t>(sample));
    uchardet_data_end(detector.get());
    return charsetName(uchardet_get_charset(detector.get()));
}

/// How little a text looks like one. Half-width kana are what EUC-JP looks like in Shift_JIS.
qsizetype oddness(const QString& text) {
    qsizetype sum = 0;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u == QChar::ReplacementCharacter)
            sum += 20;
        else if ((u >= 0x80 && u < 0xa0) || (u >= 0xe000 && u < 0xf900))
            sum += 10;
        else if (u >= 0xff61 && u < 0xffa0)
            sum += 2;
    }
    return sum;
}

/// The account says what is likely: the detector decides among that, else the least odd text does.
std::optional<CharsetText> decodeAsLikely(QByteArrayView bytes, const QList<QByteArray>& likely, const QByteArray& seen) {
    std::optional<CharsetText> best;
    qsizetype bestOddness = 0;
    for (const QByteArray& name : likely) {
        auto text = decodeByIcu(bytes, name);
        if (!text)
            continue;
        const qsizetype odd = oddness(*text) - (name == seen ? 1 : 0);
        if (!best || odd < bestOddness) {
            best = CharsetText{std::move(*text), name};
            bestOddness = odd;
        }
    }
    return best && badCharacters(best->text) * 20 <= best->text.size() ? best : std::nullopt;
}

/// No label, or one that nobody knows, or one that lies: what the bytes look like.
CharsetText decodeByGuess(QByteArrayView bytes, QByteArrayView hint) {
    if (auto text = decodeValidUtf8(bytes))
        return {*text, kUtf8};
    if (const QByteArray joined = detail::withJoinedSurrogates(bytes); !joined.isEmpty()) {
        if (auto text = decodeValidUtf8(joined))
            return {*text, kUtf8};
    }
    const QByteArray seen = detected(bytes);
    if (const QList<QByteArray> likely = detail::likelyCharsets(hint); !likely.isEmpty()) {
        if (auto text = decodeAsLikely(bytes, likely, seen))
            return *text;
    }
    if (auto text = decodeByIcu(bytes, seen); text && badCharacters(*text) * 20 <= text->size())
        return {*text, seen};
    return {decodeByIcu(bytes, kLatin1).value_or(QString::fromLatin1(bytes)), kLatin1};
}

/// ICU takes an escape sequence right behind another for an attack and says U+FFFD; joined encoded words and careless
/// mailers have them everywhere. The first of two says nothing.
QByteArray withoutEmptyShifts(QByteArrayView bytes) {
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const bool shift = bytes[i] == '\x1b' && i + 3 < bytes.size() && (bytes[i + 1] == '(' || bytes[i + 1] == '$') &&
                           bytes[i + 3] == '\x1b';
        if (shift)
            i += 2;
        else
            out.append(bytes[i]);
    }
    return out;
}

/// ASCII bytes may mean something else than ASCII.
bool isStateful(const QByteArray& name) {
    return name.startsWith("iso-2022") || name == "hz-gb-2312" || name == "hz" || name.startsWith("utf-7") ||
           name.startsWith("utf-16") || name.startsWith("utf-32") || name.startsWith("utf7") || name.startsWith("imap-");
}

std::optional<QString> decodeIso2022(QByteArrayView bytes, const QByteArray& name) {
    if (name == kIso2022Jp) {
        if (const auto shiftJis = detail::shiftJisOfIso2022Jp(bytes))
            return isAscii(*shiftJis) ? QString::fromLatin1(*shiftJis) : decodeByIcu(*shiftJis, kShiftJis);
        return decodeByIcu(withoutEmptyShifts(bytes), "iso-2022-jp-2");
    }
    return decodeByIcu(withoutEmptyShifts(bytes), name);
}

/// Without a mark the big end comes first (RFC 2781 4.3), but Windows sends the little one: ASCII has its zeros there.
QByteArray utf16Name(QByteArrayView bytes) {
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return "utf-16";
    qsizetype zeros[2]{};
    for (qsizetype i = 0; i < std::min(bytes.size(), limits::kDetectionSample); ++i)
        zeros[i & 1] += bytes[i] == '\0' ? 1 : 0;
    return zeros[1] > zeros[0] ? "utf-16le" : "utf-16be";
}

std::optional<QString> decodeByName(QByteArrayView bytes, const QByteArray& name) {
    if (name == "utf-16")
        return decodeByIcu(bytes, utf16Name(bytes));
    if (name == kUtf8) {
        const QByteArray joined = detail::withJoinedSurrogates(bytes);
        return joined.isEmpty() ? QString::fromUtf8(bytes) : QString::fromUtf8(joined);
    }
    return name.startsWith("iso-2022") ? decodeIso2022(bytes, name) : decodeByIcu(bytes, name);
}

/// A text of seven bits with Japanese escapes that all mean something. Nobody writes those by chance, whatever the label says.
std::optional<QString> decodeEscapes(QByteArrayView bytes) {
    if (!bytes.contains('\x1b') || !(bytes.contains("\x1b$") || bytes.contains("\x1b(I")))
        return std::nullopt;
    auto text = decodeIso2022(bytes, kIso2022Jp);
    return text && !text->contains(QChar(QChar::ReplacementCharacter)) && !text->contains(QChar(0x1b)) ? text : std::nullopt;
}

/// A byte order mark of UTF-16 or UTF-32, which is no text in UTF-8: it knows better than the label.
bool hasWideMark(QByteArrayView bytes) { return bytes.size() >= 4 && (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")); }

CharsetText decodeByMark(QByteArrayView bytes) {
    const QByteArray name = bytes.startsWith(QByteArrayView("\xff\xfe\0\0", 4)) ? "utf-32" : "utf-16";
    return {decodeByIcu(bytes, name).value_or(QString()), name};
}

QByteArrayView attributeValue(QByteArrayView text) {
    text = trimmed(text);
    if (!text.isEmpty() && (text.front() == '"' || text.front() == '\''))
        text = text.sliced(1);
    qsizetype end = 0;
    while (end < text.size() && (detail::isLetter(text[end]) || detail::isDigit(text[end]) || text[end] == '-' ||
                                 text[end] == '_' || text[end] == '.'))
        ++end;
    return text.first(end);
}

} // namespace

namespace detail {

bool isKnownCharset(QByteArrayView label) {
    const QByteArray name = charsetName(label);
    return name == kUtf8 || name == kLatin1 || isSilentLabel(label) || converterFor(name) != nullptr;
}

qsizetype badCharacters(QStringView text) { return text.count(QChar(QChar::ReplacementCharacter)); }

QByteArrayView withoutCutCharacter(QByteArrayView bytes) {
    for (qsizetype back = 1; back <= std::min<qsizetype>(4, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80)
            break;
        if (byte >= 0xc0) {
            const qsizetype needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return needed > back ? bytes.chopped(back) : bytes;
        }
    }
    return bytes;
}

QByteArray charsetOfHtml(QByteArrayView html) {
    constexpr qsizetype kSniffed = 1024; // as browsers do
    const QByteArray head = html.first(std::min(html.size(), kSniffed)).toByteArray().toLower();
    for (qsizetype meta = head.indexOf("<meta"); meta >= 0; meta = head.indexOf("<meta", meta + 5)) {
        const qsizetype end = head.indexOf('>', meta);
        const qsizetype charset = head.indexOf("charset", meta);
        if (charset < 0 || (end >= 0 && charset > end))
            continue;
        const QByteArrayView rest = trimmed(QByteArrayView(head).sliced(charset + 7));
        const QByteArrayView value = rest.startsWith('=') ? attributeValue(rest.sliced(1)) : QByteArrayView();
        // HTML standard: a document whose meta could be read is not UTF-16.
        return value.startsWith("utf-16") ? QByteArray(kUtf8) : value.toByteArray();
    }
    return {};
}

/// Mail that says nothing, ASCII or Latin 1 and is valid UTF-8 is UTF-8: no other text looks so by chance.
CharsetText decodeNaming(QByteArrayView bytes, QByteArrayView label, QByteArrayView hint) {
    constexpr qsizetype kMaxBytes = 512 << 20; // ICU counts in 32 bits
    bytes = bytes.first(std::min(bytes.size(), kMaxBytes));
    const QByteArray name = charsetName(label);
    const bool ascii = isAscii(bytes);
    if (name.isEmpty() && ascii && bytes.contains('\x1b') && bytes.contains("\x1b$")) {
        if (auto text = decodeIso2022(bytes, kIso2022Jp))
            return {*text, kIso2022Jp};
    }
    if (ascii && name == kUtf8) {
        if (auto text = decodeEscapes(bytes))
            return {*text, kIso2022Jp};
    }
    if ((name.isEmpty() || name == kUtf8) && hasWideMark(bytes))
        return decodeByMark(bytes);
    if (ascii && (name.isEmpty() || !isStateful(name)))
        return {QString::fromLatin1(bytes), name.isEmpty() ? QByteArray(kUtf8) : name};
    if (name.isEmpty())
        return decodeByGuess(bytes, hint);
    if (name == kLatin1 || name == kUtf8) {
        if (auto text = decodeValidUtf8(bytes))
            return {*text, kUtf8};
    }
    // 8-bit text under a 7-bit label, without one escape: some other charset.
    if (name.startsWith("iso-2022") && !ascii && find(bytes, '\x1b', 0) < 0)
        return decodeByGuess(bytes, hint);
    auto text = decodeByName(bytes, name);
    // A lying label: more than a tenth of it is no UTF-8.
    if (!text || (name == kUtf8 && badCharacters(*text) * 10 > text->size()))
        return decodeByGuess(bytes, hint);
    return {*text, name};
}

std::optional<CharsetText> decodeForced(QByteArrayView bytes, QByteArrayView label) {
    const QByteArray name = isSilentLabel(label) ? QByteArray(kLatin1) : charsetName(label);
    auto text = name.isEmpty() ? std::nullopt : decodeByName(bytes, name);
    return text ? std::optional(CharsetText{std::move(*text), name}) : std::nullopt;
}

} // namespace detail

QString decodeCharset(QByteArrayView bytes, QByteArrayView label, QByteArrayView hint) {
    return detail::decodeNaming(bytes, label, hint).text;
}

} // namespace tributary::mime
