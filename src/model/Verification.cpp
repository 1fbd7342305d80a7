// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Verification.h"

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView codeStateName(CodeState state) {
    switch (state) {
    case CodeState::None: return "none"_L1;
    case CodeState::Waiting: return "waiting"_L1;
    case CodeState::Valid: return "valid"_L1;
    case CodeState::Failed: return "failed"_L1;
    case CodeState::Expired: return "expired"_L1;
    case CodeState::UsedUp: return "used-up"_L1;
    }
    return "none"_L1;
}

QLatin1StringView purposeName(VerificationPurpose purpose) {
    return purpose == VerificationPurpose::ReplyTo ? "reply-to"_L1 : "sender"_L1;
}

QByteArray codeFromTyped(const QString& typed) {
    constexpr qsizetype kMostTyped = 64;
    if (typed.size() > kMostTyped)
        return {};
    QByteArray digits;
    for (const QChar c : typed) {
        if (c.isSpace() || c.category() == QChar::Punctuation_Dash || c == QChar(0x30FC) || c == QChar(0x2212) ||
            c.category() == QChar::Other_Format) // an input method's long stroke, a minus, what pages put between
            continue;
        if (const int digit = c.digitValue(); c.isDigit() && digit >= 0)
            digits.append(static_cast<char>('0' + digit));
        else
            return {};
    }
    return digits.size() == kCodeDigits ? digits : QByteArray();
}

} // namespace tributary::model
