// SPDX-License-Identifier: GPL-3.0-or-later
// The part tree in one pass over the lines: stacks of open parts (never the call stack) meet their boundaries.
// RFC 2045, RFC 2046 5.1, with the section numbers of RFC 9051 6.4.5.
#include "mime/detail/PartTree.h"

#include "mime/Limits.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/Parameters.h"
#include "mime/detail/Scan.h"

#include <algorithm>

namespace tributary::mime::detail {

namespace {

TransferEncoding encodingOf(QByteArrayView value, bool& known) {
    const QByteArray bare = withoutComments(value);
    QByteArrayView name = trimmed(bare);
    while (!name.isEmpty() && (name.back() == ';' || name.back() == '"' || name.back() == ':'))
        name.chop(1);
    while (!name.isEmpty() && name.front() == '"')
        name = name.sliced(1);
    struct Name {
        const char* name;
        TransferEncoding encoding;
    };
    static constexpr Name kNames[]{{"7bit", TransferEncoding::Identity},
                                   {"8bit", TransferEncoding::Identity},
                                   {"binary", TransferEncoding::Identity},
                                   {"base64", TransferEncoding::Base64},
                                   {"quoted-printable", TransferEncoding::QuotedPrintable},
                                   {"x-uuencode", TransferEncoding::Uuencode},
                                   {"uuencode", TransferEncoding::Uuencode},
                                   {"x-uue", TransferEncoding::Uuencode}};
    for (const Name& entry : kNames) {
        if (equalsIgnoringCase(name, entry.name))
            return entry.encoding;
    }
    known = name.isEmpty();
    return TransferEncoding::Identity;
}

class TreeBuilder {
  public:
    TreeBuilder(QByteArrayView raw, ParsedMessage& message, QByteArrayView hint)
        : m_raw(raw), m_scanEnd(std::min(raw.size(), limits::kMessageBytes)), m_hint(hint), m_message(message) {}

    void build() {
        openPart(-1, false);
        while (!m_open.isEmpty() && m_at < m_scanEnd)
            takeLine();
        if (!m_open.isEmpty())
            note(m_at < m_raw.size() ? Defect::MessageTooLarge : Defect::UnterminatedMultipart);
        endPartsFrom(0, m_raw.size());
        number();
    }

  private:
    struct Open { ///< a multipart whose end has not come
        int part = 0;
        QByteArray delimiter; ///< "--boundary"
    };

    void note(Defect defect) { noteDefect(m_message, defect); }
    Part& part(int index) { return m_message.parts[index]; }

    /// Reads the header at m_at, and for a message inside the header of what it holds, and so on.
    void openPart(int parent, bool inDigest) {
        for (bool inside = true; inside;) {
            const int index = static_cast<int>(m_message.parts.size());
            HeaderBlock header = parseHeaderBlock(m_raw, m_at, m_headerBudget);
            Part& p = m_message.parts.emplace_back();
            p.parent = parent;
            p.headerOffset = m_at;
            p.headerSize = header.bodyOffset - m_at;
            p.bodyOffset = header.bodyOffset;
            p.headers = std::move(header.fields);
            noteLimits(header);
            if (index == 0 && p.headers.isEmpty())
                note(Defect::MissingHeaders);
            if (parent >= 0)
                part(parent).children.append(index);
            m_depths.append(parent < 0 ? 0 : m_depths[parent] + 1);
            m_unended.append(index);
            const QByteArray boundary = readFields(p, inDigest);
            m_at = p.bodyOffset;
            inside = enter(index, boundary);
            parent = index;
            inDigest = false;
        }
    }

    void noteLimits(const HeaderBlock& header) {
        if (header.tooLarge)
            note(Defect::HeaderTooLarge);
        if (header.fieldTooLong)
            note(Defect::FieldTooLong);
        if (header.tooManyFields)
            note(Defect::TooManyFields);
    }

    StructuredValue structured(const HeaderField& field) {
        StructuredValue value = parseStructured(field.value, m_hint);
        if (value.tooMany)
            note(Defect::TooManyParameters);
        if (value.tooLong)
            note(Defect::ParameterTooLong);
        return value;
    }

    /// The fields that make a part what it is; gives the boundary parameter.
    QByteArray readFields(Part& p, bool inDigest) {
        p.type = inDigest ? "message" : "text"; // RFC 2045 5.2, RFC 2046 5.1.5
        p.subtype = inDigest ? "rfc822" : "plain";
        QByteArray boundary;
        if (const HeaderField* field = findField(p.headers, "Content-Type")) {
            StructuredValue value = structured(*field);
            readType(p, value.value);
            p.typeParameters = std::move(value.parameters);
            boundary = value.boundary;
            if (boundary.isEmpty())
                boundary = p.parameter("boundary").toUtf8();
        }
        if (const HeaderField* field = findField(p.headers, "Content-Transfer-Encoding")) {
            bool known = true;
            p.encoding = encodingOf(field->value, known);
            if (!known)
                note(Defect::BadTransferEncoding);
        }
        if (const HeaderField* field = findField(p.headers, "Content-ID"))
            p.contentId = parseMessageIds(field->value).value(0);
        if (const HeaderField* field = findField(p.headers, "Content-Disposition")) {
            const StructuredValue value = structured(*field);
            p.disposition = value.value;
            for (const Parameter& parameter : value.parameters) {
                if (parameter.name == "filename")
                    p.fileName = parameter.value;
            }
        }
        if (p.fileName.isEmpty())
            p.fileName = p.parameter("name");
        // A type that is none is text (RFC 2045 5.2), but for a file that somebody named.
        if (p.type.isEmpty()) {
            const bool text = p.fileName.isEmpty() && p.disposition != "attachment";
            p.type = text ? "text" : "application";
            p.subtype = text ? "plain" : "octet-stream";
        }
        return boundary;
    }

    static void readType(Part& p, const QByteArray& value) {
        const qsizetype slash = value.indexOf('/');
        if (slash > 0 && slash + 1 < value.size()) {
            p.type = value.left(slash);
            p.subtype = value.mid(slash + 1);
        } else if (value == "text" || value == "text/") {
            p.type = "text";
            p.subtype = "plain";
        } else if (!value.isEmpty()) {
            p.type.clear();
        }
    }

    /// true: the part is a message whose header begins at m_at.
    bool enter(int index, QByteArray boundary) {
        const bool multipart = part(index).isMultipart();
        // A transfer-encoded message stays one part: its tree would have other offsets (RFC 2046 5.2.1 forbids it).
        const bool message = isMessage(part(index)) && part(index).encoding == TransferEncoding::Identity;
        if (!multipart && !message)
            return false;
        if (m_depths[index] >= limits::kDepth) {
            note(Defect::TooDeep);
            return false;
        }
        if (message) {
            const bool room = m_message.parts.size() < limits::kParts;
            if (!room)
                note(Defect::TooManyParts);
            return room && m_at < m_raw.size();
        }
        if (part(index).encoding == TransferEncoding::Base64 || part(index).encoding == TransferEncoding::QuotedPrintable)
            note(Defect::BadTransferEncoding); // RFC 2045 6.4: it says nothing about a multipart
        while (!boundary.isEmpty() && isBlank(boundary.back()))
            boundary.chop(1); // so are the lines that it is compared with
        if (boundary.size() > limits::kBoundary) {
            note(Defect::BoundaryTooLong);
            return false;
        }
        if (boundary.isEmpty()) {
            note(Defect::MissingBoundary);
            boundary = undeclaredBoundary();
        }
        if (!boundary.isEmpty())
            m_open.append({index, "--" + boundary});
        return false;
    }

    /// A multipart that names no boundary is cut by the first line that looks like a delimiter with a part's header below.
    QByteArray undeclaredBoundary() const {
        const QByteArrayView searched = m_raw.first(std::min(m_raw.size(), m_at + limits::kBoundarySearch));
        for (qsizetype at = m_at; at < searched.size();) {
            const qsizetype next = lineEnd(searched, at);
            const QByteArrayView line = trimmed(searched.sliced(at, next - at));
            constexpr QByteArrayView kContent("content-");
            const QByteArrayView below = searched.sliced(next, std::min(kContent.size(), searched.size() - next));
            if (line.size() > 2 && line.startsWith("--") && line.size() <= limits::kBoundary && equalsIgnoringCase(below, kContent))
                return line.sliced(2).toByteArray();
            at = next;
        }
        return {};
    }

    /// A delimiter of any open multipart ends what is inside; the innermost that fits wins.
    void takeLine() {
        const qsizetype start = m_at;
        m_at = lineEnd(m_raw, m_at);
        QByteArrayView line = m_raw.sliced(start, m_at - start);
        if (!line.startsWith("--"))
            return;
        while (!line.isEmpty() && isBlank(line.back()))
            line.chop(1);
        for (qsizetype level = m_open.size() - 1; level >= 0; --level) {
            const QByteArray& delimiter = m_open[level].delimiter;
            if (!line.startsWith(delimiter))
                continue;
            const QByteArrayView rest = line.sliced(delimiter.size());
            const bool closing = rest == QByteArrayView("--");
            if (!rest.isEmpty() && !closing)
                continue; // a longer boundary that begins alike
            if (level + 1 < m_open.size())
                note(Defect::UnterminatedMultipart);
            m_open.resize(level + 1);
            return atDelimiter(start, closing);
        }
    }

    void atDelimiter(qsizetype start, bool closing) {
        const int container = m_open.last().part;
        endPartsFrom(container + 1, start);
        if (closing) {
            m_open.removeLast(); // what follows up to the next outer delimiter is the epilogue
        } else if (m_message.parts.size() < limits::kParts) {
            openPart(container, part(container).subtype == "digest");
        } else {
            note(Defect::TooManyParts);
        }
    }

    /// Ends every part from that index on that has not ended. The line end before a delimiter belongs to it.
    void endPartsFrom(int index, qsizetype end) {
        qsizetype bodyEnd = end;
        if (end < m_raw.size() && bodyEnd > 0 && m_raw[bodyEnd - 1] == '\n')
            bodyEnd -= bodyEnd > 1 && m_raw[bodyEnd - 2] == '\r' ? 2 : 1;
        while (!m_unended.isEmpty() && m_unended.last() >= index) {
            Part& p = part(m_unended.takeLast());
            p.bodySize = std::max<qsizetype>(0, bodyEnd - p.bodyOffset);
        }
    }

    /// RFC 9051 6.4.5: the parts of a multipart are n.1, n.2 ...; a message inside numbers its body like a message: a
    /// multipart has the message's own number and gives n.1 ..., a single body is n.1.
    void number() {
        for (Part& p : m_message.parts) {
            if (p.parent < 0)
                p.section = p.isMultipart() && !p.children.isEmpty() ? QString() : QStringLiteral("1");
            int position = 0;
            for (const int child : std::as_const(p.children)) {
                Part& c = part(child);
                ++position;
                if (isMessage(p) && c.isMultipart())
                    c.section = p.section;
                else
                    c.section = p.section.isEmpty() ? QString::number(position)
                                                    : QString(p.section + u'.' + QString::number(position));
            }
        }
    }

    QByteArrayView m_raw;
    qsizetype m_scanEnd;
    QByteArrayView m_hint;
    ParsedMessage& m_message;
    qsizetype m_at = 0;
    qsizetype m_headerBudget = limits::kHeaderBytes;
    QList<Open> m_open;
    QList<int> m_unended; ///< parts without an end yet, in order
    QList<int> m_depths;  ///< of each part
};

} // namespace

void noteDefect(ParsedMessage& message, Defect defect) {
    if (!message.defects.contains(defect))
        message.defects.append(defect);
}

bool isMessage(const Part& part) {
    return part.type == "message" && (part.subtype == "rfc822" || part.subtype == "global");
}

void buildPartTree(QByteArrayView raw, ParsedMessage& message, QByteArrayView hint) { TreeBuilder(raw, message, hint).build(); }

} // namespace tributary::mime::detail
