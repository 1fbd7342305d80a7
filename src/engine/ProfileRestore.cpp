// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ProfileBackup.h"

#include "base/WritePoint.h"
#include "engine/TransferFiles.h"
#include "engine/detail/BackupEntries.h"
#include "store/Reader.h"
#include "store/Store.h"
#include "transfer/Backup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMostManifest = 16 << 20;
/// Stands in DIRECTORY.part: what lies there is ours and not whole.
const QString kMark = u"/restoring"_s;

bool isEmptyDirectory(const QString& path) { return QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot); }

class RestoreWork {
  public:
    RestoreWork(const RestoreOrder& order, const TransferObserver& told, const CancelToken& cancel)
        : m_order(order), m_told(told), m_cancel(cancel), m_target(QDir::cleanPath(QFileInfo(order.profile).absoluteFilePath())), m_part(m_target + u".part"_s) {}

    Result<BackupFacts> run() {
        TRY_STATUS(checkTarget());
        QFile file(m_order.file);
        if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::InvalidInput, file.exists() ? ErrorCode::BadValue : ErrorCode::NotFound, QString(m_order.file + (file.exists() ? u": cannot be read"_s : QString())));
        TRY(const auto reader, transfer::BackupReader::begin(file, m_order.passphrase));
        TRY_STATUS(makePart());
        Status done = unpack(*reader, file);
        if (done)
            done = makeReady();
        if (done)
            done = putInPlace();
        if (!done) {
            QDir(m_part).removeRecursively();
            return failure(done.error());
        }
        return m_facts;
    }

  private:
    Status checkTarget() const {
        const QFileInfo target(m_target);
        if (target.exists() && (!target.isDir() || !isEmptyDirectory(m_target)))
            return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, u"%1 (a backup is restored into a new or an empty folder)"_s.arg(m_target));
        return {};
    }

    Status makePart() const {
        if (QFileInfo::exists(m_part + kMark)) // of one that was cut off
            QDir(m_part).removeRecursively();
        if (QFileInfo::exists(m_part) && !isEmptyDirectory(m_part))
            return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, m_part);
        const auto ours = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        QFile mark(m_part + kMark);
        if (!QDir().mkpath(m_part) || !QFile::setPermissions(m_part, ours) || !mark.open(QIODevice::WriteOnly))
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, m_part);
        return {};
    }

    Status unpack(transfer::BackupReader& reader, const QFile& file) {
        bool hasDatabase = false;
        for (;;) {
            TRY(const auto entry, reader.next());
            if (!entry)
                break;
            TRY_STATUS(take(reader, *entry, file));
            hasDatabase = hasDatabase || entry->name == kDatabaseEntry;
        }
        if (!hasDatabase)
            return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, u"there is no mail in the backup"_s);
        return {};
    }

    Status take(transfer::BackupReader& reader, const transfer::BackupReader::Entry& entry, const QFile& file) {
        if (entry.name == kManifestEntry)
            return readManifest(reader, entry);
        const bool isSettings = std::find(kSettingsEntries.begin(), kSettingsEntries.end(), QByteArrayView(entry.name)) != kSettingsEntries.end();
        if (!isSettings && entry.name != kDatabaseEntry && entry.name != kSecretsEntry)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the backup holds a file that this program does not know"_s);
        QFile out(m_part + u'/' + QString::fromLatin1(entry.name));
        if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(out.fileName() + u": "_s + out.errorString()));
        for (;;) {
            if (m_cancel.isCancelled())
                return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
            TRY(const QByteArray bytes, reader.read());
            if (bytes.isEmpty())
                break;
            TRY_STATUS(writtenFile(out, bytes));
            m_facts.bytes += bytes.size();
            passWritePoint("restore.piece");
            if (m_told)
                m_told({QString::fromLatin1(entry.name), file.pos(), file.size()});
        }
        m_facts.withSecrets = m_facts.withSecrets || entry.name == kSecretsEntry;
        return syncFile(out);
    }

    Status readManifest(transfer::BackupReader& reader, const transfer::BackupReader::Entry& entry) {
        if (entry.size > kMostManifest)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the backup's table of contents is too large"_s);
        QByteArray json;
        while (json.size() < entry.size) {
            TRY(const QByteArray bytes, reader.read());
            json += bytes;
        }
        m_facts.made = QJsonDocument::fromJson(json).object().value(u"made"_s).toString();
        return {};
    }

    /// Opened once, so that what cannot be used is told now; without secrets each account asks for its own (S17, S25).
    Status makeReady() {
        TRY(const auto store, store::Store::open({m_part}));
        TRY(const auto reader, store->makeReader());
        TRY(const QList<model::Account> accounts, reader->accounts());
        for (const model::Account& account : accounts) {
            m_facts.accounts.append(account.email);
            if (m_facts.withSecrets)
                continue;
            const ErrorCode code = account.auth == model::AuthMethod::OAuth ? ErrorCode::SignInAgain : ErrorCode::SecretMissing;
            TRY_STATUS(store->setAccountState(account.id, {model::AccountActivity::Disabled, Error{ErrorKind::Auth, code, {}, account.email}, 0, 0}));
        }
        return {};
    }

    Status putInPlace() const {
        passWritePoint("restore.rename");
        syncDirectory(m_part);
        // Onto an empty directory, in one step; whatever came there meanwhile stays.
        if (::rename(QFile::encodeName(m_part).constData(), QFile::encodeName(m_target).constData()) != 0) {
            const bool isTaken = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
            return failure(isTaken ? ErrorKind::InvalidInput : ErrorKind::Storage, isTaken ? ErrorCode::AlreadyExists : ErrorCode::NotWritable,
                           QString(m_target + u": "_s + QString::fromLocal8Bit(std::strerror(errno))));
        }
        QFile::remove(m_target + kMark); // it is whole; whoever stops here leaves an empty file
        syncDirectory(QFileInfo(m_target).path());
        return {};
    }

    const RestoreOrder& m_order;
    const TransferObserver& m_told;
    const CancelToken& m_cancel;
    const QString m_target, m_part;
    BackupFacts m_facts;
};

} // namespace

Result<BackupFacts> restoreBackup(const RestoreOrder& order, const TransferObserver& told, const CancelToken& cancel) { return RestoreWork(order, told, cancel).run(); }

} // namespace tributary::engine
