// SPDX-License-Identifier: GPL-3.0-or-later
// What the composer writes is small, says everything once, and comes back as it was (S3: drafts and signatures).
#include "content/Content.h"
#include "support/ProcessorTime.h"
#include "ui/composer/BodyCommands.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/HtmlReader.h"
#include "ui/composer/HtmlWriter.h"
#include "ui/composer/SignatureBlock.h"
#include "ui/composer/TextWriter.h"

#include <QRandomGenerator>
#include <QTextDocument>
#include <QTextEdit>
#include <QTextFragment>
#include <QTextList>

#include <gtest/gtest.h>

namespace tributary::ui::tst_ComposerHtml {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

/// What is read of html, written.
std::string rewritten(const char* html) {
    QTextDocument document;
    readHtml(QTextCursor(&document), u(html));
    return writeHtml(document).toStdString();
}

QString again(const QString& html) {
    QTextDocument document;
    readHtml(QTextCursor(&document), html);
    return writeHtml(document);
}

TEST(ComposerHtml, readsAndWritesWhatIsItsOwn) {
    for (const char* html : {
             "<div>one</div>\n<div><br></div>\n<div>two</div>\n",
             "<div>a <b>bold <i>both</i></b><i> slanted</i> <u>under</u> <s>gone</s></div>\n",
             "<div><span style=\"color:#b8232f\">red</span> <span style=\"font-size:large\">large</span></div>\n",
             "<div><a href=\"https://example.org/?a=1&amp;b=2\">a <b>link</b></a> and text</div>\n",
             "<ul>\n<li>one\n<ol>\n<li>inner</li>\n<li>second</li>\n</ol>\n</li>\n<li>two<br>lines</li>\n</ul>\n",
             "<div>Jane wrote:</div>\n<blockquote type=\"cite\">\n<div>hi</div>\n<blockquote type=\"cite\">\n<p>older</p>\n</blockquote>\n</blockquote>\n<div>answer</div>\n",
             "<div>above</div>\n<hr>\n<div>below</div>\n",
             "<pre>int  x;\n\n\treturn &lt;0&gt;;</pre>\n",
             "<div>picture <img src=\"cid:a1@x\" alt=\"a &quot;cat&quot;\" width=\"64\" height=\"48\"> here</div>\n",
             "<div style=\"text-align:center\">middle</div>\n<div style=\"margin-left:80px\">in</div>\n<div style=\"text-align:right\">right</div>\n",
             "<div>a&nbsp; b</div>\n<div>&nbsp;lead and trail&nbsp;</div>\n<div>line<br><br></div>\n",
             "<div>text</div>\n<div>\n<div>-- <br></div>\n<div>Alice</div>\n</div>\n<div>after</div>\n"})
        EXPECT_EQ(rewritten(html), html);
    EXPECT_EQ(rewritten("<div dir=\"rtl\">\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D</div>\n"), "<div dir=\"rtl\">\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D</div>\n");
}

TEST(ComposerHtml, isNothingOfQts) {
    QTextEdit edit;
    edit.setPlainText(u("some text\nmore"));
    edit.selectAll();
    for (const BodyCommand command : {BodyCommand::Bold, BodyCommand::BulletList, BodyCommand::Larger, BodyCommand::AlignCenter})
        applyCommand(edit, command);
    const QString html = writeHtml(*edit.document());
    for (const char* word : {"qrichtext", "-qt-", "font-family", "<html", "<meta", "<!DOCTYPE", "margin-top"})
        EXPECT_FALSE(html.contains(QLatin1StringView(word))) << word << " in " << html.toStdString();
    EXPECT_TRUE(html.contains(QLatin1StringView("<ul>")));
}

TEST(ComposerHtml, escapesWhatWouldBeMarkup) {
    QTextDocument document;
    QTextCursor(&document).insertText(u("<script>alert(1)</script> & \"x\" &amp;"));
    EXPECT_EQ(writeHtml(document).toStdString(), "<div>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" &amp;amp;</div>\n");
    EXPECT_EQ(again(writeHtml(document)), writeHtml(document));
}

TEST(ComposerHtml, directionIsTheTexts) {
    QTextDocument document;
    QTextCursor(&document).insertText(u("שלום hello\nhello"));
    EXPECT_EQ(writeHtml(document), u("<div dir=\"rtl\">שלום hello</div>\n<div>hello</div>\n"));
}

TEST(ComposerHtml, onlyLinksThatMayBeFollowed) {
    EXPECT_EQ(rewritten("<a href=\"javascript:alert(1)\">x</a><a href=\"file:///etc/passwd\">y</a>"), "<div>xy</div>\n");
    EXPECT_EQ(completedLink(u("example.org/a b")), QString());
    EXPECT_EQ(completedLink(u("example.org")), u("https://example.org"));
    EXPECT_EQ(completedLink(u("a@example.org")), u("mailto:a@example.org"));
    EXPECT_EQ(completedLink(u("javascript:alert(1)")), QString());
    EXPECT_EQ(completedLink(u("file:///etc/passwd")), QString());
}

TEST(ComposerHtml, foreignMarkupIsReduced) {
    EXPECT_EQ(rewritten("<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p></td></tr></table>"), "<div>a\xE2\x80\x83" "b</div>\n<p>c</p>\n");
    EXPECT_EQ(rewritten("<h1>Title</h1>text<p>para</p>"), "<p><span style=\"font-size:x-large\"><b>Title</b></span></p>\n<div>text</div>\n<p>para</p>\n");
    EXPECT_EQ(rewritten("<ul><li><p>one</p><p>more</p></li></ul>"), "<ul>\n<li>one<br>more</li>\n</ul>\n");
    EXPECT_EQ(rewritten("<p style=\"color:#000000;font-family:Arial\">plain <font color=\"red\" size=\"5\" face=\"Arial\">x</font></p>"),
              "<p>plain <span style=\"color:#ff0000;font-size:x-large\">x</span></p>\n");
    EXPECT_EQ(rewritten("<img src=\"https://example.org/x.png\" alt=\"pic\">"), "<div>pic</div>\n") << "nothing remote";
    EXPECT_EQ(rewritten("  \n <div> a \n b </div> "), "<div>a b</div>\n");
}

TEST(ComposerHtml, theSignatureIsFoundAgain) { // RFC 3676 4.3
    QTextDocument document;
    QTextCursor(&document).insertText(u("Hello"));
    insertSignature(document, {u("<b>Alice</b><br>Example"), {}}, SignaturePlace::End, false);
    const QString html = writeHtml(document);
    QTextDocument other;
    readHtml(QTextCursor(&other), html);
    const auto range = findSignature(other);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first.text(), u("-- "));
    EXPECT_EQ(signatureForm(*range, false), signatureForm(*findSignature(document), false));
    EXPECT_EQ(writeHtml(other), html);
    EXPECT_TRUE(content::htmlToText(html).contains(u("\n-- \nAlice"))) << content::htmlToText(html).toStdString();
}

TEST(ComposerHtml, asPlainTextItKeepsWhatItSays) {
    QTextDocument document;
    readHtml(QTextCursor(&document), u("<div>a&nbsp; b <a href=\"https://x.org/\">page</a> <a href=\"mailto:a@x.org\">a@x.org</a></div><ol><li>one<ul><li>in<br>ner</li></ul></li><li>two</li></ol>"
                                       "<hr><blockquote><div>q</div><blockquote><div>r</div></blockquote></blockquote><div><br></div><div><br></div><div>-- <br></div>"));
    EXPECT_EQ(writeText(document), u("a  b page <https://x.org/> a@x.org\n1. one\n  - in\n    ner\n2. two\n----------------------------------------\n> q\n>> r\n\n\n-- "));
}

/// A document with everything in it, at random.
class Generator {
  public:
    explicit Generator(quint32 seed) : m_random(seed) {}

    void fill(QTextDocument& document) {
        QTextCursor cursor(&document);
        const int blocks = 1 + below(14);
        for (int i = 0; i < blocks; ++i) {
            if (i > 0)
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
            block(cursor);
        }
        if (below(4) == 0)
            insertSignature(document, {u("<i>Me</i><br>x<ul><li>y</li></ul>"), {}}, below(2) == 0 ? SignaturePlace::End : SignaturePlace::AboveQuote, false);
    }

  private:
    int below(int n) { return m_random.bounded(n); }

    void block(QTextCursor& cursor) {
        QTextBlockFormat format;
        setQuoteLevel(format, below(3) == 0 ? below(4) : 0);
        setParagraph(format, below(4) == 0);
        constexpr Qt::Alignment kSides[] = {Qt::AlignLeft, Qt::AlignRight, Qt::AlignHCenter, Qt::AlignJustify};
        if (below(4) == 0)
            format.setAlignment(kSides[below(4)]);
        if (below(6) == 0)
            format.setLayoutDirection(below(2) == 0 ? Qt::RightToLeft : Qt::LeftToRight);
        if (below(6) == 0)
            format.setIndent(below(4));
        const int kind = below(10);
        if (kind == 0)
            format.setProperty(kPreformatted, true);
        if (kind == 1)
            setRule(format, true);
        cursor.setBlockFormat(format);
        if (kind == 1)
            return;
        if (kind < 5 && kind > 1) {
            QTextListFormat list;
            list.setStyle(below(2) == 0 ? QTextListFormat::ListDisc : QTextListFormat::ListDecimal);
            list.setIndent(1 + below(4));
            if (m_list != nullptr && below(3) > 0)
                m_list->add(cursor.block());
            else
                m_list = cursor.createList(list);
        }
        const int runs = below(5);
        for (int i = 0; i < runs; ++i)
            run(cursor);
    }

    void run(QTextCursor& cursor) {
        static const QStringList texts{u("word"),   u(" "),     u("  "),    u("a  b "), u(" <&>\""), u("שלום"),   u("日本語"), u("\u00A0"),          u("\t"),
                                       u("😀"),     u("\u2028"), u("x\u2028"), u("-- "), u("--"),    u("\u2028 "), u("..."),    u("\u0001\uFFFE"), u("\u200E")};
        InlineFormat format;
        if (below(3) == 0) {
            format.bold = below(2) == 0;
            format.italic = below(3) == 0;
            format.underline = below(3) == 0;
            format.strike = below(4) == 0;
            format.step = below(3) == 0 ? below(5) - 1 : 0;
            format.ink = below(4) == 0 ? qRgb(below(256), below(256), below(256)) : 0;
            format.href = below(4) == 0 ? u("https://example.org/?q=<a> b&c=\"") : QString();
        }
        if (below(12) == 0) {
            QTextImageFormat picture;
            picture.setName(u("cid:p%1@x").arg(below(3)));
            picture.setWidth(below(2) * 30);
            picture.setProperty(QTextFormat::ImageAltText, u("a <\"&> b"));
            cursor.insertImage(picture);
            return;
        }
        cursor.insertText(texts[below(static_cast<int>(texts.size()))], charFormat(format));
    }

    QRandomGenerator m_random;
    QTextList* m_list = nullptr;
};

/// The characters, whichever blank was used to keep them.
QString textOf(const QTextDocument& document) {
    QString text;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const bool pre = block.blockFormat().boolProperty(kPreformatted) && block.textList() == nullptr && !block.text().contains(QChar::ObjectReplacementCharacter);
        QString line = block.text();
        if (pre)
            line.replace(QChar::LineSeparator, u'\n');
        text += line + u'\n';
    }
    text.replace(u'\t', QStringLiteral("    ")).replace(QChar::Nbsp, u' ').remove(QChar(1)).remove(QChar(0xFFFE));
    return text.trimmed();
}

TEST(ComposerHtml, fiveHundredDocumentsComeBackAsTheyWere) {
    for (quint32 seed = 1; seed <= 500; ++seed) {
        QTextDocument document;
        Generator(seed).fill(document);
        const QString html = writeHtml(document);
        const content::SanitisedHtml sanitised = content::sanitiseHtml(html);
        ASSERT_FALSE(sanitised.reduced) << seed;
        QTextDocument read;
        readHtml(QTextCursor(&read), html);
        ASSERT_EQ(writeHtml(read).toStdString(), html.toStdString()) << "seed " << seed;
        ASSERT_EQ(textOf(read).toStdString(), textOf(document).toStdString()) << "seed " << seed << "\n" << html.toStdString();
    }
}

TEST(ComposerHtml, aSelectionIsCopiedWithItsFormats) {
    QTextDocument document;
    readHtml(QTextCursor(&document), u("<div>one <b>two</b></div><blockquote><div>three</div></blockquote><ul><li>four</li></ul>"));
    QTextCursor cursor(&document);
    cursor.select(QTextCursor::Document);
    EXPECT_EQ(writeHtml(cursor), writeHtml(document));
}

TEST(ComposerHtml, insertingInAParagraphKeepsItsRest) {
    QTextDocument document;
    readHtml(QTextCursor(&document), u("<div>abcd</div>"));
    QTextCursor cursor(&document);
    cursor.setPosition(2);
    readHtml(cursor, u("<b>x</b>"));
    EXPECT_EQ(writeHtml(document), u("<div>ab<b>x</b>cd</div>\n"));
    cursor.setPosition(3);
    readHtml(cursor, u("<div>1</div><div>2</div>"));
    EXPECT_EQ(document.toPlainText(), u("abx1\n2cd"));
}

TEST(ComposerHtml, isWrittenInLinearTime) {
    const auto fill = [](QTextDocument& document, int blocks) {
        document.setUndoRedoEnabled(false);
        QTextCursor cursor(&document);
        cursor.beginEditBlock();
        for (int i = 0; i < blocks; ++i)
            cursor.insertText(u("a line of text with  blanks & more\n"));
        cursor.endEditBlock();
    };
    QTextDocument small;
    QTextDocument large;
    fill(small, 1000);
    fill(large, 16'000);
    // Processor time, and the two by turns: what else the machine does meets both.
    qint64 shorter = std::numeric_limits<qint64>::max();
    qint64 longer = shorter;
    for (int i = 0; i < 5; ++i) {
        shorter = std::min(shorter, tests::processorNs([&] { EXPECT_GT(writeHtml(small).size(), 1000); }));
        longer = std::min(longer, tests::processorNs([&] { EXPECT_GT(writeHtml(large).size(), 16'000); }));
    }
    RecordProperty("times", int(longer / shorter));
    EXPECT_LT(longer, 16 * 4 * shorter) << "quadratic would be 256 times";
}

} // namespace
} // namespace tributary::ui::tst_ComposerHtml
