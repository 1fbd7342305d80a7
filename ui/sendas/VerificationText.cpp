// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/VerificationText.h"

#include "ui/models/ErrorText.h"
#include "ui/widgets/Breakable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tributary::ui {

using model::CodeOutcome;
using model::CodeState;
using model::VerificationPurpose;

namespace {

struct CodeWords {
    Q_DECLARE_TR_FUNCTIONS(VerificationText)
};

constexpr qint64 kSecond = 1000, kMinute = 60 * kSecond;
constexpr qint64 kCountedWait = 10 * kMinute; // a longer one is told by the clock

qint64 begun(qint64 ms, qint64 unit) { return (std::max<qint64>(0, ms) + unit - 1) / unit; }

QString clockText(qint64 ms, qint64 nowMs) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms);
    const QString hour = QLocale().toString(when.time(), QStringLiteral("HH:mm"));
    const bool isToday = when.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return isToday ? hour : QStringLiteral("%1 %2").arg(QLocale().toString(when.date(), QLocale::ShortFormat), hour);
}

QString goodFor(qint64 leftMs, bool spoken) {
    if (spoken)
        return CodeWords::tr("The code is good for another %n minute(s)", nullptr, static_cast<int>(begun(leftMs, kMinute)));
    return CodeWords::tr("Good for another %1").arg(countdownText(leftMs));
}

} // namespace

QString countdownText(qint64 ms) {
    const qint64 seconds = begun(ms, kSecond);
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString purposeText(const model::VerificationTarget& target, const QString& sender) {
    if (target.purpose == VerificationPurpose::ReplyTo)
        return CodeWords::tr("Answers to your mail from %1 are to come to this address. A code that is mailed to it shows that it is yours.").arg(sender);
    return CodeWords::tr("This address sends through another account's server. A code that is mailed to it shows that it is yours.");
}

std::optional<MailNotice> mailNotice(const model::Verification& one, const QString& via) {
    const QString address = breakable(one.target.address);
    const ErrorText why = one.mailError ? errorText(*one.mailError) : ErrorText();
    switch (one.state) {
    case CodeState::None:
        if (one.nextMailMs > QDateTime::currentMSecsSinceEpoch())
            return MailNotice{BannerKind::Warning, CodeWords::tr("Enough codes were mailed to %1 for now. Another one can be sent after %2.").arg(address, clockText(one.nextMailMs, QDateTime::currentMSecsSinceEpoch())), {}};
        return MailNotice{BannerKind::Info, CodeWords::tr("No code is on its way to %1. Send one, and type it here.").arg(address), {}};
    case CodeState::Waiting:
        if (one.mailError)
            return MailNotice{BannerKind::Warning, CodeWords::tr("The mail to %1 waits to leave through %2: %3.").arg(address, via, why.title), why.serverWords};
        return MailNotice{BannerKind::Info, CodeWords::tr("The mail to %1 is leaving through %2.").arg(address, via), {}};
    case CodeState::Valid: return MailNotice{BannerKind::Info, CodeWords::tr("A mail with the code was sent to %1 through %2.").arg(address, via), {}};
    case CodeState::Failed: {
        const QString text = why.title.isEmpty() ? CodeWords::tr("The mail to %1 did not arrive. Check the address, or send another code.").arg(address)
                                                 : CodeWords::tr("The mail to %1 did not arrive: %2. Check the address, or send another code.").arg(address, why.title);
        return MailNotice{BannerKind::Error, text, why.serverWords};
    }
    case CodeState::Expired:
    case CodeState::UsedUp: break;
    }
    return std::nullopt;
}

QString provenText(const model::VerificationTarget& target) {
    if (target.purpose == VerificationPurpose::ReplyTo)
        return CodeWords::tr("Verified. From now on mail can be sent with %1 as its reply-to address.").arg(breakable(target.address));
    return CodeWords::tr("Verified. From now on mail can be sent as %1.").arg(breakable(target.address));
}

QString codeProblem(CodeState state) {
    switch (state) {
    case CodeState::Expired: return CodeWords::tr("The code that was sent has expired. Send another one.");
    case CodeState::UsedUp: return CodeWords::tr("Too many wrong codes were typed, so that the one that was sent is void. Send another one.");
    default: return {};
    }
}

QString outcomeText(const model::CodeCheck& check) {
    switch (check.outcome) {
    case CodeOutcome::Right: return {};
    case CodeOutcome::Wrong:
        if (check.now.state == CodeState::UsedUp) // it was the last one
            return codeProblem(CodeState::UsedUp);
        return CodeWords::tr("This is not the code. Compare it with the newest mail.");
    case CodeOutcome::Expired: return codeProblem(CodeState::Expired);
    case CodeOutcome::UsedUp: return codeProblem(CodeState::UsedUp);
    case CodeOutcome::None: break;
    }
    return CodeWords::tr("No code is good now. Send one, and type that.");
}

QString leftText(const model::Verification& one, qint64 nowMs, bool spoken) {
    if (one.state != CodeState::Valid && one.state != CodeState::Waiting)
        return {};
    const QString time = one.state == CodeState::Waiting || one.expiresMs == 0
                             ? CodeWords::tr("Good for %n minute(s) from when the mail has left", nullptr, static_cast<int>(model::kCodeLife.count()))
                             : goodFor(one.expiresMs - nowMs, spoken);
    return time + (spoken ? QStringLiteral(", ") : QStringLiteral("  ·  ")) + CodeWords::tr("%n try(s) left", nullptr, one.triesLeft);
}

QString sendButtonText(bool isFirst, qint64 nextMailMs, qint64 nowMs) {
    const qint64 wait = nextMailMs - nowMs;
    if (wait <= 0)
        return isFirst ? CodeWords::tr("&Send code") : CodeWords::tr("&Send again");
    if (wait <= kCountedWait)
        return isFirst ? CodeWords::tr("Send code in %1").arg(countdownText(wait)) : CodeWords::tr("Send again in %1").arg(countdownText(wait));
    const QString time = clockText(nextMailMs, nowMs);
    return isFirst ? CodeWords::tr("Send code after %1").arg(time) : CodeWords::tr("Send again after %1").arg(time);
}

QString sendButtonDescription(qint64 nextMailMs, qint64 nowMs) {
    return nextMailMs <= nowMs ? QString() : CodeWords::tr("Possible from %1 on").arg(clockText(nextMailMs, nowMs));
}

QString sendFailureText(const Error& error) {
    if (error.code == ErrorCode::Throttled)
        return CodeWords::tr("Enough codes were mailed to this address for now. Use the newest of them, or wait.");
    if (error.code == ErrorCode::FieldMissing)
        return CodeWords::tr("The account has no outgoing server, so that no code can be mailed. Add one to it first.");
    if (error.code == ErrorCode::NotFound)
        return CodeWords::tr("None of your addresses needs this code any more.");
    const ErrorText text = errorText(error);
    return text.advice.isEmpty() ? text.title : QString(text.title + QStringLiteral(". ") + text.advice.constFirst());
}

} // namespace tributary::ui
