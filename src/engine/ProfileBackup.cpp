// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ProfileBackup.h"

#include "base/WritePoint.h"
#include "engine/TransferFiles.h"
#include "engine/detail/BackupEntries.h"
#include "store/ProfileSnapshot.h"
#include "transfer/Backup.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMostSettings = 64 << 20;

Result<QByteArray> smallFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(path + u": "_s + file.errorString()));
    if (file.size() > kMostSettings)
        return failure(ErrorKind::Storage, ErrorCode::DatabaseFailed, QString(path + u": far too large"_s));
    return file.readAll();
}

class BackupWork {
  public:
    BackupWork(const BackupOrder& order, const TransferObserver& told, const CancelToken& cancel) : m_order(order), m_told(told), m_cancel(cancel) {}

    Result<BackupFacts> run() {
        TRY_STATUS(check());
        TRY(const auto snapshot, store::ProfileSnapshot::take(m_order.profile, m_cancel, [this](qint64 done, qint64 total) { tell(u"mail.sqlite"_s, done / 2, total); }));
        passWritePoint("backup.snapshot");
        TRY(m_facts.accounts, addressesOf());
        QFile part(m_order.file + u".part"_s);
        if (!part.open(QIODevice::WriteOnly | QIODevice::Truncate, QFile::ReadOwner | QFile::WriteOwner))
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(part.fileName() + u": "_s + part.errorString()));
        const Status written = write(part, *snapshot);
        if (!written) {
            part.remove();
            return failure(written.error());
        }
        return m_facts;
    }

  private:
    void tell(const QString& what, qint64 done, qint64 total) const {
        if (m_told)
            m_told({what, done, total});
    }

    Status check() const {
        if (QFileInfo::exists(m_order.file))
            return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, m_order.file);
        if (m_order.passphrase.isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"passphrase"_s);
        if (m_order.withSecrets && !QFileInfo(pathOf(kSecretsEntry)).isFile())
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                           u"sealed secrets in %1 (the desktop's keychain keeps its passwords to itself: leave --with-secrets out)"_s.arg(m_order.profile));
        return {};
    }
    [[nodiscard]] QString pathOf(QByteArrayView name) const { return m_order.profile + u'/' + QString::fromLatin1(name); }

    /// For people: what is in it. One of an older program tells nothing.
    Result<QStringList> addressesOf() const {
        QStringList addresses;
        const auto reader = store::readOtherProfile(m_order.profile);
        if (!reader)
            return addresses;
        TRY(const QList<model::Account> accounts, (*reader)->accounts());
        for (const model::Account& account : accounts)
            addresses.append(account.email);
        return addresses;
    }

    Status write(QFile& part, store::ProfileSnapshot& snapshot) {
        TRY(const auto writer, transfer::BackupWriter::begin(part, m_order.passphrase));
        m_facts.made = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        m_facts.withSecrets = m_order.withSecrets;
        const QJsonObject manifest{{u"program"_s, u"Tributary " TRIBUTARY_VERSION ""_s}, {u"made"_s, m_facts.made}, {u"schema"_s, snapshot.schema()},
                                   {u"accounts"_s, QJsonArray::fromStringList(m_facts.accounts)}, {u"withSecrets"_s, m_facts.withSecrets}};
        TRY_STATUS(writer->add(kManifestEntry.toByteArray(), QJsonDocument(manifest).toJson()));
        for (const QByteArrayView name : kSettingsEntries) {
            if (!QFileInfo(pathOf(name)).isFile())
                continue;
            TRY(const QByteArray bytes, smallFile(pathOf(name)));
            TRY_STATUS(writer->add(name.toByteArray(), bytes));
        }
        if (m_order.withSecrets) {
            TRY(const QByteArray sealed, smallFile(pathOf(kSecretsEntry)));
            TRY_STATUS(writer->add(kSecretsEntry.toByteArray(), sealed));
        }
        const qint64 size = snapshot.file().size();
        TRY_STATUS(writer->add(kDatabaseEntry.toByteArray(), snapshot.file(), size, [&](qint64 done) {
            tell(u"mail.sqlite"_s, (size + done) / 2, size);
            passWritePoint("backup.piece");
            return !m_cancel.isCancelled();
        }));
        TRY_STATUS(writer->finish());
        TRY_STATUS(syncFile(part));
        m_facts.bytes = part.size();
        part.close();
        passWritePoint("backup.rename");
        return renameToNew(part.fileName(), m_order.file);
    }

    const BackupOrder& m_order;
    const TransferObserver& m_told;
    const CancelToken& m_cancel;
    BackupFacts m_facts;
};

} // namespace

Result<BackupFacts> writeBackup(const BackupOrder& order, const TransferObserver& told, const CancelToken& cancel) { return BackupWork(order, told, cancel).run(); }

} // namespace tributary::engine
