// SPDX-License-Identifier: GPL-3.0-or-later
// All HTML of the corpus, through the sanitiser as the engine uses it, in every form, on screen, dark, zoomed and as PDF: not
// one connection. TRIBUTARY_SINK=long does it all to each file; without it each is read in the original form, the others are tried on some. Hosts are rewritten to a listener of this machine before parsing, so that whatever would leak arrives there.
#include "Loopback.h"
#include "Soon.h"
#include "content/Content.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/OriginalLibrary.h"

#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QPageLayout>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_SinkTest {
namespace {

using namespace Qt::Literals::StringLiterals;

QString corpus() {
    for (const char* path : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        const QString folder = QDir::cleanPath(QString(QStringLiteral(TRIBUTARY_SOURCE_DIR) + QLatin1String(path)));
        if (QDir(folder).exists())
            return folder;
    }
    return {};
}

class SinkTest : public testing::Test {
  protected:
    void SetUp() override {
        OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
        m_view.resize(700, 500);
        m_view.setVisible(true);
    }
    void put(const BodyRequest& request) {
        QSignalSpy painted(&m_view, &BodyView::painted);
        m_view.show(m_content, request);
        ASSERT_TRUE(!painted.isEmpty() || painted.wait(30'000));
    }
    void pdf() {
        bool done = false;
        m_view.savePdf(m_folder.filePath(u"a.pdf"_s), QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, {}), [&](bool) { done = true; });
        ASSERT_TRUE(soon([&] { return done; }));
    }
    void read(const QString& html) {
        m_content = {};
        m_content.summary.subject = u"corpus"_s;
        m_content.html = content::sanitiseHtml(html).html;
        content::SanitiseOptions options;
        options.use = content::HtmlUse::Original;
        m_content.htmlOriginal = content::sanitiseHtml(html, options).html;
        m_content.text = content::htmlToText(html);
    }

    Loopback m_loopback;
    QTemporaryDir m_folder;
    BodyView m_view;
    engine::MessageContent m_content;
};

TEST_F(SinkTest, nothingOfTheCorpusLeavesInAnyForm) {
    const QString folder = corpus();
    if (folder.isEmpty())
        GTEST_SKIP() << "the corpus is not here";
    const bool isLong = qgetenv("TRIBUTARY_SINK") == "long";
    int files = 0;
    for (QDirIterator at(folder, {u"*.html"_s, u"*.txt"_s}, QDir::Files, QDirIterator::Subdirectories); at.hasNext();) {
        QFile file(at.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        read(towards(QString::fromUtf8(file.readAll()), m_loopback.host()));
        ++files;
        const bool isLeak = file.fileName().contains(u"leak"_s);
        ASSERT_NO_FATAL_FAILURE(put({ReadingForm::Original, false, true, false})) << qPrintable(file.fileName());
        EXPECT_EQ(m_loopback.connections(), 0) << qPrintable(file.fileName());
        if (!isLong && !isLeak && files % 12 != 0)
            continue;
        if (isLeak || files % 10 == 0) {
            ASSERT_NO_FATAL_FAILURE(pdf());
            ASSERT_NO_FATAL_FAILURE(put({ReadingForm::Original, true, false, false}));
            m_view.setZoom(files % 5);
        }
        ASSERT_NO_FATAL_FAILURE(put({ReadingForm::Simple, false, true, false}));
        if (files % 10 == 0) {
            ASSERT_NO_FATAL_FAILURE(pdf());
        }
        ASSERT_NO_FATAL_FAILURE(put({ReadingForm::Plain, false, true, false}));
        EXPECT_EQ(m_loopback.connections(), 0) << qPrintable(file.fileName());
    }
    QTest::qWait(2000);
    EXPECT_GT(files, 50);
    EXPECT_EQ(m_loopback.connections(), 0) << m_loopback.heard().constData();
    EXPECT_TRUE(m_view.refused().isEmpty()) << "past the sanitiser: " << qPrintable(m_view.refused().mid(0, 10).join(u'\n'));
}

TEST_F(SinkTest, notEvenWhereTheSanitiserIsPassedBy) {
    const QString folder = corpus();
    if (folder.isEmpty())
        GTEST_SKIP() << "the corpus is not here";
    QFile file(folder + u"/httpleaks/leak.html"_s);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    m_content.htmlOriginal = towards(QString::fromUtf8(file.readAll()), m_loopback.host());
    ASSERT_NO_FATAL_FAILURE(put({ReadingForm::Original, false, false, false}));
    QTest::qWait(4000);
    ASSERT_NO_FATAL_FAILURE(pdf());
    EXPECT_EQ(m_loopback.connections(), 0) << m_loopback.heard().constData();
}

} // namespace
} // namespace tributary::ui::tst_SinkTest
