// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellDictionaries.h"

#include <QDir>
#include <QLocale>
#include <QMap>
#include <QStandardPaths>

namespace tributary::ui {

QStringList dictionaryFolders() {
    QStringList folders;
    const QStringList roots = QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation);
    for (const QString& root : roots) {
        for (const char* name : {"hunspell", "myspell", "myspell/dicts"})
            folders.append(root + u'/' + QLatin1StringView(name));
    }
    for (const char* folder : {"/usr/local/share/hunspell", "/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"}) {
        if (!folders.contains(QLatin1StringView(folder)))
            folders.append(QString::fromLatin1(folder));
    }
    return folders;
}

QList<SpellDictionary> installedDictionaries(const QStringList& folders) {
    QMap<QString, SpellDictionary> found;
    for (const QString& folder : folders) {
        const QDir dir(folder);
        const QStringList files = dir.entryList({QStringLiteral("*.dic")}, QDir::Files);
        for (const QString& file : files) {
            const QString code = file.chopped(4);
            const bool isHyphenation = code.startsWith(QLatin1String("hyph_"));
            if (!isHyphenation && !found.contains(code) && dir.exists(code + QStringLiteral(".aff")))
                found.insert(code, {code, dir.absoluteFilePath(code)});
        }
    }
    return found.values();
}

QString dictionaryName(const QString& code) {
    const QLocale locale(code);
    if (locale.language() == QLocale::C)
        return code;
    QString language = locale.nativeLanguageName();
    if (language.isEmpty())
        return code;
    language[0] = language[0].toUpper();
    // "British English" names its place already, "Deutsch" does not.
    const bool saysPlace = QLocale(locale.language()).nativeLanguageName() != locale.nativeLanguageName() || locale.nativeLanguageName().contains(u' ');
    return code.contains(u'_') && !saysPlace ? QStringLiteral("%1 (%2)").arg(language, locale.nativeTerritoryName()) : language;
}

QString preferredDictionary(const QList<SpellDictionary>& installed, const QStringList& languages) {
    const auto withStart = [&installed](const QString& start) {
        for (const SpellDictionary& one : installed) {
            if (one.code == start || one.code.startsWith(start + u'_'))
                return one.code;
        }
        return QString();
    };
    for (const QString& language : languages) {
        QString code = language;
        code.replace(u'-', u'_');
        if (const QString exact = withStart(code); !exact.isEmpty())
            return exact;
        if (const QString near = withStart(code.section(u'_', 0, 0)); !near.isEmpty())
            return near;
    }
    return withStart(QStringLiteral("en"));
}

} // namespace tributary::ui
