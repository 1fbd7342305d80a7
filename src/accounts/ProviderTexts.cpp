// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/ProviderTexts.h"

#include "accounts/detail/ProviderTextTable.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using detail::Of;

namespace {

constexpr qsizetype kLongestText = 2000; // what is said behind it explains nothing

bool isListed(const char* list, const QByteArray& word) { return QByteArray(list).split(' ').contains(word); }

bool isBelow(const char* domains, const QByteArray& host) {
    const QByteArrayList all = QByteArray(domains).split(' ');
    return std::any_of(all.begin(), all.end(), [&](const QByteArray& domain) { return host == domain || host.endsWith(QByteArray('.' + domain)); });
}

detail::Provider providerOf(const RefusalPlace& place) {
    const QByteArray id = place.provider.toUtf8(), host = place.host.toLower().toUtf8();
    for (const detail::ProviderHosts& row : detail::providerHosts()) {
        if (isListed(row.ids, id) || isBelow(row.domains, host))
            return row.provider;
    }
    return detail::Provider::Any;
}

bool isOf(Of side, model::Protocol protocol) {
    switch (side) {
    case Of::Both: return true;
    case Of::Incoming: return protocol != model::Protocol::Smtp;
    case Of::Imap: return protocol == model::Protocol::Imap;
    case Of::Pop3: return protocol == model::Protocol::Pop3;
    case Of::Outgoing: return protocol == model::Protocol::Smtp;
    }
    return false;
}

/// Switched on at the same place, under its own name.
ProviderHint asOfProtocol(ProviderHint hint, model::Protocol protocol) {
    return hint == ProviderHint::ImapOff && protocol == model::Protocol::Pop3 ? ProviderHint::PopOff : hint;
}

/// What the error itself says already.
std::optional<ProviderHint> hintOfCode(const Error& error) {
    switch (error.code) {
    case ErrorCode::Throttled: return ProviderHint::Throttled;
    case ErrorCode::TooManyConnections: return ProviderHint::TooManyConnections;
    case ErrorCode::SendingDisabled: return ProviderHint::SmtpAuthOff;
    default: return std::nullopt;
    }
}

class Hints {
  public:
    explicit Hints(detail::Provider provider) : m_provider(provider) {}

    void add(ProviderHint hint, bool isSaid) {
        const bool isThere = std::any_of(m_found.begin(), m_found.end(), [&](const HintFound& one) { return one.hint == hint; });
        if (!isThere)
            m_found.append({hint, isSaid, helpUrl(hint)});
    }
    [[nodiscard]] QList<HintFound> take() { return std::move(m_found); }
    [[nodiscard]] bool isEmpty() const { return m_found.isEmpty(); }

  private:
    [[nodiscard]] QString helpUrl(ProviderHint hint) const {
        const ProviderHint asked = hint == ProviderHint::PopOff ? ProviderHint::ImapOff : hint; // one page tells of both, where there is no other
        QString url;
        for (const detail::HelpRow& row : detail::helpRows()) {
            if (row.provider == m_provider && (row.hint == hint || (row.hint == asked && url.isEmpty())))
                url = QString::fromLatin1(row.url);
        }
        return url;
    }

    const detail::Provider m_provider;
    QList<HintFound> m_found;
};

/// A refusal of what signs in; everything else has its own cause.
bool isRefusedSignIn(const Error& error) {
    return error.kind == ErrorKind::Auth && (error.code == ErrorCode::CredentialsRejected || error.code == ErrorCode::LoginDisabled ||
                                             error.code == ErrorCode::MechanismUnavailable);
}

} // namespace

QList<HintFound> hintsOf(const RefusalPlace& place, const Error& error) {
    const detail::Provider provider = providerOf(place);
    Hints hints(provider);
    const bool mayBeExplained = error.kind == ErrorKind::Auth || error.kind == ErrorKind::TemporaryRefusal || error.kind == ErrorKind::Refused;
    if (!mayBeExplained)
        return {};
    const QByteArray text = error.serverText.left(kLongestText).toLower();
    for (const detail::TextRow& row : detail::textRows()) {
        const bool isHere = row.provider == detail::Provider::Any ? hints.isEmpty() : row.provider == provider;
        if (isHere && isOf(row.side, place.protocol) && text.contains(row.words))
            hints.add(asOfProtocol(row.hint, place.protocol), true);
    }
    if (const auto hint = hintOfCode(error); hint && hints.isEmpty())
        hints.add(*hint, true);
    if (!hints.isEmpty() || !isRefusedSignIn(error))
        return hints.take();
    for (const detail::UsualRow& row : detail::usualRows()) {
        if (row.provider == provider && isOf(row.side, place.protocol))
            hints.add(asOfProtocol(row.hint, place.protocol), false);
    }
    return hints.take();
}

QStringList otherRegions(const QString& host) {
    static const QStringList kZoho{u"zoho.com"_s, u"zoho.eu"_s, u"zoho.in"_s, u"zoho.jp"_s, u"zoho.com.au"_s};
    static const QStringList kGmx{u"gmx.net"_s, u"gmx.com"_s};
    const QString name = host.toLower();
    for (const QStringList& family : {kZoho, kGmx}) {
        const auto here = std::find_if(family.begin(), family.end(), [&](const QString& domain) { return name.endsWith(QString(u'.' + domain)); });
        if (here == family.end())
            continue;
        QStringList others;
        for (const QString& domain : family) {
            if (domain != *here)
                others.append(name.chopped(here->size()) + domain);
        }
        return others;
    }
    return {};
}

QLatin1StringView hintName(ProviderHint hint) {
    switch (hint) {
    case ProviderHint::AppPassword: return "app-password"_L1;
    case ProviderHint::AuthorizationCode: return "authorization-code"_L1;
    case ProviderHint::SeparatePassword: return "separate-password"_L1;
    case ProviderHint::ImapOff: return "imap-off"_L1;
    case ProviderHint::PopOff: return "pop-off"_L1;
    case ProviderHint::SmtpAuthOff: return "smtp-auth-off"_L1;
    case ProviderHint::BasicAuthOff: return "basic-auth-off"_L1;
    case ProviderHint::WebSignInNeeded: return "web-sign-in-needed"_L1;
    case ProviderHint::WrongRegion: return "wrong-region"_L1;
    case ProviderHint::UserIsAddress: return "user-is-address"_L1;
    case ProviderHint::UserIsLocalPart: return "user-is-local-part"_L1;
    case ProviderHint::UserIsIssuedId: return "user-is-issued-id"_L1;
    case ProviderHint::Throttled: return "throttled"_L1;
    case ProviderHint::TooManyConnections: return "too-many-connections"_L1;
    case ProviderHint::NotConnected: return "not-connected"_L1;
    case ProviderHint::AccountLocked: return "account-locked"_L1;
    case ProviderHint::PasswordExpired: return "password-expired"_L1;
    case ProviderHint::PaidOption: return "paid-option"_L1;
    case ProviderHint::AskAdministrator: return "ask-administrator"_L1;
    }
    return "ask-administrator"_L1;
}

} // namespace tributary::accounts
