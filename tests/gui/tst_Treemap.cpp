// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts as areas: their sum, their proportions, the keys, and what a screen reader hears (S7).
#include "ui/style/Theme.h"
#include "ui/widgets/Squarify.h"
#include "ui/widgets/Treemap.h"

#include <QApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace tributary::ui::tst_Treemap {
namespace {

double areaOf(const QRectF& rect) { return rect.width() * rect.height(); }

TEST(Squarified, S7_areasAreAsTheWeightsAndFillAllWithoutOverlap) {
    const QList<double> weights{6, 6, 4, 3, 2, 2, 1};
    const QRectF area(10, 20, 600, 400);
    const QList<QRectF> boxes = squarified(weights, area);
    ASSERT_EQ(boxes.size(), weights.size());
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        EXPECT_NEAR(areaOf(boxes[i]) / areaOf(area), weights[i] / sum, 1e-9) << i;
        EXPECT_TRUE(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(boxes[i])) << i;
        EXPECT_LT(std::max(boxes[i].width() / boxes[i].height(), boxes[i].height() / boxes[i].width()), 3) << "near to squares " << i;
        for (qsizetype j = 0; j < i; ++j)
            EXPECT_LT(areaOf(boxes[i].intersected(boxes[j])), 1e-6) << i << j;
    }
}

TEST(Squarified, S7_nothingAndNoSpace) {
    EXPECT_TRUE(squarified({}, QRectF(0, 0, 10, 10)).isEmpty());
    EXPECT_EQ(squarified({0, 0}, QRectF(0, 0, 10, 10)).size(), 2);
    EXPECT_EQ(squarified({1, 2}, QRectF()).size(), 2);
    const QList<QRectF> withNothing = squarified({5, 0}, QRectF(0, 0, 10, 10));
    ASSERT_EQ(withNothing.size(), 2);
    EXPECT_DOUBLE_EQ(areaOf(withNothing[0]), 100);
    EXPECT_DOUBLE_EQ(areaOf(withNothing[1]), 0);
    QList<double> many(20'000, 1.0);
    EXPECT_EQ(squarified(many, QRectF(0, 0, 500, 300)).size(), many.size());
}

class TreemapTest : public ::testing::Test {
  protected:
    TreemapTest() {
        m_map.resize(400, 300);
        m_map.setGroups({{QStringLiteral("Work"), 0, {{QStringLiteral("Inbox"), QStringLiteral("6 MB"), 6}, {QStringLiteral("Archive"), QStringLiteral("3 MB"), 3}}},
                         {QStringLiteral("Home"), 1, {{QStringLiteral("Inbox"), QStringLiteral("1 MB"), 1}}}});
        m_map.show();
        QApplication::setActiveWindow(&m_map);
    }
    Theme m_theme{*qApp, SchemeChoice::Light};
    Treemap m_map;
};

TEST_F(TreemapTest, S7_groupsStandTogether) {
    ASSERT_EQ(m_map.count(), 3);
    EXPECT_NEAR(areaOf(m_map.boxRect(0)) / areaOf(m_map.boxRect(1)), 2, 0.1);
    EXPECT_GT(areaOf(m_map.boxRect(1)), areaOf(m_map.boxRect(2)));
    EXPECT_EQ(m_map.boxText(2), QStringLiteral("Home, Inbox, 1 MB"));
}

TEST_F(TreemapTest, S7_arrowsWalkThroughTheBoxesAndTheReaderHearsThem) {
    const QSignalSpy chosen(&m_map, &Treemap::currentChanged);
    QTest::keyClick(&m_map, Qt::Key_Home);
    EXPECT_EQ(m_map.current(), 0);
    EXPECT_EQ(m_map.accessibleDescription(), QStringLiteral("Work, Inbox, 6 MB"));
    QTest::keyClick(&m_map, Qt::Key_End);
    EXPECT_EQ(m_map.current(), 2);
    EXPECT_EQ(m_map.accessibleDescription(), QStringLiteral("Home, Inbox, 1 MB"));
    QSet<int> reached{2};
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Left, Qt::Key_Up, Qt::Key_Down, Qt::Key_Right}) { // the three stand in a row
        QTest::keyClick(&m_map, key);
        reached.insert(m_map.current());
    }
    EXPECT_EQ(reached.size(), 3);
    EXPECT_GE(chosen.count(), 3);
}

TEST_F(TreemapTest, S7_aClickChooses) {
    QTest::mouseClick(&m_map, Qt::LeftButton, {}, m_map.boxRect(1).center().toPoint());
    EXPECT_EQ(m_map.current(), 1);
    m_map.setGroups({});
    EXPECT_EQ(m_map.current(), -1);
    EXPECT_TRUE(m_map.accessibleDescription().isEmpty());
    QTest::keyClick(&m_map, Qt::Key_Right); // nothing to walk through
}

TEST_F(TreemapTest, S7_itIsMirroredFromRightToLeft) {
    const QRectF before = m_map.boxRect(0);
    m_map.setLayoutDirection(Qt::RightToLeft);
    EXPECT_NEAR(m_map.boxRect(0).right(), m_map.width() - before.left(), 0.01);
}

} // namespace
} // namespace tributary::ui::tst_Treemap
