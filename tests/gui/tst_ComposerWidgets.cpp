// SPDX-License-Identifier: GPL-3.0-or-later
// The composer's widgets as a person uses them: recipients, text, attachments, spelling (S3, S14).
#include "Soon.h"
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BlockSpelling.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/BodyHighlighter.h"
#include "ui/composer/CompletionList.h"
#include "ui/composer/FormatBar.h"
#include "ui/composer/LinkDialog.h"
#include "ui/composer/RecipientChip.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/SpellHighlighter.h"
#include "ui/composer/SpellMenu.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Chip.h"
#include "ui/widgets/RoleLabel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextFragment>
#include <QTextList>
#include <QToolButton>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace tributary::ui::tst_ComposerWidgets {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

class ComposerWidgets : public ::testing::Test {
  protected:
    Theme theme{*qApp, SchemeChoice::Light};

    static void showAndWait(QWidget& widget) {
        widget.show();
        widget.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&widget));
    }
    static QByteArray png(const QSize& size = QSize(40, 20)) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::red);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    }
};

class Recipients : public ComposerWidgets {
  protected:
    void SetUp() override {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&to);
        column->addWidget(&cc);
        column->addStretch();
        window.resize(420, 300);
        showAndWait(window);
        edit = to.findChild<QLineEdit*>();
        to.setFocus();
    }
    void TearDown() override {
        to.setParent(nullptr);
        cc.setParent(nullptr);
    }
    QList<RecipientChip*> chips(RecipientField& field) const {
        QList<RecipientChip*> all;
        for (RecipientChip* chip : field.findChildren<RecipientChip*>()) {
            if (chip->isVisible())
                all.append(chip);
        }
        return all;
    }

    QWidget window;
    RecipientField to{u("To")}, cc{u("Cc")};
    QLineEdit* edit = nullptr;
};

TEST_F(Recipients, SeparatorsReturnTabAndLeavingMakeChips) {
    QSignalSpy changed(&to, &RecipientField::changed);
    QTest::keyClicks(edit, u("a@x.org,"));
    EXPECT_EQ(to.chipCount(), 1);
    EXPECT_TRUE(edit->text().isEmpty());
    QTest::keyClicks(edit, u("Bob <b@x.org>;"));
    EXPECT_EQ(to.chipCount(), 2);
    QTest::keyClicks(edit, u("c@x.org"));
    EXPECT_EQ(to.chipCount(), 2);
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(to.chipCount(), 3);
    QTest::keyClicks(edit, u("d@x.org"));
    QTest::keyClick(edit, Qt::Key_Tab);
    EXPECT_EQ(to.chipCount(), 4);
    EXPECT_FALSE(edit->hasFocus()) << "Tab goes on";
    to.setFocus();
    QTest::keyClicks(edit, u("e@x.org"));
    cc.setFocus();
    EXPECT_EQ(to.chipCount(), 5);
    EXPECT_EQ(to.text(), u("a@x.org, Bob <b@x.org>, c@x.org, d@x.org, e@x.org"));
    EXPECT_EQ(to.addresses().value(1), (model::Address{u("Bob"), u("b@x.org")}));
    EXPECT_GE(changed.count(), 5);
}

TEST_F(Recipients, ACommaInsideQuotationMarksDoesNotSplit) {
    QTest::keyClicks(edit, u("\"Brown, Alice\" <a@x.org>"));
    EXPECT_EQ(to.chipCount(), 0);
    QTest::keyClicks(edit, u(","));
    ASSERT_EQ(to.chipCount(), 1);
    EXPECT_EQ(to.addresses().value(0).name, u("Brown, Alice"));
}

TEST_F(Recipients, AListThatIsPastedIsSplit) {
    QApplication::clipboard()->setText(u("a@x.org; \"B, B\" <b@x.org>\nc@x.org"));
    QTest::keySequence(edit, QKeySequence::Paste);
    EXPECT_EQ(to.chipCount(), 3);
}

TEST_F(Recipients, WhatIsNoAddressIsKeptAndMarked) {
    QTest::keyClicks(edit, u("bob"));
    QTest::keyClick(edit, Qt::Key_Return);
    ASSERT_EQ(to.chipCount(), 1);
    EXPECT_TRUE(to.hasInvalid());
    EXPECT_TRUE(to.addresses().isEmpty());
    EXPECT_EQ(to.text(), u("bob"));
    EXPECT_TRUE(chips(to).constFirst()->toolTip().contains(u("bob")));
    QTest::mouseDClick(chips(to).constFirst(), Qt::LeftButton, {}, QPoint(12, 8));
    EXPECT_EQ(to.chipCount(), 0);
    EXPECT_EQ(edit->text(), u("bob"));
    edit->setText(u("bob@x.org"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_FALSE(to.hasInvalid());
}

TEST_F(Recipients, TextIsLossless) {
    for (const char* text : {"", "a@x.org", "a@x.org, bob, \"B, C\" <b@x.org>", "unfinished <a@"}) {
        to.setText(u(text));
        EXPECT_EQ(to.text(), u(text));
    }
    to.setText(u("a@x.org"));
    QTest::keyClicks(edit, u("half"));
    EXPECT_EQ(to.text(), u("a@x.org, half")) << "what is being typed counts";
}

TEST_F(Recipients, KeysWalkAndRemove) {
    to.setText(u("a@x.org, b@x.org, c@x.org"));
    to.setFocus();
    QTest::keyClick(edit, Qt::Key_Backspace);
    ASSERT_TRUE(chips(to).value(2)->hasFocus()) << "the first press only chooses";
    QTest::keyClick(chips(to).value(2), Qt::Key_Left);
    ASSERT_TRUE(chips(to).value(1)->hasFocus());
    QTest::keyClick(chips(to).value(1), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), u("b@x.org"));
    QTest::keyClick(chips(to).value(1), Qt::Key_Delete);
    EXPECT_EQ(to.text(), u("a@x.org, c@x.org"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backspace);
    EXPECT_EQ(to.text(), u("a@x.org"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F2);
    EXPECT_EQ(edit->text(), u("a@x.org"));
}

TEST_F(Recipients, CompletionIsAskedForAndPicked) {
    QSignalSpy asked(&to, &RecipientField::completionRequested);
    QTest::keyClicks(edit, u("ali"));
    ASSERT_EQ(asked.count(), 3);
    EXPECT_EQ(asked.last().at(0).toString(), u("ali"));
    const QList<model::Address> people{{u("Alice Brown"), u("alice@x.org")}, {u("Ali, Ahmed"), u("ali@x.org")}};
    auto* list = window.findChild<CompletionList*>();
    to.setCompletions(u("al"), people);
    EXPECT_FALSE(list->isVisible()) << "an answer to another question";
    to.setCompletions(u("ali"), people);
    ASSERT_TRUE(list->isVisible());
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Tab);
    EXPECT_EQ(to.text(), u("\"Ali, Ahmed\" <ali@x.org>"));
    EXPECT_TRUE(edit->hasFocus()) << "Tab has picked";
    QTest::keyClicks(edit, u("ali"));
    to.setCompletions(u("ali"), people);
    QTest::keyClick(edit, Qt::Key_Escape);
    EXPECT_FALSE(list->isVisible());
    EXPECT_EQ(edit->text(), u("ali"));
    edit->setText(u("al@x.org"));
    to.setCompletions(u("al@x.org"), people);
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_TRUE(to.text().endsWith(u(", al@x.org"))) << "a whole address is not replaced";
}

TEST_F(Recipients, KeysOfAnInputMethodAreItsOwn) {
    QInputMethodEvent composing(u("やま"), {});
    QApplication::sendEvent(edit, &composing);
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(to.chipCount(), 0);
    QInputMethodEvent done;
    done.setCommitString(u("山田"));
    QApplication::sendEvent(edit, &done);
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(to.text(), u("山田"));
}

TEST_F(Recipients, AChipIsDroppedInAnotherField) {
    QMimeData data;
    data.setData(u("application/x-tributary-recipient"), "Bob <b@x.org>");
    QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&cc, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&cc, &drop);
    EXPECT_EQ(cc.text(), u("Bob <b@x.org>"));
    EXPECT_EQ(drop.dropAction(), Qt::MoveAction);
}

TEST_F(Recipients, RowsWrapAndScroll) {
    const int one = to.heightForWidth(400);
    model::AddressList many;
    for (int i = 0; i < 12; ++i)
        many.append({u("A person of name %1").arg(i), u("person%1@example.org").arg(i)});
    to.addAddresses(many);
    EXPECT_GT(to.heightForWidth(400), 2 * one);
    EXPECT_LT(to.heightForWidth(400), 6 * one) << "then it scrolls";
    EXPECT_GT(to.heightForWidth(300), to.heightForWidth(4000));
    QTest::qWait(0);
    for (RecipientChip* chip : chips(to))
        EXPECT_LE(chip->geometry().right(), chip->parentWidget()->width());
}

TEST_F(Recipients, ScreenReadersHearTheFieldAndTheWholeAddress) {
    to.setText(u("Bob <b@x.org>"));
    const RecipientChip* chip = chips(to).constFirst();
    EXPECT_EQ(chip->accessibleName(), u("To: Bob"));
    EXPECT_EQ(chip->accessibleDescription(), u("Bob <b@x.org>"));
    EXPECT_EQ(edit->accessibleName(), u("To"));
}

class Body : public ComposerWidgets {
  protected:
    void SetUp() override {
        editor.resize(500, 300);
        showAndWait(editor);
        editor.setFocus();
    }
    void put(int block, int column) {
        QTextCursor cursor(editor.document()->findBlockByNumber(block));
        cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, column);
        editor.setTextCursor(cursor);
    }
    void paste(QMimeData* data) {
        QApplication::clipboard()->setMimeData(data);
        editor.paste();
    }
    BodyEditor editor;
};

TEST_F(Body, PastedHtmlIsMadeHarmlessAndFetchesNothing) {
    auto* data = new QMimeData;
    data->setHtml(u("<p onclick=\"x()\">Hi <img src=\"https://example.org/t.png\" alt=\"logo\"><img src=\"file:///etc/hostname\"><script>x</script><b>you</b></p>"));
    data->setText(u("x"));
    paste(data);
    EXPECT_EQ(editor.bodyHtml(), u("<p>Hi logo<b>you</b></p>\n"));
}

TEST_F(Body, LoadsNothingButItsOwnPictures) {
    QFile file(QDir::tempPath() + u("/tributary-not-loaded.png"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(png());
    file.close();
    QTextDocument* document = editor.document();
    for (const QString& url : {QUrl::fromLocalFile(file.fileName()).toString(), u("https://example.org/a.png"), u("data:text/css,x"), u("qrc:/tributary/icons/app.svg")})
        EXPECT_FALSE(document->resource(QTextDocument::StyleSheetResource, QUrl(url)).isValid()) << url.toStdString();
    EXPECT_FALSE(document->resource(QTextDocument::HtmlResource, QUrl::fromLocalFile(file.fileName())).isValid());
    EXPECT_FALSE(document->resource(QTextDocument::ImageResource, QUrl::fromLocalFile(file.fileName())).isValid());
    editor.setPicture("a@x", png(QSize(7, 5)));
    EXPECT_TRUE(soon([&] { return document->resource(QTextDocument::ImageResource, QUrl(u("cid:a@x"))).value<QImage>().size() == QSize(7, 5); }));
    file.remove();
}

TEST_F(Body, PasteWithoutFormatting) {
    auto* data = new QMimeData;
    data->setHtml(u("<b>bold</b>"));
    data->setText(u("bold"));
    QApplication::clipboard()->setMimeData(data);
    QTest::keyClick(&editor, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(editor.bodyHtml(), u("<div>bold</div>\n"));
}

TEST_F(Body, APastedPictureBecomesOneOfTheText) {
    QSignalSpy inserted(&editor, &BodyEditor::pictureInserted);
    auto* data = new QMimeData;
    QImage image(30, 10, QImage::Format_RGB32);
    image.fill(Qt::blue);
    data->setImageData(image);
    paste(data);
    ASSERT_TRUE(soon([&] { return inserted.count() == 1; }));
    const QByteArray id = inserted[0][0].toByteArray();
    EXPECT_EQ(inserted[0][2].toByteArray(), QByteArray("image/png"));
    EXPECT_EQ(QImage::fromData(inserted[0][1].toByteArray()).size(), QSize(30, 10));
    EXPECT_EQ(editor.bodyHtml(), u("<div><img src=\"cid:%1\" alt=\"\" width=\"30\" height=\"10\"></div>\n").arg(QString::fromLatin1(id)));
    EXPECT_FALSE(editor.insertPicture("no picture"));
}

TEST_F(Body, APictureInPastedHtmlIsKeptAsAPart) {
    QSignalSpy inserted(&editor, &BodyEditor::pictureInserted);
    auto* data = new QMimeData;
    data->setHtml(u("a<img src=\"data:image/png;base64,%1\">").arg(QString::fromLatin1(png().toBase64())));
    data->setText(u("a"));
    paste(data);
    ASSERT_EQ(inserted.count(), 1);
    EXPECT_TRUE(editor.bodyHtml().contains(u("src=\"cid:") + inserted[0][0].toString()));
    EXPECT_FALSE(editor.bodyHtml().contains(u("data:")));
}

TEST_F(Body, FilesGoToTheOwnerAndPictureFilesIntoTheText) {
    const QTemporaryDir folder;
    QFile picture(folder.filePath(u("a.png")));
    ASSERT_TRUE(picture.open(QIODevice::WriteOnly));
    picture.write(png());
    picture.close();
    QSignalSpy files(&editor, &BodyEditor::filesDropped), inserted(&editor, &BodyEditor::pictureInserted);
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(folder.filePath(u("b.pdf"))), QUrl::fromLocalFile(picture.fileName())});
    paste(data);
    ASSERT_TRUE(soon([&] { return inserted.count() == 1; }));
    ASSERT_EQ(files.count(), 1);
    EXPECT_EQ(files[0][0].value<QList<QUrl>>(), QList<QUrl>{QUrl::fromLocalFile(folder.filePath(u("b.pdf")))});
    EXPECT_EQ(inserted[0][3].toString(), u("a.png"));
}

TEST_F(Body, ReturnSplitsAQuotation) {
    editor.setBodyHtml(u("<blockquote><div>one two</div><div>three</div></blockquote>"));
    put(0, 4);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u("mine"));
    EXPECT_EQ(editor.bodyHtml(), u("<blockquote type=\"cite\">\n<div>one&nbsp;</div>\n</blockquote>\n<div>mine</div>\n<blockquote type=\"cite\">\n<div>two</div>\n<div>three</div>\n</blockquote>\n"));
    QTest::keySequence(&editor, QKeySequence::Undo);
    QTest::keySequence(&editor, QKeySequence::Undo);
    EXPECT_EQ(editor.document()->blockCount(), 2) << "one step of undo";
}

TEST_F(Body, ReturnAtTheEndOfAQuotedLineSplitsBehindIt) {
    editor.setBodyHtml(u("<blockquote><div>one</div><div>two</div></blockquote>"));
    put(0, 3);
    QTest::keyClick(&editor, Qt::Key_Return);
    EXPECT_EQ(editor.document()->toPlainText(), u("one\n\ntwo"));
    EXPECT_EQ(quoteLevel(editor.textCursor().block()), 0);
}

TEST_F(Body, ReturnSplitsAPlainQuotation) {
    editor.setBodyText(u("> one two\n> three"));
    put(0, 6);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u("mine"));
    EXPECT_EQ(editor.bodyText(), u("> one \nmine\n> two\n> three"));
}

TEST_F(Body, BackspaceTakesABlockOutOfItsQuotationOrList) {
    editor.setBodyHtml(u("<blockquote><div>one</div></blockquote><ul><li>two</li></ul>"));
    put(0, 0);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    put(1, 0);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    EXPECT_EQ(editor.bodyHtml(), u("<div>one</div>\n<div>two</div>\n"));
}

TEST_F(Body, ReturnOnAnEmptyItemEndsTheList) {
    editor.setBodyHtml(u("<ul><li>one</li></ul>"));
    put(0, 3);
    QTest::keyClick(&editor, Qt::Key_Return);
    EXPECT_NE(editor.textCursor().currentList(), nullptr);
    QTest::keyClick(&editor, Qt::Key_Return);
    EXPECT_EQ(editor.textCursor().currentList(), nullptr);
    EXPECT_EQ(editor.document()->blockCount(), 2);
}

TEST_F(Body, CtrlReturnIsLeftToTheOwner) {
    editor.setBodyText(u("x"));
    QKeyEvent key(QEvent::KeyPress, Qt::Key_Return, Qt::ControlModifier, u("\r"));
    QApplication::sendEvent(&editor, &key);
    EXPECT_FALSE(key.isAccepted());
    EXPECT_EQ(editor.bodyText(), u("x"));
}

TEST_F(Body, KeysOfAnInputMethodAreItsOwn) {
    editor.setBodyHtml(u("<blockquote><div>one</div></blockquote>"));
    put(0, 0);
    QInputMethodEvent composing(u("か"), {});
    QApplication::sendEvent(&editor, &composing);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    EXPECT_EQ(quoteLevel(editor.textCursor().block()), 1);
}

TEST_F(Body, FormatsComeFromKeysAndCommands) {
    QTest::keyClicks(&editor, u("word"));
    editor.selectAll();
    QTest::keySequence(&editor, QKeySequence::Bold);
    editor.apply(BodyCommand::Larger);
    applyColor(editor, QColor(0xb8, 0x23, 0x2f));
    editor.apply(BodyCommand::NumberedList);
    EXPECT_EQ(editor.bodyHtml(), u("<ol>\n<li><span style=\"color:#b8232f;font-size:large\"><b>word</b></span></li>\n</ol>\n"));
    editor.selectAll();
    editor.apply(BodyCommand::Clear);
    EXPECT_EQ(editor.bodyHtml(), u("<div>word</div>\n"));
    setLink(editor, {u("word"), u("https://example.org")});
    EXPECT_EQ(editor.bodyHtml(), u("<div><a href=\"https://example.org\">word</a></div>\n"));
    put(0, 2);
    EXPECT_EQ(linkAt(editor).text, u("word"));
    setLink(editor, {u("word"), {}});
    EXPECT_EQ(editor.bodyHtml(), u("<div>word</div>\n"));
    put(0, 4);
    editor.apply(BodyCommand::Rule);
    QTest::keyClicks(&editor, u("below"));
    EXPECT_EQ(editor.bodyHtml(), u("<div>word</div>\n<hr>\n<div>below</div>\n"));
}

TEST_F(Body, PlainModeIsAskedForWhereSomethingIsLost) {
    QSignalSpy asked(&editor, &BodyEditor::plainModeAsked);
    editor.setBodyHtml(u("<div>plain</div><blockquote><div>quoted</div></blockquote>"));
    editor.askForMode(BodyMode::Plain);
    EXPECT_EQ(asked.count(), 0) << "quotations can be said in plain text";
    EXPECT_EQ(editor.mode(), BodyMode::Plain);
    EXPECT_EQ(editor.bodyText().trimmed(), u("plain\n> quoted"));
    editor.setMode(BodyMode::Rich);
    EXPECT_EQ(editor.bodyHtml(), u("<div>plain</div>\n<blockquote type=\"cite\">\n<div>quoted</div>\n</blockquote>\n"));
    editor.setBodyHtml(u("<div><b>x</b></div>"));
    editor.askForMode(BodyMode::Plain);
    EXPECT_EQ(asked.count(), 1);
    EXPECT_EQ(editor.mode(), BodyMode::Rich) << "until the owner says so";
}

TEST_F(Body, TheSignatureIsReplacedWhereverItIs) {
    const Signature work{u("<b>Alice</b> Example Inc."), u("Alice\nExample Inc.")}, home{u("Love, A."), u("Love, A.")};
    editor.setBodyHtml(u("<div><br></div><div>On Monday, Bob wrote:</div><blockquote><div>hi</div></blockquote>"));
    editor.setSignature(work, SignaturePlace::AboveQuote);
    const QString text = editor.document()->toPlainText();
    EXPECT_EQ(text, u("\n\n-- \nAlice Example Inc.\n\nOn Monday, Bob wrote:\nhi"));
    EXPECT_FALSE(editor.signatureEdited());
    put(0, 0);
    QTest::keyClicks(&editor, u("Hello"));
    editor.setSignature(home, SignaturePlace::AboveQuote);
    EXPECT_EQ(editor.document()->toPlainText(), u("Hello\n\n-- \nLove, A.\n\nOn Monday, Bob wrote:\nhi"));
    // The user moves it to the end.
    const auto range = *findSignature(*editor.document());
    QTextCursor cursor(range.first);
    cursor.setPosition(range.last.position() + range.last.length() - 1, QTextCursor::KeepAnchor);
    editor.setTextCursor(cursor);
    editor.cut();
    editor.moveCursor(QTextCursor::End);
    editor.textCursor().insertBlock(QTextBlockFormat());
    editor.moveCursor(QTextCursor::End);
    editor.paste();
    EXPECT_FALSE(editor.signatureEdited()) << editor.bodyHtml().toStdString();
    editor.setSignature(work, SignaturePlace::AboveQuote);
    EXPECT_TRUE(editor.document()->toPlainText().endsWith(u("hi\n-- \nAlice Example Inc."))) << editor.document()->toPlainText().toStdString();
    editor.setSignature({}, SignaturePlace::AboveQuote);
    EXPECT_FALSE(findSignature(*editor.document()));
}

TEST_F(Body, ASignatureThatTheUserChangedStays) {
    const Signature work{u("Alice"), u("Alice")}, home{u("A."), u("A.")};
    for (const bool plain : {false, true}) {
        plain ? editor.setBodyText(u("Hi")) : editor.setBodyHtml(u("Hi"));
        QSignalSpy offered(&editor, &BodyEditor::signatureOffered);
        editor.setSignature(work);
        editor.moveCursor(QTextCursor::End);
        QTest::keyClicks(&editor, u(" B."));
        EXPECT_TRUE(editor.signatureEdited());
        editor.setSignature(home);
        EXPECT_EQ(offered.count(), 1);
        EXPECT_EQ(editor.document()->toPlainText(), u("Hi\n\n-- \nAlice B."));
        editor.takeOfferedSignature();
        EXPECT_EQ(editor.document()->toPlainText(), u("Hi\n\n-- \nA."));
        EXPECT_FALSE(editor.signatureEdited());
    }
}

TEST_F(Body, TheSignatureOfADraftIsRecognised) {
    const Signature work{u("Alice"), u("Alice")}, home{u("A."), u("A.")};
    editor.setBodyHtml(u("Hi"));
    editor.setSignature(work);
    const QString draft = editor.bodyHtml();
    editor.setBodyHtml(draft);
    editor.setSignature(work);
    EXPECT_EQ(editor.bodyHtml(), draft) << "not a second one";
    editor.setSignature(home);
    EXPECT_EQ(editor.document()->toPlainText(), u("Hi\n\n-- \nA."));
}

TEST_F(Body, WritingAroundTheSignatureDoesNotChangeIt) {
    editor.setBodyHtml(u("Hi"));
    editor.setSignature({u("Alice"), u("Alice")});
    editor.moveCursor(QTextCursor::End);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u("PS"));
    EXPECT_FALSE(editor.signatureEdited()) << editor.bodyHtml().toStdString();
    put(2, 0);
    QTest::keyClick(&editor, Qt::Key_Return);
    EXPECT_FALSE(editor.signatureEdited()) << editor.bodyHtml().toStdString();
}

TEST_F(Body, TheSignatureHasItsOwnWordsInEachMode) {
    editor.setBodyHtml(u("Hi"));
    editor.setSignature({u("<b>Alice</b> (HTML)"), u("Alice (text)")});
    editor.setMode(BodyMode::Plain);
    EXPECT_EQ(editor.bodyText(), u("Hi\n\n-- \nAlice (text)"));
    EXPECT_FALSE(editor.signatureEdited());
    editor.setMode(BodyMode::Rich);
    EXPECT_TRUE(editor.bodyHtml().contains(u("<b>Alice</b> (HTML)"))) << editor.bodyHtml().toStdString();
    EXPECT_FALSE(editor.signatureEdited());
}

TEST_F(Body, TheFormatBarShowsWhatHoldsAtTheCursor) {
    FormatBar bar(&editor);
    editor.setBodyHtml(u("<div><b>bold</b> not</div><ul><li>x</li></ul>"));
    put(0, 2);
    EXPECT_TRUE(bar.action(BodyCommand::Bold)->isChecked());
    put(0, 7);
    EXPECT_FALSE(bar.action(BodyCommand::Bold)->isChecked());
    put(1, 1);
    EXPECT_TRUE(bar.action(BodyCommand::BulletList)->isChecked());
    const auto buttons = bar.findChildren<QToolButton*>();
    EXPECT_GE(buttons.size(), 15);
    for (const QToolButton* button : buttons) {
        EXPECT_FALSE(button->accessibleName().isEmpty());
        EXPECT_FALSE(button->icon().isNull()) << button->accessibleName().toStdString();
        EXPECT_TRUE(button->focusPolicy() & Qt::TabFocus);
    }
    editor.setMode(BodyMode::Plain);
    EXPECT_TRUE(bar.isHidden());
}

TEST_F(Body, TheLinkDialogTakesOnlyLinks) {
    LinkDialog* dialog = new LinkDialog({u("here"), {}}, &editor);
    QSignalSpy chosen(dialog, &LinkDialog::chosen);
    dialog->open();
    const auto fields = dialog->findChildren<QLineEdit*>();
    ASSERT_EQ(fields.size(), 2);
    fields[1]->setText(u("javascript:x"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    EXPECT_EQ(chosen.count(), 0);
    EXPECT_FALSE(fields[1]->accessibleDescription().isEmpty());
    fields[1]->setText(u("example.org"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].value<BodyLink>().url, u("https://example.org"));
}

class Spelling : public Body {
  protected:
    void SetUp() override {
        Body::SetUp();
        write("xx_A", "3\nhello\nworld\nKafé\n");
        write("xx_B", "1\nbonjour\n");
        checker.setInstalled(installedDictionaries({folder.path()}));
        checker.setPersonalFile(folder.filePath(u("mine/words.txt")));
        checker.setLanguages({u("xx_A")});
    }
    void write(const char* code, const char* words) {
        QFile aff(folder.filePath(u(code) + u(".aff"))), dic(folder.filePath(u(code) + u(".dic")));
        ASSERT_TRUE(aff.open(QIODevice::WriteOnly) && dic.open(QIODevice::WriteOnly));
        aff.write("SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n");
        dic.write(words);
    }
    QStringList wrong() {
        QStringList all;
        for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next()) {
            const BlockSpelling* known = blockSpelling(block);
            for (const TextRange& range : known == nullptr ? QList<TextRange>() : known->wrong)
                all.append(block.text().mid(range.begin, range.length));
        }
        return all;
    }
    ::testing::AssertionResult becomes(const QStringList& wanted) {
        if (soon([&] { return highlighter.isDone() && wrong() == wanted; }))
            return ::testing::AssertionSuccess();
        return ::testing::AssertionFailure() << wrong().join(u'|').toStdString();
    }

    QTemporaryDir folder;
    SpellChecker checker;
    SpellHighlighter highlighter{&editor, editor.highlighter(), &checker};
};

TEST_F(Spelling, MarksWordsThatNoDictionaryKnows) {
    editor.setBodyHtml(u("<div>hello wrold Kafé bonjour 会議</div><blockquote><div>qoted</div></blockquote>"));
    editor.moveCursor(QTextCursor::End);
    EXPECT_TRUE(becomes({u("wrold"), u("bonjour")}));
    checker.setLanguages({u("xx_A"), u("xx_B")});
    EXPECT_TRUE(becomes({u("wrold")})) << "a word is right when any knows it";
    EXPECT_EQ(editor.extraSelections().size(), 1);
    EXPECT_EQ(editor.extraSelections().value(0).cursor.selectedText(), u("wrold"));
    checker.setLanguages({});
    EXPECT_TRUE(becomes({}));
    EXPECT_TRUE(editor.extraSelections().isEmpty());
}

TEST_F(Spelling, NotTheSignatureAndNotTheWordBeingTyped) {
    editor.setBodyHtml(u("hello"));
    editor.setSignature({u("Wrng"), u("Wrng")});
    put(0, 5);
    QTest::keyClicks(&editor, u(" wrld"));
    EXPECT_TRUE(becomes({}));
    QTest::keyClicks(&editor, u(" "));
    EXPECT_TRUE(becomes({u("wrld")}));
}

TEST_F(Spelling, TheMenuOffersWordsAndLearns) {
    editor.setBodyHtml(u("<div>wrold x wrold</div><div>qqqqzz</div>"));
    ASSERT_TRUE(becomes({u("wrold"), u("wrold"), u("qqqqzz")}));
    QMenu menu;
    put(0, 2);
    highlighter.fillMenu(&menu, editor.textCursor());
    const auto offered = [&](const QString& text) {
        for (QAction* action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return static_cast<QAction*>(nullptr);
    };
    ASSERT_TRUE(soon([&] { return offered(u("world")) != nullptr; }));
    offered(u("world"))->trigger();
    EXPECT_TRUE(becomes({u("wrold"), u("qqqqzz")}));
    offered(u("Add “wrold” to the dictionary"))->trigger();
    EXPECT_TRUE(becomes({u("qqqqzz")}));
    QFile file(folder.filePath(u("mine/words.txt")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), QByteArray("wrold\n"));
    checker.ignore(u("qqqqzz"));
    EXPECT_TRUE(becomes({}));
}

TEST_F(Spelling, AllOfALongTextIsChecked) {
    QString text;
    for (int i = 0; i < 3000; ++i)
        text += u("hello world again%1\n").arg(i % 7 == 0 ? u(" wrold") : QString());
    editor.setBodyText(text);
    ASSERT_TRUE(soon([&] { return highlighter.isDone() && wrong().count(u("wrold")) == 429; })) << wrong().count(u("wrold"));
}

TEST_F(Spelling, TheMenuOfLanguagesTakesSeveral) {
    SpellMenu menu(&checker);
    QSignalSpy chosen(&menu, &SpellMenu::languagesChosen);
    QAction* second = nullptr;
    for (QAction* action : menu.actions())
        second = action->data().toString() == u("xx_B") ? action : second;
    ASSERT_NE(second, nullptr);
    second->trigger();
    EXPECT_EQ(chosen.value(0).value(0).toStringList(), (QStringList{u("xx_A"), u("xx_B")}));
}

TEST_F(ComposerWidgets, AttachmentsSayWhatTheyWeigh) {
    AttachmentBar bar;
    EXPECT_FALSE(bar.isVisibleTo(nullptr));
    bar.setLimit(10'000'000);
    bar.setFiles({model::DraftFile{u("a.pdf"), "application/pdf", {}, 5'000'000}, model::DraftFile{u("in.png"), "image/png", "c@x", 1000}, model::DraftFile{u("b.txt"), "text/plain", {}, 1'000'000}});
    EXPECT_EQ(bar.chipCount(), 2) << "pictures of the text are no attachments";
    EXPECT_FALSE(bar.isOverLimit());
    EXPECT_NEAR(static_cast<double>(bar.encodedSize()), 6'001'000 * 1.37, 60'000) << "base64 (RFC 2045 6.8)";
    bar.setLimit(8'000'000);
    EXPECT_TRUE(bar.isOverLimit()) << "though the files alone are smaller";
    QSignalSpy opened(&bar, &AttachmentBar::openRequested), removed(&bar, &AttachmentBar::removeRequested);
    showAndWait(bar);
    const auto chips = bar.findChildren<Chip*>();
    ASSERT_EQ(chips.size(), 2);
    QTest::mouseDClick(chips[1], Qt::LeftButton);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened[0][0].toLongLong(), 2) << "index in what was given";
    QTest::keyClick(chips[0], Qt::Key_Delete);
    ASSERT_EQ(removed.count(), 1);
    EXPECT_EQ(removed[0][0].toLongLong(), 0);
    EXPECT_TRUE(chips[0]->accessibleName().startsWith(u("a.pdf")));
}

TEST_F(ComposerWidgets, FilesCanBeDroppedOnTheAttachments) {
    AttachmentBar bar;
    bar.setFiles({model::DraftFile{u("a.pdf"), "application/pdf", {}, 5}});
    showAndWait(bar);
    QSignalSpy dropped(&bar, &AttachmentBar::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u("/tmp/x.pdf")), QUrl(u("https://example.org/"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bar, &enter);
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bar, &drop);
    ASSERT_EQ(dropped.count(), 1);
    EXPECT_EQ(dropped[0][0].value<QList<QUrl>>(), QList<QUrl>{QUrl::fromLocalFile(u("/tmp/x.pdf"))});
}

} // namespace
} // namespace tributary::ui::tst_ComposerWidgets
