// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Setup.h"

namespace tributary::accounts {

/// One provider as described in providers.json (ours, in resources, or a local one of the machine or the profile).
struct Provider {
    QString id;
    QString name;
    QStringList domains; ///< lower case
    bool oauth = false;
    model::ServerSettings incoming; ///< user holds %EMAILADDRESS%, %EMAILLOCALPART% or %EMAILDOMAIN%
    model::ServerSettings outgoing;
    QString note;
    CandidateSource source = CandidateSource::Preset;
};

/// Reads a providers.json; InvalidInput/BadValue with the place when it is faulty.
[[nodiscard]] Result<QList<Provider>> parseProviders(const QByteArray& json, CandidateSource source, const QString& file);

/// Candidates for an address, best first: local files, then our presets, then a guess (imap.DOMAIN 993, smtp.DOMAIN 465;
/// not verified). InvalidInput/NotAnAddress.
[[nodiscard]] Result<QList<ServerCandidate>> discover(const QString& address, const QList<Provider>& providers);

} // namespace tributary::accounts
