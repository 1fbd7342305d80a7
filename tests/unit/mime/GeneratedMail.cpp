// SPDX-License-Identifier: GPL-3.0-or-later
#include "GeneratedMail.h"

#include "mime/MessageBuilder.h"

#include <QCryptographicHash>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <random>

namespace tributary::test {

using namespace mime;

namespace {

const QStringList& anyPieces() {
    static const QStringList pieces{
        QStringLiteral("Jane"), QStringLiteral("Doe"), QStringLiteral("the"), QStringLiteral("O'Brien"), QStringLiteral("Q."), QStringLiteral("\"quoted\""),
        QStringLiteral("back\\slash"), QStringLiteral("(comment"), QStringLiteral("<angle>"), QStringLiteral("a@b.example"), QStringLiteral("semi;colon:"),
        QStringLiteral("=?utf-8?q?x?="), QStringLiteral("[list]"), QStringLiteral("100%"), QStringLiteral("Gr\u00fc\u00dfe"), QStringLiteral("e\u0301\u0302"),
        QStringLiteral("\u5c71\u7530\u592a\u90ce"), QStringLiteral("\u4f1a\u8b70\u306e\u8cc7\u6599\u306b\u3064\u3044\u3066"), QStringLiteral("\ud68c\uc758"),
        QStringLiteral("\u2460"), QStringLiteral("\uff76\uff80\uff76\uff85"), QStringLiteral("\u5c71\u7530\u3000\u592a\u90ce"), QStringLiteral("10\u301c20"),
        QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"), QStringLiteral("\U0001F1EF\U0001F1F5"), QStringLiteral("\U0001F600"),
        QStringLiteral("\u0645\u0631\u062d\u0628\u0627"), QStringLiteral("\u202e\u05e9\u05dc\u05d5\u05dd"), QStringLiteral("\U00020BB7\u91ce\u5bb6"),
        QStringLiteral("comma,"), QStringLiteral("https://example.org/a/very/long/address/that/is/longer/than/one/line/of/a/header/field?x=1&y=2")};
    return pieces;
}

const QStringList& japanesePieces() {
    static const QStringList pieces{QStringLiteral("\u5c71\u7530\u592a\u90ce"), QStringLiteral("Re:"), QStringLiteral("\u4f1a\u8b70\u306e\u8cc7\u6599\u306b\u3064\u3044\u3066"),
                                    QStringLiteral("10\u301c20"), QStringLiteral("\u30ab\u30bf\u30ab\u30ca\uff0d"), QStringLiteral("(\u682a)"), QStringLiteral("ABC"),
                                    QStringLiteral("\u3042\u3044\u3046\u3048\u304a\u3001\u304b\u304d\u304f\u3051\u3053\u3002"), QStringLiteral("\u5c71\u7530\u3000\u592a\u90ce")};
    return pieces;
}

class MailMaker {
  public:
    MailMaker(int seed, LocalParts localParts)
        : m_random(static_cast<std::uint32_t>(seed)), m_utf8(localParts == LocalParts::Utf8Too), m_pieces(seed % 5 == 0 ? japanesePieces() : anyPieces()) {
        m_message.charset = seed % 4 == 0 || seed % 5 == 0 ? "iso-2022-jp" : "";
    }

    OutgoingMessage make() {
        m_message.smtpUtf8 = m_utf8 && chance(5);
        m_message.from = addresses(1, 1);
        if (chance(6))
            m_message.sender = ParsedAddress{name(), QStringLiteral("secretary@example.org")};
        m_message.replyTo = addresses(0, 1);
        m_message.to = addresses(0, chance(10) ? 60 : 4);
        m_message.cc = addresses(0, 3);
        m_message.bcc = addresses(0, 2);
        m_message.keepBcc = chance(4);
        m_message.subject = text(chance(8) ? 60 : 8);
        if (chance(6))
            m_message.subject.insert(m_message.subject.indexOf(u' ') + 1, QStringLiteral("\r\nBcc: mallory@example.net\r\n\r\n"));
        const QTimeZone zone(60 * (below(26 * 4) * 15 - 12 * 60));
        m_message.date = QDateTime(QDate(1999 + below(40), 1 + below(11), 1 + below(27)), QTime(below(23), below(59), below(59)), zone);
        m_message.messageId = "id." + QByteArray::number(below(1'000'000)) + "@example.org";
        m_message.inReplyTo = ids(below(2));
        m_message.references = ids(below(60));
        bodies();
        for (int i = chance(2) ? below(4) : 0; i > 0; --i)
            m_message.files.append(file());
        extraFields();
        return std::move(m_message);
    }

  private:
    int below(qsizetype limit) { return static_cast<int>(m_random() % static_cast<std::uint32_t>(limit + 1)); }
    bool chance(int oneOf) { return below(oneOf - 1) == 0; }
    const QString& pick(const QStringList& list) { return list[below(list.size() - 1)]; }

    /// Pieces side by side, or with one blank between them.
    QString text(int most) {
        QString all;
        for (int i = below(most); i > 0; --i)
            all += pick(m_pieces) + (chance(4) ? QString() : QStringLiteral(" "));
        return all.trimmed();
    }
    QString name() { return chance(25) ? QString(text(200)) : text(5); }

    ParsedAddresses addresses(int least, int most) {
        static const QStringList locals{QStringLiteral("jane"), QStringLiteral("o'brien+tag"), QStringLiteral("\"john doe\""), QStringLiteral("a..b"),
                                        QStringLiteral("c."), QStringLiteral("\"x\\\"y,z@\""), QStringLiteral("a-very-long-local-part-of-an-address-from-a-list-server=example")};
        static const QStringList domains{QStringLiteral("example.org"), QStringLiteral("b\u00fccher.example"), QStringLiteral("\u4f8b\u3048.jp"),
                                         QStringLiteral("\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"), QStringLiteral("[192.0.2.1]"), QStringLiteral("stra\u00dfe.de")};
        ParsedAddresses all;
        for (int i = least + below(most - least); i > 0; --i) {
            const bool utf8 = m_message.smtpUtf8 && chance(2);
            all.append({name(), (utf8 ? QStringLiteral("\u5c71\u7530") : pick(locals)) + u'@' + pick(domains)});
        }
        return all;
    }

    QList<QByteArray> ids(int count) {
        QList<QByteArray> all;
        for (; count > 0; --count)
            all.append(QByteArray::number(m_random()) + "." + QByteArray::number(count) + "@mail.example.org");
        return all;
    }

    QString body() {
        static const QStringList lines{QStringLiteral("-- "), QStringLiteral("From the top"), QStringLiteral(" indented"), QStringLiteral("trailing  "), QStringLiteral("."),
                                       QStringLiteral(""), QStringLiteral("> quoted"), QStringLiteral(">> twice >"), QStringLiteral(">"), QStringLiteral("--=_boundary")};
        QString all;
        for (int i = below(12); i > 0; --i)
            all += (chance(2) ? pick(lines) : QString((chance(4) ? QStringLiteral("> ") : QString()) + text(40))) + (chance(3) ? QStringLiteral("\r\n") : QStringLiteral("\n"));
        return chance(3) ? all + u"end" : all;
    }

    void bodies() {
        m_message.plain = body();
        m_message.flowed = !chance(4);
        if (chance(3))
            m_message.html = u"<p>" + body() + u"</p>" + (chance(4) ? QString(1'200, u'x') : QString());
        if (chance(30))
            m_message.plain.clear();
    }

    OutgoingFile file() {
        static const QStringList names{QStringLiteral("report.pdf"), QStringLiteral("a b.txt"), QStringLiteral("\u4f1a\u8b70\u306e\u8cc7\u6599 (\u6700\u7d42\u7248).docx"), QStringLiteral("quote\"d.txt"),
                                       QStringLiteral("..\\..\\evil.exe"), QStringLiteral("semi;colon=x.txt"), QStringLiteral("100%25.txt"), QStringLiteral("it's.txt"), QStringLiteral("two  blanks.txt"),
                                       QStringLiteral("line\nbreak.txt"), QStringLiteral("\U0001F600.png"), QStringLiteral("utf-8''x.txt"), QStringLiteral("\u202egpj.exe"), QString()};
        static const QList<QByteArray> types{"application/pdf", "image/png", "text/plain", "text/html", "application/octet-stream"};
        OutgoingFile file;
        file.fileName = chance(10) ? QString(QStringLiteral("\u8cc7\u6599").repeated(100) + u".pdf") : chance(10) ? QString(QString(180 + below(100), u'a') + u".pdf") : pick(names);
        file.mediaType = types[below(types.size() - 1)];
        file.bytes.resize(chance(5) ? 0 : below(3'000));
        std::generate(file.bytes.begin(), file.bytes.end(), [this] { return static_cast<char>(m_random()); });
        if (chance(5)) {
            file.mediaType = "message/rfc822";
            file.bytes = "From: Inner <inner@example.org>\r\nSubject: inside\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
                         QByteArray(chance(2) ? "caf\xc3\xa9\r\n" : "plain\r\n\r\n.\r\nFrom x\r\n");
        } else if (chance(3)) {
            file.contentId = "picture." + QByteArray::number(below(99'999)) + "@example.org";
        }
        return file;
    }

    void extraFields() {
        if (chance(3))
            m_message.fields.append({"X-Priority", QStringLiteral("1 (Highest)")});
        if (chance(4))
            m_message.fields.append({"Auto-Submitted", QStringLiteral("auto-replied")});
        if (chance(4))
            m_message.fields.append({"X-Note", text(20)});
    }

    std::mt19937 m_random;
    bool m_utf8;
    const QStringList& m_pieces;
    OutgoingMessage m_message;
};

/// Written out for the domains above, so that the builder's way to make them is not its own judge.
QString inAce(QString addrSpec) {
    static const std::array<std::array<QString, 2>, 4> kDomains{{{QStringLiteral("@b\u00fccher.example"), QStringLiteral("@xn--bcher-kva.example")},
                                                                {QStringLiteral("@\u4f8b\u3048.jp"), QStringLiteral("@xn--r8jz45g.jp")},
                                                                {QStringLiteral("@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"), QStringLiteral("@xn--e1afmkfd.xn--p1ai")},
                                                                {QStringLiteral("@stra\u00dfe.de"), QStringLiteral("@xn--strae-oqa.de")}}};
    for (const auto& [unicode, ace] : kDomains)
        addrSpec.replace(unicode, ace);
    return addrSpec;
}

QString oneLine(QString text) {
    std::replace_if(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; }, u' ');
    while (text.startsWith(u' '))
        text.remove(0, 1);
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

QString meantText(const QString& text, bool flowed) {
    QString lines = text;
    lines.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    if (!lines.isEmpty() && !lines.endsWith(u'\n'))
        lines += u'\n';
    if (!flowed)
        return lines;
    QStringList all = lines.split(u'\n');
    for (QString& line : all) {
        qsizetype depth = 0;
        while (depth < line.size() && line[depth] == u'>')
            ++depth;
        QString content = line.mid(depth);
        if (depth > 0 && content.startsWith(u' '))
            content.remove(0, 1);
        while (content != u"-- " && content.endsWith(u' ')) // RFC 3676 4.2
            content.chop(1);
        line = depth > 0 ? QString(QString(depth, u'>') + u' ' + content) : content;
    }
    return all.join(u'\n');
}

struct AddressList {
    const char* field;
    ParsedAddresses addresses;
};

QStringList headerNames(const OutgoingMessage& m) {
    QStringList names;
    const auto add = [&names](bool there, const char* name) {
        if (there)
            names.append(QStringLiteral("header=") + QLatin1StringView(name));
    };
    add(true, "From");
    add(m.sender.has_value(), "Sender");
    add(!m.replyTo.isEmpty(), "Reply-To");
    add(!m.to.isEmpty(), "To");
    add(!m.cc.isEmpty(), "Cc");
    add(!m.bcc.isEmpty() && m.keepBcc, "Bcc");
    for (const char* always : {"Subject", "Date", "Message-ID"})
        add(true, always);
    add(!m.inReplyTo.isEmpty(), "In-Reply-To");
    add(!m.references.isEmpty(), "References");
    for (const OutgoingField& field : m.fields)
        add(true, field.name.constData());
    for (const char* always : {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"})
        add(true, always);
    return names;
}

QString idsLine(const char* field, QList<QByteArray> ids) {
    if (ids.size() > 40)
        ids = ids.first(20) + ids.last(20);
    return QLatin1StringView(field) + u'=' + QString::fromLatin1(ids.join(' '));
}

QString dateLine(const QDateTime& date) {
    return QStringLiteral("date=%1 %2").arg(date.toSecsSinceEpoch()).arg(date.offsetFromUtc());
}

} // namespace

OutgoingMessage generatedMail(int seed, LocalParts localParts) { return MailMaker(seed, localParts).make(); }

QString bareAddress(const QString& addrSpec) {
    const qsizetype at = addrSpec.lastIndexOf(u'@');
    QString local = addrSpec.left(at);
    if (local.startsWith(u'"')) {
        local = local.mid(1, local.size() - 2);
        local.remove(u'\\');
    }
    return local + addrSpec.mid(at);
}

QString addressLine(const char* field, const QString& name, const QString& addrSpec) {
    return QLatin1StringView(field) + u'=' + name + u'|' + bareAddress(addrSpec);
}

QString fileLine(const QString& fileName, const QByteArray& type, const QByteArray& contentId, const QByteArray& bytes) {
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex();
    return u"file=" + fileName + u'|' + QString::fromLatin1(type + '|' + contentId + '|' + hash);
}

QStringList withoutTwins(QStringList lines) {
    static constexpr std::array<std::array<char16_t, 2>, 7> kTwins{{{0xff5e, 0x301c}, {0xff0d, 0x2212}, {0x2225, 0x2016}, {0x2015, 0x2014},
                                                                     {0xffe0, 0x00a2}, {0xffe1, 0x00a3}, {0xffe2, 0x00ac}}};
    for (QString& line : lines) {
        for (const auto& [from, to] : kTwins)
            line.replace(QChar(from), QChar(to));
    }
    return lines;
}

QStringList meantBy(const OutgoingMessage& m, bool inIso2022Jp, ReaderWays ways) {
    QStringList lines = headerNames(m);
    const auto sender = m.sender ? ParsedAddresses{*m.sender} : ParsedAddresses();
    for (const auto& [field, addresses] : {AddressList{"from", m.from}, {"sender", sender}, {"reply-to", m.replyTo}, {"to", m.to}, {"cc", m.cc}}) {
        for (const ParsedAddress& a : addresses)
            lines.append(addressLine(field, ways.namesSimplified ? a.name.simplified() : oneLine(a.name), inAce(a.addrSpec)));
    }
    lines.append(u"subject=" + oneLine(m.subject));
    for (const OutgoingField& field : m.fields)
        lines.append(QString::fromLatin1(field.name) + u'=' + oneLine(field.value));
    lines.append(dateLine(m.date));
    lines.append(QStringLiteral("id=") + QString::fromLatin1(m.messageId));
    lines.append(idsLine("in-reply-to", m.inReplyTo));
    lines.append(idsLine("references", m.references));
    if (m.html.isEmpty() || !m.plain.isEmpty())
        lines.append(u"plain=" + meantText(m.plain, m.flowed && !inIso2022Jp));
    if (!m.html.isEmpty())
        lines.append(u"html=" + meantText(m.html, false));
    for (const bool pictures : {true, false}) {
        for (const OutgoingFile& file : m.files) {
            const bool picture = !m.html.isEmpty() && !file.contentId.isEmpty();
            if (picture == pictures)
                lines.append(fileLine(oneLine(file.fileName), file.mediaType, file.contentId, file.bytes));
        }
    }
    return inIso2022Jp ? withoutTwins(lines) : lines;
}

QStringList readByOurParser(const QByteArray& raw) {
    const ParsedMessage message = parseMessage(raw);
    QStringList lines;
    for (const HeaderField& field : message.headers())
        lines.append(QStringLiteral("header=") + QString::fromLatin1(field.name));
    for (const auto& [field, addresses] : {AddressList{"from", message.from}, {"sender", message.sender}, {"reply-to", message.replyTo}, {"to", message.to}, {"cc", message.cc}}) {
        for (const ParsedAddress& a : addresses)
            lines.append(addressLine(field, a.name, a.addrSpec));
    }
    lines.append(u"subject=" + message.subject);
    for (const HeaderField& field : message.headers()) {
        if (field.name.startsWith("X-") || field.name == "Auto-Submitted")
            lines.append(QString::fromLatin1(field.name) + u'=' + decodeEncodedWords(field.value));
    }
    lines.append(dateLine(message.date));
    lines.append(QStringLiteral("id=") + QString::fromLatin1(message.messageId));
    lines.append(idsLine("in-reply-to", message.inReplyTo));
    lines.append(idsLine("references", message.references));
    for (const Part& part : message.parts) {
        const bool inside = part.parent >= 0 && message.parts[part.parent].type == "message";
        if (inside || part.isMultipart())
            continue;
        if (part.disposition.isEmpty())
            lines.append(QString::fromLatin1(part.subtype) + u'=' + decodedText(raw, part));
        else
            lines.append(fileLine(part.fileName, part.type + '/' + part.subtype, part.contentId, decodedBody(raw, part)));
    }
    return lines;
}

QString lineFaults(const QByteArray& raw) {
    qsizetype lineNumber = 0;
    const qsizetype headerEnd = raw.indexOf("\r\n\r\n");
    for (qsizetype at = 0; at < raw.size(); ++lineNumber) {
        const qsizetype newline = raw.indexOf('\n', at);
        if (newline < 1 || raw[newline - 1] != '\r')
            return QStringLiteral("line %1 does not end in CRLF").arg(lineNumber);
        const QByteArray line = raw.mid(at, newline - 1 - at);
        if (line.contains('\r') || line.contains('\0') || line.size() > 998)
            return QStringLiteral("line %1 is no line: %2").arg(lineNumber).arg(QString::fromLatin1(line.left(200)));
        const bool folds = at < headerEnd && line.size() > 76 && line.trimmed().indexOf(' ', line.indexOf(": ") + 2) > 0;
        if (folds || (at < headerEnd && line.trimmed().isEmpty()))
            return QStringLiteral("line %1 is not folded well: %2").arg(lineNumber).arg(QString::fromLatin1(line.left(200)));
        at = newline + 1;
    }
    return {};
}

QString firstDifference(const QStringList& meant, const QStringList& read) {
    for (qsizetype i = 0; i < std::max(meant.size(), read.size()); ++i) {
        if (meant.value(i) != read.value(i) || i >= meant.size() || i >= read.size())
            return u"meant: " + meant.value(i, QStringLiteral("(nothing)")) + u"\n read: " + read.value(i, QStringLiteral("(nothing)"));
    }
    return {};
}

} // namespace tributary::test
