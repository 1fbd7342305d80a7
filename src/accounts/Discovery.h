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
    QStringList domains; ///< lower case, as the wire has them; "*.x" is all that is below x
    QStringList mx;      ///< what hosts its customers' own domains: names that their MX hosts are, or end with
    bool oauth = false;                 ///< takes nothing else; else a password, too
    std::optional<OAuthPreset> signIn;  ///< its sign-in pages, where they are known
    /// Hosts and users hold %EMAILADDRESS%, %EMAILLOCALPART%, %EMAILDOMAIN%, hosts also %MXHOST%; an empty user: only the user knows it.
    model::ServerSettings incoming; ///< IMAP; no host: it has none
    model::ServerSettings pop3;     ///< likewise; one of both has a host
    model::ServerSettings outgoing;
    QString note;    ///< words of docs/discovery.md, a blank between them
    QString helpUrl; ///< https; may be empty
    CandidateSource source = CandidateSource::Preset;
    QString file;    ///< that a local one came from
};

/// Reads a providers.json; InvalidInput/BadValue with the place when it is faulty.
[[nodiscard]] Result<QList<Provider>> parseProviders(const QByteArray& json, CandidateSource source, const QString& file);

/// The provider's servers for an address, whatever its domain (an organisation's own at Office 365): IMAP, or POP3 where it has no IMAP.
[[nodiscard]] ServerCandidate candidateOf(const Provider& provider, const QString& address);
/// The same for each protocol that it has. mxHost: where the domain's mail goes, for those whose servers are called so.
[[nodiscard]] QList<ServerCandidate> candidatesOf(const Provider& provider, const QString& address, const QString& mxHost = {});
/// Whether the address's domain is one of the provider's.
[[nodiscard]] bool serves(const Provider& provider, const QString& address);

/// What is known on this machine, best first: files of the machine and the profile, then our own table. Nothing is asked anywhere.
/// Empty: nothing. InvalidInput/NotAnAddress.
[[nodiscard]] Result<QList<ServerCandidate>> knownServers(const QString& address, const QList<Provider>& providers);

} // namespace tributary::accounts
