// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Submission.h"

#include "engine/OutgoingDraft.h"
#include "smtp/Envelope.h"
#include "store/Reader.h"
#include "sync/ParsedAddresses.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename List, typename Id> auto* findById(const List& list, Id id) {
    const auto it = std::find_if(list.begin(), list.end(), [id](const auto& one) { return one.id == id; });
    return it == list.end() ? nullptr : &*it;
}

Result<model::Identity> identityOf(store::Reader& reader, const model::Draft& draft) {
    TRY(const QList<model::Identity> all, reader.identities());
    if (const model::Identity* found = findById(all, draft.identity))
        return *found;
    return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"the identity to send as"_s);
}

QList<model::OutboxRecipient> waiting(const QStringList& recipients) {
    QList<model::OutboxRecipient> list;
    for (const QString& address : recipients)
        list.append({address, model::RecipientState::Waiting, {}});
    return list;
}

model::AddressList namesOf(const model::Draft& draft) {
    model::AddressList list;
    for (const QString& field : {draft.to, draft.cc, draft.bcc})
        list += sync::toModel(mime::parseAddressList(field.toUtf8()));
    return list;
}

} // namespace

std::optional<model::VerificationTarget> toProve(const model::Identity& identity, const QList<model::Account>& accounts) {
    using model::VerificationPurpose;
    if (!identity.replyTo.isEmpty() && identity.replyToProof == model::Proof::Unproven)
        return model::VerificationTarget{identity.account, identity.replyTo, VerificationPurpose::ReplyTo};
    // Another account's server cannot know whose address it is.
    const model::Account* own = findById(accounts, identity.account);
    if (own && own->relay && identity.addressProof != model::Proof::Verified)
        return model::VerificationTarget{identity.account, identity.address, VerificationPurpose::Sender};
    return std::nullopt;
}

Result<AccountId> carrierOf(const model::Identity& identity, const QList<model::Account>& accounts) {
    const model::Account* own = findById(accounts, identity.account);
    if (!own)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    if (const auto unproven = toProve(identity, accounts))
        return failure(ErrorKind::InvalidInput, ErrorCode::NotVerified, unproven->address);
    const model::Account* via = own->relay ? findById(accounts, *own->relay) : own;
    if (!via)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"the account that mail is sent through"_s);
    if (via->outgoing.host.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"outgoing server"_s);
    return via->id;
}

Result<OutboxId> queueDraft(store::Store& store, const LoadSource& from, model::Draft draft, const SendOptions& options, const QDateTime& now) {
    TRY(const model::Identity identity, identityOf(from.reader, draft));
    TRY(const QList<model::Account> accounts, from.reader.accounts());
    TRY(const AccountId via, carrierOf(identity, accounts));
    TRY(const mime::WireAddress sender, mime::wireAddress(identity.address, true));
    TRY_STATUS(smtp::checkMailbox(sender.addrSpec));
    const qint64 nowMs = now.toMSecsSinceEpoch();
    const qint64 leavesMs = std::max(draft.sendAtMs, options.undoDelay.count() > 0 ? nowMs + options.undoDelay.count() : 0);
    // Sent later, it is dated by when it leaves.
    const QDateTime date = draft.sendAtMs > nowMs ? QDateTime::fromMSecsSinceEpoch(draft.sendAtMs) : now;
    TRY(ComposedMessage composed, composeMessage(from, draft, identity, ComposeFor::Sending, date));
    store::NewOutboxMessage queued;
    model::OutboxMessage& message = queued.message;
    message.account = identity.account;
    message.via = via;
    message.identity = identity.id;
    message.from = QString::fromUtf8(sender.addrSpec);
    message.subject = draft.subject;
    message.messageIdHeader = composed.messageId;
    message.recipients = waiting(composed.recipients);
    message.size = composed.raw.size();
    message.notBeforeMs = leavesMs;
    message.saveSent = findById(accounts, identity.account)->saveSent;
    queued.rawCompressed = store::compressRaw(composed.raw);
    queued.addressees = namesOf(draft);
    draft.messageIdHeader = composed.messageId;
    queued.draft = std::move(draft);
    return store.queueMessage(std::move(queued));
}

Result<QByteArray> newMessageId(store::Reader& reader, IdentityId identity) {
    TRY(const QList<model::Identity> all, reader.identities());
    const model::Identity* found = findById(all, identity);
    if (!found)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"the identity to send as"_s);
    return mime::makeMessageId(model::domainOf(found->address));
}

} // namespace tributary::engine
