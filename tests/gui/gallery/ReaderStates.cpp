// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the reading pane in every state, to be looked at: reader_states --out DIR [--scheme light|dark|contrast] [--lang ja].
#include "../PreparedProfile.h"
#include "content/Content.h"
#include "ui/app/Translations.h"
#include "ui/models/ReadingOptions.h"
#include "ui/reader/AttachedCards.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/LinkOpener.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/OriginalLibrary.h"
#include "ui/reader/ReaderView.h"
#include "ui/settings/ReadingPage.h"
#include "ui/style/Theme.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDateTime>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

namespace tributary::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kNewsletter =
    uR"(<html><head><style>.card{background:#f2f6ff;border-radius:12px;padding:16px;margin:12px 0} h1{font-size:26px;color:#12305c}
    .b{background:linear-gradient(90deg,#2f6fed,#6a3df0);color:#fff;padding:28px;border-radius:14px}</style></head><body style="background:#ffffff">
    <table width="600" align="center" style="max-width:600px;margin:auto"><tr><td><div class="b"><b style="font-size:28px">River News</b><br>What happened in May</div>
    <h1>Boats on the upper river</h1><p style="color:#333">The locks are open again. <a href="https://river.example/locks">Read how they were mended</a>, and who did it.</p>
    <div class="card"><b>Next month</b><br>Walk along the east bank, Sunday at nine. 日本語の文字も表示します。</div>
    <p style="color:#777;font-size:12px">You get this because you asked for it. <a href="https://evil.example/">https://river.example/account</a></p></td></tr></table>
    <blockquote>On Monday Ann wrote:<br>when do the boats run?</blockquote></body></html>)"_s;

engine::MessageContent letter() {
    engine::MessageContent content;
    static qint64 number = 5000;
    content.summary.id = MessageId(++number);
    content.summary.subject = u"River News: boats on the upper river"_s;
    content.summary.from = {{u"River News"_s, u"news@river.example"_s}};
    content.summary.to = {{u"Ann Example"_s, u"ann@mail.example"_s}};
    content.summary.dateMs = QDateTime(QDate(2026, 5, 20), QTime(10, 42)).toMSecsSinceEpoch();
    content.html = content::sanitiseHtml(kNewsletter).html;
    content::SanitiseOptions options;
    options.use = content::HtmlUse::Original;
    content.htmlOriginal = content::sanitiseHtml(kNewsletter, options).html;
    content.text = content::htmlToText(kNewsletter);
    content.headers = {{u"From"_s, u"River News <news@river.example>"_s}, {u"Subject"_s, content.summary.subject}, {u"List-Id"_s, u"<river.example>"_s}, {u"X-Mailer"_s, u"Letters 3"_s}};
    content.charset = u"utf-8"_s;
    return content;
}

model::AttachmentSummary file(const QString& part, const QString& name, const QString& type, qint64 size) {
    model::AttachmentSummary attachment;
    attachment.part = part;
    attachment.name = name;
    attachment.mediaType = type;
    attachment.size = size;
    return attachment;
}

struct Shots {
    ReaderView& reader;
    QString folder;

    void put(const engine::MessageContent& content, SenderTrust trust = SenderTrust::Known) {
        QSignalSpy painted(&reader.pane(), &MessagePane::painted);
        reader.pane().show(content, false, trust);
        static_cast<QStackedWidget*>(reader.pane().parentWidget())->setCurrentWidget(&reader.pane());
        if (painted.isEmpty())
            painted.wait(20'000);
        QTest::qWait(700);
    }
    void grab(const QString& name, QWidget* widget = nullptr) { (widget ? widget : &reader)->grab().save(folder + u'/' + name + u".png"_s); }
    void trigger(const char* name) {
        reader.findChild<QAction*>(QString::fromLatin1(name))->trigger();
        QTest::qWait(700);
    }
    void grabOpen(const char* objectName, const QString& name) {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top->isVisible() && top->objectName() == QLatin1String(objectName)) {
                QTest::qWait(150);
                grab(name, top);
                top->close();
                return;
            }
        }
    }
};

void forms(Shots& shots) {
    engine::MessageContent content = letter();
    using Kind = engine::RemoteReference::Kind;
    content.remote = {{u"https://mail.example/1.png"_s, Kind::Picture, false, false}, {u"https://mail.example/2.png"_s, Kind::Picture, false, false},
                      {u"https://mail.example/o.gif"_s, Kind::Picture, true, false}};
    content.remoteHosts = {u"mail.example"_s};
    content.unsubscribe.oneClick = QUrl(u"https://river.example/out"_s);
    content.labels = {u"Newsletters"_s, u"River reports"_s, u"旅行"_s};
    content.attachments = {file(u"2"_s, u"programme of the summer with all the dates and places.pdf"_s, u"application/pdf"_s, 1'250'000), file(u"3"_s, u"boat.jpg"_s, u"image/jpeg"_s, 812'000),
                           file(u"4"_s, u"walk.ics"_s, u"text/calendar"_s, 900)};
    shots.put(content);
    Q_EMIT shots.reader.pane().body().linkHovered(u"https://river.example/locks"_s);
    shots.grab(u"01-original"_s);
    shots.trigger("darkPaper");
    shots.grab(u"02-original-dark"_s);
    shots.trigger("darkPaper");
    shots.trigger("formSimple");
    shots.grab(u"03-simple"_s);
    shots.trigger("darkPaper");
    shots.grab(u"04-simple-dark"_s);
    shots.trigger("formPlain");
    shots.grab(u"05-plain"_s);
    shots.trigger("formOriginal");
    shots.trigger("findInMessage");
    QTest::keyClicks(shots.reader.findChild<QLineEdit*>(u"findText"_s), u"river"_s);
    QTest::qWait(700);
    shots.grab(u"06-find"_s);
    shots.trigger("allHeaders");
    shots.grab(u"07-headers"_s);
    shots.trigger("allHeaders");
    openMessageLink(QUrl(u"https://evil.example/"_s), u"https://river.example/account"_s, &shots.reader);
    shots.grabOpen("linkQuestion", u"08-link-question"_s);
}

void warnings(Shots& shots) {
    engine::MessageContent content = letter();
    content.senderHints.hints = {engine::SenderHint::NameHoldsAddress, engine::SenderHint::ReplyToElsewhere};
    content.senderHints.addressInName = u"service@bank.example"_s;
    content.summary.from = {{u"service@bank.example"_s, u"x91@elsewhere.example"_s}};
    content.replyTo = {{{}, u"answers@third.example"_s}};
    content.defects = {u"unterminated-multipart"_s};
    content.protection = {engine::Protection::Scheme::Smime, true, false};
    shots.put(content);
    shots.grab(u"09-warnings"_s);
    content = letter();
    content.quarantined = true;
    content.report = engine::Report();
    content.report->originalSubject = u"Lunch"_s;
    content.report->recipients = {{u"bob@mail.example"_s, u"failed"_s, u"5.1.1"_s, u"550 5.1.1 no such user here"_s, {}}};
    shots.put(content);
    shots.grab(u"10-quarantine-report"_s);
    engine::MessageContent program = letter();
    program.attachments = {file(u"2"_s, u"invoice of the month of May, please look at it soon.pdf.exe"_s, u"application/octet-stream"_s, 90'000)};
    program.attachments[0].danger = model::AttachmentDanger::DoubleExtension;
    shots.put(program, SenderTrust::Junk);
    shots.grab(u"11-junk"_s);
    QTest::mouseClick(shots.reader.findChild<QWidget*>(u"attachment-2"_s), Qt::LeftButton);
    shots.grabOpen("dangerQuestion", u"12-danger-question"_s);
    auto* cards = new AttachedCards(u"walk.ics"_s,
                                    factsOf(cards::parseCalendar("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Walk along the east bank\r\nDTSTART:20260614T070000Z\r\n"
                                                      "DTEND:20260614T110000Z\r\nLOCATION:Old lock\r\nORGANIZER;CN=Jane Doe:mailto:jane@river.example\r\n"
                                                      "DESCRIPTION:Bring water.\\nGood shoes.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")),
                                    &shots.reader);
    cards->open();
    shots.grabOpen("attachedCards", u"13-calendar"_s);
    ReadingPage page{ReadingOptions()};
    page.resize(640, 520);
    page.show();
    QTest::qWait(200);
    shots.grab(u"14-settings"_s, &page);
    shots.reader.findChild<QMenu*>(u"readerMenu"_s)->popup(QPoint(0, 0));
    shots.grabOpen("readerMenu", u"15-menu"_s);
}

/// Seven messages of three people, the last ones unread.
void fillConversation(PreparedProfile& profile) {
    struct Line {
        QString name, address, words;
    };
    const QList<Line> lines{{u"Jane Doe"_s, u"jane@river.example"_s, u"The lock keeper says that the upper lock opens at nine. Shall we meet there, or at the old bridge?"_s},
                            {u"Ann Example"_s, u"ann@work.example"_s, u"At the bridge, please: the path from the lock is still under water."_s},
                            {u"山田 花子"_s, u"hanako@river.example"_s, u"橋で会いましょう。九時に着きます。お弁当を持って行きます。"_s},
                            {u"Jane Doe"_s, u"jane@river.example"_s, u"Good. I bring the map and the two thermos flasks, as last year."_s},
                            {u"Bartholomew Featherstonehaugh-Cholmondeley"_s, u"bart@river.example"_s, u"May I come too? My boat is at the yard, and walking is said to be healthy."_s},
                            {u"Jane Doe"_s, u"jane@river.example"_s, u"Of course, Bart. Nine at the old bridge, good shoes."_s},
                            {u"Ann Example"_s, u"ann@work.example"_s, u"See you all on Sunday!"_s}};
    profile.fill(profile.mailbox(0, u"INBOX"_s), static_cast<int>(lines.size()), [&](store::NewMessage& message) {
        const auto number = static_cast<qsizetype>(message.uid.value) - 1;
        const Line& line = lines[number];
        message.subject = number == 0 ? u"Walk along the east bank"_s : u"Re: Walk along the east bank"_s;
        message.from = {{line.name, line.address}};
        message.to = {{u"Ann Example"_s, u"ann@work.example"_s}};
        message.snippet = line.words;
        message.dateMs = QDateTime(QDate(2026, 5, 18), QTime(9, 12)).addSecs(number * 7'000).toMSecsSinceEpoch();
        message.hasAttachment = number == 3;
        if (number < 4)
            message.flags = model::parseFlags(number == 1 ? QStringList{u"\\Seen"_s, u"\\Flagged"_s} : QStringList{u"\\Seen"_s});
        if (number > 0)
            message.references = {"m1@sender.example"};
        message.rawCompressed = store::compressRaw(QByteArray("From: <" + line.address.toUtf8() + ">\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + line.words.toUtf8() +
                                                              "\r\n\r\nOn Monday Jane Doe wrote:\r\n> The lock keeper says that the upper lock\r\n> opens at nine.\r\n"));
    });
}

void conversation(Shots& shots, engine::Engine& engine) {
    QList<model::MessageSummary> newestFirst;
    QObject context;
    engine.loadMessages({}, 1, &context, [&](const Result<model::MessagePage>& page) { newestFirst = page ? page->messages : QList<model::MessageSummary>(); });
    if (!soon([&] { return !newestFirst.isEmpty(); }))
        return;
    const auto show = [&](qsizetype row, const QString& name) {
        shots.reader.showMessage(newestFirst.at(row).id);
        QTest::qWait(700);
        shots.grab(name);
    };
    show(2, u"16-conversation-middle"_s);
    show(0, u"17-conversation-newest"_s);
    shots.trigger("newestFirst");
    show(2, u"18-conversation-newest-first"_s);
    shots.trigger("conversationDown");
    shots.reader.activateWindow();
    shots.reader.findChild<QWidget*>(u"conversationAbove"_s)->setFocus(Qt::TabFocusReason);
    QTest::qWait(200);
    shots.grab(u"19-conversation-keys"_s);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QTest::qWait(200);
    shots.grab(u"20-conversation-right-to-left"_s);
    shots.reader.resize(420, 420);
    QTest::qWait(200);
    shots.grab(u"21-conversation-narrow"_s);
}

} // namespace
} // namespace tributary::ui

int main(int argc, char** argv) {
    using namespace tributary::ui;
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Folder"), QStringLiteral("dir"), QStringLiteral(".")),
        scheme(QStringLiteral("scheme"), QStringLiteral("light, dark or contrast"), QStringLiteral("word"), QStringLiteral("light")),
        language(QStringLiteral("lang"), QStringLiteral("en or ja"), QStringLiteral("word"), QStringLiteral("en"));
    parser.addOptions({out, scheme, language});
    parser.process(app);
    const QString word = parser.value(scheme);
    installTranslations(app, parser.value(language));
    const Theme theme(app, word == QLatin1String("dark") ? SchemeChoice::Dark : (word == QLatin1String("contrast") ? SchemeChoice::HighContrast : SchemeChoice::Light));
    OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
    PreparedProfile profile;
    fillConversation(profile);
    const auto engine = profile.openEngine();
    ReaderView reader(*engine);
    reader.setActions({});
    reader.resize(760, 700);
    reader.show();
    QDir().mkpath(parser.value(out));
    Shots shots{reader, parser.value(out)};
    forms(shots);
    warnings(shots);
    conversation(shots, *engine);
    return 0;
}
