// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the corpus, taken in as the sync does, opened through the engine and shown in the reader, look as they looked when
// someone looked at them: tests/data/golden. TRIBUTARY_GOLDEN_WRITE=1 writes these pictures anew (look at each before they are
// committed), TRIBUTARY_GOLDEN_SHOTS=FOLDER also keeps what was on screen in full size.
#include "CorpusMail.h"
#include "golden/Cases.h"
#include "golden/Pictures.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/OriginalLibrary.h"
#include "ui/reader/ReaderView.h"
#include "ui/style/Theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace tributary::ui::tst_GoldenPictures {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 720;
const QString kKept = QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/golden/");

/// Before the application is made: its fonts, its time zone and its scale are the same everywhere.
const bool kFixed = [] {
    if (!qEnvironmentVariableIsSet("FONTCONFIG_FILE"))
        qputenv("FONTCONFIG_FILE", TRIBUTARY_SOURCE_DIR "/tests/data/golden/fonts.conf");
    qputenv("TZ", "UTC");
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("QT_FONT_DPI", "96");
    return true;
}();

bool hasFonts() {
    const QStringList there = QFontDatabase::families();
    return there.contains(u"Noto Sans"_s) && there.contains(u"Noto Sans Mono"_s) && there.contains(u"Noto Sans CJK JP"_s);
}

class GoldenPictures : public testing::Test {
  protected:
    void SetUp() override {
        if (corpusFolder().isEmpty())
            GTEST_SKIP() << "the corpus is not here";
        if (!hasFonts())
            GTEST_SKIP() << "fonts-noto-core and fonts-noto-cjk are not here";
        OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QFont font(u"Noto Sans"_s, 10);
        QApplication::setFont(font);
        m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light);
        m_cases = goldenCases();
        QList<QByteArray> messages;
        for (const GoldenCase& one : m_cases) {
            const QByteArray bytes = one.path.isEmpty() ? one.bytes : corpusFile(one.path);
            messages.append(one.path.startsWith(u"html/"_s) ? asHtmlMessage(one.name, bytes) : bytes);
        }
        const MailboxId inbox = m_profile.mailbox(0, u"INBOX"_s);
        putInto(m_profile, inbox, messages);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_ids = idsOf(*m_engine, inbox);
        ASSERT_EQ(m_ids.size(), m_cases.size());
        m_reader = std::make_unique<ReaderView>(*m_engine);
        m_reader->resize(kSide, kSide);
        m_reader->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_reader.get()));
    }

    QImage grab() { return m_reader->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QImage bodyOf(const QImage& shot) { return shot.copy(QRect(m_reader->pane().body().mapTo(m_reader.get(), QPoint()), m_reader->pane().body().size())); }
    /// Another content, not the same one in a field that is higher or lower than before.
    static bool differs(const QImage& a, const QImage& b) {
        const QRect both = a.rect() & b.rect();
        return a.copy(both) != b.copy(both);
    }
    static bool isBlank(const QImage& body) {
        QImage one(body.size(), body.format());
        one.fill(body.pixelColor(0, 0));
        return one == body;
    }

    /// What is on screen when nothing moves any more: the web engine tells of its first layout, not of its last picture, and until
    /// then the message before or nothing stands there.
    QImage settled(const QImage& before) {
        constexpr int kStill = 4, kPauseMs = 25, kMostMs = 6000, kSameMs = 1000;
        QImage last = grab();
        int still = 0;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kMostMs && still < kStill) {
            pause(kPauseMs);
            const QImage now = grab();
            const QImage body = bodyOf(now);
            const bool there = (differs(body, before) && !isBlank(body)) || timer.elapsed() > kSameMs; // some are blank, or look alike
            still = there && now == last ? still + 1 : 0;
            last = now;
        }
        return last;
    }
    static void pause(int ms) {
        QEventLoop loop;
        QTimer::singleShot(ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    /// On a busy machine a picture inside the message may come long after its text.
    Difference differenceTo(const QImage& kept, const QImage& first) {
        constexpr int kMostMs = 8000, kPauseMs = 50;
        Difference difference = compare(kept, shrunk(first));
        QElapsedTimer timer;
        timer.start();
        while (!difference.isTolerable() && timer.elapsed() < kMostMs) {
            pause(kPauseMs);
            difference = compare(kept, shrunk(grab()));
        }
        return difference;
    }
    QImage shot(qsizetype index) {
        const GoldenCase& one = m_cases.at(index);
        m_theme->setChoice(one.dark ? SchemeChoice::Dark : SchemeChoice::Light);
        ReadingOptions options;
        options.form = options.doubtfulForm = one.form;
        options.darkPaper = one.dark;
        m_reader->setReading(options);
        const QImage before = bodyOf(grab());
        QSignalSpy painted(&m_reader->pane(), &MessagePane::painted);
        m_reader->showMessage(m_ids.at(index));
        EXPECT_TRUE(!painted.isEmpty() || painted.wait(20'000)) << qPrintable(one.name);
        return settled(before);
    }

    std::unique_ptr<Theme> m_theme;
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<ReaderView> m_reader;
    QList<GoldenCase> m_cases;
    QList<MessageId> m_ids;
};

TEST_F(GoldenPictures, everyMessageLooksAsItWasApproved) {
    const bool write = qEnvironmentVariableIntValue("TRIBUTARY_GOLDEN_WRITE") == 1;
    const QString shots = qEnvironmentVariable("TRIBUTARY_GOLDEN_SHOTS");
    for (qsizetype i = 0; i < m_cases.size(); ++i) {
        const GoldenCase& one = m_cases.at(i);
        const QImage full = shot(i);
        EXPECT_EQ(m_reader->pane().body().request().form == ReadingForm::Original, one.form == ReadingForm::Original) << qPrintable(one.name);
        if (!shots.isEmpty())
            full.save(shots + u'/' + one.name + u".png"_s);
        const QString file = kKept + one.name + u".png"_s;
        if (write) {
            pause(1000);
            ASSERT_TRUE(shrunk(grab()).save(file, "PNG", 0)) << qPrintable(file);
            continue;
        }
        const Difference difference = differenceTo(QImage(file), full);
        if (qEnvironmentVariableIsSet("TRIBUTARY_GOLDEN_FIGURES"))
            qInfo("%s: %d cells, worst %d", qPrintable(one.name), difference.cells, difference.worst);
        EXPECT_TRUE(difference.isTolerable()) << qPrintable(one.name) << ": " << (difference.sameSize ? "" : "no picture of this size, ") << difference.cells
                                              << " cells differ, the worst by " << difference.worst;
    }
}

// --- the comparison itself: without the corpus, on a page that is written here

enum class Page { AsItIs, LineMissing, Mojibake, Lower, OneWordOther };

QImage page(Page how, QFont::HintingPreference hinting = QFont::PreferNoHinting, QFont::StyleStrategy strategy = QFont::PreferAntialias) {
    QImage picture(kSide, kSide, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(14);
    font.setHintingPreference(hinting);
    font.setStyleStrategy(strategy);
    painter.setFont(font);
    const QString words = u"日本語のメールです。会議の時間を変更しました。"_s;
    for (int line = 0; line < 20; ++line) {
        QString text = line % 2 ? words : u"The quick brown fox jumps over the lazy dog"_s;
        if (line == 7 && how == Page::LineMissing)
            continue;
        if (line == 7 && how == Page::Mojibake)
            text = QString::fromLatin1(words.toUtf8());
        if (line == 6 && how == Page::OneWordOther)
            text.replace(u"quick brown"_s, u"slow"_s);
        painter.drawText(20, 40 + line * 24 + (how == Page::Lower ? 20 : 0), text);
    }
    return shrunk(picture);
}

class GoldenComparison : public testing::Test {
  protected:
    void SetUp() override {
        if (!hasFonts())
            GTEST_SKIP() << "fonts-noto-core and fonts-noto-cjk are not here";
    }
};

TEST_F(GoldenComparison, anotherSmoothingIsTolerated) {
    const Difference hinted = compare(page(Page::AsItIs), page(Page::AsItIs, QFont::PreferVerticalHinting));
    EXPECT_TRUE(hinted.isTolerable()) << hinted.cells << " cells, worst " << hinted.worst;
    const Difference smoothed = compare(page(Page::AsItIs), page(Page::AsItIs, QFont::PreferNoHinting, QFont::NoSubpixelAntialias));
    EXPECT_TRUE(smoothed.isTolerable()) << smoothed.cells << " cells, worst " << smoothed.worst;
}

TEST_F(GoldenComparison, whatAPersonWouldSeeIsNot) {
    for (const Page how : {Page::LineMissing, Page::Mojibake, Page::Lower, Page::OneWordOther}) {
        const Difference difference = compare(page(Page::AsItIs), page(how));
        EXPECT_FALSE(difference.isTolerable()) << int(how) << ": " << difference.cells << " cells, worst " << difference.worst;
        EXPECT_GT(difference.cells, kMostCells) << int(how);
    }
    EXPECT_FALSE(compare(QImage(), page(Page::AsItIs)).isTolerable()) << "no picture is kept";
    EXPECT_FALSE(compare(page(Page::AsItIs).copy(0, 0, 100, 100), page(Page::AsItIs)).isTolerable());
}

} // namespace
} // namespace tributary::ui::tst_GoldenPictures
