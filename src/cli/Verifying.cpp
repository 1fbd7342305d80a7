// SPDX-License-Identifier: GPL-3.0-or-later
// Proving addresses by mailed codes (S20, S26, S27): identity verify, identity confirm, and what goes with saving an address.
#include "cli/Cli.h"

#include "engine/Submission.h"

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;
using model::CodeOutcome;
using model::CodeState;
using model::Identity;
using model::Proof;
using model::Verification;
using model::VerificationPurpose;
using model::VerificationTarget;

namespace {

/// 0: it is over, or has not begun.
qint64 secondsLeft(const Verification& verification) {
    const bool isOut = verification.state == CodeState::Valid || verification.state == CodeState::Waiting || verification.state == CodeState::Failed;
    return isOut && verification.expiresMs > 0 ? std::max<qint64>(0, (verification.expiresMs - QDateTime::currentMSecsSinceEpoch()) / 1000) : 0;
}

bool isSame(const QString& a, const QString& b) { return a.compare(b.trimmed(), Qt::CaseInsensitive) == 0; }

/// What could be proven of the address, that which holds mail up first, what is proven last.
QList<VerificationTarget> targetsOf(const QString& address, const QList<Identity>& identities, const QList<model::Account>& accounts) {
    QList<VerificationTarget> needed, unproven, proven;
    const auto add = [](QList<VerificationTarget>& list, const VerificationTarget& target) {
        if (!list.contains(target))
            list.append(target);
    };
    for (const Identity& identity : identities) {
        const VerificationTarget replyTo{identity.account, address, VerificationPurpose::ReplyTo};
        const VerificationTarget sender{identity.account, address, VerificationPurpose::Sender};
        if (const auto target = engine::toProve(identity, accounts); target && isSame(target->address, address))
            add(needed, {identity.account, address, target->purpose});
        if (isSame(identity.replyTo, address))
            add(identity.replyToProof == Proof::Unproven ? unproven : proven, replyTo);
        if (isSame(identity.address, address))
            add(identity.addressProof == Proof::Unproven ? unproven : proven, sender);
    }
    for (const VerificationTarget& target : unproven + proven)
        add(needed, target);
    return needed;
}

Error errorOf(const model::CodeCheck& check) {
    const QString& address = check.now.target.address;
    switch (check.outcome) {
    case CodeOutcome::Wrong:
        if (check.now.state == CodeState::UsedUp) // it was the last one
            return {ErrorKind::InvalidInput, ErrorCode::CodeUsedUp, {}, address};
        return {ErrorKind::InvalidInput, ErrorCode::CodeWrong, {}, address};
    case CodeOutcome::Expired: return {ErrorKind::InvalidInput, ErrorCode::CodeExpired, {}, address};
    case CodeOutcome::UsedUp: return {ErrorKind::InvalidInput, ErrorCode::CodeUsedUp, {}, address};
    case CodeOutcome::Right:
    case CodeOutcome::None: break;
    }
    return {ErrorKind::InvalidInput, ErrorCode::NoCode, {}, check.now.isProven                          ? u"%1 (it is proven)"_s.arg(address)
                                                                   : check.now.state == CodeState::Waiting ? u"%1 (its mail has not left: outbox list, outbox retry ID)"_s.arg(address)
                                                                                                           : address};
}

} // namespace

engine::CodeMailWords codeMailWords() {
    engine::CodeMailWords words;
    words.subject = u"Confirm %1"_s;
    words.replyToReason = u"In Tributary, replies to mail from %1 are to go to %2."_s;
    words.senderReason = u"In Tributary, mail from the account %1 is to be sent as %2."_s;
    words.typeIt = u"To confirm that this address is yours, type this code:"_s;
    words.holds = u"It is good for 15 minutes, and once."_s;
    words.ignore = u"If you did not ask for it, ignore this mail: nothing happens without the code."_s;
    return words;
}

QJsonObject Cli::verificationJson(const Verification& verification) const {
    return {{u"account"_s, emailOf(verification.target.account)},
            {u"address"_s, verification.target.address},
            {u"purpose"_s, QString(purposeName(verification.target.purpose))},
            {u"state"_s, verification.isProven ? u"verified"_s : QString(codeStateName(verification.state))},
            {u"via"_s, emailOf(verification.via)},
            {u"triesLeft"_s, verification.triesLeft},
            {u"expires"_s, timeOrNull(verification.expiresMs)},
            {u"secondsLeft"_s, secondsLeft(verification)},
            {u"nextMail"_s, timeOrNull(verification.nextMailMs)},
            {u"messageId"_s, QString::fromUtf8(verification.messageIdHeader)},
            {u"outbox"_s, verification.outbox.isValid() ? QJsonValue(verification.outbox.value) : QJsonValue(QJsonValue::Null)},
            {u"error"_s, verification.mailError ? QJsonValue(toJson(*verification.mailError)) : QJsonValue(QJsonValue::Null)}};
}

void Cli::printVerification(const Verification& verification) {
    if (m_out.isJson()) {
        m_out.value(verificationJson(verification));
        return;
    }
    const QString& address = verification.target.address;
    if (verification.isProven)
        m_out.text(u"%1 is verified"_s.arg(address));
    else if (verification.state == CodeState::Valid)
        m_out.text(u"A code was mailed to %1: good for %2 minutes, %3 tries"_s.arg(address).arg((secondsLeft(verification) + 59) / 60).arg(verification.triesLeft));
    else
        m_out.text(u"%1: %2"_s.arg(address, codeStateName(verification.state)));
}

/// What is left to try stands with the error.
void Cli::failWith(const Error& error, const Verification& verification) {
    m_out.event({{u"event"_s, u"verification"_s}, {u"verification"_s, verificationJson(verification)}},
                u"%1 tries left, %2 seconds left"_s.arg(verification.triesLeft).arg(secondsLeft(verification)));
    m_out.error(error, {{u"triesLeft"_s, verification.triesLeft}, {u"secondsLeft"_s, secondsLeft(verification)}, {u"nextMail"_s, timeOrNull(verification.nextMailMs)}});
    done(exitCodeOf(error));
}

void Cli::withTargets(std::function<void(const QList<VerificationTarget>&)> use) {
    const bool isRestricted = m_line.has("account");
    const auto account = isRestricted ? chosenAccount() : std::optional<AccountId>(AccountId());
    if (!account)
        return;
    m_engine->loadIdentities(this, [this, isRestricted, account = *account, use = std::move(use)](const Result<QList<Identity>>& all) {
        if (!all)
            return fail(all.error());
        const QString address = m_line.operands.first().trimmed();
        QList<VerificationTarget> targets = targetsOf(address, *all, accountRows());
        targets.removeIf([&](const VerificationTarget& target) {
            return (isRestricted && target.account != account) || (m_line.has("purpose") && m_line.value("purpose") != purposeName(target.purpose));
        });
        if (targets.isEmpty())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"an identity with %1 (identity list)"_s.arg(address)});
        use(targets);
    });
}

QList<model::Account> Cli::accountRows() const {
    QList<model::Account> rows;
    for (const model::AccountSnapshot& snapshot : m_engine->accounts())
        rows.append(snapshot.account);
    return rows;
}

/// Sends the mail that waits, and tells how it stands then.
void Cli::deliverCode(const Verification& verification, std::function<void(const Verification&)> then) {
    if (verification.state != CodeState::Waiting || !verification.outbox.isValid())
        return then(verification);
    m_task = m_engine->deliver(verification.outbox, this, {}, [this, verification, then = std::move(then)](const Result<model::OutboxMessage>& sent) {
        m_engine->loadVerification(verification.target, this, [verification, sent, then](const Result<Verification>& now) {
            Verification told = now.value_or(verification);
            if (!sent && !told.mailError)
                told.mailError = sent.error();
            then(told);
        });
    });
}

void Cli::identityVerify() {
    withTargets([this](const QList<VerificationTarget>& targets) {
        const VerificationTarget target = targets.first();
        m_engine->sendVerificationCode(target, this, [this, target](const Result<Verification>& queued) {
            if (!queued)
                return notMailed(target, queued.error());
            deliverCode(*queued, [this](const Verification& verification) {
                printVerification(verification);
                if (verification.mailError && verification.state != CodeState::Valid) {
                    m_out.error(*verification.mailError);
                    return done(exitCodeOf(*verification.mailError));
                }
                done();
            });
        });
    });
}

void Cli::notMailed(const VerificationTarget& target, const Error& error) {
    m_engine->loadVerification(target, this, [this, error](const Result<Verification>& verification) {
        if (!verification)
            return fail(error);
        if (error.code == ErrorCode::AlreadyExists) {
            printVerification(*verification);
            return done();
        }
        if (error.code != ErrorCode::Throttled)
            return fail(error);
        failWith({ErrorKind::InvalidInput, ErrorCode::TooManyCodes, {},
                  u"%1, the next one at %2"_s.arg(verification->target.address, rfc3339(verification->nextMailMs))}, *verification);
    });
}

/// The one that has a code out, where there are several.
void Cli::withCodeOut(const QList<VerificationTarget>& targets, qsizetype at, std::function<void(const VerificationTarget&)> use) {
    if (at >= targets.size())
        return use(targets.first());
    m_engine->loadVerification(targets.at(at), this, [this, targets, at, use = std::move(use)](const Result<Verification>& verification) {
        if (!verification)
            return fail(verification.error());
        if (verification->state != CodeState::None)
            return use(targets.at(at));
        withCodeOut(targets, at + 1, use);
    });
}

void Cli::identityConfirm() {
    withTargets([this](const QList<VerificationTarget>& targets) {
        withCodeOut(targets, 0, [this](const VerificationTarget& target) {
            m_engine->confirmVerificationCode(target, m_line.operands.at(1), this, [this](const Result<model::CodeCheck>& check) {
                if (!check)
                    return fail(check.error());
                if (check->outcome != CodeOutcome::Right)
                    return failWith(errorOf(*check), check->now);
                model::Account account;
                account.id = check->now.target.account;
                deliverCodes(account, std::nullopt, [this, now = check->now](const QList<Verification>&) {
                    printVerification(now);
                    done();
                });
            });
        });
    });
}

/// Mail of an identity that has something to prove: with what is left of the code that is out.
void Cli::held(const Identity& identity, const Error& error) {
    const auto target = engine::toProve(identity, accountRows());
    if (!target)
        return fail(error);
    m_engine->loadVerification(*target, this, [this, error](const Result<Verification>& verification) {
        verification ? failWith(error, *verification) : fail(error);
    });
}

void Cli::deliverCodes(const model::Account& account, std::optional<IdentityId> of, std::function<void(const QList<Verification>&)> then) {
    m_engine->loadIdentities(this, [this, account, of, then = std::move(then)](const Result<QList<Identity>>& all) {
        QList<VerificationTarget> targets;
        for (const Identity& identity : all.value_or(QList<Identity>())) {
            const auto target = identity.account == account.id && (!of || *of == identity.id) ? engine::toProve(identity, accountRows() + QList<model::Account>{account}) : std::nullopt;
            if (target && !targets.contains(*target))
                targets.append(*target);
        }
        deliverNext(targets, {}, then);
    });
}

void Cli::deliverNext(QList<VerificationTarget> targets, QList<Verification> told, std::function<void(const QList<Verification>&)> then) {
    if (targets.isEmpty())
        return then(told);
    const VerificationTarget target = targets.takeFirst();
    m_engine->loadVerification(target, this, [this, targets, told, then](const Result<Verification>& verification) {
        if (!verification)
            return deliverNext(targets, told, then);
        deliverCode(*verification, [this, targets, told, then](const Verification& now) {
            const bool isEnough = now.state == CodeState::None && now.nextMailMs > QDateTime::currentMSecsSinceEpoch();
            QString words = isEnough ? u"enough codes have been mailed to %1: identity verify %1 after %2"_s.arg(now.target.address, rfc3339(now.nextMailMs))
                            : now.state == CodeState::Valid ? u"a code was mailed to %1: identity confirm %1 CODE"_s.arg(now.target.address)
                                                          : u"no code could be mailed to %1 (%2): identity verify %1"_s.arg(now.target.address, codeStateName(now.state));
            if (now.mailError)
                words += u"; "_s + messageOf(*now.mailError);
            m_out.event({{u"event"_s, u"verification"_s}, {u"verification"_s, verificationJson(now)}}, words);
            deliverNext(targets, told + QList<Verification>{now}, then);
        });
    });
}

} // namespace tributary::cli
