// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace tributary::ui {

namespace {
struct MailboxWords {
    Q_DECLARE_TR_FUNCTIONS(MailboxNames)
};
} // namespace

QString mailboxTitle(const model::Mailbox& mailbox) {
    using model::SpecialUse;
    switch (mailbox.specialUse) {
    case SpecialUse::Inbox: return MailboxWords::tr("Inbox");
    case SpecialUse::Drafts: return MailboxWords::tr("Drafts");
    case SpecialUse::Sent: return MailboxWords::tr("Sent");
    case SpecialUse::Archive: return MailboxWords::tr("Archive");
    case SpecialUse::Junk: return MailboxWords::tr("Junk");
    case SpecialUse::Trash: return MailboxWords::tr("Trash");
    case SpecialUse::All: return MailboxWords::tr("All mail");
    case SpecialUse::Flagged: return MailboxWords::tr("Flagged on the server");
    case SpecialUse::Important: return MailboxWords::tr("Important");
    case SpecialUse::None: break;
    }
    return mailbox.name.section(QLatin1Char('/'), -1);
}

QString mailboxIcon(model::SpecialUse use) {
    using model::SpecialUse;
    switch (use) {
    case SpecialUse::Inbox: return QStringLiteral("inbox");
    case SpecialUse::Drafts: return QStringLiteral("drafts");
    case SpecialUse::Sent: return QStringLiteral("sent");
    case SpecialUse::Archive: return QStringLiteral("archive");
    case SpecialUse::Junk: return QStringLiteral("junk");
    case SpecialUse::Trash: return QStringLiteral("trash");
    case SpecialUse::All: return QStringLiteral("mail");
    case SpecialUse::Flagged: return QStringLiteral("star");
    case SpecialUse::Important: return QStringLiteral("tag");
    case SpecialUse::None: break;
    }
    return QStringLiteral("mailbox");
}

QString viewTitle(model::View view) {
    switch (view) {
    case model::View::Inbox: return MailboxWords::tr("All inboxes");
    case model::View::Unread: return MailboxWords::tr("Unread");
    case model::View::Flagged: return MailboxWords::tr("Flagged");
    case model::View::All: return MailboxWords::tr("All mail");
    case model::View::Mailbox: break;
    }
    return {};
}

QString viewIcon(model::View view) {
    switch (view) {
    case model::View::Inbox: return QStringLiteral("all-inboxes");
    case model::View::Unread: return QStringLiteral("unread-dot");
    case model::View::Flagged: return QStringLiteral("star");
    default: return QStringLiteral("mail");
    }
}

QString shortDate(qint64 ms, const QDateTime& now) {
    if (ms == 0)
        return {};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
    const QLocale locale;
    if (when.date() == now.date())
        return locale.toString(when.time(), QStringLiteral("HH:mm"));
    const bool japanese = locale.language() == QLocale::Japanese;
    if (when.date().year() == now.date().year())
        return locale.toString(when.date(), japanese ? QStringLiteral("M月d日") : QStringLiteral("MMM d"));
    return locale.toString(when.date(), japanese ? QStringLiteral("yyyy/MM/dd") : QStringLiteral("yyyy-MM-dd"));
}

QString longDate(qint64 ms) {
    if (ms == 0)
        return MailboxWords::tr("no date");
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
    const QLocale locale;
    return QString(locale.toString(when.date(), QLocale::LongFormat) + QStringLiteral("  ") + locale.toString(when.time(), QStringLiteral("HH:mm")));
}

QString untilText(qint64 ms, const QDateTime& now) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
    const QString time = QLocale().toString(when.time(), QStringLiteral("HH:mm"));
    if (when.date() == now.date())
        return MailboxWords::tr("today %1").arg(time);
    if (when.date() == now.date().addDays(1))
        return MailboxWords::tr("tomorrow %1").arg(time);
    return QString(QLocale().toString(when.date(), QLocale::LongFormat) + QLatin1Char(' ') + time);
}

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat); }

} // namespace tributary::ui
