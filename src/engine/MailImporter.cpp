// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MailImporter.h"

#include "engine/ChangePlan.h"
#include "sync/MessageIntake.h"
#include "transfer/MailFolder.h"
#include "transfer/Mbox.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using transfer::FileMessage;

namespace {

constexpr qint64 kBatchBytes = 4 << 20;
constexpr qsizetype kBatchMessages = 200;
constexpr qint64 kReadBytes = 1 << 20;
constexpr qsizetype kMostNamed = 20;

/// By name: "9" before "10" does not matter, that it is the same each time does.
QStringList filesOf(const QString& folder, const QStringList& patterns) {
    QStringList paths;
    for (const QFileInfo& info : QDir(folder).entryInfoList(patterns, QDir::Files | QDir::Hidden, QDir::Name)) {
        if (!info.fileName().startsWith(u'.'))
            paths.append(info.filePath());
    }
    return paths;
}

QStringList filesToRead(const QString& path, MailFormat format) {
    const bool isFolder = QFileInfo(path).isDir();
    if (format == MailFormat::Maildir)
        return filesOf(path + u"/cur"_s, {}) + filesOf(path + u"/new"_s, {});
    if (!isFolder)
        return {path};
    return format == MailFormat::Eml ? filesOf(path, {u"*.eml"_s}) : filesOf(path, {u"*.mbox"_s, u"*.mbx"_s, u"mbox"_s});
}

qint64 sizeOf(const QStringList& paths) {
    qint64 size = 0;
    for (const QString& path : paths)
        size += QFileInfo(path).size();
    return size;
}

/// A header field's line, as at the top of every message.
bool looksLikeMessage(const QByteArray& bytes) {
    const qsizetype colon = bytes.indexOf(':');
    return colon > 0 && colon < 80 && std::all_of(bytes.begin(), bytes.begin() + colon, [](char c) { return c > ' ' && c < 127; });
}

} // namespace

Result<MailFormat> formatOf(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, path);
    if (info.isDir()) {
        if (QFileInfo(path + u"/cur"_s).isDir() || QFileInfo(path + u"/new"_s).isDir())
            return MailFormat::Maildir;
        for (const MailFormat format : {MailFormat::Eml, MailFormat::Mbox}) {
            if (!filesToRead(path, format).isEmpty())
                return format;
        }
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": neither a Maildir nor a folder of .eml or .mbox files"_s));
    }
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": cannot be read"_s));
    QByteArray begin = file.read(1000);
    if (begin.startsWith("\xEF\xBB\xBF"))
        begin.remove(0, 3);
    if (begin.startsWith("From "))
        return MailFormat::Mbox;
    if (looksLikeMessage(begin))
        return MailFormat::Eml;
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": neither an mbox file (it does not begin with \"From \") nor a message"_s));
}

Result<MailboxId> MailImporter::mailboxFor(const MailImport& order) {
    TRY(const QList<model::Mailbox> mailboxes, m_reader.mailboxes(order.account));
    const auto known = std::find_if(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& mailbox) {
        const bool isInbox = mailbox.specialUse == model::SpecialUse::Inbox && order.mailbox.compare("INBOX"_L1, Qt::CaseInsensitive) == 0;
        return isInbox || mailbox.name == order.mailbox;
    });
    if (known != mailboxes.end()) {
        if (!known->selectable)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(known->name + u": holds other mailboxes alone"_s));
        if (!known->allows('i'))
            return failure(ErrorKind::Refused, ErrorCode::ServerRefused, QString(u"no right to put mail into "_s + known->name));
        return known->id;
    }
    if (mailboxes.isEmpty()) // which there are is not known before the first sync
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QString(order.mailbox + u" (the account has not been synchronised yet)"_s));
    QString fullName;
    char delimiter = 0;
    TRY(const QByteArray wireName, wireNameFor(mailboxes, order.mailbox, fullName, delimiter));
    return m_store.createMailbox(order.account, fullName, wireName, delimiter);
}

Result<MailImported> MailImporter::run(const MailImport& order) {
    TRY(const MailFormat seen, formatOf(order.path));
    const MailFormat format = order.format.value_or(seen);
    if (format == MailFormat::Maildir && seen != MailFormat::Maildir)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(order.path + u": no Maildir: it has no cur and no new"_s));
    if (format == MailFormat::Mbox && seen != MailFormat::Mbox)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(order.path + u": no mbox file: it does not begin with \"From \""_s));
    const QStringList paths = filesToRead(order.path, format);
    if (paths.isEmpty())
        return m_done;
    TRY(m_mailbox, mailboxFor(order));
    TRY_STATUS(readFiles(paths, format));
    TRY_STATUS(flush());
    return m_done;
}

Status MailImporter::readFiles(const QStringList& paths, MailFormat format) {
    if (format == MailFormat::Mbox) {
        for (const QString& path : paths)
            TRY_STATUS(readMbox(path));
        return {};
    }
    const qint64 total = sizeOf(paths);
    qint64 done = 0;
    for (const QString& path : paths) {
        if (m_cancel.isCancelled())
            m_failed = failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY_STATUS(m_failed);
        done += QFileInfo(path).size();
        readOne(path, format);
        if (m_told)
            m_told({QFileInfo(path).fileName(), done, total});
    }
    return m_failed;
}

Status MailImporter::readMbox(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": "_s + file.errorString()));
    transfer::MboxReader reader([this](FileMessage message) { take(std::move(message)); });
    qint64 done = 0;
    for (;;) {
        if (m_cancel.isCancelled())
            m_failed = failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY_STATUS(m_failed);
        const QByteArray bytes = file.read(kReadBytes);
        if (bytes.isEmpty())
            break;
        reader.feed(bytes);
        done += bytes.size();
        if (m_told)
            m_told({QFileInfo(path).fileName(), done, file.size()});
    }
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Storage, ErrorCode::DatabaseFailed, QString(path + u": "_s + file.errorString()));
    reader.finish();
    m_done.tooLong += reader.tooLong();
    return m_failed;
}

void MailImporter::readOne(const QString& path, MailFormat format) {
    QFile file(path);
    if (file.size() > transfer::kMaxMessageBytes) {
        ++m_done.tooLong;
        return;
    }
    QByteArray bytes;
    if (QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly))
        bytes = file.readAll();
    if (bytes.startsWith("From ")) // as mbox tools leave single messages
        bytes.remove(0, bytes.indexOf('\n') + 1);
    if (!looksLikeMessage(bytes)) {
        ++m_done.unreadableFiles;
        if (m_done.unreadable.size() < kMostNamed)
            m_done.unreadable.append(path);
        return;
    }
    FileMessage message;
    message.bytes = transfer::withCrLf(bytes);
    if (format == MailFormat::Maildir) {
        const QString name = QFileInfo(path).fileName();
        message.flags = transfer::flagsOfMaildirName(name);
        message.dateMs = transfer::dateOfMaildirName(name);
    }
    take(std::move(message));
}

void MailImporter::take(FileMessage message) {
    if (!m_failed)
        return;
    message.flags.set(model::Flag::Deleted, false); // the next EXPUNGE would take it
    imap::FetchData fetched;
    fetched.flags = model::flagWords(message.flags);
    if (message.dateMs > 0)
        fetched.internalDate = QDateTime::fromMSecsSinceEpoch(message.dateMs, Qt::UTC);
    fetched.size = message.bytes.size();
    store::NewMessage row = sync::takeIn(fetched, message.bytes, model::BodyState::Whole, m_marks);
    if (row.internalDateMs <= 0)
        row.internalDateMs = row.dateMs > 0 ? row.dateMs : QDateTime::currentMSecsSinceEpoch();
    if (row.dateMs <= 0)
        row.dateMs = row.internalDateMs;
    if (isKnown(row)) {
        ++m_done.known;
        return;
    }
    m_batchBytes += message.bytes.size();
    m_batch.append(std::move(row));
    if (m_batch.size() >= kBatchMessages || m_batchBytes >= kBatchBytes)
        m_failed = flush();
}

/// In the mailbox before this import, so that one that was cut off goes on. What comes twice in the files comes twice.
bool MailImporter::isKnown(const store::NewMessage& message) {
    if (message.messageIdHeader.isEmpty())
        return false;
    const QByteArray key = QCryptographicHash::hash(QByteArray(message.messageIdHeader + '\n' + QByteArray::number(message.size)), QCryptographicHash::Sha256).first(16);
    if (const auto looked = m_looked.constFind(key); looked != m_looked.constEnd())
        return *looked;
    bool isThere = false;
    if (const auto ids = m_reader.messagesByHeader(message.messageIdHeader, 0)) {
        const auto rows = m_reader.summaries(*ids);
        isThere = rows && std::any_of(rows->begin(), rows->end(), [&](const model::MessageSummary& row) { return row.mailbox == m_mailbox && row.size == message.size; });
    }
    m_looked.insert(key, isThere);
    return isThere;
}

Status MailImporter::flush() {
    if (m_batch.isEmpty())
        return {};
    const int count = static_cast<int>(m_batch.size());
    TRY(m_done.change, store::importMessages(m_store, m_mailbox, std::exchange(m_batch, {}), m_done.change));
    m_done.messages += count;
    m_done.bytes += std::exchange(m_batchBytes, 0);
    return {};
}

} // namespace tributary::engine
