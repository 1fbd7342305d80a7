// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Scripts.h"

#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxText = 1000;

const UChar* uchars(const QString& text) { return reinterpret_cast<const UChar*>(text.utf16()); }
int32_t length(const QString& text) { return static_cast<int32_t>(text.size()); }

/// Made once, then only read: ICU promises that const use from several threads is safe.
const USpoofChecker* checker() {
    static const USpoofChecker* made = [] {
        UErrorCode status = U_ZERO_ERROR;
        USpoofChecker* one = uspoof_open(&status);
        if (U_FAILURE(status) != 0)
            return static_cast<USpoofChecker*>(nullptr);
        uspoof_setChecks(one, USPOOF_RESTRICTION_LEVEL, &status);
        uspoof_setRestrictionLevel(one, USPOOF_HIGHLY_RESTRICTIVE);
        return one;
    }();
    return made;
}

const UIDNA* idna() {
    static const UIDNA* made = [] {
        UErrorCode status = U_ZERO_ERROR;
        return uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_CHECK_BIDI, &status);
    }();
    return made;
}

using Convert = int32_t (*)(const UIDNA*, const UChar*, int32_t, UChar*, int32_t, UIDNAInfo*, UErrorCode*);

QString converted(const QString& host, Convert convert) {
    if (host.size() > kMaxText || idna() == nullptr)
        return {};
    UChar buffer[kMaxText * 2];
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const int32_t size = convert(idna(), uchars(host), length(host), buffer, static_cast<int32_t>(std::size(buffer)), &info, &status);
    // Names with '_' or a long label exist; only what cannot be read is refused.
    constexpr uint32_t kFatal = UIDNA_ERROR_PUNYCODE | UIDNA_ERROR_DISALLOWED | UIDNA_ERROR_INVALID_ACE_LABEL | UIDNA_ERROR_BIDI;
    if (U_FAILURE(status) != 0 || (info.errors & kFatal) != 0)
        return {};
    return QString(reinterpret_cast<const QChar*>(buffer), size);
}

} // namespace

bool mixesScripts(const QString& word) {
    if (word.size() > kMaxText || checker() == nullptr)
        return true;
    UErrorCode status = U_ZERO_ERROR;
    return uspoof_check(checker(), uchars(word), length(word), nullptr, &status) != 0;
}

bool imitatesLatin(const QString& word) {
    bool foreign = false;
    for (const QChar c : word) {
        if (c.unicode() < 0x80 && c.isLetter())
            return false;
        foreign = foreign || (c.unicode() >= 0x80 && c.isLetter() && c.script() != QChar::Script_Latin);
    }
    if (!foreign)
        return false;
    for (const QChar c : skeleton(word)) {
        if (c.unicode() >= 0x80)
            return false;
    }
    return true;
}

QString skeleton(const QString& text) {
    if (text.size() > kMaxText || checker() == nullptr)
        return text;
    QString result(text.size() * 4 + 16, Qt::Uninitialized);
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = uspoof_getSkeleton(checker(), 0, uchars(text), length(text), reinterpret_cast<UChar*>(result.data()),
                                            static_cast<int32_t>(result.size()), &status);
    if (U_FAILURE(status) != 0 || size > result.size())
        return text;
    result.truncate(size);
    return result;
}

QString hostToAscii(const QString& host) { return converted(host, &uidna_nameToASCII); }
QString hostToUnicode(const QString& asciiHost) { return converted(asciiHost, &uidna_nameToUnicode); }

} // namespace tributary::content::detail
