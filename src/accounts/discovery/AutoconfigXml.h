// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Account.h"

#include <QList>
#include <QStringList>

namespace tributary::accounts::discovery {

inline constexpr qint64 kMaxConfigBytes = 256 << 10;

/// What a clientConfig file (draft-ietf-mailmaint-autoconfig, "config-v1.1.xml") says of one provider. Untrusted; hosts and users still
/// hold their placeholders.
struct ClientConfig {
    struct Server {
        model::Protocol protocol = model::Protocol::Imap;
        model::ServerSettings settings;
        bool password = false; ///< takes one
        bool oauth = false;    ///< takes a token
        bool operator==(const Server&) const = default;
    };
    QString id;
    QString displayName;
    QStringList domains;      ///< as asciiDomain() writes them
    QList<Server> incoming;   ///< in the file's order, which is that of preference
    QList<Server> outgoing;
    QString helpUrl;          ///< https; of what must be switched on, else of the documentation
    bool mustBeEnabled = false;
};

/// Reads one. Refused whole: what is larger, has a DTD or an entity of its own, is nested deeper or longer than such a file ever is, or is
/// another document (Protocol/LimitExceeded, MalformedResponse). Left out: servers that are not encrypted, of other protocols, or
/// whose port is none.
[[nodiscard]] Result<ClientConfig> parseClientConfig(const QByteArray& xml);

} // namespace tributary::accounts::discovery
