// SPDX-License-Identifier: GPL-3.0-or-later
// As much of MIME as a server needs for the messages of these tests.
#include "support/LyingWire.h"

namespace tributary::tests {

namespace {

struct Part {
    QByteArray header; ///< with the empty line
    QByteArray body;
    [[nodiscard]] QByteArray field(const QByteArray& name) const { return headerField(header, name); }
};

Part partOf(const QByteArray& bytes) {
    const qsizetype end = bytes.startsWith("\r\n") ? -2 : bytes.indexOf("\r\n\r\n");
    if (end == -1)
        return {bytes, ""};
    return {bytes.first(end + 4), bytes.mid(end + 4)};
}

/// "boundary" of "multipart/mixed; boundary=\"cut\"".
QByteArray parameterOf(const QByteArray& field, const QByteArray& name) {
    qsizetype at = field.indexOf(QByteArray(name + '='));
    if (at < 0)
        return {};
    at += name.size() + 1;
    const bool isQuoted = field.mid(at, 1) == "\"";
    const qsizetype end = field.indexOf(isQuoted ? '"' : ';', at + 1);
    QByteArray value = field.mid(at, end < 0 ? -1 : end - at);
    return isQuoted ? value.mid(1) : value;
}

bool isMultipart(const Part& part) { return part.field("Content-Type").toLower().startsWith("multipart/"); }

QList<Part> childrenOf(const Part& part) {
    QList<Part> children;
    const QByteArray delimiter = "\r\n--" + parameterOf(part.field("Content-Type"), "boundary");
    const QByteArray body = "\r\n" + part.body;
    for (qsizetype at = body.indexOf(delimiter); at >= 0;) {
        const qsizetype start = at + delimiter.size();
        const qsizetype next = body.indexOf(delimiter, start);
        if (body.mid(start, 2) == "--" || next < 0)
            break;
        children.append(partOf(body.mid(start + 2, next - start - 2)));
        at = next;
    }
    return children;
}

QByteArray upper(const QByteArray& text) { return stringOf(text.toUpper()); }

QByteArray structureOf(const Part& part) {
    const QByteArray type = part.field("Content-Type").isEmpty() ? QByteArray("text/plain") : part.field("Content-Type");
    const QByteArray pure = before(type, ';').trimmed();
    const QByteArray main = before(pure, '/');
    const QByteArray sub = pure.mid(pure.indexOf('/') + 1);
    if (isMultipart(part)) {
        QByteArray text = "(";
        for (const Part& child : childrenOf(part))
            text += structureOf(child);
        return text + ' ' + upper(sub) + " (\"BOUNDARY\" " + stringOf(parameterOf(type, "boundary")) + ") NIL NIL NIL)";
    }
    const QByteArray name = parameterOf(type, "name");
    const QByteArray disposition = part.field("Content-Disposition");
    QByteArray text = '(' + upper(main) + ' ' + upper(sub) + ' ' +
                      (name.isEmpty() ? QByteArray("NIL") : "(\"NAME\" " + stringOf(name) + ')') + " NIL NIL \"7BIT\" " +
                      QByteArray::number(part.body.size());
    if (main.toLower() == "text")
        text += ' ' + QByteArray::number(part.body.count("\r\n"));
    const bool isAttachment = disposition.startsWith("attachment");
    return text + " NIL " + (isAttachment ? "(\"ATTACHMENT\" NIL)" : "NIL") + " NIL NIL)";
}

/// "Jane Doe <jane@sender.example>, b@c" as a list of address structures.
QByteArray addressesOf(const QByteArray& field) {
    if (field.isEmpty())
        return "NIL";
    QByteArray text = "(";
    for (const QByteArray& one : field.split(',')) {
        const qsizetype open = one.indexOf('<');
        const QByteArray address = open < 0 ? one.trimmed() : one.mid(open + 1, one.indexOf('>') - open - 1);
        const qsizetype at = address.lastIndexOf('@');
        text += '(' + stringOf(open < 0 ? QByteArray() : one.left(open).trimmed(), true) + " NIL " + stringOf(before(address, '@'), true) +
                ' ' + stringOf(at < 0 ? QByteArray() : address.mid(at + 1), true) + ')';
    }
    return text + ')';
}

} // namespace

QByteArray envelopeOf(const QByteArray& bytes) {
    const Part part = partOf(bytes);
    const QByteArray from = part.field("From");
    const auto orFrom = [&](const char* name) { return part.field(name).isEmpty() ? from : part.field(name); };
    return '(' + stringOf(part.field("Date"), true) + ' ' + stringOf(part.field("Subject"), true) + ' ' + addressesOf(from) + ' ' +
           addressesOf(orFrom("Sender")) + ' ' + addressesOf(orFrom("Reply-To")) + ' ' + addressesOf(part.field("To")) + ' ' +
           addressesOf(part.field("Cc")) + ' ' + addressesOf(part.field("Bcc")) + ' ' +
           stringOf(part.field("In-Reply-To"), true) + ' ' + stringOf(part.field("Message-ID"), true) + ')';
}

QByteArray bodyStructureOf(const QByteArray& bytes) { return structureOf(partOf(bytes)); }

QByteArray sectionOf(const QByteArray& bytes, const QByteArray& section) {
    if (section.isEmpty())
        return bytes;
    Part part = partOf(bytes);
    bool isTop = true;
    for (const QByteArray& word : section.toUpper().split('.')) {
        if (word == "HEADER" || word == "MIME")
            return part.header;
        if (word == "TEXT")
            return part.body;
        const int number = word.toInt();
        if (!isMultipart(part)) {
            if (!isTop || number != 1)
                return {};
        } else {
            const QList<Part> children = childrenOf(part);
            if (number < 1 || number > children.size())
                return {};
            part = children[number - 1];
        }
        isTop = false;
    }
    return part.body.isNull() ? QByteArray("") : part.body;
}

} // namespace tributary::tests
