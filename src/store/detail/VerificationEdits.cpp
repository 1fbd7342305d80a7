// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/VerificationEdits.h"

#include "store/detail/Failures.h"
#include "store/detail/IdentityEdits.h"
#include "store/detail/OutboxEnding.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

using model::CodeOutcome;
using model::Identity;
using model::OutboxState;
using model::Proof;
using model::VerificationPurpose;
using model::VerificationTarget;

bool isOf(const Identity& identity, const VerificationTarget& target) {
    const QString& address = target.purpose == VerificationPurpose::ReplyTo ? identity.replyTo : identity.address;
    return address.compare(target.address.trimmed(), Qt::CaseInsensitive) == 0;
}

bool isProven(const Identity& identity, VerificationPurpose purpose) {
    return (purpose == VerificationPurpose::ReplyTo ? identity.replyToProof : identity.addressProof) != Proof::Unproven;
}

QList<Identity> identitiesOf(Connection& connection, const VerificationTarget& target) {
    QList<Identity> all = IdentityTable(connection).all(target.account);
    all.removeIf([&](const Identity& one) { return !isOf(one, target); });
    return all;
}

bool anyUnproven(const QList<Identity>& identities, VerificationPurpose purpose) {
    return std::any_of(identities.begin(), identities.end(), [purpose](const Identity& one) { return !isProven(one, purpose); });
}

/// In a time that tells nothing of where they differ.
bool sameBytes(const QByteArray& a, const QByteArray& b) {
    if (a.size() != b.size() || a.isEmpty())
        return false;
    unsigned differences = 0;
    for (qsizetype at = 0; at < a.size(); ++at)
        differences |= static_cast<unsigned char>(a[at]) ^ static_cast<unsigned char>(b[at]);
    return differences == 0;
}

} // namespace

PreparedVerification prepare(NewVerification verification) {
    return {verification.target, verification.salt, verification.digest, prepare(std::move(verification.mail))};
}

void VerificationEdits::announce(AccountId account) { m_session.changes.append(model::IdentitiesChanged{account}); }

Status VerificationEdits::mayStart(const VerificationTarget& target) {
    const QList<Identity> identities = identitiesOf(m_session.connection, target);
    if (identities.isEmpty())
        return invalid(ErrorCode::NotFound, QStringLiteral("no identity has %1").arg(target.address));
    if (!anyUnproven(identities, target.purpose))
        return invalid(ErrorCode::AlreadyExists, QStringLiteral("%1 is proven").arg(target.address));
    if (const qint64 next = m_table.nextMailMs(target, m_session.nowMs); next > m_session.nowMs)
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::Throttled, QString::number(next - m_session.nowMs));
    return {};
}

Result<OutboxId> VerificationEdits::start(const PreparedVerification& prepared) {
    TRY_STATUS(mayStart(prepared.target));
    if (const auto before = m_table.find(prepared.target)) // its code is void from here on
        dropCodeMail(m_session, before->outbox);
    TRY(const OutboxId mail, OutboxJournal(m_session).queue(prepared.mail));
    VerificationRow row;
    row.target = prepared.target;
    row.salt = prepared.salt;
    row.digest = prepared.digest;
    row.madeMs = m_session.nowMs;
    row.messageIdHeader = prepared.mail.sending.message.messageIdHeader;
    row.outbox = mail;
    m_table.insert(row);
    announce(prepared.target.account);
    return mail;
}

/// A try is used up before its outcome is told: nothing that happens to the program gives it back.
Result<CheckedCode> VerificationEdits::check(const VerificationTarget& target, const DigestOf& digestOf) {
    m_table.settleClock(m_session.nowMs);
    const auto row = m_table.find(target);
    // One that has not left nobody can have read: guesses at it would be guesses without a limit, since it counts as no mail.
    if (!row || row->expiresMs == 0)
        return CheckedCode{CodeOutcome::None, 0};
    if (row->triesLeft <= 0)
        return CheckedCode{CodeOutcome::UsedUp, 0};
    if (m_table.isOver(*row, m_session.nowMs, m_session.boot))
        return CheckedCode{CodeOutcome::Expired, row->triesLeft};
    announce(target.account);
    if (!sameBytes(digestOf(row->salt), row->digest)) {
        m_table.setTriesLeft(row->id, row->triesLeft - 1);
        return CheckedCode{CodeOutcome::Wrong, row->triesLeft - 1};
    }
    m_table.erase(row->id);
    dropCodeMail(m_session, row->outbox); // of one whose outcome was not known
    TRY_STATUS(prove(target));
    return CheckedCode{CodeOutcome::Right, 0};
}

Status VerificationEdits::drop(const VerificationTarget& target) {
    if (const auto row = m_table.find(target)) {
        dropCodeMail(m_session, row->outbox);
        m_table.erase(row->id);
        announce(target.account);
    }
    return {};
}

Status VerificationEdits::prove(const VerificationTarget& target) {
    const auto which = target.purpose == VerificationPurpose::ReplyTo ? IdentityAddress::ReplyTo : IdentityAddress::Address;
    for (const Identity& identity : identitiesOf(m_session.connection, target))
        TRY_STATUS(IdentityEdits(m_session).setProof(identity.id, which, target.address, Proof::Verified));
    return {};
}

void dropCodeMail(WriteSession& session, OutboxId mail) {
    const auto message = OutboxTable(session.connection).find(mail);
    if (message && message->sealed && message->state != OutboxState::Sending)
        OutboxEnding(session.connection, session.changes).erase(*message);
}

void dropUnusedCodes(WriteSession& session, AccountId account) {
    VerificationTable table(session.connection);
    for (const VerificationRow& row : table.ofAccount(account)) {
        if (anyUnproven(identitiesOf(session.connection, row.target), row.target.purpose))
            continue;
        dropCodeMail(session, row.outbox);
        table.erase(row.id);
    }
}

VerificationFacts verificationFacts(Connection& connection, const VerificationTarget& target, qint64 nowMs, const BootTime& boot) {
    VerificationTable table(connection);
    const QList<Identity> identities = identitiesOf(connection, target);
    VerificationFacts facts;
    facts.isKnown = !identities.isEmpty();
    facts.isProven = facts.isKnown && !anyUnproven(identities, target.purpose);
    facts.nextMailMs = table.nextMailMs(target, nowMs);
    if (const auto row = table.find(target)) {
        facts.code = KnownCode{row->triesLeft, table.isOver(*row, nowMs, boot), row->madeMs, row->expiresMs, row->messageIdHeader,
                               OutboxTable(connection).find(row->outbox)};
    }
    return facts;
}

} // namespace tributary::store::detail
