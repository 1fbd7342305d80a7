// SPDX-License-Identifier: GPL-3.0-or-later
// Where Thunderbird keeps its profiles, and what is read of one.
#include "accounts/Thunderbird.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMostIniBytes = 1 << 20;
constexpr qint64 kMostSignatureBytes = 64 << 10;

/// A file's first bytes; empty: it is none, or cannot be read. No device, pipe or directory is opened.
QByteArray bytesOf(const QString& path, qint64 most) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.read(most);
}

struct IniProfile {
    QString path;
    bool isDefault = false;
};

/// profiles.ini: [ProfileN] has Path, IsRelative and Default; [InstallX] names the one that this installation opens.
QStringList profilesOfIni(const QString& folder) {
    QList<IniProfile> profiles;
    QStringList installed;
    QString section;
    for (const QByteArray& raw : bytesOf(folder + u"/profiles.ini"_s, kMostIniBytes).split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.startsWith(u'[')) {
            section = line;
            if (section.startsWith("[Profile"_L1) && profiles.size() < 1000)
                profiles.append(IniProfile());
            continue;
        }
        const QString key = line.section(u'=', 0, 0), value = line.section(u'=', 1);
        if (section.startsWith("[Install"_L1) && key == "Default"_L1)
            installed.append(value);
        if (!section.startsWith("[Profile"_L1) || profiles.isEmpty())
            continue;
        if (key == "Path"_L1)
            profiles.last().path = value;
        else if (key == "Default"_L1)
            profiles.last().isDefault = value == "1"_L1;
    }
    QStringList first, rest;
    for (const IniProfile& profile : std::as_const(profiles)) {
        if (profile.path.isEmpty())
            continue;
        const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(profile.path)); // a whole path stays one
        const bool isChosen = installed.isEmpty() ? profile.isDefault : installed.contains(profile.path);
        (isChosen ? first : rest).append(path);
    }
    return first + rest;
}

} // namespace

QStringList findThunderbirdProfiles(const QString& home) {
    QStringList found;
    for (const QString& folder : {u"/.thunderbird"_s, u"/snap/thunderbird/common/.thunderbird"_s, u"/.var/app/org.mozilla.Thunderbird/.thunderbird"_s}) {
        for (const QString& profile : profilesOfIni(home + folder)) {
            if (QFileInfo::exists(profile + u"/prefs.js"_s) && !found.contains(profile))
                found.append(profile);
        }
    }
    return found;
}

Result<ForeignAccounts> readThunderbirdProfile(const QString& directory) {
    QString folder = directory;
    QFile file(folder + u"/prefs.js"_s);
    if (!file.exists()) {
        const QStringList profiles = profilesOfIni(folder);
        if (profiles.isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"%1 is no profile of Thunderbird: it has no prefs.js"_s.arg(directory));
        folder = profiles.constFirst();
        file.setFileName(folder + u"/prefs.js"_s);
    }
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QString(file.fileName() + u": "_s + (file.exists() ? file.errorString() : u"not found"_s)));
    const QByteArray bytes = file.read(kMaxPrefsBytes + 1);
    auto prefs = parsePrefs(bytes, "mail."_L1);
    if (!prefs)
        return failure(ErrorKind::InvalidInput, prefs.error().code, QString(file.fileName() + u": "_s + prefs.error().detail));
    return accountsOfPrefs(*prefs, [&folder](QString path) {
        if (path.startsWith("[ProfD]"_L1))
            path = folder + u'/' + path.mid(7);
        return bytesOf(path, kMostSignatureBytes);
    });
}

} // namespace tributary::accounts
