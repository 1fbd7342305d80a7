// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AutomaticMail.h"

#include "mime/MessageBuilder.h"
#include "model/Address.h"
#include "store/Store.h"

#include <algorithm>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostLoops = 50; ///< accounts that one message went through; more is a circle that somebody else has made

bool isAutomatic(const mime::ParsedMessage& parsed) {
    const QString word = parsed.header("Auto-Submitted").trimmed();
    return !word.isEmpty() && word.compare(u"no"_s, Qt::CaseInsensitive) != 0;
}

/// What nobody waits for an answer to: a forward of it that cannot be delivered must not come back, or the two go round for ever.
bool isUnanswered(const mime::ParsedMessage& parsed) {
    return isAutomatic(parsed) || parsed.header("Return-Path").trimmed() == "<>"_L1 || parsed.parts.front().is("multipart", "report");
}

/// The accounts that have forwarded it. A server on the way may drop the field: what an automatic forward carries inside has it still.
QStringList loopsOf(const mime::ParsedMessage& parsed) {
    QStringList loops;
    const qsizetype parts = isAutomatic(parsed) ? parsed.parts.size() : 1;
    for (qsizetype i = 0; i < parts; ++i) {
        for (const mime::HeaderField& field : parsed.parts[i].headers) {
            const QString account = QString::fromUtf8(field.value).simplified().left(998);
            if (field.name.trimmed().compare(kLoopField, Qt::CaseInsensitive) == 0 && !loops.contains(account))
                loops.append(account);
        }
    }
    return loops;
}

} // namespace

Result<MailCarrier> loadCarrier(store::Reader& reader, AccountId account) {
    TRY(const QList<model::Account> accounts, reader.accounts());
    TRY(const QList<model::Identity> identities, reader.identities(account));
    const auto find = [&](AccountId id) { return std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& one) { return one.id == id; }); };
    const auto own = find(account);
    const auto identity = std::find_if(identities.begin(), identities.end(), [](const model::Identity& one) { return one.isDefault; });
    if (own == accounts.end() || identity == identities.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    const auto via = own->relay ? find(*own->relay) : own;
    if (via == accounts.end() || via->outgoing.host.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"outgoing server"_s);
    if (own->relay && identity->addressProof != model::Proof::Verified)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotVerified, identity->address);
    return MailCarrier{*own, via->id, *identity};
}

Result<store::NewOutboxMessage> makeAutomaticMail(const MailCarrier& carrier, mime::OutgoingMessage message, bool hasNullPath, qint64 nowMs) {
    message.from = {{carrier.identity.displayName, carrier.identity.address}};
    message.smtpUtf8 = true;
    if (!message.date.isValid())
        message.date = QDateTime::fromMSecsSinceEpoch(nowMs);
    if (message.messageId.isEmpty())
        message.messageId = mime::makeMessageId(model::domainOf(carrier.identity.address));
    TRY(const mime::WireAddress sender, mime::wireAddress(carrier.identity.address, true));
    store::NewOutboxMessage queued;
    for (const mime::ParsedAddress& to : std::as_const(message.to)) {
        TRY(const mime::WireAddress wire, mime::wireAddress(to.addrSpec, true));
        queued.message.recipients.append({QString::fromUtf8(wire.addrSpec), model::RecipientState::Waiting, {}});
    }
    TRY(const mime::BuiltMessage built, mime::buildMessage(message));
    queued.message.account = carrier.account.id;
    queued.message.via = carrier.via;
    queued.message.identity = carrier.identity.id;
    queued.message.from = hasNullPath ? QString() : QString::fromUtf8(sender.addrSpec);
    queued.message.subject = message.subject;
    queued.message.messageIdHeader = message.messageId;
    queued.message.size = built.bytes.size();
    queued.message.saveSent = false;
    queued.rawCompressed = store::compressRaw(built.bytes);
    return queued;
}

Result<std::optional<store::NewOutboxMessage>> makeForward(const MailCarrier& carrier, const QByteArray& raw, const mime::ParsedMessage& parsed, const QString& address,
                                                           qint64 nowMs) {
    const QString own = model::mailboxKey(carrier.account.email);
    const QStringList loops = loopsOf(parsed);
    const bool isCircle = loops.size() > kMostLoops || std::any_of(loops.begin(), loops.end(), [&](const QString& one) { return model::mailboxKey(one) == own; });
    if (isCircle)
        return std::optional<store::NewOutboxMessage>();
    mime::OutgoingMessage message;
    message.to = {{QString(), address}};
    message.subject = parsed.subject.isEmpty() ? u"Fwd:"_s : QString(u"Fwd: "_s + parsed.subject);
    message.files = {{u"message.eml"_s, "message/rfc822", {}, raw}};
    message.fields = {{"Auto-Submitted", u"auto-forwarded"_s}};
    for (const QString& one : loops)
        message.fields.append({kLoopField, one});
    message.fields.append({kLoopField, carrier.account.email});
    TRY(store::NewOutboxMessage queued, makeAutomaticMail(carrier, std::move(message), isUnanswered(parsed), nowMs));
    return std::optional(std::move(queued));
}

} // namespace tributary::sync
