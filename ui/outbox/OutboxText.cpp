// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/OutboxText.h"

#include "base/Log.h"
#include "ui/models/ErrorText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace tributary::ui {

using model::OutboxState;
using model::RecipientState;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutboxText)
};

/// The time alone today, else with its day.
QString shortTime(qint64 ms, qint64 nowMs) {
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms);
    const bool isToday = time.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    const QString hour = QLocale().toString(time.time(), QStringLiteral("HH:mm"));
    return isToday ? hour : QStringLiteral("%1 %2").arg(QLocale().toString(time.date(), QLocale::ShortFormat), hour);
}

QString queuedText(const model::OutboxMessage& message, qint64 nowMs) {
    if (message.notBeforeMs > nowMs)
        return Words::tr("Leaves at %1").arg(shortTime(message.notBeforeMs, nowMs));
    if (message.nextTryMs > nowMs)
        return Words::tr("Tries again at %1").arg(shortTime(message.nextTryMs, nowMs));
    return message.error ? Words::tr("Waits") : Words::tr("Waits for its turn");
}

} // namespace

QString outboxStateText(const model::OutboxMessage& message, qint64 nowMs) {
    switch (message.state) {
    case OutboxState::Queued: return queuedText(message, nowMs);
    case OutboxState::Sending: return Words::tr("Being sent");
    case OutboxState::Submitted: return message.error ? Words::tr("Sent, but the copy could not be filed") : Words::tr("Sent; its copy is being filed");
    case OutboxState::Filed: return Words::tr("Sent, but not to everybody");
    case OutboxState::Failed: return Words::tr("Not sent");
    case OutboxState::Unknown: return Words::tr("It is not known whether it was sent");
    }
    return {};
}

QString outboxProblemText(const model::OutboxMessage& message) {
    QStringList refused;
    for (const model::OutboxRecipient& recipient : message.recipients) {
        if (recipient.state == RecipientState::Refused)
            refused.append(recipient.address);
    }
    QStringList parts;
    if (message.error) {
        const ErrorText text = errorText(*message.error);
        parts.append(text.title);
        if (message.state == OutboxState::Unknown)
            parts += text.advice;
    }
    if (!refused.isEmpty())
        parts.append(Words::tr("Refused: %1").arg(refused.join(QStringLiteral(", "))));
    return parts.join(QStringLiteral(" · "));
}

QString outboxReachedText(const model::OutboxMessage& message) {
    QStringList reached;
    for (const model::OutboxRecipient& recipient : message.recipients) {
        if (recipient.state == RecipientState::Accepted)
            reached.append(recipient.address);
    }
    return reached.isEmpty() || reached.size() == message.recipients.size() ? QString() : Words::tr("Sent to: %1").arg(reached.join(QStringLiteral(", ")));
}

QString outboxServerWords(const model::OutboxMessage& message) {
    if (message.error && !message.error->serverText.isEmpty())
        return loggable(message.error->serverText);
    for (const model::OutboxRecipient& recipient : message.recipients) {
        if (!recipient.serverText.isEmpty())
            return loggable(recipient.serverText);
    }
    return {};
}

QString outboxRecipientsText(const model::OutboxMessage& message) {
    if (message.recipients.isEmpty())
        return {};
    const int others = static_cast<int>(message.recipients.size()) - 1;
    const QString first = message.recipients.constFirst().address;
    return others == 0 ? Words::tr("to %1").arg(first) : Words::tr("to %1 and %n other(s)", nullptr, others).arg(first);
}

QString outboxIcon(const model::OutboxMessage& message) {
    switch (message.state) {
    case OutboxState::Queued: return message.error ? QStringLiteral("warning") : QStringLiteral("clock");
    case OutboxState::Sending: return QStringLiteral("sent");
    case OutboxState::Submitted: return message.error ? QStringLiteral("warning") : QStringLiteral("sent");
    case OutboxState::Filed: return QStringLiteral("warning");
    case OutboxState::Failed: return QStringLiteral("error");
    case OutboxState::Unknown: return QStringLiteral("help");
    }
    return {};
}

OutboxChoices outboxChoices(const model::OutboxMessage& message) {
    const bool isFiled = message.state == OutboxState::Filed;
    OutboxChoices choices;
    choices.sendNow = message.state == OutboxState::Queued;
    choices.sendAgain = isFiled || message.state == OutboxState::Failed || message.state == OutboxState::Unknown;
    choices.fileAgain = message.state == OutboxState::Submitted && message.error.has_value();
    choices.edit = message.draft.isValid() && (choices.sendNow || choices.sendAgain);
    choices.dismiss = isFiled || choices.fileAgain;
    choices.cancel = !choices.edit && !choices.dismiss && (choices.sendNow || choices.sendAgain);
    return choices;
}

} // namespace tributary::ui
