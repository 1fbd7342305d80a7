// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/PolicyFile.h"

#include "accounts/detail/PolicyReading.h"

#include <QFile>
#include <QUrl>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMaxPolicyBytes = 1 << 20;
constexpr qsizetype kMostFaultsTold = 20;
constexpr qint64 kMostAccounts = 1000;

const QStringList kPolicyKeys{u"Accounts"_s,         u"AllowedDomains"_s,        u"RefusedDomains"_s,
                              u"AllowedProviders"_s, u"RefusedProviders"_s,      u"AllowedProtocols"_s,
                              u"MaxAccounts"_s,      u"AllowNonStandardPorts"_s, u"ExtraCertificateAuthorities"_s,
                              u"OAuthClients"_s,     u"DiscoveryService"_s,      u"RemotePictures"_s,
                              u"LockedSettings"_s};
const QStringList kClientKeys{u"clientId"_s, u"tenant"_s, u"authority"_s, u"clientSecret"_s, u"scopes"_s};

class PolicyReader {
  public:
    PolicyReader(const JsonValue& document, const PolicyPlace& place, JsonFaults& faults) : m_document(document), m_place(place), m_faults(faults) {}

    Policy read() {
        if (!isOfKind(m_document, JsonValue::Kind::Object, {}, u"an object"_s, m_faults))
            return {};
        refuseUnknownKeys(m_document, {}, kPolicyKeys, m_faults);
        m_policy.allowNonStandardPorts = readSwitch(m_document, "AllowNonStandardPorts"_L1, {}, m_faults);
        m_policy.allowedDomains = domains("AllowedDomains"_L1);
        m_policy.refusedDomains = domains("RefusedDomains"_L1);
        m_policy.allowedProviders = providers("AllowedProviders"_L1);
        m_policy.refusedProviders = providers("RefusedProviders"_L1);
        for (const QLatin1StringView name : {"AllowedDomains"_L1, "AllowedProviders"_L1, "AllowedProtocols"_L1})
            refuseEmptyList(name);
        readProtocols();
        readDiscovery();
        if (const auto rule = readWord(m_document, "RemotePictures"_L1, {u"ask"_s, u"never"_s}, {}, m_faults))
            m_policy.remotePictures = *rule == 1 ? RemotePictureRule::Never : RemotePictureRule::Ask;
        m_policy.maxAccounts = static_cast<int>(readWhole(m_document, "MaxAccounts"_L1, 1, kMostAccounts, {}, m_faults).value_or(0));
        readAuthorities();
        readClients();
        readLocks();
        readAccounts();
        return m_policy;
    }

  private:
    /// An empty list would allow nothing: hardly what was meant, and there is a lock for it.
    void refuseEmptyList(QLatin1StringView name) {
        const JsonValue* const list = memberOf(m_document, name);
        if (list && list->kind == JsonValue::Kind::List && list->items.empty())
            m_faults.append({list->at, name, u"is empty and would allow nothing; leave the key out, or lock \"accounts\""_s});
    }

    QStringList domains(QLatin1StringView name) {
        QStringList domains;
        for (const LocatedText& entry : readTexts(m_document, name, u"a domain"_s, m_faults)) {
            const bool isWide = entry.text.startsWith("*."_L1);
            const QString ace = QString::fromLatin1(QUrl::toAce(isWide ? entry.text.mid(2) : entry.text)).toLower();
            if (ace.isEmpty() || ace.contains(u'@') || ace.contains(u'*') || ace.contains(u'/') || ace.contains(u' '))
                m_faults.append({entry.at, entry.path, u"must be a domain, as example.com, or *.example.com for all below it"_s});
            domains.append(isWide ? u"*."_s + ace : ace);
        }
        return domains;
    }

    QStringList providers(QLatin1StringView name) {
        QStringList ids;
        for (const LocatedText& entry : readTexts(m_document, name, u"a provider's id"_s, m_faults)) {
            checkProvider(entry.text, m_place.providers + QStringList{u"other"_s}, m_place.providers.isEmpty(), entry.at, entry.path);
            ids.append(entry.text);
        }
        return ids;
    }

    void checkProvider(const QString& id, const QStringList& known, bool isAny, qsizetype at, const QString& path) {
        if (!isAny && !known.contains(id))
            m_faults.append({at, path, u"unknown provider; known: "_s + known.join(u", "_s)});
    }

    void readProtocols() {
        const JsonValue* const list = memberOf(m_document, "AllowedProtocols"_L1);
        if (!list || !isOfKind(*list, JsonValue::Kind::List, u"AllowedProtocols"_s, u"a list"_s, m_faults))
            return;
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (const auto word = wordOf(list->items[i], {u"imap"_s, u"pop3"_s}, itemPath(u"AllowedProtocols"_s, static_cast<qsizetype>(i)), m_faults))
                m_policy.allowedProtocols.append(*word == 1 ? model::Protocol::Pop3 : model::Protocol::Imap);
        }
    }

    void readDiscovery() {
        const QString text = readText(m_document, "DiscoveryService"_L1, {}, m_faults);
        if (text.isEmpty())
            return;
        if (text != "off"_L1 && !isAuthority(text))
            m_faults.append({memberOf(m_document, "DiscoveryService"_L1)->at, u"DiscoveryService"_s, u"must be an https address or \"off\""_s});
        m_policy.discoveryService = text == "off"_L1 ? QString() : text;
    }

    void readAuthorities() {
        QStringList files;
        for (const LocatedText& entry : readTexts(m_document, "ExtraCertificateAuthorities"_L1, u"a file name"_s, m_faults)) {
            if (const auto one = net::loadCertificatePolicy({entry.text}); !one)
                m_faults.append({entry.at, entry.path, one.error().detail});
            files.append(entry.text);
        }
        if (auto all = net::loadCertificatePolicy(files))
            m_policy.certificates = std::move(*all);
    }

    void readClients() {
        const JsonValue* const clients = memberOf(m_document, "OAuthClients"_L1);
        if (!clients)
            return;
        m_policy.oauthClients = readOAuthClients(*clients, u"OAuthClients"_s, m_faults);
        for (const JsonMember& member : clients->members) // a client id under a name that nobody has would do nothing
            checkProvider(member.name, m_place.signInProviders, m_place.signInProviders.isEmpty(), member.at, memberPath(u"OAuthClients"_s, member.name));
    }

    void readLocks() {
        QStringList names;
        for (const Lock lock : allLocks())
            names.append(lockName(lock));
        const JsonValue* const list = memberOf(m_document, "LockedSettings"_L1);
        if (!list || !isOfKind(*list, JsonValue::Kind::List, u"LockedSettings"_s, u"a list"_s, m_faults))
            return;
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (const auto word = wordOf(list->items[i], names, itemPath(u"LockedSettings"_s, static_cast<qsizetype>(i)), m_faults))
                m_policy.locked.insert(allLocks().at(*word));
        }
        // Locked where nothing else is said: at what is safe.
        if (m_policy.locks(Lock::NonStandardPorts) && !m_policy.allowNonStandardPorts)
            m_policy.allowNonStandardPorts = false;
        if (m_policy.locks(Lock::RemotePictures) && !m_policy.remotePictures)
            m_policy.remotePictures = RemotePictureRule::Ask;
    }

    void readAccounts() {
        const JsonValue* const list = memberOf(m_document, "Accounts"_L1);
        if (!list || !isOfKind(*list, JsonValue::Kind::List, u"Accounts"_s, u"a list"_s, m_faults))
            return;
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            const JsonValue& value = list->items[i];
            const QString path = itemPath(u"Accounts"_s, static_cast<qsizetype>(i));
            const PresetAccount preset = readPreset(value, path, m_place.loginName, m_faults);
            if (const JsonValue* const provider = memberOf(value, "Provider"_L1); provider && provider->kind == JsonValue::Kind::Text)
                checkProvider(preset.provider, m_place.providers, m_place.providers.isEmpty(), provider->at, memberPath(path, u"Provider"_s));
            if (!preset.email.isEmpty() && m_policy.presetFor(preset.email))
                m_faults.append({value.at, path, u"this address stands here twice"_s});
            m_policy.accounts.append(preset);
        }
    }

    const JsonValue& m_document;
    const PolicyPlace& m_place;
    JsonFaults& m_faults;
    Policy m_policy;
};

tl::unexpected<Error> faulty(const QString& detail) { return failure(ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, detail); }

QString told(JsonFaults faults, const QString& file, const QByteArray& bytes) {
    std::stable_sort(faults.begin(), faults.end(), [](const JsonFault& a, const JsonFault& b) { return a.at < b.at; });
    QStringList lines;
    for (const JsonFault& fault : faults.first(std::min(faults.size(), kMostFaultsTold)))
        lines.append(file + u':' + lineAndColumn(bytes, fault.at) + u": "_s + (fault.path.isEmpty() ? QString() : QString(fault.path + u": "_s)) + fault.what);
    if (faults.size() > kMostFaultsTold)
        lines.append(u"%1: and %2 more"_s.arg(file).arg(faults.size() - kMostFaultsTold));
    return lines.join(u'\n');
}

} // namespace

Result<Policy> loadPolicy(const QString& file, bool required, const PolicyPlace& place) {
    QFile source(file);
    if (!source.exists() && !required)
        return Policy();
    if (!source.open(QIODevice::ReadOnly))
        return faulty(file + u": "_s + source.errorString());
    const QByteArray bytes = source.read(kMaxPolicyBytes + 1);
    if (bytes.size() > kMaxPolicyBytes)
        return faulty(file + u": larger than 1 MiB"_s);
    JsonFaults faults;
    Policy policy;
    if (const auto document = parseLocatedJson(bytes, faults))
        policy = PolicyReader(*document, place, faults).read();
    if (!faults.isEmpty())
        return faulty(told(faults, file, bytes));
    policy.file = file;
    return policy;
}

QStringList policyKeyPaths() {
    QStringList paths = kPolicyKeys;
    for (const QString& key : kPresetKeys)
        paths.append(u"Accounts[]."_s + key);
    for (const QString& key : kIncomingKeys)
        paths.append(u"Accounts[].Incoming."_s + key);
    for (const QString& key : kOutgoingKeys)
        paths.append(u"Accounts[].Outgoing."_s + key);
    for (const QString& key : kClientKeys)
        paths.append(u"OAuthClients.*."_s + key);
    return paths;
}

} // namespace tributary::accounts
