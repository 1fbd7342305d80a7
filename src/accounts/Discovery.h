// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Setup.h"

namespace tributary::accounts {

/// How a provider's sign-in pages are reached (docs/oauth.md). {authority} and {tenant} stand for the client's.
struct OAuthPreset {
    QString authority;
    QString tenant;
    QString issuer; ///< {tenantid}: that of who signed in
    QString authorize;
    QString token;
    QString device; ///< empty: no sign-in without a browser here
    QString revoke; ///< empty: none
    QStringList scopes;
    QList<std::pair<QString, QString>> parameters; ///< of the sign-in page's link, beside the standard's
    QStringList mechanisms;      ///< of SASL, that the mail servers take its tokens by
    bool provesAddress = true;   ///< its id_token names the mailbox; else only the mail server's yes proves it
    QString redirect;            ///< as it must be registered there, without a port
    int refreshDays = 0;         ///< after which an unused sign-in ends; 0: not known

    bool operator==(const OAuthPreset&) const = default;
};

/// One provider as described in providers.json (ours, in resources, or a local one of the machine or the profile).
struct Provider {
    QString id;
    QString name;
    QStringList domains; ///< lower case
    bool oauth = false;                 ///< takes nothing else; else a password, too
    std::optional<OAuthPreset> signIn;  ///< its sign-in pages, where they are known
    model::ServerSettings incoming; ///< user holds %EMAILADDRESS%, %EMAILLOCALPART% or %EMAILDOMAIN%
    model::ServerSettings outgoing;
    QString note;
    CandidateSource source = CandidateSource::Preset;
};

/// Reads a providers.json; InvalidInput/BadValue with the place when it is faulty.
[[nodiscard]] Result<QList<Provider>> parseProviders(const QByteArray& json, CandidateSource source, const QString& file);

/// The provider's servers for an address, whatever its domain (an organisation's own at Office 365).
[[nodiscard]] ServerCandidate candidateOf(const Provider& provider, const QString& address);

/// Candidates for an address, best first: local files, then our presets, then a guess (imap.DOMAIN 993, smtp.DOMAIN 465;
/// not verified). InvalidInput/NotAnAddress.
[[nodiscard]] Result<QList<ServerCandidate>> discover(const QString& address, const QList<Provider>& providers);

} // namespace tributary::accounts
