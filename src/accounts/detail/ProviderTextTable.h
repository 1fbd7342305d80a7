// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/ProviderTexts.h"

#include <span>

namespace tributary::accounts::detail {

enum class Provider {
    Any,
    Gmail, Outlook, Yahoo, Aol, YahooJapan, ICloud, Zoho, Fastmail, Gmx, WebDe, TOnline, Yandex, MailRu, Naver, Tencent, NetEase,
    Docomo, Au, SoftBank, Nifty, SoNet, Proton,
};

/// Which hosts and presets are a provider's.
struct ProviderHosts {
    Provider provider;
    const char* ids;     ///< separated by blanks
    const char* domains; ///< a host is one of them or below one
};

enum class Of { Both, Incoming, Imap, Pop3, Outgoing };

/// Words that mean something: lower case, found anywhere in the server's.
struct TextRow {
    Provider provider;
    Of side;
    const char* words;
    ProviderHint hint;
};

/// What a refusal without telling words usually means there.
struct UsualRow {
    Provider provider;
    Of side;
    ProviderHint hint;
};

struct HelpRow {
    Provider provider;
    ProviderHint hint;
    const char* url;
};

[[nodiscard]] std::span<const ProviderHosts> providerHosts();
[[nodiscard]] std::span<const TextRow> textRows(); ///< those of a provider before those of any; of the latter the first that matches
[[nodiscard]] std::span<const UsualRow> usualRows();
[[nodiscard]] std::span<const HelpRow> helpRows();

} // namespace tributary::accounts::detail
