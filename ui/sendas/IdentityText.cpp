// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/IdentityText.h"

#include "engine/Submission.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary::ui {

using model::Proof;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(IdentityText)
};

bool sameAddress(const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

Proof expected(const QString& now, const QString& before, Proof proof, bool isOwn) {
    if (isOwn)
        return Proof::Own;
    return sameAddress(now, before) && proof == Proof::Verified ? Proof::Verified : Proof::Unproven;
}

} // namespace

QString accountTitle(const model::Account& account) { return account.name.isEmpty() ? account.email : account.name; }

QString proofText(Proof proof) {
    switch (proof) {
    case Proof::Own: return Words::tr("Verified: your account's own address");
    case Proof::Verified: return Words::tr("Verified");
    case Proof::Unproven: break;
    }
    return Words::tr("Not verified");
}

QString proofIcon(Proof proof) {
    switch (proof) {
    case Proof::Own: return QStringLiteral("check");
    case Proof::Verified: return QStringLiteral("certificate");
    case Proof::Unproven: break;
    }
    return QStringLiteral("help");
}

ColorRole proofRole(Proof proof) { return proof == Proof::Unproven ? ColorRole::Secondary : ColorRole::Success; }

QString holdingAddress(const model::Identity& identity, const QList<model::Account>& accounts) {
    const auto unproven = engine::toProve(identity, accounts);
    return unproven ? unproven->address : QString();
}

ProofState proofState(const model::Identity& identity, const QList<model::Account>& accounts) {
    const auto unproven = engine::toProve(identity, accounts);
    if (unproven) {
        const bool isReplyTo = unproven->purpose == model::VerificationPurpose::ReplyTo;
        return {isReplyTo ? Words::tr("Reply-to address not verified") : Words::tr("Not verified"), QStringLiteral("warning"), ColorRole::Warning};
    }
    QString text = proofText(identity.addressProof);
    if (identity.addressProof == Proof::Unproven)
        text += QStringLiteral("  ·  ") + Words::tr("Your server decides whether it takes mail from this address");
    if (!identity.replyTo.isEmpty() && identity.replyToProof == Proof::Verified)
        text += QStringLiteral("  ·  ") + Words::tr("Reply-to address verified");
    return {text, proofIcon(identity.addressProof), proofRole(identity.addressProof)};
}

QString signatureLine(const model::Identity& identity) {
    const QString text = identity.signatureText.trimmed();
    const QString line = text.left(text.indexOf(u'\n')).simplified(); // -1: all of it
    return line.isEmpty() ? Words::tr("No signature") : Words::tr("Signature: %1").arg(line);
}

model::Identity withExpectedProofs(model::Identity edited, const model::Identity& before, const QList<model::Account>& accounts) {
    const auto is = [](const QString& address) { return [&address](const model::Account& account) { return sameAddress(account.email, address); }; };
    const auto mine = std::find_if(accounts.begin(), accounts.end(), [&](const model::Account& one) { return one.id == edited.account; });
    edited.addressProof = expected(edited.address, before.address, before.addressProof, mine != accounts.end() && !mine->relay && is(edited.address)(*mine));
    edited.replyToProof = expected(edited.replyTo, before.replyTo, before.replyToProof,
                                   !edited.replyTo.isEmpty() && std::any_of(accounts.begin(), accounts.end(), [&](const model::Account& one) {
                                       return model::signInProvesAddress(one) && sameAddress(one.email, edited.replyTo);
                                   }));
    return edited;
}

} // namespace tributary::ui
