// SPDX-License-Identifier: GPL-3.0-or-later
// The reading pane: every form, strip, button and menu entry does what it says, and nothing leaves.
#include "Loopback.h"
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/reader/AttachmentStrip.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/CardFacts.h"
#include "ui/reader/LinkOpener.h"
#include "ui/reader/MailBrowser.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/MessageStrips.h"
#include "ui/reader/OriginalLibrary.h"
#include "ui/reader/ReaderView.h"
#include "ui/widgets/Banner.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

namespace tributary::ui::tst_ReadingPane {
namespace {

using namespace Qt::Literals::StringLiterals;

QList<QUrl>& opened() {
    static QList<QUrl> urls;
    return urls;
}

engine::MessageContent letter(const QString& html = u"<p>Hello <b>world</b>, hello again</p>"_s) {
    engine::MessageContent content;
    static qint64 number = 1000;
    content.summary.id = MessageId(++number);
    content.summary.subject = u"A letter"_s;
    content.summary.from = {{u"Jane Doe"_s, u"jane@sender.example"_s}};
    content.summary.to = {{u"Ann"_s, u"ann@mail.example"_s}};
    content.text = u"Hello world, hello again"_s;
    content.html = html;
    content.htmlOriginal = html;
    content.headers = {{u"From"_s, u"Jane Doe <jane@sender.example>"_s}, {u"X-Thing"_s, u"some value"_s}};
    content.charset = u"utf-8"_s;
    return content;
}

class ReaderTest : public testing::Test {
  protected:
    void SetUp() override {
        OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
        opened().clear();
        setLinkSink([](const QUrl& url) { opened().append(url); });
        m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), m_count, [](store::NewMessage& message) { message.rawCompressed = store::compressRaw(kRaw); });
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_reader = std::make_unique<ReaderView>(*m_engine);
        m_reader->setActions({});
        m_reader->resize(760, 640);
        m_reader->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_reader.get()));
    }
    void TearDown() override { setLinkSink(nullptr); }

    MessagePane& pane() { return m_reader->pane(); }
    void put(const engine::MessageContent& content, SenderTrust trust = SenderTrust::Known) {
        QSignalSpy painted(&pane(), &MessagePane::painted);
        pane().show(content, false, trust);
        pane().parentWidget()->show();
        static_cast<QStackedWidget*>(pane().parentWidget())->setCurrentWidget(&pane());
        ASSERT_TRUE(content.bodyMissing || !painted.isEmpty() || painted.wait(60'000));
    }
    ReadingForm form() { return pane().body().request().form; }
    QAction* action(const char* name) { return m_reader->findChild<QAction*>(QString::fromLatin1(name)); }
    /// What the list does: a message of the cache.
    void choose(MessageId id) {
        QSignalSpy shown(m_reader.get(), &ReaderView::shown);
        m_reader->showMessage(id);
        ASSERT_TRUE(shown.wait(10'000));
    }
    MessageId first() {
        MessageId id;
        m_engine->loadMessages({}, 1, m_reader.get(), [&](const Result<model::MessagePage>& page) { id = page ? page->messages.value(0).id : MessageId(); });
        EXPECT_TRUE(soon([&] { return id.isValid(); }));
        return id;
    }

    static constexpr const char* kRaw = "From: Jane <jane@sender.example>\r\nSubject: Cached\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                                        "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Cached <i>words</i></p>\r\n"
                                        "--b\r\nContent-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nnotes\r\n--b--\r\n";
    int m_count = 4; ///< messages of one sender: known from three on
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<ReaderView> m_reader;
};

TEST_F(ReaderTest, htmlIsShownAsItsSenderMadeItAndInEachOtherForm) {
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    EXPECT_EQ(form(), ReadingForm::Original);
    EXPECT_TRUE(action("formOriginal")->isChecked());
    action("formSimple")->trigger();
    EXPECT_EQ(form(), ReadingForm::Simple);
    EXPECT_EQ(bodyText(), u"Hello world, hello again"_s);
    action("formPlain")->trigger();
    EXPECT_EQ(form(), ReadingForm::Plain);
    EXPECT_TRUE(action("formPlain")->isChecked());
    EXPECT_FALSE(action("darkPaper")->isEnabled()) << "plain text stands on the window's own ground";
    EXPECT_EQ(find<QAbstractButton>("bodyForm")->text(), u"Plain text"_s);
    action("formOriginal")->trigger();
    EXPECT_EQ(form(), ReadingForm::Original);
}

TEST_F(ReaderTest, plainTextNeedsNoWebEngine) {
    engine::MessageContent content = letter();
    content.html.clear();
    content.htmlOriginal.clear();
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_EQ(form(), ReadingForm::Plain);
    EXPECT_EQ(find<QWidget>("messageOriginal"), nullptr);
    EXPECT_EQ(find<QAbstractButton>("bodyForm"), nullptr) << "there is nothing to choose";
}

TEST_F(ReaderTest, withoutTheLibraryTheSimpleFormIsShownAndTheMenuSaysWhy) {
    OriginalLibrary::setFile(u"/nowhere/tributary-original.so"_s);
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    EXPECT_EQ(form(), ReadingForm::Simple);
    EXPECT_FALSE(action("formOriginal")->isEnabled());
    EXPECT_TRUE(action("formOriginal")->text().contains(u"does not work here"_s));
}

TEST_F(ReaderTest, whoIsNotTrustedGetsNoWebEngineByItself) {
    ASSERT_NO_FATAL_FAILURE(put(letter(), SenderTrust::Junk));
    EXPECT_EQ(form(), ReadingForm::Plain) << "junk";
    ASSERT_NO_FATAL_FAILURE(put(letter(), SenderTrust::Unknown));
    EXPECT_EQ(form(), ReadingForm::Simple) << "unknown";
    engine::MessageContent odd = letter();
    odd.senderHints.hints = {engine::SenderHint::NameHoldsAddress};
    odd.senderHints.addressInName = u"service@bank.example"_s;
    ASSERT_NO_FATAL_FAILURE(put(odd));
    EXPECT_EQ(form(), ReadingForm::Simple);
    EXPECT_TRUE(find<Banner>("stripWarning")->accessibleName().contains(u"service@bank.example"_s));
    EXPECT_TRUE(find<Banner>("stripWarning")->accessibleName().contains(u"jane@sender.example"_s));
    engine::MessageContent chosen = letter();
    chosen.form = engine::BodyForm::Text;
    ASSERT_NO_FATAL_FAILURE(put(chosen));
    EXPECT_EQ(form(), ReadingForm::Plain) << "the user's choice for this sender";
}

TEST_F(ReaderTest, darkPaperKeepsTheWords) {
    ASSERT_NO_FATAL_FAILURE(put(letter(u"<p style='color:#222'>Hello world</p>"_s)));
    action("formSimple")->trigger();
    const auto* text = find<MailBrowser>("messageBody");
    EXPECT_GT(text->palette().color(QPalette::Base).lightness(), 240);
    action("darkPaper")->trigger();
    EXPECT_TRUE(soon([&] { return text->palette().color(QPalette::Base).lightness() < 80; }));
    EXPECT_TRUE(bodyText().contains(u"Hello world"_s));
    EXPECT_TRUE(action("darkPaper")->isChecked());
}

TEST_F(ReaderTest, quotationsAtTheEndAreFoldedUntilAsked) {
    engine::MessageContent content = letter();
    content.html.clear();
    content.htmlOriginal.clear();
    content.text = u"My answer.\n\nOn Monday Jane wrote:\n> The old\n> words\n"_s;
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_TRUE(bodyText().contains(u"My answer."_s));
    EXPECT_FALSE(bodyText().contains(u"The old"_s));
    auto* text = find<MailBrowser>("messageBody");
    Q_EMIT text->linkActivated(QUrl(QLatin1String(kUnfoldLink)), {});
    EXPECT_TRUE(bodyText().contains(u"The old"_s));
    EXPECT_TRUE(opened().isEmpty());
}

TEST_F(ReaderTest, findCountsAndGoesOnAndBackAndCloses) {
    for (const char* shape : {"formPlain", "formSimple", "formOriginal"}) {
        ASSERT_NO_FATAL_FAILURE(put(letter()));
        action(shape)->trigger();
        QTest::qWait(300);
        action("findInMessage")->trigger();
        auto* line = find<QLineEdit>("findText");
        ASSERT_NE(line, nullptr) << shape;
        line->clear();
        QTest::keyClicks(line, u"hello"_s);
        const auto count = [] { return find<QLabel>("findCount")->text(); };
        EXPECT_TRUE(soon([&] { return count() == u"1 of 2"_s; })) << shape << qPrintable(count());
        QTest::keyClick(line, Qt::Key_Return);
        EXPECT_TRUE(soon([&] { return count() == u"2 of 2"_s; })) << shape << qPrintable(count());
        click("findPrevious");
        EXPECT_TRUE(soon([&] { return count() == u"1 of 2"_s; })) << shape << qPrintable(count());
        line->setText(u"nowhere"_s);
        EXPECT_TRUE(soon([&] { return count() == u"Not found"_s; })) << shape << qPrintable(count());
        QTest::keyClick(line, Qt::Key_Escape);
        EXPECT_EQ(find<QLineEdit>("findText"), nullptr);
    }
}

TEST_F(ReaderTest, aLinkThatSaysAnotherHostIsAskedAboutWithBothNames) {
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    openMessageLink(QUrl(u"https://news.example/read"_s), u"Read on"_s, &pane());
    ASSERT_EQ(opened().size(), 1) << "nothing odd: no question";
    openMessageLink(QUrl(u"https://evil.example/login"_s), u"https://bank.example/login"_s, &pane());
    const auto* box = find<QMessageBox>("linkQuestion");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->informativeText().contains(u"bank.example"_s) && box->informativeText().contains(u"evil.example"_s)) << qPrintable(box->informativeText());
    EXPECT_EQ(opened().size(), 1);
    click("openLinkAnyway");
    ASSERT_EQ(opened().size(), 2);
    EXPECT_EQ(opened().last(), QUrl(u"https://evil.example/login"_s));
    openMessageLink(QUrl(u"file:///etc/passwd"_s), u"a file"_s, &pane());
    openMessageLink(QUrl(u"javascript:alert(1)"_s), u"run"_s, &pane());
    EXPECT_EQ(opened().size(), 2) << "neither http, https nor mailto: never";
}

TEST_F(ReaderTest, S1_theStripTellsOfLinksAndFormsBeforeAnyClick) {
    engine::MessageContent content = letter();
    content.doubtfulLinks = {{u"https://evil.example/"_s, u"bank.com"_s}, {u"https://bank.com@evil.example/"_s, u"x"_s}};
    content.forms = 1;
    ASSERT_NO_FATAL_FAILURE(put(content));
    const Banner* strip = find<Banner>("stripWarning");
    ASSERT_NE(strip, nullptr);
    EXPECT_TRUE(strip->accessibleName().startsWith(u"2 link(s)"_s)) << qPrintable(strip->accessibleName());
    EXPECT_TRUE(strip->accessibleName().contains(u"1 form(s)"_s)) << qPrintable(strip->accessibleName());
    EXPECT_FALSE(strip->accessibleName().contains(u'\n')) << "one line";
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    EXPECT_EQ(find<Banner>("stripWarning"), nullptr);
}

TEST_F(ReaderTest, S1_aPictureWhoseTextNamesAnotherHostIsAskedAboutInEveryForm) {
    engine::MessageContent content = letter(u"<p><a href=\"https://evil.example/\"><img alt=\"www.bank.com\"></a></p>"_s);
    content.doubtfulLinks = {{u"https://evil.example/"_s, u"www.bank.com"_s}};
    ASSERT_NO_FATAL_FAILURE(put(content));
    Q_EMIT pane().body().linkActivated(QUrl(u"https://evil.example/"_s), QString());
    const auto* box = find<QMessageBox>("linkQuestion");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->informativeText().contains(u"bank.com"_s)) << qPrintable(box->informativeText());
    EXPECT_TRUE(opened().isEmpty());
    click("openLinkAnyway");
    ASSERT_EQ(opened().size(), 1);
    Q_EMIT pane().body().linkActivated(QUrl(u"https://other.example/"_s), QString());
    EXPECT_EQ(opened().size(), 2) << "nothing odd about this one";
}

TEST_F(ReaderTest, S1_aLookAlikeOfWhomTheUserKnowsIsAskedAbout) {
    engine::MessageContent content = letter();
    content.knownDomains = QStringList{u"river-bank.com"_s};
    content.senderHints.hints = {engine::SenderHint::LookAlike};
    content.senderHints.lookAlikeOf = u"sender.com"_s;
    ASSERT_NO_FATAL_FAILURE(put(content));
    const Banner* strip = find<Banner>("stripWarning");
    ASSERT_NE(strip, nullptr);
    EXPECT_TRUE(strip->accessibleName().contains(u"sender.com"_s)) << qPrintable(strip->accessibleName());
    Q_EMIT pane().body().linkActivated(QUrl(u"https://www.river-bank.com/"_s), u"here"_s);
    EXPECT_EQ(opened().size(), 1) << "the known one itself";
    Q_EMIT pane().body().linkActivated(QUrl(u"https://riverbank.com/"_s), u"here"_s);
    ASSERT_NE(find<QMessageBox>("linkQuestion"), nullptr);
    EXPECT_EQ(opened().size(), 1);
    delete find<QMessageBox>("linkQuestion");
}

TEST_F(ReaderTest, S1_aMessageWithoutAnAuthorIsSaidToBeSentByItsSender) {
    engine::MessageContent content = letter();
    content.isFromSender = true;
    ASSERT_NO_FATAL_FAILURE(put(content));
    const auto labels = pane().findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* one) { return one->text() == u"sent by <jane@sender.example>"_s || one->accessibleName() == u"sent by <jane@sender.example>"_s; }));
}

TEST_F(ReaderTest, theTargetIsInSightBeforeTheClick) {
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    Q_EMIT pane().body().linkHovered(u"https://evil.example/login"_s);
    EXPECT_EQ(find<QLabel>("linkTarget")->text(), u"https://evil.example/login"_s);
}

TEST_F(ReaderTest, theStripTellsWhatWasBlockedAndFromWhere) {
    engine::MessageContent content = letter();
    EXPECT_TRUE(blockedText(content).isEmpty());
    using Kind = engine::RemoteReference::Kind;
    for (int i = 0; i < 3; ++i)
        content.remote.append({u"https://mail.example/%1.png"_s.arg(i), Kind::Picture, false, false});
    content.remote.append({u"https://mail.example/open.gif"_s, Kind::Picture, true, false});
    content.remoteHosts = {u"mail.example"_s};
    ASSERT_NO_FATAL_FAILURE(put(content));
    const Banner* strip = find<Banner>("stripPictures");
    ASSERT_NE(strip, nullptr);
    EXPECT_EQ(strip->accessibleName(), u"3 picture(s) and 1 tracker(s) from mail.example are blocked."_s) << "the plural forms are the translation's";
    ASSERT_NE(find<QPushButton>("showPictures"), nullptr);
    ASSERT_NE(find<QPushButton>("alwaysPictures"), nullptr);
    content = letter();
    content.remote = {{u"https://mail.example/open.gif"_s, Kind::Picture, true, false}};
    content.remoteHosts = {u"mail.example"_s};
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_NE(find<Banner>("stripPictures"), nullptr);
    EXPECT_EQ(find<QPushButton>("showPictures"), nullptr) << "trackers are never fetched";
}

TEST_F(ReaderTest, damageProtectionReportsAndQuarantineAreSaid) {
    engine::MessageContent content = letter();
    content.defects = {u"unterminated-multipart"_s};
    content.protection = {engine::Protection::Scheme::OpenPgp, true, false};
    content.report = engine::Report();
    content.report->recipients = {{u"bob@mail.example"_s, u"failed"_s, u"5.1.1"_s, u"550 no such user"_s, {}}};
    ASSERT_NO_FATAL_FAILURE(put(content));
    const QString info = find<Banner>("stripInfo")->accessibleName();
    EXPECT_TRUE(info.contains(u"Its end is missing"_s) && info.contains(u"The signature is not checked."_s)) << qPrintable(info);
    EXPECT_TRUE(find<Banner>("stripReport")->accessibleName().contains(u"Not delivered to bob@mail.example (5.1.1)."_s));
    content.report->recipients[0].status.clear();
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_TRUE(find<Banner>("stripReport")->accessibleName().contains(u"Not delivered to bob@mail.example."_s));
    content = letter();
    content.quarantined = true;
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_EQ(form(), ReadingForm::Plain);
    EXPECT_NE(find<QPushButton>("releaseMessage"), nullptr);
}

TEST_F(ReaderTest, attachmentsAreOpenedAskedAboutAndOfferedInAMenu) {
    engine::MessageContent content = letter();
    model::AttachmentSummary program;
    program.part = u"2"_s;
    program.name = u"a very long name that pretends to be an invoice of the month of May.pdf.exe"_s;
    program.mediaType = u"application/octet-stream"_s;
    program.size = 2048;
    program.danger = model::AttachmentDanger::DoubleExtension;
    content.attachments = {program};
    ASSERT_NO_FATAL_FAILURE(put(content));
    click("attachment-2");
    const auto* box = find<QMessageBox>("dangerQuestion");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->informativeText().contains(u"pretends"_s));
    QTest::keyClick(const_cast<QMessageBox*>(box), Qt::Key_Escape);
    auto* chip = find<QPushButton>("attachment-2");
    EXPECT_TRUE(chip->toolTip().contains(u"EXE"_s)) << qPrintable(chip->toolTip());
    Q_EMIT chip->customContextMenuRequested({5, 5});
    auto* menu = find<QMenu>("attachmentMenu");
    ASSERT_NE(menu, nullptr);
    EXPECT_NE(menu->findChild<QAction*>(u"attachmentOpen"_s), nullptr);
    EXPECT_NE(menu->findChild<QAction*>(u"attachmentSave"_s), nullptr);
    menu->close();
}

TEST_F(ReaderTest, aMessageOfTheCacheIsReadSavedFromAndItsSourceShown) {
    const MessageId id = first();
    ASSERT_NO_FATAL_FAILURE(choose(id));
    EXPECT_TRUE(m_reader->hasAttachments());
    QTemporaryDir folder;
    click("saveAll");
    auto* dialog = find<QFileDialog>("saveAllDialog");
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(folder.path());
    dialog->close();
    EXPECT_TRUE(soon([&] { return QFile::exists(folder.filePath(u"notes.txt"_s)); }));
    action("viewSource")->trigger();
    ASSERT_TRUE(soon([] { return find<QPlainTextEdit>("sourceText") && !find<QPlainTextEdit>("sourceText")->toPlainText().isEmpty(); }));
    EXPECT_TRUE(find<QPlainTextEdit>("sourceText")->toPlainText().contains(u"Content-Type: multipart/mixed; boundary=b"_s));
    click("sourceFind");
    QTest::keyClicks(find<QLineEdit>("findText"), u"boundary"_s);
    EXPECT_EQ(find<QLabel>("findCount")->text(), u"1 of 1"_s);
    find<QWidget>("sourceWindow")->close();
}

TEST_F(ReaderTest, allHeadersAreUnfoldedByButtonAndMenu) {
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    EXPECT_EQ(find<QLabel>("allHeaderFields"), nullptr);
    action("allHeaders")->trigger();
    ASSERT_NE(find<QLabel>("allHeaderFields"), nullptr);
    EXPECT_TRUE(find<QLabel>("allHeaderFields")->text().contains(u"X-Thing: some value"_s));
    click("headerDetails");
    EXPECT_EQ(find<QLabel>("allHeaderFields"), nullptr);
    EXPECT_FALSE(action("allHeaders")->isChecked());
}

TEST_F(ReaderTest, anotherEncodingReadsTheMessageAgain) {
    ASSERT_NO_FATAL_FAILURE(choose(first()));
    QSignalSpy again(&pane(), &MessagePane::readAgainRequested);
    action("charset-shift_jis")->trigger();
    EXPECT_EQ(again.count(), 1);
    EXPECT_EQ(pane().wanted().charset, QByteArray("shift_jis"));
    EXPECT_TRUE(soon([&] { return action("charset-shift_jis")->isChecked(); }));
}

TEST_F(ReaderTest, aPdfIsWrittenInEveryForm) {
    QTemporaryDir folder;
    for (const char* shape : {"formPlain", "formSimple", "formOriginal"}) {
        ASSERT_NO_FATAL_FAILURE(put(letter()));
        action(shape)->trigger();
        QTest::qWait(300);
        action("savePdf")->trigger();
        auto* dialog = find<QFileDialog>("pdfDialog");
        ASSERT_NE(dialog, nullptr);
        const QString path = folder.filePath(QString::fromLatin1(shape) + u".pdf"_s);
        QSignalSpy told(&pane(), &MessagePane::notified);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        ASSERT_TRUE(!told.isEmpty() || told.wait(20'000)) << shape;
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << shape;
        EXPECT_TRUE(file.read(5).startsWith("%PDF")) << shape;
        QTest::qWait(50);
    }
}

TEST_F(ReaderTest, labelsStandUnderTheRecipientsWhereThereAreAny) { // Gmail's
    engine::MessageContent content = letter();
    ASSERT_NO_FATAL_FAILURE(put(content));
    EXPECT_EQ(find<QLabel>("labels"), nullptr);
    content.labels = {u"Work"_s, u"<b>Rechnungen</b>"_s};
    ASSERT_NO_FATAL_FAILURE(put(content));
    const auto* labels = find<QLabel>("labels");
    ASSERT_NE(labels, nullptr);
    EXPECT_EQ(labels->text(), u"Labels: Work · <b>Rechnungen</b>"_s);
    EXPECT_EQ(labels->textFormat(), Qt::PlainText);
}

TEST_F(ReaderTest, leavingAListIsAskedOnceAndTellsTheWay) {
    engine::MessageContent content = letter();
    EXPECT_EQ(find<QPushButton>("unsubscribe"), nullptr);
    content.unsubscribe.oneClick = QUrl(u"https://list.example/out"_s);
    ASSERT_NO_FATAL_FAILURE(put(content));
    click("unsubscribe");
    const auto* box = find<QMessageBox>("unsubscribeQuestion");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->text().contains(u"Jane Doe"_s));
    EXPECT_TRUE(box->informativeText().contains(u"list.example"_s));
    EXPECT_TRUE(opened().isEmpty());
}

TEST_F(ReaderTest, theMenuOfTheTextHasNothingOfABrowser) {
    ASSERT_NO_FATAL_FAILURE(put(letter()));
    Q_EMIT pane().body().menuWanted(m_reader->mapToGlobal(QPoint(50, 50)), QUrl(u"https://a.example/"_s));
    auto* menu = find<QMenu>("textMenu");
    ASSERT_NE(menu, nullptr);
    QStringList texts;
    for (const QAction* one : menu->actions())
        texts.append(one->text());
    EXPECT_EQ(texts, (QStringList{u"&Copy"_s, u"Copy &link"_s, u"Select &all"_s}));
    menu->close();
}

TEST_F(ReaderTest, zoomIsToldAndKept) {
    QSignalSpy zoomed(m_reader.get(), &ReaderView::zoomed);
    m_reader->zoom(1);
    m_reader->zoom(1);
    EXPECT_EQ(zoomed.last().first().toInt(), 2);
    m_reader->zoom(0);
    EXPECT_EQ(zoomed.last().first().toInt(), 0);
}

class FirstLetterTest : public ReaderTest {
  protected:
    FirstLetterTest() { m_count = 1; }
};

TEST_F(ReaderTest, aSenderOfSeveralMessagesIsKnown) {
    const MessageId id = first();
    ASSERT_NO_FATAL_FAILURE(choose(id));
    QTest::qWait(500); // on a busy machine the first message does not wait for the answer
    m_reader->clear();
    ASSERT_NO_FATAL_FAILURE(choose(id));
    EXPECT_EQ(form(), ReadingForm::Original);
}

TEST_F(FirstLetterTest, theFirstMessageOfASenderIsSimple) {
    ASSERT_NO_FATAL_FAILURE(choose(first()));
    EXPECT_EQ(form(), ReadingForm::Simple);
    EXPECT_TRUE(bodyText().contains(u"Cached words"_s));
}

TEST(CardFacts, calendarsAndCardsAreShownAsFacts) {
    const auto events = factsOf(cards::parseCalendar(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Plan\\, part\r\n  two\r\nDTSTART:20260115T093000Z\r\nLOCATION:Room 1\r\n"
        "ORGANIZER;CN=\"Doe, Jane\":mailto:jane@sender.example\r\nBEGIN:VALARM\r\nDESCRIPTION:ring\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260115\r\nDTEND;VALUE=DATE:20260117\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20260117\r\nEND:VTODO\r\n"
        "END:VCALENDAR\r\n"));
    ASSERT_EQ(events.size(), 3);
    EXPECT_EQ(events[0].title, u"Plan, part two"_s);
    EXPECT_TRUE(events[0].note.contains(u"invitation"_s));
    ASSERT_EQ(events[0].lines.size(), 3) << "the alarm's words are not the event's";
    EXPECT_EQ(events[0].lines[2].second, u"Doe, Jane <jane@sender.example>"_s);
    EXPECT_EQ(events[1].lines.last().second, QLocale().toString(QDate(2026, 1, 16), QLocale::LongFormat)) << "the last day of it";
    EXPECT_EQ(events[2].lines.last().second, QLocale().toString(QDate(2026, 1, 17), QLocale::LongFormat)) << "the day itself";
    const auto people = factsOf(cards::parseCards("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=A9r=C3=B4me\nTEL;WORK:123\n"
                                                  "URL:https://example.org/\nEND:VCARD\nBEGIN:VCARD\nFN:Two\nEND:VCARD\n"));
    ASSERT_EQ(people.size(), 2);
    EXPECT_EQ(people[0].title, u"Jérôme"_s);
    EXPECT_EQ(people[0].lines.last().second, u"https://example.org/"_s);
    EXPECT_TRUE(factsOf(cards::parseCalendar("\0\xff garbage")).isEmpty());
}

TEST_F(ReaderTest, aCachedMessageIsThereBeforeTheEyeNotices) {
    const MessageId id = first();
    ASSERT_NO_FATAL_FAILURE(choose(id)); // the engine is warm from here on
    QTest::qWait(500);
    m_reader->clear();
    QElapsedTimer clock;
    QSignalSpy painted(&pane(), &MessagePane::painted);
    clock.start();
    m_reader->showMessage(id);
    ASSERT_TRUE(painted.wait(10'000));
    RecordProperty("htmlMs", static_cast<int>(clock.elapsed()));
    EXPECT_LT(clock.elapsed(), 1000) << "100 ms on an idle machine; this one may be busy";
    std::printf("HTML from the cache: %lld ms\n", static_cast<long long>(clock.elapsed()));
}

} // namespace
} // namespace tributary::ui::tst_ReadingPane
