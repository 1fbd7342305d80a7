// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MailExporter.h"

#include "engine/AttachmentFiles.h"
#include "engine/TransferFiles.h"
#include "transfer/Mbox.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPage = 1000;
constexpr qsizetype kSummaries = 200;
constexpr qsizetype kFetchAtOnce = 50;

Status makeFolder(const QString& path) {
    const QDir folder(path);
    if (folder.exists() && !folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, path);
    return QDir().mkpath(path) ? Status() : Status(failure(ErrorKind::Storage, ErrorCode::NotWritable, path));
}

/// A file of the mail's own time; never over another one.
Status writeNew(const QString& path, const QByteArray& bytes, qint64 dateMs) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u": "_s + file.errorString()));
    if (const Status written = writtenFile(file, bytes); !written) {
        file.remove();
        return written;
    }
    if (dateMs > 0)
        (void)file.setFileTime(QDateTime::fromMSecsSinceEpoch(dateMs), QFileDevice::FileModificationTime);
    return {};
}

} // namespace

Status MailExporter::checkCancelled() const {
    return m_cancel.isCancelled() ? Status(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)) : Status();
}

Result<MailExported> MailExporter::run(const MailExport& order) {
    TRY(const QList<model::Mailbox> mailboxes, m_reader.mailboxes(order.account));
    QList<model::Mailbox> chosen;
    std::copy_if(mailboxes.begin(), mailboxes.end(), std::back_inserter(chosen), [&](const model::Mailbox& mailbox) {
        return order.mailbox.isEmpty() ? mailbox.selectable : mailbox.name == order.mailbox;
    });
    if (chosen.isEmpty() && !order.mailbox.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, order.mailbox);
    if (!QDir().mkpath(order.directory))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, order.directory);
    for (const model::Mailbox& mailbox : std::as_const(chosen))
        TRY_STATUS(exportMailbox(mailbox, order));
    return m_done;
}

Status MailExporter::exportMailbox(const model::Mailbox& mailbox, const MailExport& order) {
    TRY(QList<Item> items, listed(mailbox));
    if (order.fetchMissing)
        TRY_STATUS(fetchMissing(items));
    const qsizetype all = items.size();
    items.removeIf([](const Item& item) { return !item.isWhole; });
    m_done.missing += static_cast<int>(all - items.size());
    const QString path = QDir(order.directory).filePath(m_names.pathOf(mailbox.name));
    ++m_done.mailboxes;
    switch (order.format) {
    case MailFormat::Mbox: return writeMbox(mailbox, items, path + u".mbox"_s);
    case MailFormat::Maildir: return writeMaildir(mailbox, items, path);
    case MailFormat::Eml: return writeEml(mailbox, items, path);
    }
    return {};
}

Result<QList<MailExporter::Item>> MailExporter::listed(const model::Mailbox& mailbox) {
    QList<Item> items;
    model::MessageQuery query;
    query.view = model::View::Mailbox;
    query.account = mailbox.account;
    query.mailbox = mailbox.id;
    query.limit = kPage;
    do {
        TRY_STATUS(checkCancelled());
        TRY(const model::MessagePage page, m_reader.messages(query));
        for (const model::MessageSummary& summary : page.messages)
            items.append({summary.id, summary.body == model::BodyState::Whole});
        query.after = page.next;
    } while (!query.after.isEmpty());
    std::reverse(items.begin(), items.end());
    return items;
}

/// Until the server cannot be reached: what is missing then is told.
Status MailExporter::fetchMissing(QList<Item>& items) {
    QList<MessageId> missing;
    for (const Item& item : std::as_const(items)) {
        if (!item.isWhole)
            missing.append(item.id);
    }
    QSet<qint64> whole;
    for (qsizetype at = 0; at < missing.size() && !m_done.why; at += kFetchAtOnce) {
        TRY_STATUS(checkCancelled());
        const QList<MessageId> some = missing.mid(at, kFetchAtOnce);
        if (const Status fetched = m_fetch(some); !fetched) {
            TRY_STATUS(checkCancelled());
            m_done.why = fetched.error();
        }
        TRY(const QList<model::MessageSummary> now, m_reader.summaries(some));
        for (const model::MessageSummary& summary : now) {
            if (summary.body == model::BodyState::Whole)
                whole.insert(summary.id.value);
        }
    }
    for (Item& item : items)
        item.isWhole = item.isWhole || whole.contains(item.id.value);
    return {};
}

Status MailExporter::eachMessage(const model::Mailbox& mailbox, const QList<Item>& items, const Sink& sink) {
    for (qsizetype at = 0; at < items.size(); at += kSummaries) {
        QList<MessageId> ids;
        for (const Item& item : items.mid(at, kSummaries))
            ids.append(item.id);
        TRY(const QList<model::MessageSummary> summaries, m_reader.summaries(ids));
        QHash<qint64, const model::MessageSummary*> byId;
        for (const model::MessageSummary& summary : summaries)
            byId.insert(summary.id.value, &summary);
        for (const MessageId id : std::as_const(ids)) {
            TRY_STATUS(checkCancelled());
            const model::MessageSummary* const summary = byId.value(id.value);
            const auto raw = summary ? m_reader.rawMessage(id) : Result<QByteArray>(QByteArray());
            if (!raw && raw.error().kind == ErrorKind::Storage)
                return failure(raw.error());
            if (!summary || !raw) { // it was deleted or moved meanwhile
                ++m_done.missing;
                continue;
            }
            TRY_STATUS(sink(*summary, *raw));
            ++m_done.messages;
            m_done.bytes += raw->size();
        }
        if (m_told)
            m_told({mailbox.name, std::min(at + kSummaries, items.size()), items.size()});
    }
    return {};
}

Status MailExporter::writeMbox(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path) {
    if (QFileInfo::exists(path))
        return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, path);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, path);
    QSaveFile file(path); // another name until it is whole and on the disk
    if (!file.open(QIODevice::WriteOnly))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u": "_s + file.errorString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    TRY_STATUS(eachMessage(mailbox, items, [&](const model::MessageSummary& summary, const QByteArray& raw) {
        const QByteArray sender = summary.from.isEmpty() ? QByteArray() : summary.from.constFirst().addrSpec.toLatin1();
        return writtenFile(file, transfer::mboxEntry({raw, summary.flags, summary.dateMs}, sender));
    }));
    if (!file.commit())
        return failure(ErrorKind::Storage, ErrorCode::DiskFull, QString(path + u": "_s + file.errorString()));
    m_done.files.append(path);
    return {};
}

Status MailExporter::writeMaildir(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path) {
    for (const QString& part : {u"/tmp"_s, u"/cur"_s, u"/new"_s})
        TRY_STATUS(makeFolder(path + part));
    qint64 number = 0;
    const auto write = [&](const model::MessageSummary& summary, const QByteArray& raw) -> Status {
        const QString name = transfer::maildirName(summary.dateMs, ++number, summary.flags);
        TRY_STATUS(writeNew(path + u"/tmp/"_s + name, transfer::withLf(raw), summary.dateMs));
        if (!QFile::rename(path + u"/tmp/"_s + name, path + u"/cur/"_s + name))
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u"/cur/"_s + name));
        return {};
    };
    TRY_STATUS(eachMessage(mailbox, items, write));
    m_done.files.append(path);
    return {};
}

Status MailExporter::writeEml(const model::Mailbox& mailbox, const QList<Item>& items, const QString& path) {
    TRY_STATUS(makeFolder(path));
    QSet<QString> taken;        // without case
    QHash<QString, int> counts; // of names that were taken
    TRY_STATUS(eachMessage(mailbox, items, [&](const model::MessageSummary& summary, const QByteArray& raw) -> Status {
        const QString name = sourceName(summary.subject);
        QString free = name;
        while (taken.contains(free.toCaseFolded()))
            free = u"%1 (%2).eml"_s.arg(name.chopped(4)).arg(++counts[name.toCaseFolded()] + 1);
        taken.insert(free.toCaseFolded());
        return writeNew(path + u'/' + free, raw, summary.dateMs);
    }));
    m_done.files.append(path);
    return {};
}

} // namespace tributary::engine
