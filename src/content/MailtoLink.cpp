// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/MailtoLink.h"

#include "mime/Message.h"

namespace tributary::content {
namespace {

constexpr qsizetype kLongestMailto = 400'000; // characters: three for each byte of the longest body
constexpr qsizetype kMaxAddresses = 20'000;
constexpr qsizetype kMaxSubject = 1'000;
constexpr qsizetype kMaxBody = 64'000;
constexpr qsizetype kMaxMessageId = 900;

/// RFC 6068 5: "+" is a plus sign here, never a blank.
QString decoded(QStringView encoded) { return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded.toUtf8())); }

void cut(QString& text, qsizetype most) {
    if (text.size() <= most)
        return;
    text.truncate(text[most - 1].isHighSurrogate() ? most - 1 : most);
}

/// A line end in a header's value would begin a header of the link's choice.
QString oneLine(const QString& text) {
    QString line;
    line.reserve(text.size());
    for (const QChar c : text) {
        const bool control = c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (!control)
            line += c;
        else if (c == u'\t')
            line += u' ';
    }
    return line.trimmed();
}

QString lines(QString text) {
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    text.replace(u'\r', u'\n');
    QString kept;
    kept.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control)
            kept += c;
    }
    return kept;
}

void addAddresses(QString& field, QStringView encoded) {
    // A comma that is written as such separates; one that is encoded belongs to an address (RFC 6068 2).
    for (const QStringView one : encoded.split(u',')) {
        const QString address = oneLine(decoded(one));
        if (!address.isEmpty())
            field += (field.isEmpty() ? QString() : QStringLiteral(", ")) + address;
    }
    cut(field, kMaxAddresses);
}

QByteArray messageId(const QString& value) {
    QString id = value.trimmed();
    if (id.startsWith(u'<') && id.endsWith(u'>'))
        id = id.sliced(1).chopped(1);
    if (id.size() > kMaxMessageId || id.count(u'@') != 1 || id.startsWith(u'@') || id.endsWith(u'@'))
        return {};
    for (const QChar c : id) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7F || c == u'<' || c == u'>' || c == u',')
            return {};
    }
    return id.toLatin1();
}

void take(MailtoLink& link, const QString& name, QStringView value) {
    if (name == u"to")
        addAddresses(link.to, value);
    else if (name == u"cc")
        addAddresses(link.cc, value);
    else if (name == u"bcc")
        addAddresses(link.bcc, value);
    else if (name == u"subject" && link.subject.isEmpty())
        cut(link.subject = oneLine(mime::decodeEncodedWords(decoded(value).toUtf8())), kMaxSubject);
    else if (name == u"body" && link.body.isEmpty())
        cut(link.body = lines(decoded(value)), kMaxBody);
    else if (name == u"in-reply-to" && link.inReplyTo.isEmpty())
        link.inReplyTo = messageId(decoded(value));
}

} // namespace

std::optional<MailtoLink> parseMailto(QStringView url) {
    constexpr QLatin1StringView kScheme("mailto:");
    url = url.trimmed().left(kLongestMailto);
    if (!url.startsWith(kScheme, Qt::CaseInsensitive))
        return std::nullopt;
    url = url.mid(kScheme.size());
    if (const qsizetype hash = url.indexOf(u'#'); hash >= 0)
        url = url.left(hash);
    MailtoLink link;
    const qsizetype question = url.indexOf(u'?');
    addAddresses(link.to, question < 0 ? url : url.left(question));
    if (question < 0)
        return link;
    for (QStringView field : url.mid(question + 1).split(u'&')) {
        if (field.startsWith(QLatin1StringView("amp;"))) // "&amp;" copied out of a page's source
            field = field.mid(4);
        const qsizetype equals = field.indexOf(u'=');
        if (equals > 0)
            take(link, decoded(field.left(equals)).toLower(), field.mid(equals + 1));
    }
    return link;
}

} // namespace tributary::content
