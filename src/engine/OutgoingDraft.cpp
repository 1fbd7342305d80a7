// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/OutgoingDraft.h"

#include "content/Content.h"
#include "mime/Message.h"
#include "model/Address.h"
#include "smtp/Envelope.h"

#include <QFile>
#include <QFileInfo>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What one field of recipients holds, as typed.
struct TypedAddresses {
    mime::ParsedAddresses good;
    QStringList groups; ///< with nobody in them
    QStringList unfinished;
};

/// What a reader of mail forgives is no address when it is to be written to: a line end; a quotation mark, a comment or an angle bracket
/// without its other half, where a reader would guess which part is meant.
bool isBroken(const QString& text) {
    bool quoted = false, inAngle = false;
    int comments = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r' || c == u'\n' || c.isNull())
            return true;
        if (c == u'\\' && (quoted || comments > 0)) {
            ++i;
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (!inAngle && (c == u'(' || (c == u')' && comments > 0))) {
            comments += c == u'(' ? 1 : -1;
        } else if (comments == 0 && (c == u'<' || c == u'>')) {
            if (inAngle == (c == u'<'))
                return true;
            inAngle = !inAngle;
        }
    }
    return quoted || inAngle || comments > 0;
}

/// Where there are quotes, or backslashes, an address stands in what was typed to the letter, with nothing at its ends that might belong to it;
/// else it was made of something else.
bool isVerbatim(const QString& text, const QString& address) {
    if (!text.contains(u'"') && !text.contains(u'\\'))
        return true;
    const auto isEnd = [&](qsizetype i) { return i < 0 || i >= text.size() || text[i].isSpace() || QStringView(u"<>,:;()").contains(text[i]); };
    for (qsizetype at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
        if (isEnd(at - 1) && isEnd(at + address.size()))
            return true;
    }
    return false;
}

/// One entry with blanks and nothing that says what is the name and what the address ("a@x.org b@x.org"): a reader would guess.
bool isGuess(QStringView entry) {
    entry = entry.trimmed();
    const bool isPlain = std::none_of(entry.begin(), entry.end(), [](QChar c) { return QStringView(u"<>()\"[]:;").contains(c); });
    return isPlain && std::any_of(entry.begin(), entry.end(), [](QChar c) { return c.isSpace(); });
}

TypedAddresses parseTyped(const QString& text) {
    TypedAddresses typed;
    QStringList others;
    for (const QString& entry : model::addressEntries(text)) {
        if (isBroken(entry))
            typed.unfinished.append(entry.simplified());
        else if (const QString group = emptyGroup(entry); !group.isEmpty())
            typed.groups.append(group);
        else if (isGuess(entry))
            typed.unfinished.append(entry.simplified());
        else
            others.append(entry);
    }
    for (const mime::ParsedAddress& address : mime::parseAddressList(others.join(u',').toUtf8())) {
        if (model::looksLikeAddress(address.addrSpec) && isVerbatim(text, address.addrSpec))
            typed.good.append(address);
        else if (const QString shown = address.addrSpec.isEmpty() ? address.name : address.addrSpec; !shown.isEmpty())
            typed.unfinished.append(shown);
    }
    return typed;
}

Result<QByteArray> readFile(const model::DraftFile& file) {
    TRY_STATUS(checkFile(file));
    QFile opened(file.path);
    if (!opened.open(QIODevice::ReadOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, file.path);
    QByteArray bytes = opened.readAll();
    if (opened.error() != QFileDevice::NoError)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(file.path + u": "_s + opened.errorString()));
    if (bytes.size() != file.size) // written to meanwhile
        return failure(ErrorKind::InvalidInput, ErrorCode::FileChanged, file.path);
    return bytes;
}

Result<QByteArray> bytesOf(const LoadSource& from, const model::DraftFile& file) {
    if (!file.path.isEmpty())
        return readFile(file);
    if (!file.message.isValid())
        return file.content;
    if (file.section.isEmpty())
        return from.reader.rawMessage(file.message);
    TRY(LoadedPart part, loadOnePart(from, file.message, file.section));
    return std::move(part.bytes);
}

/// What readers know as urgent (RFC 2156 5.3.4; X-Priority by custom).
void addPriority(QList<mime::OutgoingField>& fields, int priority) {
    if (priority == 0)
        return;
    fields.append({"Importance", priority > 0 ? u"high"_s : u"low"_s});
    fields.append({"X-Priority", priority > 0 ? u"1 (Highest)"_s : u"5 (Lowest)"_s});
}

class Composing {
  public:
    Composing(const LoadSource& from, const model::Draft& draft, const model::Identity& identity, ComposeFor purpose)
        : m_from(from), m_draft(draft), m_identity(identity), m_purpose(purpose) {}

    Result<ComposedMessage> compose(const QDateTime& now) {
        TRY_STATUS(addPeople());
        addHeader(now);
        TRY_STATUS(addFiles());
        addText();
        TRY(mime::BuiltMessage built, mime::buildMessage(m_message));
        m_composed.raw = std::move(built.bytes);
        m_composed.messageId = m_message.messageId;
        m_composed.charsetFellBack = built.charsetFellBack;
        return std::move(m_composed);
    }

  private:
    /// One delivery an address, whatever its case: domains have none (RFC 5321 2.4), and of local parts no provider of today tells "Bob"
    /// from "bob", though it might; Gmail, Outlook and Thunderbird fold both likewise. Two copies to one person are the likelier harm.
    /// What was typed first is what the server is told; the header keeps what was typed.
    void addRecipient(const QString& envelope) {
        if (!m_composed.recipients.contains(envelope, Qt::CaseInsensitive))
            m_composed.recipients.append(envelope);
    }

    [[nodiscard]] Status addField(const QString& typed, mime::ParsedAddresses& field, QStringList* groups = nullptr) {
        TypedAddresses parsed = parseTyped(typed);
        if (m_purpose == ComposeFor::Sending && !parsed.unfinished.isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, parsed.unfinished.constFirst());
        m_composed.unfinished += parsed.unfinished;
        for (const mime::ParsedAddress& address : std::as_const(parsed.good)) {
            TRY(const mime::WireAddress wire, mime::wireAddress(address.addrSpec, true));
            if (m_purpose == ComposeFor::Sending) // what would be refused before the server is asked is told before it is queued
                TRY_STATUS(smtp::checkMailbox(wire.addrSpec));
            addRecipient(QString::fromUtf8(wire.addrSpec));
        }
        if (groups)
            *groups = std::move(parsed.groups);
        field = std::move(parsed.good);
        return {};
    }

    [[nodiscard]] Status addPeople() {
        m_message.from = {{m_identity.displayName, m_identity.address}};
        if (!m_identity.replyTo.isEmpty())
            m_message.replyTo = {{m_identity.displayName, m_identity.replyTo}};
        TRY_STATUS(addField(m_draft.to, m_message.to, &m_message.toGroups));
        TRY_STATUS(addField(m_draft.cc, m_message.cc, &m_message.ccGroups));
        TRY_STATUS(addField(m_draft.bcc, m_message.bcc));
        if (m_purpose == ComposeFor::Sending && m_composed.recipients.isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"recipients"_s);
        m_message.keepBcc = m_purpose == ComposeFor::Keeping;
        m_message.smtpUtf8 = true; // what the server cannot carry is told when it is known
        return {};
    }

    void addHeader(const QDateTime& now) {
        m_message.subject = m_draft.subject;
        m_message.date = now.toOffsetFromUtc(now.offsetFromUtc());
        m_message.messageId = m_draft.messageIdHeader.isEmpty() ? mime::makeMessageId(model::domainOf(m_identity.address)) : m_draft.messageIdHeader;
        m_message.inReplyTo = m_draft.inReplyTo;
        m_message.references = m_draft.references;
        m_message.charset = m_draft.charset;
        addPriority(m_message.fields, m_draft.priority);
        if (m_draft.requestReceipt)
            m_message.fields.append({"Disposition-Notification-To", m_identity.address});
    }

    [[nodiscard]] Status addFiles() {
        for (const model::DraftFile& file : m_draft.files) {
            TRY(QByteArray bytes, bytesOf(m_from, file));
            m_message.files.append({file.fileName, file.mediaType, m_draft.isHtml ? file.contentId : QByteArray(), std::move(bytes)});
        }
        return {};
    }

    void addText() {
        m_message.plain = m_draft.text;
        if (!m_draft.isHtml)
            return;
        m_message.html = m_draft.html;
        m_message.plain = m_draft.hasOwnPlain ? m_draft.text : content::htmlToText(m_draft.html);
    }

    const LoadSource& m_from;
    const model::Draft& m_draft;
    const model::Identity& m_identity;
    ComposeFor m_purpose;
    mime::OutgoingMessage m_message;
    ComposedMessage m_composed;
};

} // namespace

QString emptyGroup(QStringView entry) {
    entry = entry.trimmed();
    if (!entry.endsWith(u';'))
        return {};
    entry = entry.chopped(1).trimmed();
    if (!entry.endsWith(u':'))
        return {};
    const QStringView name = entry.chopped(1).trimmed();
    const bool isName = std::none_of(name.begin(), name.end(), [](QChar c) { return QStringView(u"<>()\"[]:;@\\,").contains(c); });
    return isName ? name.toString() : QString();
}

QString notInCharset(const model::Draft& draft, const QString& sender) {
    if (draft.charset.compare("iso-2022-jp", Qt::CaseInsensitive) != 0)
        return {};
    QStringList written{sender, draft.subject, draft.to, draft.cc, draft.text};
    if (draft.isHtml) // also what stands there as an entity
        written += {draft.html, content::htmlToText(draft.html)};
    return mime::notInIso2022Jp(written.join(u'\n'));
}

Status checkFile(const model::DraftFile& file) {
    if (file.path.isEmpty())
        return {};
    const QFileInfo info(file.path);
    if (!info.isFile() || !info.isReadable())
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, file.path);
    const bool isChanged = info.size() != file.size || (file.modifiedMs != 0 && info.lastModified().toMSecsSinceEpoch() != file.modifiedMs);
    if (isChanged)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileChanged, file.path);
    return {};
}

Result<ComposedMessage> composeMessage(const LoadSource& from, const model::Draft& draft, const model::Identity& identity, ComposeFor purpose,
                                       const QDateTime& now) {
    return Composing(from, draft, identity, purpose).compose(now);
}

} // namespace tributary::engine
