// SPDX-License-Identifier: GPL-3.0-or-later
// What sends mail: messages, the outbox, the addresses that mail is sent as (S3, S14, S18, S20).
#include "cli/Cli.h"

#include "base/Log.h"
#include "engine/OutgoingDraft.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;
using model::OutboxMessage;
using model::OutboxState;
using model::RecipientState;

namespace {

constexpr qint64 kMostText = 64 << 20;

/// "-": standard input.
Result<QString> readText(const QString& path) {
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(0, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + file.errorString()));
    const QByteArray bytes = file.read(kMostText + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + file.errorString()));
    if (bytes.size() > kMostText)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": too large for a text"_s));
    auto decode = QStringDecoder(QStringDecoder::Utf8);
    const QString text = decode(bytes);
    if (decode.hasError())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString(path + u": not UTF-8"_s));
    return text;
}

Result<model::DraftFile> attached(const QString& path) {
    const QFileInfo info(path);
    if (!info.isFile() || !info.isReadable()) {
        const QString why = !info.exists() ? u"No such file or directory"_s : !info.isFile() ? u"Not a file"_s : u"Permission denied"_s;
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + why));
    }
    model::DraftFile file;
    file.fileName = info.fileName();
    // Of nothing there is nothing to be told by: an empty file is what it is called, and never the database's "application/x-zerosize".
    const auto tellBy = info.size() == 0 ? QMimeDatabase::MatchExtension : QMimeDatabase::MatchDefault;
    file.mediaType = QMimeDatabase().mimeTypeForFile(info, tellBy).name().toLatin1();
    file.size = info.size();
    file.path = info.absoluteFilePath();
    file.modifiedMs = info.lastModified().toMSecsSinceEpoch();
    return file;
}

QString joined(const QStringList& values) { return values.join(u", "_s); }

QJsonObject recipientJson(const model::OutboxRecipient& recipient) {
    QJsonObject object{{u"address"_s, recipient.address}, {u"state"_s, QString(recipientStateName(recipient.state))}};
    if (!recipient.serverText.isEmpty())
        object[u"server"_s] = loggable(recipient.serverText);
    return object;
}

/// A subject may hold anything; a row is a line.
QString oneLine(const QString& text) { return text.simplified(); }

/// The error, and what the server said; of what some have refused, what it said of the first of them.
QString whyOf(const OutboxMessage& message) {
    if (!message.error) {
        const auto refused = std::find_if(message.recipients.begin(), message.recipients.end(), [](const model::OutboxRecipient& one) { return !one.serverText.isEmpty(); });
        return refused == message.recipients.end() ? QString() : oneLine(loggable(refused->serverText));
    }
    QString why = messageOf(*message.error);
    if (!message.error->serverText.isEmpty())
        why += u" - "_s + loggable(message.error->serverText);
    return oneLine(why);
}

/// As it is stored; the line that parts it from the text is put there when it is used (RFC 3676 4.3).
QString withoutDelimiter(const QString& signature) {
    static const QRegularExpression kDelimiter(u"\\A\\s*-- ?\\r?(\\n|\\z)"_s);
    QString text = signature;
    return text.remove(kDelimiter).trimmed();
}

/// Behind the text, or between it and what is quoted, as the identity wants it (RFC 3676 4.3).
void sign(QString& text, const QString& body, const QString& signature, bool aboveQuote) {
    if (signature.isEmpty())
        text = body + text;
    else if (aboveQuote)
        text = body + signature + text;
    else
        text = body + text + signature;
}

QString plainSignature(const model::Identity& identity) { return identity.signatureText.isEmpty() ? QString() : u"\n-- \n"_s + identity.signatureText + u"\n"_s; }
QString htmlSignature(const model::Identity& identity) {
    const QString html = !identity.signatureHtml.isEmpty()   ? identity.signatureHtml
                         : identity.signatureText.isEmpty() ? QString()
                                                            : u"<pre>%1</pre>"_s.arg(identity.signatureText.toHtmlEscaped());
    return html.isEmpty() ? QString() : u"<div>-- <br>%1</div>"_s.arg(html);
}

QString recipientsText(const OutboxMessage& message) {
    QStringList all;
    for (const model::OutboxRecipient& recipient : message.recipients)
        all.append(recipient.state == RecipientState::Waiting ? recipient.address : u"%1 (%2)"_s.arg(recipient.address, recipientStateName(recipient.state)));
    return joined(all);
}

bool anyRefused(const OutboxMessage& message) {
    return std::any_of(message.recipients.begin(), message.recipients.end(),
                       [](const model::OutboxRecipient& recipient) { return recipient.state == RecipientState::Refused; });
}

/// 0 only where nothing is left to do or to know.
int exitCodeOf(const OutboxMessage& message) {
    const bool hasSome = std::any_of(message.recipients.begin(), message.recipients.end(),
                                     [](const model::OutboxRecipient& recipient) { return recipient.state == RecipientState::Accepted; });
    const bool hasLeft = message.state == OutboxState::Submitted || message.state == OutboxState::Filed;
    if (hasLeft)
        return anyRefused(message) ? 11 : 0;
    if (hasSome)
        return 11; // the others wait, or were refused
    if (message.error)
        return cli::exitCodeOf(*message.error);
    return message.state == OutboxState::Queued ? 0 : 1;
}

/// For people: both addresses of it.
QString stateText(const model::Identity& identity) {
    const QString address = proofName(identity.addressProof);
    return identity.replyTo.isEmpty() ? address : u"%1, reply-to %2"_s.arg(address, proofName(identity.replyToProof));
}

QJsonObject identityJson(const model::Identity& identity, const QString& accountEmail) {
    return {{u"id"_s, identity.id.value},
            {u"account"_s, accountEmail},
            {u"address"_s, identity.address},
            {u"displayName"_s, identity.displayName},
            {u"replyTo"_s, identity.replyTo},
            {u"default"_s, identity.isDefault},
            {u"state"_s, QString(proofName(identity.addressProof))},
            {u"replyToState"_s, identity.replyTo.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QString(proofName(identity.replyToProof)))},
            {u"signature"_s, identity.signatureText}};
}

} // namespace

QJsonObject Cli::outboxJson(const OutboxMessage& message) const {
    QJsonArray recipients;
    for (const model::OutboxRecipient& recipient : message.recipients)
        recipients.append(recipientJson(recipient));
    QJsonObject object{{u"id"_s, message.id.value},
                       {u"state"_s, QString(outboxStateName(message.state))},
                       {u"account"_s, emailOf(message.account)},
                       {u"via"_s, emailOf(message.via)},
                       {u"from"_s, message.from},
                       {u"subject"_s, message.subject},
                       {u"messageId"_s, QString::fromUtf8(message.messageIdHeader)},
                       {u"recipients"_s, recipients},
                       {u"size"_s, message.size},
                       {u"created"_s, timeOrNull(message.createdMs)},
                       {u"notBefore"_s, timeOrNull(message.notBeforeMs)},
                       {u"nextTry"_s, timeOrNull(message.nextTryMs)},
                       {u"attempts"_s, message.attempts}};
    object[u"error"_s] = message.error ? QJsonValue(cli::toJson(*message.error)) : QJsonValue(QJsonValue::Null);
    return object;
}

void Cli::printOutboxRow(const OutboxMessage& message) {
    if (m_out.isJson()) {
        m_out.value(outboxJson(message));
    } else {
        m_out.text(u"%1  %2  %3  to %4"_s.arg(message.id.value).arg(outboxStateName(message.state), message.subject, recipientsText(message)));
        if (message.error)
            m_out.error(*message.error);
    }
}

void Cli::deliver(OutboxId id) {
    const auto changed = [this](const OutboxMessage& message) {
        m_out.event({{u"event"_s, u"outbox"_s}, {u"id"_s, message.id.value}, {u"state"_s, QString(outboxStateName(message.state))}},
                    u"%1: %2"_s.arg(message.id.value).arg(outboxStateName(message.state)));
    };
    m_task = m_engine->deliver(id, this, changed, [this, id](const Result<OutboxMessage>& message) {
        if (message) {
            printOutboxRow(*message);
            return done(exitCodeOf(*message));
        }
        // It stands in the outbox still: the row tells where, the error why.
        m_engine->loadOutbox(this, [this, id, error = message.error()](const Result<QList<OutboxMessage>>& outbox) {
            const auto row = outbox ? std::find_if(outbox->begin(), outbox->end(), [id](const OutboxMessage& one) { return one.id == id; }) : QList<OutboxMessage>::const_iterator();
            if (!outbox || row == outbox->end())
                return fail(error);
            OutboxMessage told = *row;
            told.error = error;
            printOutboxRow(told);
            done(cli::exitCodeOf(error));
        });
    });
}

void Cli::withIdentity(AccountId account, const QString& address, std::function<void(const model::Identity&)> use) {
    m_engine->loadIdentities(this, [this, account, address, use = std::move(use)](const Result<QList<model::Identity>>& all) {
        if (!all)
            return fail(all.error());
        for (const model::Identity& identity : *all) {
            const bool isMeant = address.isEmpty() ? identity.isDefault : identity.address.compare(address, Qt::CaseInsensitive) == 0;
            if (isMeant && (!account.isValid() || identity.account == account))
                return use(identity);
        }
        fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"an address to send as: %1 (identity list)"_s.arg(address)});
    });
}

/// What the options say, over what the message that is answered or forwarded brings along.
Status Cli::fillDraft(model::Draft& draft, const model::Identity& identity) {
    if (m_line.has("to"))
        draft.to = joined(m_line.values("to"));
    if (m_line.has("cc"))
        draft.cc = joined(m_line.values("cc"));
    draft.bcc = joined(m_line.values("bcc"));
    if (m_line.has("subject"))
        draft.subject = m_line.value("subject");
    if (m_line.has("body-file")) {
        TRY(const QString body, readText(m_line.value("body-file")));
        draft.hasOwnPlain = !m_line.has("html-file") || !body.trimmed().isEmpty(); // of nothing there is no twin: it is made from the HTML
        if (draft.hasOwnPlain)
            sign(draft.text, body, plainSignature(identity), identity.signatureAboveQuote);
        if (draft.isHtml && !m_line.has("html-file"))
            sign(draft.html, u"<pre>%1</pre>"_s.arg(body.toHtmlEscaped()), htmlSignature(identity), identity.signatureAboveQuote);
    }
    if (m_line.has("html-file")) {
        TRY(const QString html, readText(m_line.value("html-file")));
        sign(draft.html, html, htmlSignature(identity), identity.signatureAboveQuote);
        draft.isHtml = true;
    }
    for (const QString& path : m_line.values("attach")) {
        TRY(const model::DraftFile file, attached(path));
        draft.files.append(file);
    }
    draft.charset = m_line.value("charset").toLatin1();
    return {};
}

void Cli::sendDraft(model::Draft draft, const model::Identity& identity) {
    draft.account = identity.account;
    draft.identity = identity.id;
    if (const Status filled = fillDraft(draft, identity); !filled)
        return fail(filled.error());
    if (const QString lacking = engine::notInCharset(draft, identity.displayName); !lacking.isEmpty())
        m_out.event({{u"event"_s, u"warning"_s}, {u"charset"_s, u"utf-8"_s}, {u"characters"_s, lacking}},
                    u"warning: ISO-2022-JP cannot write '%1': the message goes as UTF-8"_s.arg(lacking));
    m_engine->send(draft, {}, this, [this, identity](const Result<OutboxId>& id) {
        if (!id)
            return id.error().code == ErrorCode::NotVerified ? held(identity, id.error()) : fail(id.error());
        if (!m_line.has("queue"))
            return deliver(*id);
        m_engine->loadOutbox(this, [this, id = *id](const Result<QList<OutboxMessage>>& outbox) {
            if (!outbox)
                return fail(outbox.error());
            for (const OutboxMessage& message : *outbox) {
                if (message.id == id)
                    printOutboxRow(message);
            }
            done();
        });
    });
}

void Cli::sendMessage() {
    const auto account = chosenAccount();
    if (!account)
        return;
    withIdentity(*account, m_line.value("from"), [this](const model::Identity& identity) {
        const bool isForward = m_line.has("forward");
        if (!isForward && !m_line.has("reply")) {
            return sendDraft({}, identity);
        }
        const engine::ForwardWords words{{u"From"_s, u"Date"_s, u"Subject"_s, u"To"_s, u"Cc"_s},
                                         [](qint64 ms) { return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(ms), u"ddd, d MMM yyyy HH:mm:ss t"_s); }};
        const MessageId id(m_line.value(isForward ? "forward" : "reply").toLongLong());
        m_engine->loadReplySource(id, words, this, [this, identity, isForward, words](const Result<engine::ReplySource>& source) {
            if (!source)
                return fail(source.error());
            if (source->bodyMissing)
                return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"the message's text is not here yet (message show fetches it)"_s});
            const QString name = source->from.name.isEmpty() ? source->from.addrSpec : source->from.name;
            const QString attribution = isForward ? u"---------- Forwarded message ----------"_s : u"On %1, %2 wrote:"_s.arg(words.dateWords(source->dateMs), name);
            const auto purpose = isForward ? model::DraftPurpose::Forward : m_line.has("all") ? model::DraftPurpose::ReplyAll : model::DraftPurpose::Reply;
            sendDraft(engine::startReply(*source, purpose, attribution, m_line.has("html-file")), identity);
        });
    });
}

void Cli::outboxList() {
    m_engine->loadOutbox(this, [this](const Result<QList<OutboxMessage>>& outbox) {
        if (!outbox)
            return fail(outbox.error());
        QJsonArray array;
        QList<QStringList> rows;
        for (const OutboxMessage& message : *outbox) {
            array.append(outboxJson(message));
            rows.append({QString::number(message.id.value), QString(outboxStateName(message.state)), emailOf(message.account), recipientsText(message),
                         oneLine(message.subject), whyOf(message)});
        }
        m_out.isJson() ? m_out.value(array) : m_out.table({u"id"_s, u"state"_s, u"account"_s, u"to"_s, u"subject"_s, u"why"_s}, rows);
        done();
    });
}

void Cli::outboxRetry() {
    const OutboxId id(m_line.operands.first().toLongLong());
    m_engine->retryOutbox(id, this, [this, id](const Result<std::monostate>& result) {
        if (!result)
            return fail(result.error());
        deliver(id);
    });
}

/// What was sent cannot be taken back: it is only shown no longer.
void Cli::outboxCancel() {
    const OutboxId id(m_line.operands.first().toLongLong());
    m_engine->loadOutbox(this, [this, id](const Result<QList<OutboxMessage>>& outbox) {
        if (!outbox)
            return fail(outbox.error());
        const auto isIn = [&](OutboxState state) {
            return std::any_of(outbox->begin(), outbox->end(), [=](const OutboxMessage& one) { return one.id == id && one.state == state; });
        };
        if (!isIn(OutboxState::Filed) && !isIn(OutboxState::Submitted))
            return cancelMessage(id, isIn(OutboxState::Unknown));
        m_engine->dismissOutbox(id, this, [this, id](const Result<std::monostate>& result) { result ? tellCancelled(id, {}, {}, false) : fail(result.error()); });
    });
}

void Cli::cancelMessage(OutboxId id, bool mayHaveArrived) {
    m_engine->cancelOutbox(id, this, [this, id, mayHaveArrived](const Result<model::Draft>& draft) {
        if (!draft)
            return fail(draft.error());
        if (!draft->id.isValid())
            return tellCancelled(id, {}, {}, mayHaveArrived);
        // Its copy lies in Drafts by now (Engine::cancelOutbox): there `message list` and, after `sync`, every other client find it.
        m_engine->loadMailboxes(draft->account, this, [this, id, mayHaveArrived, draft = draft->id](const Result<QList<model::Mailbox>>& mailboxes) {
            QString drafts;
            for (const model::Mailbox& mailbox : mailboxes.value_or(QList<model::Mailbox>())) {
                if (mailbox.specialUse == model::SpecialUse::Drafts)
                    drafts = mailbox.name;
            }
            tellCancelled(id, draft, drafts, mayHaveArrived);
        });
    });
}

void Cli::tellCancelled(OutboxId id, DraftId draft, const QString& mailbox, bool mayHaveArrived) {
    if (m_out.isJson()) {
        QJsonObject object{{u"id"_s, id.value},
                           {u"state"_s, u"cancelled"_s},
                           {u"draft"_s, draft.isValid() ? QJsonValue(draft.value) : QJsonValue(QJsonValue::Null)},
                           {u"mailbox"_s, mailbox.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(mailbox)}};
        if (mayHaveArrived)
            object[u"mayHaveArrived"_s] = true;
        m_out.value(object);
    } else {
        QString told = !draft.isValid()    ? u"no longer shown"_s
                       : mailbox.isEmpty() ? u"cancelled; it is draft %1 again"_s.arg(draft.value)
                                           : u"cancelled; it is draft %1 again, in %2"_s.arg(draft.value).arg(mailbox);
        if (mayHaveArrived)
            told += u"; it may have been delivered: look whether it arrived, or is in Sent, before sending it again"_s;
        m_out.text(told);
    }
    done();
}

void Cli::identityList() {
    m_engine->loadIdentities(this, [this](const Result<QList<model::Identity>>& all) {
        if (!all)
            return fail(all.error());
        QJsonArray array;
        QList<QStringList> rows;
        for (const model::Identity& identity : *all) {
            array.append(identityJson(identity, emailOf(identity.account)));
            rows.append({QString::number(identity.id.value), identity.address, identity.displayName, identity.replyTo, emailOf(identity.account),
                         stateText(identity), identity.isDefault ? u"default"_s : QString()});
        }
        m_out.isJson() ? m_out.value(array) : m_out.table({u"id"_s, u"address"_s, u"name"_s, u"reply to"_s, u"account"_s, u"state"_s, u""_s}, rows);
        done();
    });
}

Status Cli::fillIdentity(model::Identity& identity) {
    if (m_line.has("address"))
        identity.address = m_line.value("address").trimmed();
    if (m_line.has("display-name"))
        identity.displayName = m_line.value("display-name");
    if (m_line.has("reply-to"))
        identity.replyTo = m_line.value("reply-to").trimmed();
    if (m_line.has("signature-file")) {
        TRY(const QString text, readText(m_line.value("signature-file")));
        identity.signatureText = withoutDelimiter(text);
        identity.signatureHtml = identity.signatureText.toHtmlEscaped().replace(u'\n', u"<br>"_s);
    }
    return {};
}

void Cli::identityAdd() {
    const auto account = chosenAccount();
    if (!account)
        return;
    model::Identity identity;
    identity.account = *account;
    identity.isDefault = m_line.has("default");
    if (const Status filled = fillIdentity(identity); !filled)
        return fail(filled.error());
    m_engine->addIdentity(identity, this, [this](const Result<IdentityId>& id) {
        if (!id)
            return fail(id.error());
        printIdentity(*id);
    });
}

void Cli::printIdentity(IdentityId id) {
    m_engine->loadIdentities(this, [this, id](const Result<QList<model::Identity>>& all) {
        if (!all)
            return fail(all.error());
        for (const model::Identity& identity : *all) {
            if (identity.id != id)
                continue;
            model::Account account;
            account.id = identity.account;
            return deliverCodes(account, identity.id, [this, identity](const QList<model::Verification>& codes) { tellIdentity(identity, codes); });
        }
        done();
    });
}

void Cli::tellIdentity(const model::Identity& identity, const QList<model::Verification>& codes) {
    if (!m_out.isJson()) {
        m_out.text(u"%1  %2  %3"_s.arg(identity.id.value).arg(identity.address, stateText(identity)));
        return done();
    }
    QJsonArray verifications;
    for (const model::Verification& code : codes) {
        if (code.target.address == identity.address || code.target.address == identity.replyTo)
            verifications.append(verificationJson(code));
    }
    QJsonObject object = identityJson(identity, emailOf(identity.account));
    object[u"verifications"_s] = verifications;
    m_out.value(object);
    done();
}

/// The operand: an id, or an address.
void Cli::withNamedIdentity(std::function<void(const model::Identity&)> use) {
    m_engine->loadIdentities(this, [this, use = std::move(use)](const Result<QList<model::Identity>>& all) {
        if (!all)
            return fail(all.error());
        const QString name = m_line.operands.first();
        for (const model::Identity& identity : *all) {
            if (QString::number(identity.id.value) == name || identity.address.compare(name, Qt::CaseInsensitive) == 0)
                return use(identity);
        }
        fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, name});
    });
}

void Cli::identityEdit() {
    withNamedIdentity([this](model::Identity identity) {
        if (const Status filled = fillIdentity(identity); !filled)
            return fail(filled.error());
        m_engine->updateIdentity(identity, this, [this, id = identity.id](const Result<std::monostate>& result) {
            if (!result)
                return fail(result.error());
            if (!m_line.has("default"))
                return printIdentity(id);
            m_engine->setDefaultIdentity(id, this, [this, id](const Result<std::monostate>& made) {
                if (!made)
                    return fail(made.error());
                printIdentity(id);
            });
        });
    });
}

void Cli::identityRemove() {
    withNamedIdentity([this](const model::Identity& identity) {
        // Another one would become the default, and nobody has proven that it is the user's.
        if (identity.address.compare(emailOf(identity.account), Qt::CaseInsensitive) == 0)
            return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"%1 is the address the account signs in with and stays"_s.arg(identity.address)});
        m_engine->removeIdentity(identity.id, this, [this, id = identity.id](const Result<std::monostate>& result) {
            if (!result)
                return fail(result.error());
            m_out.isJson() ? m_out.value(QJsonObject{{u"id"_s, id.value}, {u"state"_s, u"removed"_s}}) : m_out.text(u"removed"_s);
            done();
        });
    });
}

} // namespace tributary::cli
