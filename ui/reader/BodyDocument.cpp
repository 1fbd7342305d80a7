// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/BodyDocument.h"

#include "content/Content.h"
#include "content/Dark.h"
#include "content/Quotes.h"
#include "content/Senders.h"
#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tributary::ui {

namespace {

struct BodyDocument {
    Q_DECLARE_TR_FUNCTIONS(BodyDocument)
};

constexpr qsizetype kMostText = 30'000; // characters of plain text at first: laying them out takes less than a tenth of a second
constexpr qsizetype kMostLine = 2'000;  // characters; a paragraph's layout grows faster than its length

/// From where on there is nothing but quotation (and a signature, or blanks): that is folded. What is answered between the
/// lines stays in sight. -1: nothing to fold, or there would be nothing left.
template <typename Piece, typename IsBlank> qsizetype foldFrom(const QList<Piece>& pieces, IsBlank isBlank) {
    qsizetype from = pieces.size();
    while (from > 0 && (pieces[from - 1].kind != content::PieceKind::Own || isBlank(pieces[from - 1])))
        --from;
    while (from < pieces.size() && pieces[from].kind != content::PieceKind::Quoted)
        ++from;
    const bool anyBefore = std::any_of(pieces.begin(), pieces.begin() + from, [&](const Piece& p) { return p.kind == content::PieceKind::Own && !isBlank(p); });
    return from < pieces.size() && anyBefore ? from : -1;
}

QString foldLink() {
    return QStringLiteral("<p><a class=\"fold\" href=\"%1\">•••&nbsp; %2</a></p>")
        .arg(QLatin1String(kUnfoldLink), BodyDocument::tr("Show quoted text").toHtmlEscaped());
}

/// A line that no one wrote is broken where it has a blank, or anywhere.
QString withShortLines(const QString& text) {
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        for (; end - at > kMostLine; result += u'\n') {
            const qsizetype blank = text.lastIndexOf(u' ', at + kMostLine - 1);
            const qsizetype to = blank > at ? blank + 1 : at + kMostLine - (text[at + kMostLine - 1].isHighSurrogate() ? 1 : 0);
            result += QStringView(text).mid(at, to - at);
            at = to;
        }
        result += QStringView(text).mid(at, end - at);
        at = end;
    }
    return result;
}

QString plainDocument(const QString& whole, const BodyRequest& request) {
    if (whole.trimmed().isEmpty())
        return QStringLiteral("<p><i>%1</i></p>").arg(BodyDocument::tr("This message has no text.").toHtmlEscaped());
    const bool cut = !request.whole && whole.size() > kMostText;
    const QString text = withShortLines(cut ? whole.left(kMostText) : whole);
    QString html;
    const QList<content::TextPiece> pieces = request.foldQuotes ? content::splitQuotes(text) : QList<content::TextPiece>();
    const qsizetype from = foldFrom(pieces, [&](const content::TextPiece& p) { return QStringView(text).mid(p.begin, p.end - p.begin).trimmed().isEmpty(); });
    if (from < 0)
        html = content::textToHtml(text);
    else
        html = content::textToHtml(text.left(pieces[from].begin)) + foldLink();
    if (cut)
        html += QStringLiteral("<p><a href=\"%1\">%2</a></p>").arg(QLatin1String(kWholeLink), BodyDocument::tr("Show the rest of this long message").toHtmlEscaped());
    return html;
}

QString folded(const QString& html, bool fold, bool engine) {
    if (!fold)
        return html;
    const QList<content::HtmlPiece> pieces = content::splitHtmlQuotes(html);
    const qsizetype from = foldFrom(pieces, [](const content::HtmlPiece& p) {
        return !p.html.contains(QLatin1String("<img")) && content::htmlToText(p.html, false, 1000).trimmed().isEmpty();
    });
    if (from < 0)
        return html;
    QString before, after;
    for (qsizetype i = 0; i < pieces.size(); ++i)
        (i < from ? before : after) += pieces[i].html;
    if (!engine)
        return before + foldLink();
    return before + QStringLiteral("<details class=\"tributary-fold\"><summary>••• %1</summary>")
                        .arg(BodyDocument::tr("Show quoted text").toHtmlEscaped()) + after + QStringLiteral("</details>");
}

/// The colours are changed by another pass of the sanitiser, which must let our own pictures through.
QString darkened(const QString& sanitised, const engine::MessageContent& content, content::HtmlUse use) {
    content::SanitiseOptions options;
    options.use = use;
    for (const model::AttachmentSummary& attachment : content.attachments)
        options.ownUrls.insert(engine::partUrl(attachment.part));
    for (const engine::RemoteReference& reference : content.remote)
        options.ownUrls.insert(engine::pictureUrl(reference.url));
    return content::darkHtml(sanitised, options);
}

/// QTextDocument lays a table out several times for each table around it: seven of a newsletter one in the other take ten seconds. The
/// inner ones become blocks. The sanitiser's output is what it reads: tags that match, and no '>' in an attribute.
QString withShallowTables(const QString& html) {
    constexpr int kDeepest = 3;
    static const QRegularExpression tags(QStringLiteral("<(/?)(table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\\b[^>]*>"));
    static const QRegularExpression style(QStringLiteral(" style=\"[^\"]*\"")); // fonts and colours stand on cells
    QString result;
    qsizetype from = 0;
    int depth = 0;
    for (auto at = tags.globalMatch(html); at.hasNext();) {
        const QRegularExpressionMatch tag = at.next();
        const bool closes = tag.capturedLength(1) > 0, isTable = tag.capturedView(2) == QLatin1String("table");
        if (isTable && !closes)
            ++depth;
        if (depth > kDeepest) {
            result += QStringView(html).mid(from, tag.capturedStart() - from);
            if (isTable || tag.capturedView(2) == QLatin1String("td") || tag.capturedView(2) == QLatin1String("th"))
                result += closes ? QStringLiteral("</div>") : QString(QStringLiteral("<div") + style.match(tag.captured()).captured() + u'>');
            from = tag.capturedEnd();
        }
        if (isTable && closes)
            depth = std::max(0, depth - 1);
    }
    return from == 0 ? html : QString(result + QStringView(html).mid(from));
}

QString simpleDocument(const engine::MessageContent& content, const BodyRequest& request) {
    return withShallowTables(folded(request.dark ? darkened(content.html, content, content::HtmlUse::Simple) : content.html, request.foldQuotes, false));
}

QString originalDocument(const engine::MessageContent& content, const BodyRequest& request) {
    // The last wall but one: the page forbids itself everything but the pictures that are handed to it.
    static const QString head = QStringLiteral(
        "<!DOCTYPE html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src tributary-part: tributary-picture: data:; "
        "style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\"><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
        "<meta name=\"color-scheme\" content=\"%1\"><style>html{background:%2;color:%3}body{margin:16px;font-family:sans-serif;font-size:15px;line-height:1.45;"
        "overflow-wrap:break-word}img{max-width:100%}a{color:%4}blockquote{border-left:2px solid %5;margin:0 0 0 4px;padding-left:12px}"
        "::-webkit-scrollbar{width:12px;height:12px}::-webkit-scrollbar-thumb{background:%6;border-radius:6px;border:3px solid transparent;background-clip:padding-box}"
        "pre{white-space:pre-wrap}details.tributary-fold>summary{cursor:pointer;list-style:none;display:inline-block;margin:8px 0;padding:0 10px;border-radius:9px;"
        "background:%5;color:%3;line-height:18px;font-size:13px}details.tributary-fold>summary:focus-visible{outline:2px solid %4}"
        ".tributary-head{display:none}@media print{html{background:#fff}details.tributary-fold>summary{display:none}.tributary-head{display:block;color:#000;"
        "border-bottom:1px solid #999;margin-bottom:12px;font-family:sans-serif}}</style></head><body>");
    const QString body = folded(request.dark ? darkened(content.htmlOriginal, content, content::HtmlUse::Original) : content.htmlOriginal, request.foldQuotes, true);
    const QString frame = request.dark ? head.arg(QStringLiteral("dark"), QLatin1String(content::kDarkBackground), QLatin1String(content::kDarkText),
                                                  QStringLiteral("#8ab4f8"), QStringLiteral("#3a3c41"), QStringLiteral("#6b6f76"))
                                       : head.arg(QStringLiteral("light"), QStringLiteral("#ffffff"), QStringLiteral("#1b1c1f"), QStringLiteral("#1a5fb4"),
                                                  QStringLiteral("#dfe1e5"), QStringLiteral("#b4b8bf"));
    return frame + QStringLiteral("<div class=\"tributary-head\">") + printedHeader(content) + QStringLiteral("</div>") + body + QStringLiteral("</body></html>");
}

QString addressLine(const model::AddressList& addresses) {
    QStringList all;
    constexpr qsizetype kMost = 30;
    for (const model::Address& one : addresses.mid(0, kMost))
        all.append(one.name.isEmpty() ? one.addrSpec : QString(one.name + QStringLiteral(" <") + one.addrSpec + u'>'));
    if (addresses.size() > kMost)
        all.append(QStringLiteral("…"));
    return content::visibleText(all.join(QStringLiteral(", "))).toHtmlEscaped();
}

} // namespace

QString printedHeader(const engine::MessageContent& content) {
    const model::MessageSummary& s = content.summary;
    QString html = QStringLiteral("<h2>%1</h2><p>").arg(content::visibleText(s.subject).toHtmlEscaped());
    const auto line = [&html](const QString& name, const QString& value) {
        if (!value.isEmpty())
            html += QStringLiteral("<b>%1</b> %2<br>").arg(name, value);
    };
    line(BodyDocument::tr("From:").toHtmlEscaped(), addressLine(s.from));
    line(BodyDocument::tr("To:").toHtmlEscaped(), addressLine(s.to));
    line(BodyDocument::tr("Copy:").toHtmlEscaped(), addressLine(content.cc));
    line(BodyDocument::tr("Date:").toHtmlEscaped(), longDate(s.dateMs).toHtmlEscaped());
    return html + QStringLiteral("</p>");
}

QString makeBodyDocument(const engine::MessageContent& content, const BodyRequest& request) {
    switch (request.form) {
    case ReadingForm::Original: return originalDocument(content, request);
    case ReadingForm::Simple: return simpleDocument(content, request);
    case ReadingForm::Plain: break;
    }
    return plainDocument(content.text, request);
}

} // namespace tributary::ui
