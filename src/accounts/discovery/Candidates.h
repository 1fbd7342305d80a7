// SPDX-License-Identifier: GPL-3.0-or-later
// What the sources found, as candidates: filled, completed from our own table, in order. Pure.
#pragma once

#include "accounts/Discovery.h"
#include "accounts/discovery/AutoconfigXml.h"

namespace tributary::accounts::discovery {

/// Where something was found; the smaller comes first.
enum class Rank { Local, Preset, ProviderFile, WellKnown, Ispdb, ProviderHttp, MxPreset, MxFile, MxIspdb, Srv, Probed, Blind };
[[nodiscard]] CandidateSource sourceOf(Rank rank);
[[nodiscard]] bool isVerified(Rank rank);

struct Found {
    Rank rank = Rank::Blind;
    QList<ServerCandidate> candidates;
};

/// The best server of each protocol in the file with the best outgoing one: standard ports and public names before all. A server that is
/// one of our table's gets what is known about it: which sign-in, which note.
[[nodiscard]] QList<ServerCandidate> candidatesOf(const ClientConfig& config, const QString& address, Rank rank, const QString& origin,
                                                  const QList<Provider>& providers);
/// A file of this machine as a provider; its names may be of this network.
[[nodiscard]] std::optional<Provider> providerOf(const ClientConfig& config, const QString& file);

/// Our entry whose server that is; null: none.
[[nodiscard]] const Provider* providerWithServer(const QList<Provider>& providers, const QString& host);

/// All in order; what was found twice stands where it was found first. A blind guess stands only where there is nothing else.
[[nodiscard]] QList<ServerCandidate> inOrder(QList<Found> found);

} // namespace tributary::accounts::discovery
