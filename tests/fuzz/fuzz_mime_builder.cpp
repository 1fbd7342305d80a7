// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the values of a message: it is refused, or what is built has the fields and the parts that were meant and no
// other, in lines that a server takes. The values stand between bytes 0xff; the first byte says how it is built.
#include "fuzz/Require.h"

#include "mime/MessageBuilder.h"

using namespace tributary::mime;

namespace {

class Values {
  public:
    explicit Values(QByteArrayView bytes) : m_values(bytes.toByteArray().split('\xff')) {}
    QByteArray bytes() { return m_next < m_values.size() ? m_values[m_next++] : QByteArray(); }
    QString text() { return QString::fromUtf8(bytes()); }

  private:
    QByteArrayList m_values;
    qsizetype m_next = 0;
};

ParsedAddress addressOr(Values& values, const QString& otherwise) {
    const QString name = values.text(), addrSpec = values.text();
    return {name, addrSpec.isEmpty() ? otherwise : addrSpec};
}

QByteArray idOr(QByteArray id, QByteArrayView otherwise) { return id.isEmpty() ? otherwise.toByteArray() : id; }

OutgoingMessage messageOf(unsigned char how, Values values) {
    OutgoingMessage message;
    message.charset = (how & 1) != 0 ? "iso-2022-jp" : "";
    message.flowed = (how & 2) != 0;
    message.smtpUtf8 = (how & 4) != 0;
    message.keepBcc = (how & 8) != 0;
    message.subject = values.text();
    message.plain = values.text();
    message.html = values.text();
    message.from = {addressOr(values, QStringLiteral("a@example.org"))};
    message.to = {addressOr(values, QStringLiteral("b@example.org"))};
    message.bcc = {addressOr(values, QStringLiteral("c@example.org"))};
    message.date = QDateTime(QDate(2026, 11, 5), QTime(9, 8, 7), Qt::UTC);
    message.messageId = idOr(values.bytes(), "id@example.org");
    message.inReplyTo = {idOr(values.bytes(), "parent@example.org")};
    message.fields = {{idOr(values.bytes(), "X-Field"), values.text()}};
    OutgoingFile file;
    file.fileName = values.text();
    file.mediaType = values.bytes();
    file.contentId = values.bytes();
    file.bytes = values.bytes();
    message.files = {file};
    return message;
}

void requireLines(const QByteArray& raw) {
    constexpr qsizetype kLongest = 998;
    require(raw.endsWith("\r\n") && !raw.contains('\0'));
    qsizetype begin = 0;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        require((raw[i] == '\r') == (i + 1 < raw.size() && raw[i + 1] == '\n'));
        if (raw[i] != '\r')
            continue;
        require(i - begin <= kLongest);
        begin = i + 2;
    }
}

/// A file that is a message of its own has parts below it, and so has what looks like one to a reader.
int partsOutsideMessages(const ParsedMessage& message) {
    int count = 0;
    QList<bool> inside;
    for (const Part& part : message.parts) {
        inside.append(part.parent >= 0 && (inside[part.parent] || message.parts[part.parent].type == "message"));
        count += inside.last() ? 0 : 1;
    }
    return count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kBounded = 64 << 10; // below the reader's own limits
    if (size == 0 || size > kBounded)
        return 0;
    const OutgoingMessage message = messageOf(data[0], Values(QByteArrayView(data + 1, static_cast<qsizetype>(size - 1))));
    const auto built = buildMessage(message);
    if (!built) {
        require(built.error().kind == tributary::ErrorKind::InvalidInput && !built.error().detail.isEmpty());
        return 0;
    }
    requireLines(built->bytes);
    const ParsedMessage read = parseMessage(built->bytes);
    // From, To, Subject, Date, Message-ID, In-Reply-To, the extra one, MIME-Version, Content-Type, its encoding.
    const qsizetype meant = message.keepBcc ? 11 : 10;
    const bool mayBeLeftOut = message.fields[0].name.toLower().endsWith("-to"); // no address in it
    require(read.headers().size() == meant || (mayBeLeftOut && read.headers().size() == meant - 1));
    require(read.from.size() == 1 && read.to.size() == 1 && read.bcc.size() == (message.keepBcc ? 1 : 0));
    require(isOneLine(read.subject) && read.messageId == message.messageId && read.inReplyTo == message.inReplyTo);
    const int texts = message.html.isEmpty() || message.plain.isEmpty() ? 1 : 3; // two in an alternative
    require(partsOutsideMessages(read) == texts + 2); // the file, and the mixed or related around it
    return 0;
}
