// SPDX-License-Identifier: GPL-3.0-or-later
#include "CorpusMail.h"

#include "Soon.h"
#include "sync/MessageIntake.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTimeZone>

#include <algorithm>

namespace tributary::ui {

QString corpusFolder() {
    for (const char* path : {"/../shared/corpus", "/../../shared/corpus"}) {
        const QString folder = QDir::cleanPath(QString(QStringLiteral(TRIBUTARY_SOURCE_DIR) + QLatin1String(path)));
        if (QDir(folder).exists())
            return folder;
    }
    return {};
}

QByteArray corpusFile(const QString& path) {
    QFile file(corpusFolder() + u'/' + path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

QByteArray asHtmlMessage(const QString& subject, const QByteArray& html) {
    return "From: River News <news@river.example>\r\nTo: ann@mail.example\r\nDate: Wed, 20 May 2026 10:42:00 +0000\r\nSubject: " + subject.toUtf8() +
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + html;
}

void putInto(PreparedProfile& profile, MailboxId mailbox, const QList<QByteArray>& messages) {
    qsizetype next = 0;
    profile.fill(mailbox, static_cast<int>(messages.size()), [&](store::NewMessage& message) {
        imap::FetchData fetched;
        fetched.uid = message.uid;
        fetched.flags = QStringList();
        fetched.internalDate = QDateTime(QDate(2026, 5, 20), QTime(12, 0), QTimeZone::utc());
        message = sync::takeIn(fetched, messages.at(next++));
    });
}

QList<MessageId> idsOf(engine::Engine& engine, MailboxId mailbox) {
    model::MessageQuery query;
    query.view = model::View::Mailbox;
    query.mailbox = mailbox;
    query.limit = 5000;
    QList<model::MessageSummary> found;
    bool answered = false;
    QObject context;
    engine.loadMessages(query, 7100, &context, [&](const Result<model::MessagePage>& page) {
        answered = true;
        if (page)
            found = page->messages;
    });
    EXPECT_TRUE(soon([&] { return answered; }));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.uid.value < b.uid.value; });
    QList<MessageId> ids;
    for (const model::MessageSummary& summary : found)
        ids.append(summary.id);
    return ids;
}

} // namespace tributary::ui
