// SPDX-License-Identifier: GPL-3.0-or-later
#include "BadMessages.h"

#include <QBuffer>
#include <QImage>

namespace tributary::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray head(const QByteArray& subject, const QByteArray& type) {
    return "From: Jane <jane@sender.example>\r\nTo: ann@mail.example\r\nDate: Wed, 20 May 2026 10:42:00 +0000\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type +
           "\r\n\r\n";
}

QByteArray html(const QByteArray& subject, const QByteArray& body) { return head(subject, "text/html; charset=utf-8") + body; }

QByteArray manyParts(int count) {
    QByteArray message = head("many parts", "multipart/mixed; boundary=b");
    message += "--b\r\nContent-Type: text/plain\r\n\r\nThe first of many.\r\n";
    for (int i = 0; i < count; ++i)
        message += "--b\r\nContent-Type: application/octet-stream; name=\"file" + QByteArray::number(i) + ".dat\"\r\nContent-Disposition: attachment\r\n\r\nx\r\n";
    return message + "--b--\r\n";
}

QByteArray deepParts(int depth) {
    QByteArray message = head("deep", "multipart/mixed; boundary=b0");
    for (int i = 0; i < depth; ++i)
        message += "--b" + QByteArray::number(i) + "\r\nContent-Type: multipart/mixed; boundary=b" + QByteArray::number(i + 1) + "\r\n\r\n";
    return message + "--b" + QByteArray::number(depth) + "\r\nContent-Type: text/plain\r\n\r\nthe core\r\n";
}

/// One colour, so a few kilobytes: side x side pixels when it is unpacked.
QByteArray bomb(int side) {
    QImage picture(side, side, QImage::Format_Mono);
    picture.fill(0);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG", 0);
    return bytes;
}

QByteArray withPictures(const QByteArray& subject, const QByteArray& png, int count) {
    QByteArray message = head(subject, "multipart/related; boundary=b");
    message += "--b\r\nContent-Type: text/html\r\n\r\n<p>pictures</p>";
    for (int i = 0; i < count; ++i)
        message += "<img src=\"cid:p" + QByteArray::number(i) + "\">";
    message += "\r\n";
    for (int i = 0; i < count; ++i)
        message += "--b\r\nContent-Type: image/png\r\nContent-ID: <p" + QByteArray::number(i) + ">\r\nContent-Transfer-Encoding: base64\r\n\r\n" + png.toBase64() + "\r\n";
    return message + "--b--\r\n";
}

QByteArray css(qsizetype bytes, const QByteArray& host) {
    QByteArray sheet;
    sheet.reserve(bytes + 200);
    for (qsizetype i = 0; sheet.size() < bytes; ++i)
        sheet += ".c" + QByteArray::number(i) + "{color:red;background:url(http://" + host + "/c" + QByteArray::number(i) + ")}@import url(//" + host + "/i);";
    return html("style sheet", "<html><head><style>" + sheet + "</style></head><body><p class=c1>Words under all that style.</p></body></html>");
}

QByteArray lured(const QByteArray& host) {
    return html("lures", "<html><head><link rel=stylesheet href='http://" + host + "/s.css'><link rel=dns-prefetch href='//" + host + "'><meta http-equiv=refresh content='0;url=http://" + host +
                             "/r'></head><body background='http://" + host + "/b'><img src='http://" + host + "/i' srcset='http://" + host + "/j 2x'><iframe src='http://" + host +
                             "/f'></iframe><object data='http://" + host + "/o'></object><video src='http://" + host + "/v' poster='http://" + host + "/p'></video><form action='http://" + host +
                             "/form'><input type=image src='http://" + host + "/in'></form><svg><image href='http://" + host + "/svg'/></svg><script>fetch('http://" + host +
                             "/js')</script><p>Words</p></body></html>");
}

} // namespace

QList<BadMessage> badMessages(const QString& host, bool isLong) {
    const QByteArray there = host.toLatin1();
    QList<BadMessage> all{
        {u"no header"_s, "\r\nOnly a body.\r\n", {}},
        {u"nothing"_s, QByteArray(""), {}},
        {u"a zero byte"_s, QByteArray("\0", 1), {}},
        {u"only headers"_s, "Subject: only headers\r\nFrom: jane@sender.example", {}},
        {u"10,000 parts"_s, manyParts(10'500), u"too-many-parts"_s},
        {u"deep parts"_s, deepParts(3000), u"too-deep"_s},
        {u"10^6 tags"_s, html("nested tags", QByteArray("<div>").repeated(1'000'000) + "the core"), u"html-reduced"_s},
        {u"10^5 tables"_s, html("nested tables", QByteArray("<table><tr><td>").repeated(100'000) + "the core"), u"html-reduced"_s},
        {u"5 MB of CSS"_s, css(5 << 20, there), u"html-reduced"_s},
        {u"a picture of 400 megapixels"_s, withPictures("one bomb", bomb(20'000), 1), {}},
        {u"20 pictures of 64 megapixels"_s, withPictures("bombs", bomb(8'000), 20), {}},
        {u"2,000 pictures"_s, withPictures("many pictures", bomb(8), 2'000), {}},
        {u"a line of 4 MB"_s, head("one line", "text/plain") + QByteArray("x").repeated(4 << 20), {}},
        {u"200,000 lines"_s, head("many lines", "text/plain") + QByteArray("words of a line\r\n").repeated(200'000), {}},
        {u"20 MB of text"_s, head("long text", "text/plain") + QByteArray("> quoted words\r\nown words\r\n").repeated(750'000), u"text-too-long"_s},
        {u"a header of 10 MB"_s, "X-Long: " + QByteArray("a b ").repeated(2'500'000) + "\r\n" + head("long header", "text/plain") + "words", u"field-too-long"_s},
        {u"a subject of 1 MB"_s, head(QByteArray("subject ").repeated(130'000), "text/plain") + "words", {}},
        {u"50,000 recipients"_s, "Cc: " + QByteArray("a@b.example, ").repeated(50'000) + "c@d.example\r\n" + head("many people", "text/plain") + "words", u"too-many-addresses"_s},
        {u"bad base64"_s, "Content-Transfer-Encoding: base64\r\n" + head("base64", "text/plain") + "@@@not base64 at all%%%", {}},
        {u"lures"_s, lured(there), {}},
        {u"bad names"_s, badNames(), {}},
    };
    if (isLong) {
        all.append({u"100 MB of CSS"_s, css(100 << 20, there), u"html-reduced"_s});
        all.append({u"200 MB"_s, head("200 MB", "multipart/mixed; boundary=b") + "--b\r\nContent-Type: text/plain\r\n\r\nWords before.\r\n--b\r\nContent-Type: application/zip; name=big.zip\r\n\r\n" +
                                     QByteArray("0123456789abcdef0123456789abcdef\r\n").repeated(6'200'000) + "--b--\r\n", {}});
    }
    return all;
}

QByteArray badNames() {
    const QByteArrayList names{"../../outside.txt", "..\\..\\outside.txt", "/etc/passwd", "C:\\Windows\\win.ini", "~/.bashrc", "..", ".", "", "CON", "nul.txt", "COM1.log", ".hidden",
                               "a/b/c.txt", "\xe2\x80\xae" "fdp.exe", "line\nbreak.txt", "-rf", "name.txt.", "tab\there.txt", "x:stream.txt", "a*?<>|.txt", QByteArray("n").repeated(300) + ".txt",
                               QByteArray("\xe6\x97\xa5").repeated(300) + ".pdf", "same.txt", "same.txt", "SAME.TXT"};
    QByteArray message = head("bad names", "multipart/mixed; boundary=b") + "--b\r\nContent-Type: text/plain\r\n\r\nnames\r\n";
    for (const QByteArray& name : names)
        message += "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''" + name.toPercentEncoding() + "\r\n\r\ninside\r\n";
    return message + "--b--\r\n";
}

} // namespace tributary::ui
