// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/AutoconfigXml.h"

#include "accounts/discovery/Names.h"

#include <QUrl>
#include <QXmlStreamReader>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDepth = 16, kMaxElements = 5000, kMaxServers = 32, kMaxDomains = 1000;
constexpr qsizetype kMaxValue = 512;

tl::unexpected<Error> malformed(const QString& what) { return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, what); }

/// One text of a server's element, with what surrounds it cut off; empty when it is longer than any such text.
QString valueOf(QString text) {
    text = text.trimmed();
    return text.size() <= kMaxValue ? text : QString();
}

bool isHttps(const QString& url) {
    const QUrl parsed(url, QUrl::StrictMode);
    return parsed.isValid() && parsed.scheme() == "https"_L1 && !parsed.host().isEmpty() && parsed.userInfo().isEmpty();
}

/// Goes through the elements; every start and every end is counted here, so that no depth and no number is taken on trust.
class ConfigReader {
  public:
    explicit ConfigReader(const QByteArray& xml) : m_xml(xml) { m_xml.setEntityExpansionLimit(0); }

    Result<ClientConfig> read() {
        while (!m_xml.atEnd()) {
            const QXmlStreamReader::TokenType token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
                return malformed(u"a DTD or an entity, which such a file does not have"_s);
            if (token == QXmlStreamReader::StartElement)
                TRY_STATUS(start());
            else if (token == QXmlStreamReader::Characters && m_text.size() <= kMaxValue)
                m_text += m_xml.text();
            else if (token == QXmlStreamReader::EndElement)
                end();
        }
        if (m_xml.hasError())
            return malformed(u"line %1: %2"_s.arg(m_xml.lineNumber()).arg(m_xml.errorString()));
        if (!m_hasProvider)
            return malformed(u"no clientConfig with an emailProvider"_s);
        m_config.helpUrl = m_enableUrl.isEmpty() ? m_documentation : m_enableUrl;
        return m_config;
    }

  private:
    Status start() {
        const QString name = m_xml.name().toString();
        if (m_path.isEmpty() && name != "clientConfig"_L1)
            return malformed(u"the document is a '%1'"_s.arg(name.left(40)));
        m_path.append(name);
        if (m_path.size() > kMaxDepth || ++m_elements > kMaxElements)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"deeper or longer than such a file is"_s);
        m_text.clear();
        if (m_path.size() < 2 || m_path[1] != "emailProvider"_L1 || m_providers > 1)
            return {};
        const QXmlStreamAttributes attributes = m_xml.attributes();
        if (m_path.size() == 2) {
            m_hasProvider = ++m_providers == 1;
            m_config.id = valueOf(attributes.value("id"_L1).toString());
        } else if (m_path.size() == 3 && (name == "incomingServer"_L1 || name == "outgoingServer"_L1)) {
            startServer(name == "incomingServer"_L1, attributes.value("type"_L1).toString().toLower());
        } else if (m_path.size() == 3 && (name == "documentation"_L1 || name == "enable"_L1)) {
            takeLink(name == "enable"_L1, attributes.value(name == "enable"_L1 ? "visiturl"_L1 : "url"_L1).toString());
        }
        return {};
    }

    void startServer(bool incoming, const QString& type) {
        m_server = {};
        m_serverFits = incoming ? type == "imap"_L1 || type == "pop3"_L1 : type == "smtp"_L1;
        m_server.protocol = !incoming ? model::Protocol::Smtp : type == "pop3"_L1 ? model::Protocol::Pop3 : model::Protocol::Imap;
        m_hasSecurity = false;
    }

    void takeLink(bool isEnable, const QString& url) {
        QString& kept = isEnable ? m_enableUrl : m_documentation;
        m_config.mustBeEnabled = m_config.mustBeEnabled || isEnable;
        if (kept.isEmpty() && isHttps(url.trimmed()))
            kept = valueOf(url);
    }

    void end() {
        if (m_path.size() >= 3 && m_path[1] == "emailProvider"_L1 && m_providers == 1) {
            if (m_path.size() == 3)
                endOfProviderField();
            else if (m_path.size() == 4 && (m_path[2] == "incomingServer"_L1 || m_path[2] == "outgoingServer"_L1))
                endOfServerField();
        }
        m_path.removeLast();
        m_text.clear();
    }

    void endOfProviderField() {
        if (m_path[2] == "domain"_L1 && m_config.domains.size() < kMaxDomains) {
            if (const QString domain = asciiDomain(valueOf(m_text)); !domain.isEmpty())
                m_config.domains.append(domain);
        } else if (m_path[2] == "displayName"_L1 && m_config.displayName.isEmpty()) {
            m_config.displayName = valueOf(m_text);
        } else if (m_path[2] == "incomingServer"_L1 || m_path[2] == "outgoingServer"_L1) {
            QList<ClientConfig::Server>& servers = m_path[2] == "incomingServer"_L1 ? m_config.incoming : m_config.outgoing;
            const model::ServerSettings& settings = m_server.settings;
            if (m_serverFits && m_hasSecurity && settings.port != 0 && !settings.host.isEmpty() && servers.size() < kMaxServers)
                servers.append(m_server);
        }
    }

    /// The first that is known counts, as in a list of what is preferred.
    void endOfServerField() {
        const QString value = valueOf(m_text);
        if (m_path[3] == "hostname"_L1) {
            m_server.settings.host = value;
        } else if (m_path[3] == "port"_L1) {
            bool isNumber = false;
            const int port = value.toInt(&isNumber);
            m_server.settings.port = isNumber && port > 0 && port <= 65535 ? static_cast<quint16>(port) : quint16(0);
        } else if (m_path[3] == "socketType"_L1 && !m_hasSecurity) {
            const QString type = value.toUpper();
            m_hasSecurity = type == "SSL"_L1 || type == "TLS"_L1 || type == "STARTTLS"_L1;
            m_server.settings.security = type == "STARTTLS"_L1 ? model::Security::StartTls : model::Security::Tls;
        } else if (m_path[3] == "username"_L1) {
            m_server.settings.user = value;
        } else if (m_path[3] == "authentication"_L1) {
            const bool isToken = value.compare("OAuth2"_L1, Qt::CaseInsensitive) == 0;
            m_server.oauth = m_server.oauth || isToken;
            m_server.password = m_server.password || value.startsWith("password"_L1) || value == "plain"_L1 || value == "secure"_L1;
        }
    }

    QXmlStreamReader m_xml;
    ClientConfig m_config;
    QStringList m_path;
    QString m_text;
    ClientConfig::Server m_server;
    bool m_serverFits = false, m_hasSecurity = false, m_hasProvider = false;
    QString m_enableUrl, m_documentation;
    int m_elements = 0, m_providers = 0;
};

} // namespace

Result<ClientConfig> parseClientConfig(const QByteArray& xml) {
    if (xml.size() > kMaxConfigBytes)
        return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"%1 bytes"_s.arg(xml.size()));
    return ConfigReader(xml).read();
}

} // namespace tributary::accounts::discovery
