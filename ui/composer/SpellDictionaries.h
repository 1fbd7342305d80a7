// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tributary::ui {

/// A Hunspell dictionary: PATH.aff and PATH.dic.
struct SpellDictionary {
    QString code; ///< "en_US"
    QString path; ///< without ending

    bool operator==(const SpellDictionary&) const = default;
};

/// Where dictionaries lie: the user's before the system's (XDG), hunspell and myspell.
[[nodiscard]] QStringList dictionaryFolders();
/// One a code, the first folder's; sorted by code. Reads folders only.
[[nodiscard]] QList<SpellDictionary> installedDictionaries(const QStringList& folders = dictionaryFolders());
/// "British English", "Deutsch (Österreich)": in its own language; the code where it is not known.
[[nodiscard]] QString dictionaryName(const QString& code);
/// Of the installed ones that of the language of the desktop, else of the same language elsewhere, else English, else none.
[[nodiscard]] QString preferredDictionary(const QList<SpellDictionary>& installed, const QStringList& languages);

} // namespace tributary::ui
