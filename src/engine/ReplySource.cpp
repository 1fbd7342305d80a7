// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ReplySource.h"

#include "content/Content.h"
#include "mime/MessageBuilder.h"
#include "sync/ParsedAddresses.h"

#include <QSet>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::DraftPurpose;

namespace {

constexpr qsizetype kMostQuoted = 1'000'000; // characters: more is nobody's answer

QList<QByteArray> writableIds(QList<QByteArray> ids) {
    ids.removeIf([](const QByteArray& id) { return !mime::isMessageId(id); });
    return ids;
}

QString typed(const model::AddressList& addresses) {
    QStringList all;
    for (const model::Address& address : addresses)
        all.append(typedAddress(address));
    return all.join(u", "_s);
}

model::DraftFile fileOf(MessageId message, const model::AttachmentSummary& attachment) {
    model::DraftFile file;
    file.fileName = attachment.name;
    file.mediaType = attachment.mediaType.toLatin1();
    file.size = attachment.size;
    file.message = message;
    file.section = attachment.part;
    return file;
}

/// The identity of the address that the message was written to; where it names several, the one that stands first in it.
void chooseIdentity(ReplySource& source, const mime::ParsedMessage& message, const QList<model::Identity>& identities) {
    const auto among = [&](auto&& isMeant) {
        QStringList candidates;
        for (const model::Identity& identity : identities) {
            if (isMeant(identity))
                candidates.append(identity.address);
        }
        return mime::addressedTo(message, candidates);
    };
    // The account that the message is in goes first: the same address may stand with several.
    auto match = among([&](const model::Identity& identity) { return identity.account == source.account; });
    const bool isOwn = match.has_value();
    if (!match)
        match = among([](const model::Identity&) { return true; });
    for (const model::Identity& identity : identities) {
        const bool isMatched = match && identity.address.compare(match->candidate, Qt::CaseInsensitive) == 0 && (!isOwn || identity.account == source.account);
        const bool isDefault = identity.account == source.account && identity.isDefault;
        if (isMatched || (!match && isDefault)) {
            source.identity = identity.id;
            source.isWrittenTo = isMatched;
            return;
        }
    }
}

/// Pictures that the HTML names by cid: go with a quote of it; all others with a forward.
void sortFiles(ReplySource& source, const MessageContent& content) {
    for (const model::AttachmentSummary& attachment : content.attachments) {
        model::DraftFile file = fileOf(source.message, attachment);
        const bool isShown = !attachment.contentId.isEmpty() && source.html.contains(u"cid:"_s + attachment.contentId.toHtmlEscaped());
        if (isShown) {
            file.contentId = attachment.contentId.toUtf8();
            source.pictures.append(file);
        } else if (!attachment.isOmitted) {
            source.files.append(file);
        }
    }
}

QString htmlOf(const ReplySource& source) { return source.html.isEmpty() ? content::textToHtml(source.text) : source.html; }

QString fieldsHtml(const QList<mime::ForwardedField>& fields) {
    QString html;
    for (const mime::ForwardedField& field : fields)
        html += u"<b>%1:</b> %2<br>"_s.arg(field.label.toHtmlEscaped(), field.value.toHtmlEscaped());
    return html;
}

void quote(model::Draft& draft, const ReplySource& source, const QString& attribution) {
    draft.text = u"\n\n"_s + mime::quotedText(source.text, attribution);
    if (!draft.isHtml)
        return;
    draft.html = u"<p><br></p><p>%1</p><blockquote type=\"cite\">%2</blockquote>"_s.arg(attribution.toHtmlEscaped(), htmlOf(source));
    draft.files = source.pictures;
}

void forward(model::Draft& draft, const ReplySource& source, const QString& title) {
    draft.text = u"\n\n"_s + mime::forwardedText(title, source.fields, source.text);
    draft.files = source.pictures + source.files;
    if (!draft.isHtml) { // no text for the pictures to stand in: they are files like the others
        for (model::DraftFile& file : draft.files)
            file.contentId.clear();
        return;
    }
    draft.html = u"<p><br></p><p>%1</p><p>%2</p>%3"_s.arg(title.toHtmlEscaped(), fieldsHtml(source.fields), htmlOf(source));
}

/// The message goes when a newer copy of the draft takes its place, and its files are the draft's alone then.
Status takeFiles(const LoadSource& from, model::Draft& draft) {
    for (model::DraftFile& file : draft.files) {
        TRY(LoadedPart part, loadOnePart(from, file.message, file.section));
        file.content = std::move(part.bytes);
        file.size = file.content.size();
        file.message = {};
        file.section.clear();
    }
    return {};
}

} // namespace

QString typedAddress(const model::Address& address) {
    static constexpr QStringView kSpecials = u"()<>[]:;@\\,.\"";
    if (address.name.isEmpty() || address.name == address.addrSpec)
        return address.addrSpec;
    if (address.addrSpec.isEmpty()) // a group that tells nobody's address: "undisclosed-recipients:;"
        return address.name + u":;"_s;
    const bool needsQuotes = std::any_of(address.name.begin(), address.name.end(), [](QChar c) { return kSpecials.contains(c); });
    QString name = address.name;
    if (needsQuotes)
        name = u'"' + name.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
    return u"%1 <%2>"_s.arg(name, address.addrSpec);
}

/// The user's own, whom an answer does not go to. What another of the user's accounts has sent to this one is no message of one's own
/// here: it is answered like anybody's.
QStringList ownAddresses(const mime::ParsedMessage& message, const QList<model::Identity>& identities, AccountId here) {
    const auto isFrom = [&](const model::Identity& identity) {
        return std::any_of(message.from.begin(), message.from.end(),
                           [&](const mime::ParsedAddress& from) { return from.addrSpec.compare(identity.address, Qt::CaseInsensitive) == 0; });
    };
    const bool isFromHere = std::any_of(identities.begin(), identities.end(), [&](const model::Identity& one) { return one.account == here && isFrom(one); });
    QStringList own;
    for (const model::Identity& identity : identities) {
        if (isFromHere || !isFrom(identity))
            own.append(identity.address);
    }
    return own;
}

Result<ReplySource> loadReplySource(const LoadSource& from, MessageId id, const ForwardWords& words) {
    TRY(const MessageContent content, loadContent(from, id));
    if (content.quarantined)
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"quarantined: it crashed the program twice"_s);
    TRY(const QList<model::Identity> identities, from.reader.identities());
    ReplySource source;
    source.message = id;
    source.account = content.summary.account;
    source.subject = content.summary.subject;
    source.from = content.summary.from.value(0);
    source.dateMs = content.summary.dateMs;
    source.bodyMissing = content.bodyMissing;
    source.text = content.text.left(kMostQuoted);
    source.html = content.html.size() <= kMostQuoted ? content.html : QString();
    source.replySubject = mime::replySubject(source.subject);
    source.forwardSubject = mime::forwardSubject(source.subject);
    TRY(const QByteArray raw, content.bodyMissing ? Result<QByteArray>(QByteArray()) : from.reader.rawMessage(id));
    const mime::ParsedMessage message = mime::parseMessage(raw);
    const QStringList own = ownAddresses(message, identities, source.account);
    const mime::ReplyRecipients reply = mime::replyRecipients(message, own);
    const mime::ReplyRecipients all = mime::replyAllRecipients(message, own);
    source.replyTo = sync::toModel(reply.to);
    source.replyAllTo = sync::toModel(all.to);
    source.replyAllCc = sync::toModel(all.cc);
    if (const auto list = mime::listPostAddress(message))
        source.list = model::Address{list->name, list->addrSpec};
    const mime::ReplyThreading threading = mime::replyThreading(message);
    source.inReplyTo = threading.inReplyTo;
    source.references = threading.references;
    source.fields = mime::forwardedFields(message, words.labels, words.dateWords && source.dateMs != 0 ? words.dateWords(source.dateMs) : QString());
    chooseIdentity(source, message, identities);
    sortFiles(source, content);
    return source;
}

model::Draft startReply(const ReplySource& source, DraftPurpose purpose, const QString& attribution, bool isHtml) {
    model::Draft draft;
    draft.purpose = purpose;
    draft.account = source.account;
    draft.identity = source.identity;
    draft.source = source.message;
    draft.isHtml = isHtml;
    if (purpose == DraftPurpose::Forward) {
        draft.subject = source.forwardSubject;
        forward(draft, source, attribution);
        return draft;
    }
    draft.subject = source.replySubject;
    draft.to = typed(purpose == DraftPurpose::ReplyAll ? source.replyAllTo : source.replyTo);
    draft.cc = purpose == DraftPurpose::ReplyAll ? typed(source.replyAllCc) : QString();
    draft.inReplyTo = source.inReplyTo;
    draft.references = source.references;
    quote(draft, source, attribution);
    return draft;
}

Result<model::Draft> loadAsDraft(const LoadSource& from, MessageId id, bool isNew) {
    if (!isNew) {
        TRY(const std::optional<DraftId> known, from.reader.draftOfCopy(id));
        if (known)
            return from.reader.draft(*known);
    }
    TRY(const MessageContent content, loadContent(from, id));
    const bool isCut = std::any_of(content.attachments.begin(), content.attachments.end(), [](const auto& one) { return one.isOmitted; });
    if (content.quarantined || content.bodyMissing || (isCut && !isNew))
        return failure(ErrorKind::Refused, content.quarantined ? ErrorCode::Unsupported : ErrorCode::NotFound, u"message"_s);
    TRY(const QByteArray raw, from.reader.rawMessage(id));
    TRY(const QList<model::Identity> identities, from.reader.identities());
    const mime::ParsedMessage message = mime::parseMessage(raw);
    model::Draft draft;
    draft.account = content.summary.account;
    draft.to = typed(sync::toModel(message.to));
    draft.cc = typed(sync::toModel(message.cc));
    draft.bcc = typed(sync::toModel(message.bcc));
    draft.subject = content.summary.subject;
    draft.text = content.text;
    draft.html = content.html;
    draft.isHtml = !content.html.isEmpty();
    if (!isNew) {
        // Other clients' drafts may hold anything there: what is no id is not carried on, and does not stand in the way of sending.
        draft.messageIdHeader = mime::isMessageId(message.messageId) ? message.messageId : QByteArray();
        draft.inReplyTo = writableIds(message.inReplyTo);
        draft.references = writableIds(message.references);
        draft.copyOf = id;
    }
    const QString author = message.from.value(0).addrSpec;
    for (const model::Identity& identity : identities) {
        const bool isAuthor = identity.address.compare(author, Qt::CaseInsensitive) == 0;
        const bool isDefault = identity.account == draft.account && identity.isDefault && !draft.identity.isValid();
        if (isAuthor || isDefault)
            draft.identity = identity.id;
        if (isAuthor)
            break;
    }
    ReplySource source;
    source.message = id;
    source.html = draft.html;
    sortFiles(source, content);
    draft.files = source.pictures + source.files;
    if (!isNew)
        TRY_STATUS(takeFiles(from, draft));
    return draft;
}

} // namespace tributary::engine
