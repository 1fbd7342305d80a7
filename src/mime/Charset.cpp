// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Scan.h"

#include <QHash>

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

namespace tributary::mime {

namespace {

/// Labels that mean something else than they say; what is not here goes to ICU as it is.
const QHash<QByteArray, QByteArray>& labelMap() {
    static const QHash<QByteArray, QByteArray> map{
        // what is sent under these labels is the wider table of the same family
        {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"}, {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"},
        {"iso8859-1", "windows-1252"}, {"iso-8859-9", "windows-1254"}, {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"},
        {"gb2312", "gb18030"}, {"gbk", "gb18030"}, {"gb_2312-80", "gb18030"}, {"x-gbk", "gb18030"}, {"cp936", "gb18030"},
        {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"}, {"ks_c_5601-1989", "windows-949"}, {"cp949", "windows-949"},
        {"ksc5601", "windows-949"}, {"x-windows-949", "windows-949"}, {"korean", "windows-949"},
        {"shift_jis", "ibm-943_P15A-2003"}, {"shift-jis", "ibm-943_P15A-2003"}, {"sjis", "ibm-943_P15A-2003"},
        {"x-sjis", "ibm-943_P15A-2003"}, {"cp932", "ibm-943_P15A-2003"}, {"windows-31j", "ibm-943_P15A-2003"},
        {"ms_kanji", "ibm-943_P15A-2003"}, {"windows-932", "ibm-943_P15A-2003"},
        {"iso-2022-jp-ms", "iso-2022-jp"}, {"cp50220", "iso-2022-jp"}, {"cp50221", "iso-2022-jp"}, {"cp50222", "iso-2022-jp"},
        {"x-euc-jp", "euc-jp"}, {"eucjp", "euc-jp"}, {"ujis", "euc-jp"},
        {"big5-hkscs", "big5-hkscs"}, {"x-big5", "big5"}, {"utf8", "utf-8"}, {"x-utf-8", "utf-8"}, {"unicode-1-1-utf-8", "utf-8"},
        {"utf-16", "utf-16"}, {"x-unicode-2-0-utf-7", "utf-7"}, {"unicode-1-1-utf-7", "utf-7"},
        {"x-mac-roman", "macintosh"}, {"mac", "macintosh"},
    };
    return map;
}

QByteArray canonical(QByteArrayView label) {
    QByteArray name = label.trimmed().toByteArray().toLower();
    if (name.startsWith('"') && name.endsWith('"') && name.size() > 1)
        name = name.mid(1, name.size() - 2);
    if (name.size() > 64)
        name.clear();
    return labelMap().value(name, name);
}

bool isValidUtf8(QByteArrayView bytes) { return bytes.isValidUtf8(); }

struct ConverterClose {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::optional<QString> decodeByIcu(QByteArrayView bytes, const QByteArray& name) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, ConverterClose> converter(ucnv_open(name.constData(), &error));
    if (U_FAILURE(error))
        return std::nullopt;
    // A byte gives at most one UTF-16 unit, but for a few tables; ICU says when it is not enough.
    QString text(bytes.size() + 16, Qt::Uninitialized);
    int32_t length = ucnv_toUChars(converter.get(), reinterpret_cast<UChar*>(text.data()), static_cast<int32_t>(text.size()),
                                   bytes.data(), static_cast<int32_t>(bytes.size()), &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        text.resize(length + 1);
        length = ucnv_toUChars(converter.get(), reinterpret_cast<UChar*>(text.data()), static_cast<int32_t>(text.size()),
                               bytes.data(), static_cast<int32_t>(bytes.size()), &error);
    }
    if (U_FAILURE(error))
        return std::nullopt;
    text.resize(length);
    return text;
}

struct DetectorDelete {
    void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

/// No label, or one that nobody knows: UTF-8 where it is valid, else what the bytes look like.
QString decodeByGuess(QByteArrayView bytes) {
    if (isValidUtf8(bytes))
        return QString::fromUtf8(bytes);
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, DetectorDelete> detector(uchardet_new());
    constexpr qsizetype kSample = 64 << 10;
    uchardet_handle_data(detector.get(), bytes.data(), static_cast<size_t>(std::min(bytes.size(), kSample)));
    uchardet_data_end(detector.get());
    const QByteArray guess = canonical(uchardet_get_charset(detector.get()));
    if (!guess.isEmpty()) {
        if (auto text = decodeByIcu(bytes, guess))
            return *text;
    }
    return decodeByIcu(bytes, "windows-1252").value_or(QString::fromLatin1(bytes));
}

/// ICU takes an escape sequence right behind another for an attack and says U+FFFD; joined encoded words and careless
/// mailers have them everywhere. The first of two says nothing.
QByteArray withoutEmptyShifts(QByteArrayView bytes) {
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const bool shift = bytes[i] == '\x1b' && i + 3 < bytes.size() && bytes[i + 1] == '(' && bytes[i + 3] == '\x1b';
        if (shift)
            i += 2;
        else
            out.append(bytes[i]);
    }
    return out;
}

bool isAscii(QByteArrayView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

} // namespace

namespace detail {

bool isKnownCharset(QByteArrayView label) {
    UErrorCode error = U_ZERO_ERROR;
    const QByteArray name = canonical(label);
    if (name.isEmpty())
        return false;
    const std::unique_ptr<UConverter, ConverterClose> converter(ucnv_open(name.constData(), &error));
    return U_SUCCESS(error);
}

} // namespace detail

QString decodeCharset(QByteArrayView bytes, QByteArrayView label) {
    constexpr qsizetype kMaxBytes = 512 << 20; // ICU counts in 32 bits
    bytes = bytes.first(std::min(bytes.size(), kMaxBytes));
    const QByteArray name = canonical(label);
    const bool stateful = name.startsWith("iso-2022") || name == "hz-gb-2312" || name.startsWith("utf-7") || name.startsWith("utf-16") || name.startsWith("utf-32");
    if (!stateful && isAscii(bytes))
        return QString::fromLatin1(bytes);
    // Mail that says ASCII, Latin 1 or Shift_JIS and is valid UTF-8 beyond ASCII is UTF-8: no other text looks so by chance.
    const bool weak = name.isEmpty() || name == "windows-1252" || name == "utf-8";
    if (weak && isValidUtf8(bytes))
        return QString::fromUtf8(bytes);
    if (name == "utf-8") {
        QString text = QString::fromUtf8(bytes);
        // A lying label: more than a tenth of it is no UTF-8.
        return text.count(QChar(QChar::ReplacementCharacter)) * 10 > text.size() ? decodeByGuess(bytes) : text;
    }
    if (name.isEmpty())
        return decodeByGuess(bytes);
    if (auto text = name.startsWith("iso-2022") ? decodeByIcu(withoutEmptyShifts(bytes), name) : decodeByIcu(bytes, name))
        return *text;
    return decodeByGuess(bytes);
}

} // namespace tributary::mime
