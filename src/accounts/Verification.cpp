// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Verification.h"

#include "auth/Sealing.h"

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using model::VerificationTarget;

namespace {

constexpr int kSaltBytes = 16;
const QByteArray kMailPurpose = "verification mail";

Result<Secret> keyOf(auth::SecretStore& secrets) { return auth::keptKey(secrets, u"verification/key"_s); }

/// Bound to the target: a code of another one is a wrong one.
QByteArray digestOf(const Secret& key, const VerificationTarget& target, const QByteArray& salt, const QByteArray& code) {
    const QByteArray about = QByteArray::number(target.account.value) + '\0' + target.address.trimmed().toLower().toUtf8() + '\0' +
                             QByteArray(purposeName(target.purpose).data());
    return auth::mac(key, "code\0" + salt + about + '\0' + code);
}

} // namespace

Result<OutboxId> Verification::start(const VerificationTarget& target, const std::function<Result<CodeMail>(const QByteArray& code)>& build) {
    TRY(const Secret key, keyOf(m_secrets));
    TRY(QByteArray code, auth::randomDigits(model::kCodeDigits));
    store::NewVerification verification;
    verification.target = target;
    TRY(verification.salt, auth::randomSalt(kSaltBytes));
    verification.digest = digestOf(key, target, verification.salt, code);
    auto built = build(code);
    Secret::wipe(code);
    if (!built)
        return failure(built.error());
    verification.mail = std::move(built->mail);
    model::OutboxMessage& message = verification.mail.message;
    message.sealed = true;
    message.saveSent = false;
    message.size = built->raw.size();
    TRY(verification.mail.rawCompressed, auth::seal(key, kMailPurpose, built->raw));
    Secret::wipe(built->raw);
    return m_store.startVerification(std::move(verification));
}

Result<store::CheckedCode> Verification::check(const VerificationTarget& target, const QString& typed) {
    const QByteArray code = model::codeFromTyped(typed);
    if (code.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"a code has six digits"_s);
    TRY(const Secret key, keyOf(m_secrets));
    return m_store.checkCode(target, [&key, &target, &code](const QByteArray& salt) { return digestOf(key, target, salt, code); });
}

Result<QByteArray> unsealedMail(auth::SecretStore& secrets, const QByteArray& sealed) {
    TRY(const Secret key, keyOf(secrets));
    return auth::unseal(key, kMailPurpose, sealed);
}

} // namespace tributary::accounts
