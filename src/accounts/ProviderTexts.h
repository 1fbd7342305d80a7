// SPDX-License-Identifier: GPL-3.0-or-later
// What the answers of known providers mean (S35, docs/errors.md). A hint explains; what is done with a password never depends on it.
#pragma once

#include "accounts/Setup.h"

namespace tributary::accounts {

enum class ProviderHint {
    AppPassword,        ///< a password for programs is to be made at the provider
    AuthorizationCode,  ///< the same as some call it: a code that is made where IMAP is switched on
    SeparatePassword,   ///< mail has a password of its own there, other than the web site's
    ImapOff,            ///< to be switched on in the provider's settings
    PopOff,
    SmtpAuthOff,        ///< signing in to send is switched off, by an administrator or in the settings
    BasicAuthOff,       ///< passwords are not accepted any more: sign in in the browser
    WebSignInNeeded,    ///< the provider wants to see the user at its web page once
    WrongRegion,        ///< the account may live at another of the provider's servers
    UserIsAddress,      ///< the user name there is the whole address
    UserIsLocalPart,    ///< ... what stands before the @
    UserIsIssuedId,     ///< ... a name that the provider has given, which is neither
    Throttled,          ///< asked too often
    TooManyConnections,
    NotConnected,       ///< signed in, and not let in all the same: a limit, IMAP switched off, or the wrong user
    AccountLocked,
    PasswordExpired,
    PaidOption,         ///< IMAP has to be ordered
    AskAdministrator,   ///< the server says so
};

struct HintFound {
    ProviderHint hint = ProviderHint::AppPassword;
    bool isSaid = false; ///< the server's words say it; else it is what is usual there
    QString helpUrl;     ///< the provider's own page, shown as text; may be empty

    bool operator==(const HintFound&) const = default;
};

/// Where an error comes from.
struct RefusalPlace {
    QString provider; ///< the id of a preset, or "other"; then the host tells
    QString host;
    model::Protocol protocol = model::Protocol::Imap; ///< Smtp: the outgoing side
};

/// What a failure of signing in, or just behind it, is known to mean there, the likeliest first. Empty: nothing is known. Pure.
[[nodiscard]] QList<HintFound> hintsOf(const RefusalPlace& place, const Error& error);
/// The provider's other servers for the same protocol, where one password belongs to one region; empty: it has none.
[[nodiscard]] QStringList otherRegions(const QString& host);
[[nodiscard]] QLatin1StringView hintName(ProviderHint hint); ///< "app-password" "imap-off" ...: reports, docs/errors.md

} // namespace tributary::accounts
