// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/CharsetLabels.h"

#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <QHash>

#include <algorithm>

namespace tributary::mime::detail {

namespace {

struct Family {
    const char* table;
    const char* labels;
};

QHash<QByteArray, QByteArray> mapOf(const Family* begin, const Family* end) {
    QHash<QByteArray, QByteArray> map;
    for (const Family* family = begin; family != end; ++family) {
        for (const QByteArray& label : QByteArray(family->labels).split(' '))
            map.insert(label, family->table);
    }
    return map;
}

/// Labels that mean something else than they say; what is not here goes to ICU as it is. What is sent under these is the
/// wider table of the same family.
const QHash<QByteArray, QByteArray>& labelMap() {
    static constexpr Family kFamilies[]{
        {kUtf8, "utf8 utf-8 x-utf-8 unicode-1-1-utf-8 utf-8-mac utf_8 cp65001 utf8mb4 cesu-8 cesu8 utf8mb3"},
        {"", "us-ascii ascii ansi_x3.4-1968 x-unknown unknown-8bit 8bit default unknown x-user-defined us_ascii"},
        {kLatin1, "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 iso-8859-1-windows-3.1-latin-1 l1 cp1252 x-ansi ansi _iso-8859-1 "
                  "iso-ir-100 8859-1 iso88591 windows1252"},
        {"windows-1254", "iso-8859-9 iso8859-9 latin5 cp1254"},
        {"windows-874", "iso-8859-11 tis-620 tis620 cp874"},
        {"iso-8859-8", "iso-8859-8-i iso-8859-8-e"},
        {"gb18030", "gb2312 gbk gb_2312-80 x-gbk cp936 windows-936 euc-cn chinese gb-2312 gb_2312 x-euc-cn iso-ir-58"},
        {"windows-949", "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ks-c-5601-1987 ksc_5601 ksc5601 cp949 x-windows-949 korean uhc "
                        "x-uhc euckr iso-ir-149"},
        {kShiftJis, "shift_jis shift-jis sjis x-sjis cp932 windows-31j ms_kanji windows-932 ms932 x-ms-cp932 cswindows31j csshiftjis "
                    "shiftjis"},
        {kIso2022Jp, "iso-2022-jp-ms cp50220 cp50221 cp50222 csiso2022jp iso2022jp iso-2022jp jis x-iso-2022-jp iso-2022-jp-1 "
                     "x-windows-50220 x-windows-50221 iso-2022-jp-2004 iso-2022-jp-3 iso2022jp-3 iso2022jp-2004"},
        {"euc-jp", "x-euc-jp eucjp ujis x-euc cp51932 x-eucjp eucjp-ms euc-jp-ms"},
        {"big5", "x-big5 cn-big5 big-5 cp950"},
        {"ibm-1375_P100-2008", "big5-hkscs big5hkscs big5_hkscs big5-hkscs-2004 big5-hkscs:2004 x-big5-hkscs cp951 hkscs"},
        {"utf-7", "x-unicode-2-0-utf-7 unicode-1-1-utf-7 unicode-2-0-utf-7 x-utf-7"},
        {"macintosh", "x-mac-roman mac x-macroman"},
    };
    static const QHash<QByteArray, QByteArray> map = mapOf(std::begin(kFamilies), std::end(kFamilies));
    return map;
}

/// Labels come in quotes, with blanks and in any case.
QByteArray bareLabel(QByteArrayView label) {
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
    return name;
}

/// What mail of that language was written in before UTF-8.
const QHash<QByteArray, QByteArray>& languageMap() {
    static constexpr Family kLanguages[]{
        {"ibm-943_P15A-2003 euc-jp", "ja"},
        {"windows-949", "ko"},
        {"gb18030 big5", "zh zh-cn zh-sg zh-hans"},
        {"big5 gb18030", "zh-tw zh-hk zh-mo zh-hant"},
        {"windows-1251 koi8-r", "ru bg mk be"},
        {"windows-1251 koi8-u", "uk"},
        {"windows-1250 iso-8859-2", "pl cs sk hu sl hr bs ro sq"},
        {"windows-1251 windows-1250", "sr"},
        {"windows-1253", "el"},
        {"windows-1254", "tr az"},
        {"windows-1255", "he"},
        {"windows-1256", "ar fa ur"},
        {"windows-1257", "lt lv et"},
        {"windows-1258", "vi"},
        {"windows-874", "th"},
        {kLatin1, "en de fr es it pt nl sv da nb nn no fi is ca gl eu af"},
    };
    static const QHash<QByteArray, QByteArray> map = mapOf(std::begin(kLanguages), std::end(kLanguages));
    return map;
}

} // namespace

QByteArray charsetName(QByteArrayView label) {
    const QByteArray name = bareLabel(label);
    return name.isEmpty() ? name : labelMap().value(name, name);
}

bool isSilentLabel(QByteArrayView label) {
    const QByteArray name = bareLabel(label);
    return !name.isEmpty() && labelMap().value(name, name).isEmpty();
}

QList<QByteArray> likelyCharsets(QByteArrayView hint) {
    const QByteArray tag = bareLabel(hint).replace('_', '-');
    if (tag.isEmpty())
        return {};
    // "zh-Hant-TW", then "zh-Hant", then "zh"
    for (qsizetype size = tag.size(); size > 0; size = tag.lastIndexOf('-', size - 1)) {
        if (const auto it = languageMap().constFind(tag.left(size)); it != languageMap().cend())
            return it->split(' ');
    }
    const QByteArray name = charsetName(hint);
    return name.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{name};
}

} // namespace tributary::mime::detail
