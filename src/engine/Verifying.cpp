// SPDX-License-Identifier: GPL-3.0-or-later
// Proving addresses (S20, S26, S27): the engine's part is the mail, and what has become of it.
#include "engine/Verifying.h"

#include "accounts/Verification.h"
#include "base/Log.h"
#include "engine/CodeMailText.h"
#include "engine/ReportSummary.h"
#include "engine/Submission.h"
#include "engine/detail/EngineCore.h"
#include "mime/MessageBuilder.h"
#include "smtp/Envelope.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::CodeState;
using model::OutboxState;
using model::Verification;
using model::VerificationTarget;

namespace {

constexpr qint64 kClocksDifferMs = 24 * 3'600'000; ///< of other machines, which date what comes from them
constexpr int kMostReports = 20;

const model::Account* accountIn(const QList<model::Account>& accounts, AccountId id) {
    const auto found = std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& one) { return one.id == id; });
    return found == accounts.end() ? nullptr : &*found;
}

struct Carrier {
    model::Account asks, via;
};

/// The account's own outgoing server, or that of the account it relays through: there is where mail as the address would go.
Result<Carrier> carrierFor(const QList<model::Account>& accounts, const VerificationTarget& target) {
    const model::Account* asks = accountIn(accounts, target.account);
    const model::Account* via = asks && asks->relay ? accountIn(accounts, *asks->relay) : asks;
    if (!asks || !via)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    if (via->outgoing.host.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"outgoing server"_s);
    return Carrier{*asks, *via};
}

/// From the address that the server knows its user by: the one that is to be proven is not proven yet.
Result<accounts::CodeMail> buildCodeMail(const Carrier& carrier, const VerificationTarget& target, const CodeMailWords& words, const QDateTime& now,
                                         const QByteArray& code) {
    TRY(const mime::WireAddress sender, mime::wireAddress(carrier.via.email, true));
    TRY(const mime::WireAddress recipient, mime::wireAddress(target.address.trimmed(), true));
    TRY_STATUS(smtp::checkMailbox(sender.addrSpec));
    TRY_STATUS(smtp::checkMailbox(recipient.addrSpec));
    const CodeMailText text = codeMailText(words, target, carrier.asks.email, code);
    mime::OutgoingMessage message;
    message.from.append({carrier.via.displayName, carrier.via.email});
    message.to.append({QString(), target.address.trimmed()});
    message.subject = text.subject;
    message.date = now;
    message.messageId = mime::makeMessageId(model::domainOf(carrier.via.email));
    message.plain = text.plain;
    message.html = text.html;
    message.smtpUtf8 = true;
    message.fields = {{"Auto-Submitted", u"auto-generated"_s}}; // RFC 3834 5: no holiday reply comes to it
    TRY(mime::BuiltMessage built, mime::buildMessage(message));
    accounts::CodeMail mail;
    mail.raw = std::move(built.bytes);
    model::OutboxMessage& queued = mail.mail.message;
    queued.account = carrier.asks.id;
    queued.via = carrier.via.id;
    queued.from = QString::fromUtf8(sender.addrSpec);
    queued.subject = text.subject;
    queued.messageIdHeader = message.messageId;
    queued.recipients = {{QString::fromUtf8(recipient.addrSpec), model::RecipientState::Waiting, {}}};
    return mail;
}

/// What a mail system says of a mail with that Message-ID that it could not deliver.
std::optional<Error> bounceOf(const LoadSource& from, const store::KnownCode& code) {
    const auto reports = from.reader.reportsSince(code.madeMs - kClocksDifferMs, kMostReports);
    for (const MessageId id : reports.value_or(QList<MessageId>())) {
        const auto content = loadContent(from, id);
        if (!content || !content->report || content->report->originalMessageId != code.messageIdHeader)
            continue;
        for (const ReportedRecipient& one : content->report->recipients) {
            if (one.action.compare(u"failed"_s, Qt::CaseInsensitive) == 0)
                return Error{ErrorKind::Refused, ErrorCode::RecipientsRefused, (one.diagnostic.isEmpty() ? one.status : one.diagnostic).toUtf8(), one.recipient};
        }
    }
    return std::nullopt;
}

/// Where a server files what is sent by itself, the code's own mail stands in Sent and All Mail: that it is there proves nothing.
bool hasArrived(store::Reader& reader, MessageId id) {
    using model::SpecialUse;
    const auto message = reader.message(id);
    const auto mailbox = message ? reader.mailbox(message->summary.mailbox) : failure(message.error());
    if (!mailbox)
        return false;
    const SpecialUse use = mailbox->specialUse;
    return use != SpecialUse::Sent && use != SpecialUse::Drafts && use != SpecialUse::All;
}

/// Of a code that can still be typed.
void describeMail(const LoadSource& from, const store::KnownCode& code, Verification& result) {
    const bool hasLeft = code.expiresMs != 0;
    if (code.mail) {
        result.outbox = code.mail->id;
        result.mailError = code.mail->error;
    }
    if (code.mail && code.mail->state == OutboxState::Failed) {
        result.state = CodeState::Failed;
    } else if (code.mail && (code.mail->state == OutboxState::Queued || code.mail->state == OutboxState::Sending)) {
        result.state = CodeState::Waiting;
    } else if (!hasLeft) {
        result.state = CodeState::None; // somebody took its mail away
    } else {
        result.state = CodeState::Valid;
        if (const auto bounce = bounceOf(from, code)) {
            result.state = CodeState::Failed;
            result.mailError = bounce;
        }
    }
}

} // namespace

Result<Verification> verificationOf(const LoadSource& from, const VerificationTarget& target, const OutboxReasons& known, const Clock& clock) {
    TRY(const QList<model::Account> accounts, from.reader.accounts());
    TRY(const store::VerificationFacts facts, from.reader.verification(target, clock.utcNowMs(), clock.sinceBoot()));
    if (!facts.isKnown)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"no identity has %1"_s.arg(target.address));
    Verification result;
    result.target = target;
    result.isProven = facts.isProven;
    result.nextMailMs = facts.nextMailMs;
    if (const auto carrier = carrierFor(accounts, target))
        result.via = carrier->via.id;
    if (!facts.code || facts.isProven)
        return result;
    const store::KnownCode& code = *facts.code;
    result.triesLeft = code.triesLeft;
    result.expiresMs = code.expiresMs;
    result.messageIdHeader = code.messageIdHeader;
    if (code.triesLeft <= 0)
        result.state = CodeState::UsedUp;
    else if (code.isOver)
        result.state = CodeState::Expired;
    else
        describeMail(from, code, result);
    if (result.state == CodeState::Waiting && !result.mailError) { // what stands in everybody's way
        TRY(const QList<model::OutboxMessage> outbox, loadOutboxWithReasons(from.reader, known, clock.utcNowMs()));
        const auto mail = std::find_if(outbox.begin(), outbox.end(), [&](const model::OutboxMessage& one) { return one.id == result.outbox; });
        if (mail != outbox.end())
            result.mailError = mail->error;
    }
    return result;
}

Result<QString> arrivedCode(const LoadSource& from, const VerificationTarget& target, const Clock& clock) {
    TRY(const store::VerificationFacts facts, from.reader.verification(target, clock.utcNowMs(), clock.sinceBoot()));
    if (!facts.code || facts.code->isOver || facts.code->triesLeft <= 0)
        return QString();
    TRY(const QList<MessageId> found, from.reader.messagesByHeader(facts.code->messageIdHeader, facts.code->madeMs - kClocksDifferMs));
    for (const MessageId id : found) {
        if (!hasArrived(from.reader, id))
            continue;
        TRY(const MessageContent content, loadContent(from, id));
        return codeIn(content.text);
    }
    return QString();
}

Result<OutboxId> mailCode(Profile& profile, const VerificationTarget& target, const CodeMailWords& words, const QDateTime& now) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(const QList<model::Account> accounts, reader->accounts());
    TRY(const Carrier carrier, carrierFor(accounts, target));
    return accounts::Verification(*profile.store, profile.keys->secrets()).start(target, [&](const QByteArray& code) {
        return buildCodeMail(carrier, target, words, now, code);
    });
}

void mailMissingCodes(Profile& profile, AccountId account) {
    if (profile.codeMailWords.subject.isEmpty())
        return;
    const auto reader = profile.store->makeReader();
    const auto accounts = reader ? (*reader)->accounts() : Result<QList<model::Account>>();
    const auto identities = reader ? (*reader)->identities(account) : Result<QList<model::Identity>>();
    if (!reader || !accounts || !identities)
        return;
    for (const model::Identity& identity : *identities) {
        const auto target = toProve(identity, *accounts);
        if (!target)
            continue;
        const auto facts = (*reader)->verification(*target, Clock::system().utcNowMs(), Clock::system().sinceBoot());
        const bool isOut = facts && facts->code && !facts->code->isOver && facts->code->triesLeft > 0;
        if (!facts || isOut)
            continue;
        if (const auto mailed = mailCode(profile, *target, profile.codeMailWords, QDateTime::currentDateTime()); !mailed)
            qCInfo(lcEngine) << "no code was mailed for an identity of account" << account.value << codeName(mailed.error().code);
    }
}

namespace {

Result<Verification> verificationNow(Profile& profile, const VerificationTarget& target, const OutboxReasons& known) {
    TRY(const auto reader, profile.store->makeReader());
    return verificationOf({*reader, *profile.marks}, target, known, Clock::system());
}

} // namespace

void Engine::loadVerification(const VerificationTarget& target, QObject* context, Callback<Verification> done) {
    m_core->load(context, std::move(done),
                 [target, known = m_core->sender.reasons()](const LoadSource& from) { return verificationOf(from, target, known, Clock::system()); });
}

void Engine::sendVerificationCode(const VerificationTarget& target, QObject* context, Callback<Verification> done) {
    m_core->tasks.startDetached([profile = m_core->profile, target, known = m_core->sender.reasons(),
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer([&]() -> Result<Verification> {
            if (const auto mailed = mailCode(*profile, target, profile->codeMailWords, QDateTime::currentDateTime()); !mailed)
                return failure(mailed.error());
            return verificationNow(*profile, target, known);
        }());
    });
}

void Engine::confirmVerificationCode(const VerificationTarget& target, const QString& typed, QObject* context, Callback<model::CodeCheck> done) {
    m_core->tasks.startDetached([profile = m_core->profile, target, typed, known = m_core->sender.reasons(),
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer([&]() -> Result<model::CodeCheck> {
            TRY(const Verification before, verificationNow(*profile, target, known));
            if (before.state == CodeState::Failed && !before.outbox.isValid()) // it came back, with the code in it perhaps
                TRY_STATUS(profile->store->voidCode(target));
            TRY(const store::CheckedCode checked, accounts::Verification(*profile->store, profile->keys->secrets()).check(target, typed));
            model::CodeCheck check;
            check.outcome = checked.outcome;
            if (check.outcome == model::CodeOutcome::Right) // an address may be a sender's and a reply-to
                mailMissingCodes(*profile, target.account);
            TRY(check.now, verificationNow(*profile, target, known));
            return check;
        }());
    });
}

void Engine::loadArrivedCode(const VerificationTarget& target, QObject* context, Callback<QString> done) {
    m_core->load(context, std::move(done), [target](const LoadSource& from) { return arrivedCode(from, target, Clock::system()); });
}

} // namespace tributary::engine
