// SPDX-License-Identifier: GPL-3.0-or-later
// Any text: links lie in it in order and go nowhere else than http, https and mailto; quotations cover it without a gap;
// hints of links and senders, and visible text, come without a crash, and nothing invisible is left.
#include "content/Content.h"
#include "content/Links.h"
#include "content/Phishing.h"
#include "content/Quotes.h"
#include "content/Senders.h"
#include "fuzz/ContentChecks.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace tributary::content;

namespace {

void require(bool fact, const char* what, const QString& detail = {}) {
    if (fact)
        return;
    std::fprintf(stderr, "not so: %s: %s\n", what, qUtf8Printable(detail));
    std::abort();
}

void checkLinks(const QString& text) {
    qsizetype end = 0;
    for (const TextLink& link : findLinks(text)) {
        require(link.begin >= end && link.length > 0 && link.begin + link.length <= text.size(), "links in order", text);
        end = link.begin + link.length;
        require(link.url.startsWith(u"http", Qt::CaseInsensitive) || link.url.startsWith(u"mailto:", Qt::CaseInsensitive),
                "a scheme of ours", link.url);
        (void)checkLink(text.mid(link.begin, link.length), link.url, {QStringLiteral("paypal.com")});
    }
}

void checkPieces(const QString& text) {
    qsizetype end = 0;
    for (const TextPiece& piece : splitQuotes(text)) {
        require(piece.begin == end && piece.end > piece.begin, "pieces without a gap", text);
        end = piece.end;
    }
    require(end == text.size(), "pieces cover all", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    checkLinks(text);
    checkPieces(text);
    const QString html = textToHtml(text);
    require(checks::harmInText(html).isEmpty(), "harmless HTML of a text", html);
    (void)snippet(text);
    const QString line = text.left(200);
    const LinkCheck check = checkLink(line.section(u'\n', 0, 0), line.section(u'\n', 1, 1), {QStringLiteral("example.com")});
    for (const QChar c : check.host)
        require(c.unicode() >= 0x20 || check.isSuspicious(), "a host without controls", check.host);
    const QString visible = visibleText(line);
    require(!hasHiddenCharacters(visible) && visibleText(visible) == visible, "all is visible", visible);
    (void)checkSender({{line, QStringLiteral("a@example.org")}, {QString(), line}}, {{line, line}});
    return 0;
}
