// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts as a profile of Thunderbird has them: read from its prefs.js alone, and from the signature files that it names. Passwords
// (logins.json, key4.db) are not touched.
#pragma once

#include "accounts/PrefsFile.h"
#include "accounts/SettingsFile.h"

#include <QStringList>

#include <functional>

namespace tributary::accounts {

/// Why an account of another program, or of a file, is not taken.
enum class SkipReason {
    LocalFolders,   ///< mail on this machine without a server
    OtherKind,      ///< newsgroups, feeds, chats, Exchange; detail: which
    Unreadable,     ///< what it needs is missing; detail: what
    AlreadyHere,    ///< an account of that address is in the profile
    NotAllowed,     ///< by policy; detail: the setting
    NotUsable,      ///< its settings cannot be used; detail: which
    RelayMissing,   ///< what it sends through is no account here; detail: its address
};
struct SkippedAccount {
    QString name; ///< address, or what the other program calls it
    SkipReason reason = SkipReason::Unreadable;
    QString detail;

    bool operator==(const SkippedAccount&) const = default;
};

struct ForeignAccounts {
    QList<PortableAccount> accounts;
    QList<SkippedAccount> skipped;
};

/// readFile: the bytes of a signature file (at most 64 KiB), empty when it cannot be read. Pure otherwise.
[[nodiscard]] ForeignAccounts accountsOfPrefs(const Prefs& prefs, const std::function<QByteArray(const QString& path)>& readFile);

/// directory: the profile's, or one with a profiles.ini, whose default profile is taken. Waits for the disk. InvalidInput/NotFound; BadValue.
[[nodiscard]] Result<ForeignAccounts> readThunderbirdProfile(const QString& directory);

/// Where Thunderbird's profiles of this user lie (of its own packages, of Snap and of Flatpak), the default ones first. Waits for the disk.
[[nodiscard]] QStringList findThunderbirdProfiles(const QString& home);

} // namespace tributary::accounts
