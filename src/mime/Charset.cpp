// SPDX-License-Identifier: GPL-3.0-or-later
// Charsets by ICU's tables, under the labels that mail really uses.
#include "mime/detail/Charset.h"

#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <QHash>
#include <QStringDecoder>

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace tributary::mime {

namespace {

using detail::trimmed;

constexpr char kUtf8[] = "utf-8";
constexpr char kLatin1[] = "windows-1252"; // ISO-8859-1 in mail is this, always

/// Labels that mean something else than they say; what is not here goes to ICU as it is.
const QHash<QByteArray, QByteArray>& labelMap() {
    static const QHash<QByteArray, QByteArray> map = [] {
        // What is sent under these labels is the wider table of the same family.
        struct Family {
            const char* table;
            const char* labels;
        };
        static constexpr Family kFamilies[]{
            {kUtf8, "utf8 x-utf-8 unicode-1-1-utf-8 utf-8-mac utf_8 cp65001"},
            {kLatin1, "us-ascii ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 "
             "iso-8859-1-windows-3.1-latin-1 l1 cp1252 x-ansi ansi default x-unknown unknown-8bit "
             "8bit _iso-8859-1 iso-ir-100"},
            {"windows-1254", "iso-8859-9 iso8859-9 latin5 cp1254"},
            {"windows-874", "iso-8859-11 tis-620 tis620 cp874"},
            {"iso-8859-8", "iso-8859-8-i iso-8859-8-e"},
            {"gb18030", "gb2312 gbk gb_2312-80 x-gbk cp936 windows-936 euc-cn chinese gb-2312 gb_2312 x-euc-cn "
             "iso-ir-58"},
            {"windows-949", "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ks-c-5601-1987 ksc_5601 ksc5601 cp949 "
             "x-windows-949 korean uhc x-uhc euckr iso-ir-149"},
            {"ibm-943_P15A-2003", "shift_jis shift-jis sjis x-sjis cp932 windows-31j ms_kanji windows-932 ms932 x-ms-cp932 "
             "cswindows31j csshiftjis shiftjis"},
            {"iso-2022-jp", "iso-2022-jp-ms cp50220 cp50221 cp50222 csiso2022jp iso2022jp iso-2022jp jis "
             "x-iso-2022-jp iso-2022-jp-1 x-windows-50220 x-windows-50221"},
            {"euc-jp", "x-euc-jp eucjp ujis x-euc cp51932 x-eucjp eucjp-ms euc-jp-ms"},
            {"big5", "x-big5 cn-big5 big-5 cp950"},
            {"utf-7", "x-unicode-2-0-utf-7 unicode-1-1-utf-7 unicode-2-0-utf-7 x-utf-7"},
            {"macintosh", "x-mac-roman mac x-macroman"},
        };
        QHash<QByteArray, QByteArray> labels;
        for (const Family& family : kFamilies) {
            for (const QByteArray& label : QByteArray(family.labels).split(' '))
                labels.insert(label, family.table);
        }
        return labels;
    }();
    return map;
}

QByteArray canonical(QByteArrayView label) {
    label = trimmed(label);
    while (!label.isEmpty() && (label.front() == '"' || label.front() == '\''))
        label = label.sliced(1);
    while (!label.isEmpty() && (label.back() == '"' || label.back() == '\'' || label.back() == ';'))
        label.chop(1);
    if (label.isEmpty() || label.size() > limits::kCharsetLabel)
        return {};
    QByteArray name = label.toByteArray().toLower();
    if (!std::all_of(name.cbegin(), name.cend(), [](char c) { return c > ' ' && c < 127 && c != ','; }))
        return {}; // ICU reads options behind a comma
    return labelMap().value(name, name);
}

struct ConverterClose {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterClose>;

Converter converterFor(const QByteArray& name) {
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(name.isEmpty() ? nullptr : ucnv_open(name.constData(), &error));
    return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

std::optional<QString> decodeByIcu(QByteArrayView bytes, const QByteArray& name) {
    const Converter converter = converterFor(name);
    if (!converter)
        return std::nullopt;
    // A byte gives at most one UTF-16 unit, but for a few tables; ICU says when it is not enough.
    QString text(bytes.size() + 16, Qt::Uninitialized);
    for (int attempt = 0; attempt < 2; ++attempt) {
        UErrorCode error = U_ZERO_ERROR;
        const int32_t length = ucnv_toUChars(converter.get(), reinterpret_cast<UChar*>(text.data()),
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

std::optional<QString> decodeValidUtf8(QByteArrayView bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

qsizetype badCharacters(const QString& text) { return text.count(QChar(QChar::ReplacementCharacter)); }

struct DetectorDelete {
    void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

/// No label, or one that nobody knows, or one that lies: what the bytes look like.
QString decodeByGuess(QByteArrayView bytes) {
    if (auto text = decodeValidUtf8(bytes))
        return *text;
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, DetectorDelete> detector(uchardet_new());
    const qsizetype sample = std::min(bytes.size(), limits::kDetectionSample);
    uchardet_handle_data(detector.get(), bytes.data(), static_cast<size_t>(sample));
    uchardet_data_end(detector.get());
    if (auto text = decodeByIcu(bytes, canonical(uchardet_get_charset(detector.get())));
        text && badCharacters(*text) * 20 <= text->size())
        return *text;
    return decodeByIcu(bytes, kLatin1).value_or(QString::fromLatin1(bytes));
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

/// ASCII bytes may mean something else than ASCII.
bool isStateful(const QByteArray& name) {
    return name.startsWith("iso-2022") || name == "hz-gb-2312" || name == "hz" || name.startsWith("utf-7") ||
           name.startsWith("utf-16") || name.startsWith("utf-32") || name.startsWith("utf7") || name.startsWith("imap-");
}

QString decodeIso2022(QByteArrayView bytes, const QByteArray& name) {
    // 8-bit text under a 7-bit label, without one escape: some other charset.
    if (!isAscii(bytes) && detail::find(bytes, '\x1b', 0) < 0)
        return decodeByGuess(bytes);
    if (auto text = decodeByIcu(withoutEmptyShifts(bytes), name))
        return *text;
    return decodeByGuess(bytes);
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
    const QByteArray name = canonical(label);
    return name == kUtf8 || name == kLatin1 || converterFor(name) != nullptr;
}

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

} // namespace detail

QString decodeCharset(QByteArrayView bytes, QByteArrayView label) {
    constexpr qsizetype kMaxBytes = 512 << 20; // ICU counts in 32 bits
    bytes = bytes.first(std::min(bytes.size(), kMaxBytes));
    const QByteArray name = canonical(label);
    // Mail that says nothing, ASCII or Latin 1 and is valid UTF-8 is UTF-8: no other text looks so by chance.
    if (name.isEmpty() || name == kLatin1 || name == kUtf8) {
        if (name.isEmpty() && bytes.contains("\x1b$") && isAscii(bytes))
            return decodeByIcu(withoutEmptyShifts(bytes), "iso-2022-jp").value_or(QString::fromLatin1(bytes));
        if (auto text = decodeValidUtf8(bytes))
            return *text;
        if (name == kUtf8) {
            // A lying label: more than a tenth of it is no UTF-8.
            QString text = QString::fromUtf8(bytes);
            return badCharacters(text) * 10 > text.size() ? decodeByGuess(bytes) : text;
        }
        return name.isEmpty() ? decodeByGuess(bytes) : decodeByIcu(bytes, name).value_or(QString::fromLatin1(bytes));
    }
    if (!isStateful(name) && isAscii(bytes))
        return QString::fromLatin1(bytes);
    if (name.startsWith("iso-2022"))
        return decodeIso2022(bytes, name);
    if (auto text = decodeByIcu(bytes, name))
        return *text;
    return decodeByGuess(bytes);
}

} // namespace tributary::mime
