// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ScriptServer.h"

namespace tributary::sync {

namespace {

class ConnectedScripts : public ScriptServer {
  public:
    explicit ConnectedScripts(connect::SieveConnection& connection) : m_connection(connection) {}
    bool hasExtension(QByteArrayView name) const override { return m_connection.capabilities().hasExtension(name); }
    Result<QList<sieve::ListedScript>> listScripts() override { return m_connection.listScripts(); }
    Result<QByteArray> getScript(const QByteArray& name) override { return m_connection.getScript(name); }
    Status haveSpace(const QByteArray& name, qint64 octets) override { return m_connection.haveSpace(name, octets); }
    Result<connect::ScriptVerdict> putScript(const QByteArray& name, const QByteArray& script) override { return m_connection.putScript(name, script); }
    Status setActive(const QByteArray& name) override { return m_connection.setActive(name); }
    Status deleteScript(const QByteArray& name) override { return m_connection.deleteScript(name); }

  private:
    connect::SieveConnection& m_connection;
};

} // namespace

std::unique_ptr<ScriptServer> scriptsOf(connect::SieveConnection& connection) { return std::make_unique<ConnectedScripts>(connection); }

} // namespace tributary::sync
