// SPDX-License-Identifier: GPL-3.0-or-later
// What prefs.js says of accounts: mail.account.*, mail.server.*, mail.identity.*, mail.smtpserver.*.
#include "accounts/Thunderbird.h"

#include "content/Content.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kOAuth = 10; // nsMsgAuthMethod.OAuth2
constexpr qsizetype kLongestThere = 1 << 16;

/// One line of what another program kept.
QString plain(const QString& text) {
    QString line = text.simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return line.left(1000);
}

model::Security securityOf(qint64 socketType) {
    switch (socketType) {
    case 3: return model::Security::Tls;
    case 1: // "if offered" of old versions: here it is required
    case 2: return model::Security::StartTls;
    default: return model::Security::None;
    }
}

quint16 portOf(qint64 port, quint16 otherwise) { return port > 0 && port < 65536 ? static_cast<quint16>(port) : otherwise; }

class PrefsAccounts {
  public:
    PrefsAccounts(const Prefs& prefs, const std::function<QByteArray(const QString&)>& readFile) : m_prefs(prefs), m_readFile(readFile) {}

    ForeignAccounts read() {
        const QString chosen = m_prefs.text(u"mail.accountmanager.defaultaccount"_s);
        for (const QString& key : m_prefs.list(u"mail.accountmanager.accounts"_s))
            readAccount(key, key == chosen);
        findRelays();
        return std::move(m_found);
    }

  private:
    void skip(const QString& name, SkipReason reason, const QString& detail = {}) { m_found.skipped.append({plain(name), reason, detail}); }

    void readAccount(const QString& key, bool isDefault) {
        const QString server = m_prefs.text(u"mail.account."_s + key + u".server"_s);
        const QString at = u"mail.server."_s + server + u'.';
        const QString name = m_prefs.text(at + u"name"_s), type = m_prefs.text(at + u"type"_s);
        const QString shown = name.isEmpty() ? key : name;
        if (type == "none"_L1)
            return skip(shown, SkipReason::LocalFolders);
        if (type != "imap"_L1 && type != "pop3"_L1)
            return type.isEmpty() ? skip(shown, SkipReason::Unreadable, u"server"_s) : skip(shown, SkipReason::OtherKind, plain(type));
        const QStringList identities = m_prefs.list(u"mail.account."_s + key + u".identities"_s);
        if (identities.isEmpty())
            return skip(shown, SkipReason::Unreadable, u"identity"_s);
        PortableAccount portable;
        portable.place = u"prefs.js: "_s + key;
        portable.account.isDefault = isDefault;
        portable.account.protocol = type == "pop3"_L1 ? model::Protocol::Pop3 : model::Protocol::Imap;
        readServer(at, portable.account);
        for (const QString& identity : identities)
            readIdentity(u"mail.identity."_s + identity + u'.', portable);
        if (portable.identities.isEmpty())
            return skip(shown, SkipReason::Unreadable, u"e-mail address"_s);
        model::Account& account = portable.account;
        const model::Identity& first = portable.identities.constFirst();
        account.email = first.address;
        account.name = plain(name.isEmpty() ? first.address : name);
        account.displayName = first.displayName;
        account.replyTo = first.replyTo;
        account.provider = u"other"_s;
        readOutgoing(u"mail.identity."_s + identities.constFirst() + u'.', account);
        m_found.accounts.append(portable);
    }

    void readServer(const QString& at, model::Account& account) {
        const bool isPop = account.protocol == model::Protocol::Pop3;
        model::ServerSettings& server = account.incoming;
        // What was changed later stands under the names with "real" in old profiles.
        const QString realHost = m_prefs.text(at + u"realhostname"_s), realUser = m_prefs.text(at + u"realuserName"_s);
        server.host = plain(realHost.isEmpty() ? m_prefs.text(at + u"hostname"_s) : realHost);
        server.user = plain(realUser.isEmpty() ? m_prefs.text(at + u"userName"_s) : realUser);
        server.security = securityOf(m_prefs.number(at + u"socketType"_s, 0));
        const bool isTls = server.security == model::Security::Tls;
        server.port = portOf(m_prefs.number(at + u"port"_s, 0), isPop ? (isTls ? 995 : 110) : (isTls ? 993 : 143));
        account.auth = m_prefs.number(at + u"authMethod"_s, 0) == kOAuth ? model::AuthMethod::OAuth : model::AuthMethod::Password;
        if (isPop)
            readPopOptions(at, account.fetch);
    }

    void readPopOptions(const QString& at, model::FetchSettings& fetch) {
        if (!m_prefs.flag(at + u"leave_on_server"_s, false))
            fetch.leave = model::LeaveOnServer::Never;
        else if (m_prefs.flag(at + u"delete_by_age_from_server"_s, false))
            fetch.leave = model::LeaveOnServer::Days;
        fetch.leaveDays = static_cast<int>(std::clamp<qint64>(m_prefs.number(at + u"num_days_to_leave_on_server"_s, 14), 1, 3650));
        fetch.pollMinutes = static_cast<int>(std::clamp<qint64>(m_prefs.number(at + u"check_time"_s, 10), 1, 1440));
    }

    void readIdentity(const QString& at, PortableAccount& portable) {
        model::Identity identity;
        identity.address = plain(m_prefs.text(at + u"useremail"_s));
        identity.displayName = plain(m_prefs.text(at + u"fullName"_s));
        identity.replyTo = plain(m_prefs.text(at + u"reply_to"_s));
        const bool isTwice = std::any_of(portable.identities.begin(), portable.identities.end(), [&](const model::Identity& other) {
            return other.address.compare(identity.address, Qt::CaseInsensitive) == 0;
        });
        if (identity.address.isEmpty() || isTwice)
            return;
        identity.isDefault = portable.identities.isEmpty();
        readSignature(at, identity);
        portable.identities.append(identity);
    }

    /// Its words; how they looked is not taken over: HTML of elsewhere stays outside.
    void readSignature(const QString& at, model::Identity& identity) {
        QString text = m_prefs.text(at + u"htmlSigText"_s);
        bool isHtml = m_prefs.flag(at + u"htmlSigFormat"_s, false);
        if (m_prefs.flag(at + u"attach_signature"_s, false)) {
            const QString file = m_prefs.text(at + u"sig_file"_s), inProfile = m_prefs.text(at + u"sig_file-rel"_s);
            const QString path = inProfile.startsWith("[ProfD]"_L1) ? inProfile : file;
            if (!path.isEmpty()) {
                text = QString::fromUtf8(m_readFile(path));
                isHtml = path.endsWith(".html"_L1, Qt::CaseInsensitive) || path.endsWith(".htm"_L1, Qt::CaseInsensitive);
            }
        }
        text = text.left(kLongestThere);
        identity.signatureText = (isHtml ? content::htmlToText(text, false, kLongestThere) : text).trimmed();
        identity.signatureText.replace("\r\n"_L1, "\n"_L1);
        identity.signatureHtml = identity.signatureText.toHtmlEscaped().replace(u'\n', u"<br>"_s);
        identity.signatureAboveQuote = !m_prefs.flag(at + u"sig_bottom"_s, true) && !text.isEmpty();
    }

    void readOutgoing(const QString& identity, model::Account& account) {
        QString key = m_prefs.text(identity + u"smtpServer"_s);
        if (key.isEmpty())
            key = m_prefs.text(u"mail.smtp.defaultserver"_s);
        const QString at = u"mail.smtpserver."_s + key + u'.';
        model::ServerSettings& server = account.outgoing;
        server.host = plain(m_prefs.text(at + u"hostname"_s));
        if (key.isEmpty() || server.host.isEmpty()) {
            server = {};
            return;
        }
        server.security = securityOf(m_prefs.number(at + u"try_ssl"_s, 0));
        server.port = portOf(m_prefs.number(at + u"port"_s, 0), server.security == model::Security::Tls ? 465 : 587);
        server.user = plain(m_prefs.text(at + u"username"_s));
        if (server.user.isEmpty())
            server.user = account.incoming.user;
    }

    /// Thunderbird keeps a password for each outgoing server, we keep one for each account: who sends as another account does sends
    /// through that account (S18).
    void findRelays() {
        const auto isOwnUser = [](const model::Account& account) { return account.outgoing.user.compare(account.incoming.user, Qt::CaseInsensitive) == 0; };
        for (PortableAccount& portable : m_found.accounts) {
            model::Account& account = portable.account;
            if (account.outgoing.host.isEmpty() || isOwnUser(account))
                continue;
            const auto other = std::find_if(m_found.accounts.begin(), m_found.accounts.end(), [&](const PortableAccount& one) {
                return one.account.outgoing == account.outgoing && isOwnUser(one.account);
            });
            if (other == m_found.accounts.end())
                continue;
            portable.relay = other->account.email;
            account.outgoing = {};
        }
    }

    const Prefs& m_prefs;
    const std::function<QByteArray(const QString&)>& m_readFile;
    ForeignAccounts m_found;
};

} // namespace

ForeignAccounts accountsOfPrefs(const Prefs& prefs, const std::function<QByteArray(const QString& path)>& readFile) {
    return PrefsAccounts(prefs, readFile).read();
}

} // namespace tributary::accounts
