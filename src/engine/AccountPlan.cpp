// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountPlan.h"

#include "accounts/Setup.h"
#include "model/Address.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isSame(const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

class AccountPlanner {
  public:
    AccountPlanner(const QList<model::Account>& known, const accounts::Policy& policy, bool allowNonStandardPorts)
        : m_known(known), m_policy(policy), m_allowPorts(allowNonStandardPorts) {}

    AccountPlan plan(const QList<PortableAccount>& wanted) {
        m_wanted = &wanted;
        int firstPosition = 0;
        for (const model::Account& account : m_known)
            firstPosition = std::max(firstPosition, account.position + 1);
        for (const bool isRelayed : {false, true}) {
            for (qsizetype i = 0; i < wanted.size(); ++i) {
                PortableAccount one = wanted[i];
                one.account.position = firstPosition + static_cast<int>(i);
                if (one.relay.isEmpty() != isRelayed)
                    consider(one);
            }
        }
        return std::move(m_plan);
    }

  private:
    static bool holds(const QList<PortableAccount>& all, const QString& email) {
        return std::any_of(all.begin(), all.end(), [&](const PortableAccount& one) { return isSame(one.account.email, email); });
    }
    void fault(const PortableAccount& one, const QString& what) { m_plan.faults.append({one.account.email, one.place, what}); }
    void skip(const PortableAccount& one, SkipReason reason, const QString& detail = {}) { m_plan.skipped.append({one.account.email, reason, detail}); }

    void consider(PortableAccount one) {
        model::Account& account = one.account;
        if (holds(m_plan.accounts, account.email))
            return fault(one, u"%1 stands there twice"_s.arg(account.email));
        if (std::any_of(m_known.begin(), m_known.end(), [&](const model::Account& other) { return isSame(other.email, account.email); }))
            return skip(one, SkipReason::AlreadyHere);
        fillProvider(account);
        if (const Status usable = accounts::checkAccount(account, m_policy, m_allowPorts); !usable) {
            if (usable.error().code == ErrorCode::RefusedByPolicy)
                return skip(one, SkipReason::NotAllowed, usable.error().detail);
            return fault(one, faultOf(usable.error()));
        }
        QList<model::Account> beside = m_known;
        for (const PortableAccount& other : std::as_const(m_plan.accounts))
            beside.append(other.account);
        if (const Status may = accounts::checkMayAdd(account, beside, m_policy); !may)
            return skip(one, SkipReason::NotAllowed, may.error().detail);
        if (!one.relay.isEmpty() && !checkRelay(one, beside))
            return;
        fillIdentities(one);
        m_plan.accounts.append(one);
    }

    static QString faultOf(const Error& error) {
        switch (error.code) {
        case ErrorCode::FieldMissing: return error.detail + u" is missing"_s;
        case ErrorCode::NotAnAddress: return error.detail + u" is no e-mail address"_s;
        case ErrorCode::PortNotStandard: return error.detail + u" is not a standard port; --allow-non-standard-ports, or the setting, allows it"_s;
        case ErrorCode::TlsRequired: return error.detail + u": without encryption no password is sent to a server elsewhere"_s;
        default: return error.detail + u" cannot be used"_s;
        }
    }

    /// True: it can send through that one.
    bool checkRelay(const PortableAccount& one, const QList<model::Account>& beside) {
        const auto relay = std::find_if(beside.begin(), beside.end(), [&](const model::Account& other) { return isSame(other.email, one.relay); });
        if (isSame(one.relay, one.account.email)) {
            fault(one, u"relay: an account cannot send through itself"_s);
        } else if (relay == beside.end() && holds(*m_wanted, one.relay)) {
            const auto other = std::find_if(m_wanted->begin(), m_wanted->end(), [&](const PortableAccount& wanted) { return isSame(wanted.account.email, one.relay); });
            if (other->relay.isEmpty()) // it was passed over
                skip(one, SkipReason::RelayMissing, one.relay);
            else
                fault(one, u"relay: %1 has no outgoing server of its own"_s.arg(one.relay));
        } else if (relay == beside.end()) {
            fault(one, u"relay: there is no account %1"_s.arg(one.relay));
        } else if (relay->relay || relay->outgoing.host.isEmpty() || holds(relayed(), one.relay)) {
            fault(one, u"relay: %1 has no outgoing server of its own"_s.arg(one.relay));
        } else {
            return true;
        }
        return false;
    }
    [[nodiscard]] QList<PortableAccount> relayed() const {
        QList<PortableAccount> all;
        std::copy_if(m_plan.accounts.begin(), m_plan.accounts.end(), std::back_inserter(all), [](const PortableAccount& one) { return !one.relay.isEmpty(); });
        return all;
    }

    /// Another program does not say which of our presets a server belongs to.
    void fillProvider(model::Account& account) const {
        if (!account.provider.isEmpty() && account.provider != "other"_L1)
            return;
        const QStringList ids = m_policy.providersOfHost.value(account.incoming.host.toLower());
        account.provider = ids.isEmpty() ? u"other"_s : ids.constFirst();
    }

    void fillIdentities(PortableAccount& one) {
        QList<model::Identity>& identities = one.identities;
        identities.removeIf([](const model::Identity& identity) { return !model::looksLikeAddress(identity.address); });
        const QString main = one.account.from.isEmpty() ? one.account.email : one.account.from;
        if (m_policy.locks(accounts::Lock::Identities) &&
            identities.removeIf([&](const model::Identity& identity) { return !isSame(identity.address, main); }) > 0)
            skip(one, SkipReason::NotAllowed, accounts::lockName(accounts::Lock::Identities));
        bool isSigned = false;
        for (model::Identity& identity : identities) {
            if (!model::looksLikeAddress(identity.replyTo))
                identity.replyTo.clear();
            if (!m_policy.locks(accounts::Lock::Signatures))
                continue;
            isSigned = isSigned || !identity.signatureText.isEmpty() || !identity.signatureHtml.isEmpty();
            identity.signatureText.clear();
            identity.signatureHtml.clear();
        }
        if (isSigned)
            skip(one, SkipReason::NotAllowed, accounts::lockName(accounts::Lock::Signatures));
    }

    const QList<model::Account>& m_known;
    const accounts::Policy& m_policy;
    bool m_allowPorts;
    const QList<PortableAccount>* m_wanted = nullptr;
    AccountPlan m_plan;
};

} // namespace

AccountPlan planAccounts(const QList<PortableAccount>& wanted, const QList<model::Account>& known, const accounts::Policy& policy, bool allowNonStandardPorts) {
    return AccountPlanner(known, policy, allowNonStandardPorts).plan(wanted);
}

} // namespace tributary::engine
