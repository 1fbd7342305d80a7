// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/SieveConnection.h"

#include <memory>

namespace tributary::sync {

/// The scripts that a user has at a server (RFC 5804), as SieveUpload needs them. Errors as connect::SieveConnection's.
class ScriptServer {
  public:
    virtual ~ScriptServer() = default;
    [[nodiscard]] virtual bool hasExtension(QByteArrayView name) const = 0;
    [[nodiscard]] virtual Result<QList<sieve::ListedScript>> listScripts() = 0;
    [[nodiscard]] virtual Result<QByteArray> getScript(const QByteArray& name) = 0;
    [[nodiscard]] virtual Status haveSpace(const QByteArray& name, qint64 octets) = 0;
    [[nodiscard]] virtual Result<connect::ScriptVerdict> putScript(const QByteArray& name, const QByteArray& script) = 0;
    [[nodiscard]] virtual Status setActive(const QByteArray& name) = 0;
    [[nodiscard]] virtual Status deleteScript(const QByteArray& name) = 0;
};

/// Those behind a connection, which must outlive it.
[[nodiscard]] std::unique_ptr<ScriptServer> scriptsOf(connect::SieveConnection& connection);

} // namespace tributary::sync
