// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/LocalFiles.h"

#include "accounts/discovery/Candidates.h"
#include "base/Log.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMaxFileBytes = 1 << 20;
constexpr qsizetype kMaxFiles = 500;

Result<QList<Provider>> loadLocalFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, path);
    const QByteArray bytes = file.read(kMaxFileBytes);
    if (path.endsWith(".json"_L1))
        return parseProviders(bytes, CandidateSource::Local, path);
    TRY(const discovery::ClientConfig config, discovery::parseClientConfig(bytes));
    const auto provider = discovery::providerOf(config, path);
    if (!provider)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"no domain, or no encrypted server"_s);
    return QList<Provider>{*provider};
}

} // namespace

QList<Provider> loadLocalProviders(const QString& folder) {
    QList<Provider> providers;
    const QStringList names = QDir(folder).entryList({u"*.json"_s, u"*.xml"_s}, QDir::Files, QDir::Name);
    for (const QString& name : names.first(std::min(names.size(), kMaxFiles))) {
        auto loaded = loadLocalFile(folder + u'/' + name);
        if (loaded)
            providers.append(*loaded);
        else
            qCWarning(lcEngine).noquote() << "left out:" << folder + u'/' + name << loggable(loaded.error().detail.toUtf8());
    }
    return providers;
}

} // namespace tributary::accounts
