// SPDX-License-Identifier: GPL-3.0-or-later
// The part tree in one pass over the lines: a stack of open multiparts (never the call stack) meets their boundaries.
// RFC 2045, 2046 5.1, with the section numbers of RFC 9051 6.4.5.
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

TransferEncoding encodingOf(QByteArrayView value) {
    const QByteArray name = detail::trimmed(QByteArrayView(detail::withoutComments(value))).toByteArray().toLower();
    if (name.startsWith("base64"))
        return TransferEncoding::Base64;
    if (name.startsWith("quoted-printable"))
        return TransferEncoding::QuotedPrintable;
    if (name == "x-uuencode" || name == "uuencode" || name == "x-uue")
        return TransferEncoding::Uuencode;
    return TransferEncoding::Identity;
}

const HeaderField* findField(const QList<HeaderField>& fields, const char* name) {
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [name](const HeaderField& f) { return qstricmp(f.name.constData(), name) == 0; });
    return it == fields.end() ? nullptr : &*it;
}

class TreeBuilder {
  public:
    TreeBuilder(QByteArrayView raw, ParsedMessage& message) : m_raw(raw), m_message(message) {}

    void build() {
        openPart(-1, 0, false);
        while (!m_open.isEmpty() && m_at < m_raw.size())
            takeLine();
        const bool unterminated = std::any_of(m_open.begin(), m_open.end(), [](const Open& o) { return !o.closed; });
        while (!m_open.isEmpty())
            closeTop(m_raw.size());
        if (unterminated)
            note(Defect::UnterminatedMultipart);
        endPart(0, m_raw.size());
        number();
    }

  private:
    struct Open { ///< a multipart whose end has not come
        int part = 0;
        QByteArray delimiter; ///< "--boundary"
        int current = -1;     ///< the child that is being read
        bool closed = false;  ///< its "--boundary--" came; an epilogue follows
    };

    void note(Defect defect) {
        if (!m_message.defects.contains(defect))
            m_message.defects.append(defect);
    }
    Part& part(int index) { return m_message.parts[index]; }

    /// Reads the header at m_at and, for containers, goes on inside.
    int openPart(int parent, int depth, bool inDigest) {
        const int index = static_cast<int>(m_message.parts.size());
        m_message.parts.append(Part());
        detail::HeaderBlock header = detail::parseHeaderBlock(m_raw, m_at, headerLimit());
        Part& p = part(index);
        p.parent = parent;
        if (parent >= 0)
            part(parent).children.append(index);
        p.headerOffset = m_at;
        p.headerSize = header.bodyOffset - m_at;
        p.bodyOffset = header.bodyOffset;
        p.headers = std::move(header.fields);
        if (header.tooLarge)
            note(Defect::HeaderTooLarge);
        if (index == 0 && p.headers.isEmpty())
            note(Defect::MissingHeaders);
        readFields(p, inDigest);
        m_at = p.bodyOffset;
        enter(index, depth);
        return index;
    }

    /// A part's header ends at the next boundary of any open multipart at the latest.
    qsizetype headerLimit() const { return m_raw.size(); }

    static void readFields(Part& p, bool inDigest) {
        p.type = inDigest ? "message" : "text";
        p.subtype = inDigest ? "rfc822" : "plain";
        if (const HeaderField* field = findField(p.headers, "Content-Type")) {
            const detail::StructuredValue value = detail::parseStructured(field->value);
            const qsizetype slash = value.value.indexOf('/');
            if (slash > 0 && slash + 1 < value.value.size()) {
                p.type = value.value.left(slash).trimmed();
                p.subtype = value.value.mid(slash + 1).trimmed();
            } else if (value.value == "text") {
                p.subtype = "plain";
            } else if (!value.value.isEmpty()) {
                p.type = "application";
                p.subtype = "octet-stream";
            }
            p.typeParameters = value.parameters;
        }
        if (const HeaderField* field = findField(p.headers, "Content-Transfer-Encoding"))
            p.encoding = encodingOf(field->value);
        if (const HeaderField* field = findField(p.headers, "Content-ID"))
            p.contentId = detail::parseMessageIds(field->value).value(0);
        if (const HeaderField* field = findField(p.headers, "Content-Disposition")) {
            const detail::StructuredValue value = detail::parseStructured(field->value);
            p.disposition = value.value;
            for (const Parameter& parameter : value.parameters) {
                if (parameter.name == "filename")
                    p.fileName = parameter.value;
            }
        }
        if (p.fileName.isEmpty())
            p.fileName = p.parameter("name");
    }

    void enter(int index, int depth) {
        const bool multipart = part(index).isMultipart();
        // A transfer-encoded message is an attachment: its tree would have other offsets (RFC 2046 5.2.1 forbids it).
        const bool message = part(index).is("message", "rfc822") && part(index).encoding == TransferEncoding::Identity;
        if (!multipart && !message)
            return;
        if (depth >= limits::kDepth) {
            note(Defect::TooDeep);
            return;
        }
        if (message) {
            m_inner.append({index, openPart(index, depth + 1, false)});
            return;
        }
        const QByteArray boundary = part(index).parameter("boundary").toUtf8();
        if (boundary.isEmpty() || boundary.size() > limits::kBoundary) {
            note(Defect::MissingBoundary);
            return;
        }
        m_open.append({index, "--" + boundary, -1, false});
    }

    /// Bodies end where an enclosing multipart's delimiter stands; the innermost that fits wins.
    void takeLine() {
        const qsizetype start = m_at;
        const qsizetype next = detail::lineEnd(m_raw, m_at);
        QByteArrayView line = m_raw.sliced(start, next - start);
        m_at = next;
        if (!line.startsWith("--"))
            return skipToDashes();
        while (!line.isEmpty() && detail::isBlank(line.back()))
            line.chop(1);
        for (qsizetype level = m_open.size() - 1; level >= 0; --level) {
            const QByteArray& delimiter = m_open[level].delimiter;
            if (!line.startsWith(delimiter))
                continue;
            const QByteArrayView rest = line.sliced(delimiter.size());
            const bool closing = rest == QByteArrayView("--");
            if (!rest.isEmpty() && !closing)
                continue; // a longer boundary that begins alike
            while (m_open.size() - 1 > level)
                closeTop(start);
            return atDelimiter(start, closing);
        }
    }

    /// Lines that do not begin with "--" need no look each.
    void skipToDashes() {
        const qsizetype found = m_raw.indexOf("\n--", m_at > 0 ? m_at - 1 : 0);
        m_at = found < 0 ? m_raw.size() : found + 1;
    }

    void atDelimiter(qsizetype start, bool closing) {
        Open& open = m_open.last();
        if (open.current >= 0)
            endPart(open.current, start);
        open.current = -1;
        if (closing) {
            open.closed = true;
            return;
        }
        if (open.closed || m_message.parts.size() >= limits::kParts) {
            if (!open.closed)
                note(Defect::TooManyParts);
            return;
        }
        const int container = open.part;
        const int depth = depthOf(container);
        const bool digest = part(container).subtype == "digest";
        const qsizetype level = m_open.size() - 1;
        const int child = openPart(container, depth + 1, digest);
        m_open[level].current = child;
    }

    int depthOf(int index) const {
        int depth = 0;
        for (int p = index; p >= 0; p = m_message.parts[p].parent)
            ++depth;
        return depth;
    }

    void closeTop(qsizetype end) {
        const Open open = m_open.takeLast();
        if (open.current >= 0)
            endPart(open.current, end);
    }

    /// end: where the delimiter's line begins. The line end before it belongs to the delimiter (RFC 2046 5.1.1).
    void endPart(int index, qsizetype end) {
        if (index > 0 && end > part(index).bodyOffset && end < m_raw.size()) {
            if (m_raw[end - 1] == '\n')
                --end;
            if (end > part(index).bodyOffset && m_raw[end - 1] == '\r')
                --end;
        }
        // A message inside ends where its container ends.
        for (int p = index; p >= 0; p = innerOf(p)) {
            part(p).bodySize = std::max<qsizetype>(0, end - part(p).bodyOffset);
            if (innerOf(p) < 0)
                break;
        }
    }

    int innerOf(int index) const {
        for (auto it = m_inner.crbegin(); it != m_inner.crend(); ++it) {
            if (it->first == index)
                return it->second;
        }
        return -1;
    }

    /// RFC 9051 6.4.5: the parts of a multipart are n.1, n.2 ...; of a message inside, those of its body.
    void number() {
        for (int i = 0; i < m_message.parts.size(); ++i) {
            Part& p = part(i);
            if (p.parent < 0) {
                p.section = p.isMultipart() && !p.children.isEmpty() ? QString() : QStringLiteral("1");
                continue;
            }
            const Part& parent = m_message.parts[p.parent];
            const bool insideMessage = parent.is("message", "rfc822");
            if (insideMessage) {
                // The body of an encapsulated message: its multipart has the message's own number, a single body n.1.
                p.section = p.isMultipart() ? parent.section : QString(parent.section + QStringLiteral(".1"));
                continue;
            }
            const qsizetype position = parent.children.indexOf(i) + 1;
            p.section = parent.section.isEmpty() ? QString::number(position)
                                                 : QString(parent.section + u'.' + QString::number(position));
        }
    }

    QByteArrayView m_raw;
    ParsedMessage& m_message;
    qsizetype m_at = 0;
    QList<Open> m_open;
    QList<std::pair<int, int>> m_inner; ///< message/rfc822 part and the root of what it holds
};

void readAddresses(ParsedMessage& message) {
    const std::array<std::pair<const char*, ParsedAddresses*>, 6> fields{{{"From", &message.from},
                                                                         {"Sender", &message.sender},
                                                                         {"Reply-To", &message.replyTo},
                                                                         {"To", &message.to},
                                                                         {"Cc", &message.cc},
                                                                         {"Bcc", &message.bcc}}};
    for (const HeaderField& field : message.headers()) {
        for (const auto& [name, addresses] : fields) {
            if (qstricmp(field.name.constData(), name) == 0 && addresses->size() < limits::kAddresses)
                addresses->append(parseAddressList(field.value));
        }
    }
    for (const auto& [name, addresses] : fields) {
        if (addresses->size() >= limits::kAddresses && !message.defects.contains(Defect::TooManyAddresses))
            message.defects.append(Defect::TooManyAddresses);
    }
}

void readFields(ParsedMessage& message) {
    const QList<HeaderField>& headers = message.headers();
    message.subject = message.header("Subject");
    if (const HeaderField* field = findField(headers, "Date")) {
        message.date = parseDate(field->value);
        if (!message.date.isValid())
            message.defects.append(Defect::BadDate);
    }
    if (const HeaderField* field = findField(headers, "Message-ID"))
        message.messageId = detail::parseMessageIds(field->value).value(0);
    if (const HeaderField* field = findField(headers, "In-Reply-To"))
        message.inReplyTo = detail::parseMessageIds(field->value);
    if (const HeaderField* field = findField(headers, "References"))
        message.references = detail::parseMessageIds(field->value);
    for (const char* name : {"From", "Subject", "Date", "Content-Type", "Message-ID"}) {
        const auto count = std::count_if(headers.begin(), headers.end(),
                                         [name](const HeaderField& f) { return qstricmp(f.name.constData(), name) == 0; });
        if (count > 1 && !message.defects.contains(Defect::DuplicateSingleHeader))
            message.defects.append(Defect::DuplicateSingleHeader);
    }
    for (const Part& part : std::as_const(message.parts)) {
        const QString charset = part.parameter("charset");
        if (part.type == "text" && !charset.isEmpty() && !detail::isKnownCharset(charset.toLatin1()) &&
            !message.defects.contains(Defect::UnknownCharset))
            message.defects.append(Defect::UnknownCharset);
    }
}

} // namespace

QString ParsedMessage::header(const char* name) const {
    const HeaderField* field = findField(headers(), name);
    return field ? decodeEncodedWords(field->value) : QString();
}

const Part* ParsedMessage::findSection(const QString& section) const {
    const auto it = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.section == section && !p.isMultipart(); });
    return it == parts.end() ? nullptr : &*it;
}

ParsedMessage parseMessage(QByteArrayView raw) {
    ParsedMessage message;
    TreeBuilder(raw, message).build();
    readAddresses(message);
    readFields(message);
    return message;
}

} // namespace tributary::mime
