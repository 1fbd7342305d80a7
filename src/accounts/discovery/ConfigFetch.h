// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/discovery/AutoconfigXml.h"
#include "accounts/discovery/Options.h"

namespace tributary::accounts::discovery {

/// Fetches a clientConfig file and reads it: by https only (redirects included) unless plain is allowed, at most 3 redirects and
/// 256 KiB, never from this machine or network. Blocks; worker threads. Errors as net::fetchHttp and parseClientConfig().
[[nodiscard]] Result<ClientConfig> fetchConfig(const QUrl& url, bool plainAllowed, const DiscoveryOptions& options);

/// https://autoconfig.DOMAIN/mail/config-v1.1.xml, without anything of the address.
[[nodiscard]] QUrl providerFileUrl(const QString& domain, const DiscoveryOptions& options, bool plain = false);
/// https://DOMAIN/.well-known/autoconfig/mail/config-v1.1.xml
[[nodiscard]] QUrl wellKnownUrl(const QString& domain, const DiscoveryOptions& options);
/// The directory's, with the domain at its end.
[[nodiscard]] QUrl ispdbUrl(const QString& domain, const DiscoveryOptions& options);

} // namespace tributary::accounts::discovery
