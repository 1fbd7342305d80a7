// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: mail that cannot deceive or leak.
#include "content/Content.h"
#include "content/Quotes.h"
#include "fuzz/ContentChecks.h"

#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

#include <chrono>

namespace tributary::content::tst_Quotes {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

/// "O:...|Q:...|S:..." with "/" for line ends.
std::string pieces(const QString& text) {
    QString out;
    qsizetype at = 0;
    for (const TextPiece& piece : splitQuotes(text)) {
        EXPECT_EQ(piece.begin, at);
        EXPECT_GT(piece.end, piece.begin);
        at = piece.end;
        const char kind = piece.kind == PieceKind::Own ? 'O' : piece.kind == PieceKind::Quoted ? 'Q' : 'S';
        out += (out.isEmpty() ? QString() : QStringLiteral("|")) + QLatin1Char(kind) + u':' +
               text.mid(piece.begin, piece.end - piece.begin).replace(u'\n', u'/');
    }
    EXPECT_EQ(at, text.size());
    return out.toStdString();
}
std::string pieces(const char* text) { return pieces(u(text)); }

TEST(SplitQuotes, takesTheIntroductionWithTheQuotation) {
    EXPECT_EQ(pieces("Hello\n\nJane wrote:\n> old\n> text\n"), "O:Hello//|Q:Jane wrote:/> old/> text/");
    EXPECT_EQ(pieces("Hello\n\nOn Mon, 1 May 2023 at 10:00, Jane\n<jane@example.org> wrote:\n\n> old"),
              "O:Hello//|Q:On Mon, 1 May 2023 at 10:00, Jane/<jane@example.org> wrote://> old");
    EXPECT_EQ(pieces("Note:\nnot a quote\n"), "O:Note:/not a quote/");
}

TEST(SplitQuotes, keepsAnswersBetweenQuotationsInPlace) {
    EXPECT_EQ(pieces("> a\nyes\n\n> b\n\nno\n"), "Q:> a/|O:yes//|Q:> b//|O:no/");
}

TEST(SplitQuotes, readsIntroductionsInOtherLanguages) {
    for (const char* line : {"Am 01.05.2023 um 10:00 schrieb Jane:", "Le 1 mai 2023, Jane a écrit :", "Jane skrev:",
                             "2023年5月1日(月) 10:00 山田太郎 <yamada@example.jp>:", "山田さんは書きました：", "在 2023年5月1日，写道："})
        EXPECT_EQ(pieces(QString(u("x\n\n") + u(line) + u("\n> q"))), "O:x//|Q:" + std::string(line) + "/> q") << line;
}

TEST(SplitQuotes, takesWhatStandsBelowAnOutlookHeaderBlock) {
    EXPECT_EQ(pieces("Hi\n\n-----Original Message-----\nFrom: a\nall of it\n"), "O:Hi//|Q:-----Original Message-----/From: a/all of it/");
    EXPECT_EQ(pieces("Hi\n\nFrom: Jane\nSent: Monday\nTo: me\nSubject: x\n\nold\n"),
              "O:Hi//|Q:From: Jane/Sent: Monday/To: me/Subject: x//old/");
    EXPECT_EQ(pieces("了解\n\n差出人: 山田\n送信日時: 月曜\n宛先: 私\n件名: 件\n\n旧"), "O:了解//|Q:差出人: 山田/送信日時: 月曜/宛先: 私/件名: 件//旧");
    EXPECT_EQ(pieces("On Monday Jane wrote:\nold text\nmore"), "Q:On Monday Jane wrote:/old text/more");
}

TEST(SplitQuotes, aForwardedMessageIsNoQuotation) {
    EXPECT_EQ(pieces("FYI\n\n---------- Forwarded message ---------\nFrom: a\nDate: b\nSubject: c\nTo: d\n\ntext"),
              "O:FYI//---------- Forwarded message ---------/From: a/Date: b/Subject: c/To: d//text");
}

TEST(SplitQuotes, partsTheSignatureOff) {
    EXPECT_EQ(pieces("a\n-- \nJane\n"), "O:a/|S:-- /Jane/");
    EXPECT_EQ(pieces("a\n-- \nJane\n> old"), "O:a/|S:-- /Jane/|Q:> old");
}

TEST(SplitQuotes, isLinearOnHostileInput) {
    using namespace std::chrono;
    EXPECT_EQ(pieces(""), "");
    for (const char* unit : {">", ">\n", "\n", "a:\n", "On x wrote:\n", "From: a\n", "> a\nb:\n", "-- \n", "\n>", "From: x\nTo: y\n\n"}) {
        const QString text = u(unit).repeated(1'000'000 / static_cast<qsizetype>(std::strlen(unit)));
        const auto begin = steady_clock::now();
        static_cast<void>(splitQuotes(text));
        EXPECT_LT(steady_clock::now() - begin, seconds(5)) << unit;
    }
}

/// "O:...|Q:..." of HTML that is sanitised first.
std::string htmlPieces(const char* html) {
    SanitiseOptions options;
    options.use = HtmlUse::Original;
    QString out;
    for (const HtmlPiece& piece : splitHtmlQuotes(sanitiseHtml(u(html), options).html))
        out += (out.isEmpty() ? QString() : QStringLiteral("|")) + (piece.kind == PieceKind::Own ? u"O:" : u"Q:") + piece.html;
    return out.toStdString();
}

TEST(SplitHtmlQuotes, partsBlockquotesWithTheirIntroduction) {
    EXPECT_EQ(htmlPieces("<div>Hello</div><div>Jane wrote:</div><br><blockquote>old</blockquote><p>bye</p>"),
              "O:<div>Hello</div><div></div>|Q:<div>Jane wrote:</div><br><blockquote>old</blockquote><p></p>|O:<p>bye</p>");
    EXPECT_EQ(htmlPieces("<p>only mine</p>"), "O:<p>only mine</p>");
    EXPECT_EQ(htmlPieces("<blockquote>a<blockquote>b</blockquote></blockquote>"), "Q:<blockquote>a<blockquote>b</blockquote></blockquote>");
    EXPECT_EQ(htmlPieces(""), "");
}

TEST(SplitHtmlQuotes, knowsTheBoxesOfMailPrograms) {
    EXPECT_EQ(htmlPieces("<div dir=ltr>Hi</div><div class=gmail_quote><div class=gmail_attr>On x Jane wrote:<br></div><blockquote "
                         "class=gmail_quote>old</blockquote></div>"),
              "O:<div dir=\"ltr\">Hi</div>|Q:<div class=\"m-gmail_quote\"><div class=\"m-gmail_attr\">On x Jane wrote:<br></div>"
              "<blockquote class=\"m-gmail_quote\">old</blockquote></div>");
    EXPECT_EQ(htmlPieces("<div>Hi<div id=appendonsend></div><hr><div id=divRplyFwdMsg>From: a</div><div>old</div></div>"),
              "O:<div>Hi</div>|Q:<div><div id=\"m-appendonsend\"></div><hr><div id=\"m-divRplyFwdMsg\">From: a</div><div>old</div></div>");
    EXPECT_EQ(htmlPieces("<p>Hi</p><div><p><b>From:</b> a<br><b>Sent:</b> b<br><b>To:</b> c</p></div><p>old</p>"),
              "O:<p>Hi</p><div><p><b></b></p></div>|Q:<div><p><b>From:</b> a<br><b>Sent:</b> b<br><b>To:</b> c</p></div><p>old</p>");
}

TEST(SplitHtmlQuotes, aForwardedMessageIsNoQuotation) {
    EXPECT_EQ(htmlPieces("<div>FYI</div><div class=gmail_quote><div>---------- Forwarded message ---------<br>From: a<br>Date: b<br>To: c"
                         "</div><p>news</p></div>").substr(0, 2), "O:");
    EXPECT_EQ(htmlPieces("<div>Begin forwarded message:</div><blockquote>news</blockquote>"),
              "O:<div>Begin forwarded message:</div><blockquote>news</blockquote>");
}

TEST(SplitHtmlQuotes, losesNothingOfTheCorpusAndAddsNothing) {
    int files = 0, quoted = 0;
    for (const char* root : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        QDirIterator all(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u(root), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            ++files;
            SanitiseOptions options;
            options.use = HtmlUse::Original;
            const QString html = sanitiseHtml(QString::fromUtf8(file.readAll()), options).html;
            QString joined;
            for (const HtmlPiece& piece : splitHtmlQuotes(html)) {
                EXPECT_EQ(checks::harmIn(piece.html).toStdString(), "") << file.fileName().toStdString();
                joined += piece.html;
                quoted += piece.kind == PieceKind::Quoted ? 1 : 0;
            }
            const auto words = [](const QString& text) { return htmlToText(text, false).simplified().remove(u'>').remove(u' '); };
            EXPECT_EQ(words(joined), words(html)) << file.fileName().toStdString();
        }
    }
    if (files == 0)
        GTEST_SKIP() << "no corpus beside the source";
    EXPECT_GT(quoted, 10);
}

} // namespace
} // namespace tributary::content::tst_Quotes
