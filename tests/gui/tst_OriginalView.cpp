// SPDX-License-Identifier: GPL-3.0-or-later
// The web engine's side alone, with HTML that nobody has made harmless: no request leaves, no script runs, and the page goes
// nowhere.
#include "Loopback.h"
#include "Soon.h"
#include "ui/reader/OriginalLibrary.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPageLayout>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

namespace tributary::ui::tst_OriginalView {
namespace {

using namespace Qt::Literals::StringLiterals;

class OriginalViewTest : public testing::Test {
  protected:
    void SetUp() override {
        OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
        OriginalView::Events events;
        events.linkActivated = [this](const QUrl& target, const QString& text) { m_links.append({target.toString(), text}); };
        events.linkHovered = [this](const QString& target) { m_hovered = target; };
        events.pictureWanted = [this](const QString& url) { m_wanted.append(url); };
        events.menuWanted = [this](const QPoint&, const QUrl&) { ++m_menus; };
        events.painted = [this] { ++m_painted; };
        events.failed = [this] { ++m_failed; };
        m_view = OriginalLibrary::create(&m_window, events);
        ASSERT_NE(m_view, nullptr);
        m_window.resize(700, 500);
        m_view->widget()->resize(700, 500);
        m_window.show();
    }

    void show(const QString& html) {
        const int before = m_painted;
        m_view->show(html, false);
        ASSERT_TRUE(soon([&] { return m_painted > before; }));
    }

    void clickAt(const QPoint& place) {
        QWidget* target = m_view->widget()->focusProxy() ? m_view->widget()->focusProxy() : m_view->widget();
        QTest::mouseMove(target, place);
        QTest::mouseClick(target, Qt::LeftButton, {}, place);
    }

    QWidget m_window;
    OriginalView* m_view = nullptr;
    QList<QPair<QString, QString>> m_links;
    QStringList m_wanted;
    QString m_hovered;
    int m_painted = 0, m_failed = 0, m_menus = 0;
};

TEST_F(OriginalViewTest, nothingOfAHostilePageLeaves) {
    Loopback loopback;
    const QString h = u"http://"_s + loopback.host();
    show(uR"(<html><head><link rel=stylesheet href="%1/css"><link rel=preload as=image href="%1/preload"><link rel=prefetch href="%1/prefetch">
        <link rel=dns-prefetch href="%1/dns"><link rel=preconnect href="%1/pre"><link rel=icon href="%1/icon"><meta http-equiv=refresh content="0;url=%1/refresh">
        <style>@import url(%1/import); @font-face{font-family:x;src:url(%1/font)} body{background:url(%1/bg);font-family:x;cursor:url(%1/cursor),auto}</style></head>
        <body background="%1/body"><p>Words</p><img src="%1/img" srcset="%1/srcset 2x"><picture><source srcset="%1/source"><img src="%1/picture"></picture>
        <video poster="%1/poster" src="%1/video" autoplay></video><audio src="%1/audio" autoplay></audio><iframe src="%1/frame"></iframe>
        <iframe srcdoc="<img src='%1/srcdoc'>"></iframe><object data="%1/object"></object><embed src="%1/embed"><input type=image src="%1/input">
        <svg><image href="%1/svg"></image><use href="%1/use"></use></svg><img src="file:///etc/hostname"><iframe src="file:///etc/passwd"></iframe>
        <script>new Image().src='%1/script'; fetch('%1/fetch'); location='%1/location'; document.title='ran'</script>
        <img src=x onerror="location='%1/onerror'"><form action="%1/form" id=f><input name=a></form></body></html>)"_s.arg(h));
    QTest::qWait(3000);
    EXPECT_EQ(loopback.connections(), 0) << loopback.heard().constData();
    EXPECT_FALSE(m_view->refused().isEmpty()) << "the interceptor was not asked at all";
    EXPECT_EQ(m_failed, 0);
}

QByteArray pictureOf(Qt::GlobalColor colour) {
    QImage picture(10, 10, QImage::Format_RGB32);
    picture.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    EXPECT_TRUE(picture.save(&buffer, "PNG"));
    return bytes;
}

TEST_F(OriginalViewTest, picturesOfTheMessageAreAskedForAndDrawn) {
    // The parts of each message have the same numbers: no picture may come out of the engine's memory of the message before.
    for (const Qt::GlobalColor colour : {Qt::red, Qt::blue, Qt::green}) {
        m_wanted.clear();
        m_view->show(u"<html><body style='margin:0'><img src=\"tributary-part:1.2\" width=100 height=100></body></html>"_s, false);
        ASSERT_TRUE(soon([&] { return !m_wanted.isEmpty(); }));
        EXPECT_EQ(m_wanted.first(), u"tributary-part:1.2"_s);
        m_view->givePicture(m_wanted.first(), pictureOf(colour), "image/png");
        EXPECT_TRUE(soon([&] { return m_view->widget()->grab().toImage().pixelColor(50, 50) == QColor(colour); }));
    }
}

TEST_F(OriginalViewTest, picturesInStylesAreAskedForToo) {
    m_view->show(u"<html><head><style>body{margin:0;background:url(\"tributary-part:3\")}</style></head><body><p style=\"background:url(&quot;tributary-part:4&quot;)\">x</p>"_s, false);
    ASSERT_TRUE(soon([&] { return m_wanted.size() >= 2; }));
    EXPECT_TRUE(m_wanted.contains(u"tributary-part:3"_s));
    EXPECT_TRUE(m_wanted.contains(u"tributary-part:4"_s));
}

TEST_F(OriginalViewTest, aLinkIsToldWithItsWordsAndNotFollowed) {
    Loopback loopback;
    show(u"<html><body style='margin:0'><a href='http://%1/go' style='display:block;height:100px'>To the <b>offer</b></a></body></html>"_s.arg(loopback.host()));
    QTest::qWait(200);
    clickAt({30, 50});
    ASSERT_TRUE(soon([&] { return !m_links.isEmpty(); }));
    EXPECT_EQ(m_links.first().first, u"http://%1/go"_s.arg(loopback.host()));
    EXPECT_EQ(m_links.first().second, u"To the offer"_s);
    EXPECT_EQ(m_hovered, m_links.first().first);
    EXPECT_EQ(loopback.connections(), 0);
}

TEST_F(OriginalViewTest, aLinkForAnotherWindowIsALink) {
    show(u"<html><body style='margin:0'><a href='https://a.example/go' target=_blank style='display:block;height:100px'>Elsewhere</a></body></html>"_s);
    QTest::qWait(200);
    clickAt({30, 50});
    ASSERT_TRUE(soon([&] { return !m_links.isEmpty(); }));
    EXPECT_EQ(m_links.first().first, u"https://a.example/go"_s);
    QTest::qWait(200);
    EXPECT_EQ(m_links.size(), 1);
}

TEST_F(OriginalViewTest, findsAndCountsAndSelects) {
    show(u"<html><body>one two one three one</body></html>"_s);
    int count = -1, current = -1;
    m_view->find(u"one"_s, false, [&](int c, int at) { count = c; current = at; });
    ASSERT_TRUE(soon([&] { return count >= 0; }));
    EXPECT_EQ(count, 3);
    EXPECT_EQ(current, 1);
    m_view->selectAll();
    EXPECT_TRUE(soon([&] { return m_view->selectedText().contains(u"three"_s); }));
}

TEST_F(OriginalViewTest, makesAPdf) {
    QTemporaryDir folder;
    show(u"<html><body><h1>Paper</h1></body></html>"_s);
    bool done = false, good = false;
    const QString path = folder.filePath(u"a.pdf"_s);
    m_view->savePdf(path, QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter),
                    [&](bool ok) { done = true; good = ok; });
    ASSERT_TRUE(soon([&] { return done; }));
    EXPECT_TRUE(good);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().startsWith("%PDF"));
}

TEST(OriginalLibraryTest, aMissingLibraryIsSaid) {
    OriginalLibrary::setFile(u"/nowhere/at/all.so"_s);
    EXPECT_FALSE(OriginalLibrary::mayWork());
    QWidget window;
    EXPECT_EQ(OriginalLibrary::create(&window, {}), nullptr);
    OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
    EXPECT_TRUE(OriginalLibrary::mayWork());
}

} // namespace
} // namespace tributary::ui::tst_OriginalView
