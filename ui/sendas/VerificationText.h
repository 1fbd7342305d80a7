// SPDX-License-Identifier: GPL-3.0-or-later
// How it stands with a code, in words (S27).
#pragma once

#include "model/Verification.h"
#include "ui/widgets/Banner.h"

#include <QString>

#include <optional>

namespace tributary::ui {

/// What the banner above the code says.
struct MailNotice {
    BannerKind kind = BannerKind::Info;
    QString text;
    QString serverWords;

    bool operator==(const MailNotice&) const = default;
};

/// "0:42", "14:05"; what is begun of a second counts as one.
[[nodiscard]] QString countdownText(qint64 ms);
/// Why the address is to be proven. sender: the account's address.
[[nodiscard]] QString purposeText(const model::VerificationTarget& target, const QString& sender);
/// What became of the mail; none where the code itself has come to its end, which stands at the field. via: the account that it goes through.
[[nodiscard]] std::optional<MailNotice> mailNotice(const model::Verification& verification, const QString& via);
/// What from now on can be done.
[[nodiscard]] QString provenText(const model::VerificationTarget& target);
/// What is wrong with the code and what comes next; empty: it can be typed.
[[nodiscard]] QString codeProblem(model::CodeState state);
/// The same, of one that was typed in vain.
[[nodiscard]] QString outcomeText(const model::CodeCheck& check);
/// "Good for another 14:05 · 5 tries left". spoken: to the minute, so that no screen reader tells each second.
[[nodiscard]] QString leftText(const model::Verification& verification, qint64 nowMs, bool spoken);
/// On the button. isFirst: none was sent yet.
[[nodiscard]] QString sendButtonText(bool isFirst, qint64 nextMailMs, qint64 nowMs);
/// When the button can be used, for who does not see it; empty: now.
[[nodiscard]] QString sendButtonDescription(qint64 nextMailMs, qint64 nowMs);
/// What kept a code from being sent.
[[nodiscard]] QString sendFailureText(const Error& error);

} // namespace tributary::ui
