// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

#include <vector>

namespace tributary::imap {

namespace {

using Parameters = QList<QPair<QByteArray, QByteArray>>;

/// "(" *(name value) ")" or NIL.
Status parseParameters(Lexer& lexer, Parameters& parameters) {
    lexer.skipSpaces();
    if (!lexer.skip('(')) {
        TRY(const QByteArray nil, lexer.looseString());
        (void)nil;
        return {};
    }
    for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) {
        if (lexer.atEnd())
            return lexer.malformed("parameters do not end");
        TRY(const QByteArray name, lexer.looseString());
        TRY(QByteArray value, lexer.looseString());
        if (!name.isEmpty() && parameters.size() < limits::kWords)
            parameters.append({name.toLower(), std::move(value)});
    }
    return {};
}

/// body-fld-dsp; a language list, which stands there where a server left the disposition out, is none.
Status parseDisposition(Lexer& lexer, BodyPart& part) {
    lexer.skipSpaces();
    if (!lexer.skip('(')) {
        TRY(const QByteArray nil, lexer.looseString());
        (void)nil;
        return {};
    }
    TRY(QByteArray kind, lexer.looseString());
    kind = kind.toLower();
    lexer.skipSpaces();
    const bool lone = lexer.peek() == ')' && (kind == "attachment" || kind == "inline");
    if (lone || lexer.peek() == '(') {
        part.disposition = kind;
        TRY_STATUS(parseParameters(lexer, part.dispositionParameters));
    } else if (lexer.skipNil()) {
        part.disposition = kind;
    }
    return lexer.skipToListEnd();
}

qint64 toSize(const QByteArray& digits) {
    bool ok = false;
    const qint64 size = digits.toLongLong(&ok);
    return ok && size > 0 ? size : 0;
}

bool isMessage(const BodyPart& part) {
    return part.type == "message" && (part.subtype == "rfc822" || part.subtype == "global");
}

/// Walks the nested lists with a stack of its own, so that no depth of the input becomes one of ours.
class StructureReader {
  public:
    explicit StructureReader(Lexer& lexer) : m_lexer(lexer) {}

    Result<QList<BodyPart>> read() {
        if (!m_lexer.skip('('))
            return m_lexer.malformed("BODYSTRUCTURE without a list");
        TRY_STATUS(open({"1", "", ""}, 0));
        while (!m_open.empty()) {
            m_lexer.skipSpaces();
            if (m_open.back().takesBody && m_lexer.peek() == '(') {
                TRY_STATUS(openChild());
                continue;
            }
            TRY_STATUS(finish());
            m_open.pop_back();
        }
        return std::move(m_parts);
    }

  private:
    /// What a body would be called, which depends on whether it is a multipart (RFC 9051 6.4.5.1).
    struct Names {
        QByteArray single, multipart, prefix; ///< prefix: of the multipart's parts
    };
    struct Open {
        qsizetype part = 0;
        QByteArray prefix;
        int children = 0;
        bool multipart = false;
        bool takesBody = false;
        int scalars = 1; ///< what may stand before the disposition: MD5, and lines before it
    };

    BodyPart& part() { return m_parts[m_open.back().part]; }

    Status open(const Names& names, int depth) {
        if (m_open.size() >= limits::kDepth)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many nested parts"));
        m_lexer.skipSpaces();
        const bool multipart = m_lexer.peek() == '(';
        m_open.push_back({m_parts.size(), names.prefix, 0, multipart, multipart, 1});
        m_parts.append(BodyPart());
        part().section = multipart ? names.multipart : names.single;
        part().depth = depth;
        if (!multipart)
            return readSingle();
        part().type = "multipart";
        return {};
    }

    Status openChild() {
        Open& parent = m_open.back();
        if (m_parts.size() >= limits::kBodyParts)
            return m_lexer.skipValue(); // a sender's doing, and no reason to drop the connection
        m_lexer.skip('(');
        const int depth = part().depth + 1;
        if (parent.multipart) {
            const QByteArray name = parent.prefix + QByteArray::number(++parent.children);
            return open({name, name, name + '.'}, depth);
        }
        parent.takesBody = false; // a message has one body
        const QByteArray message = part().section;
        return open({message + ".1", message + ".TEXT", message + '.'}, depth);
    }

    /// From the media type to the size; of a message the envelope too.
    Status readSingle() {
        BodyPart& p = part();
        TRY(const QByteArray type, m_lexer.looseString());
        TRY(const QByteArray subtype, m_lexer.looseString());
        p.type = type.toLower();
        p.subtype = subtype.toLower();
        TRY_STATUS(parseParameters(m_lexer, p.parameters));
        TRY(p.contentId, m_lexer.looseString());
        TRY(const QByteArray description, m_lexer.looseString());
        (void)description;
        TRY(const QByteArray encoding, m_lexer.looseString());
        p.encoding = encoding.toLower();
        TRY(const QByteArray size, m_lexer.looseString());
        p.size = toSize(size);
        m_lexer.skipSpaces();
        Open& self = m_open.back();
        self.takesBody = isMessage(p) && m_lexer.peek() == '(';
        if (self.takesBody)
            TRY_STATUS(m_lexer.skipValue()); // the envelope
        if (p.type == "text" || self.takesBody)
            self.scalars = 2;
        else if (isMessage(p))
            self.scalars = 4; // NIL for envelope and body
        return {};
    }

    /// What comes behind the parts, the body or the size: lines, MD5, disposition; languages and the like are passed over.
    Status finish() {
        BodyPart& p = part();
        if (m_open.back().multipart) {
            TRY(const QByteArray subtype, m_lexer.looseString());
            p.subtype = subtype.toLower();
            TRY_STATUS(parseParameters(m_lexer, p.parameters));
        } else {
            TRY_STATUS(skipScalars(m_open.back().scalars));
        }
        TRY_STATUS(parseDisposition(m_lexer, p));
        return m_lexer.skipToListEnd();
    }

    /// Fewer where a list comes first: it is the disposition, and the server left something out.
    Status skipScalars(int count) {
        for (; count > 0; --count) {
            m_lexer.skipSpaces();
            if (m_lexer.peek() == '(')
                return {};
            TRY(const QByteArray value, m_lexer.looseString());
            (void)value;
        }
        return {};
    }

    Lexer& m_lexer;
    QList<BodyPart> m_parts;
    std::vector<Open> m_open;
};

} // namespace

// RFC 9051 7.5.2, 9 (body)
Result<QList<BodyPart>> parseBodyStructure(Lexer& lexer) { return StructureReader(lexer).read(); }

} // namespace tributary::imap
