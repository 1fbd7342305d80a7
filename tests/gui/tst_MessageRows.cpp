// SPDX-License-Identifier: GPL-3.0-or-later
// The list's rows as values, the sum of what the change feed told, and the view of rows that are all of one height.
#include "ui/models/ChangeBatch.h"
#include "ui/models/MessageRows.h"
#include "ui/reader/ReadMarker.h"
#include "ui/widgets/UniformListView.h"

#include <gtest/gtest.h>

#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>

namespace tributary::ui {
namespace {

model::MessageSummary summary(qint64 id, qint64 dateMs) {
    model::MessageSummary summary;
    summary.id = MessageId(id);
    summary.dateMs = dateMs;
    return summary;
}

QList<qint64> idsOf(const MessageRows& rows) {
    QList<qint64> ids;
    for (int row = 0; row < rows.size(); ++row)
        ids.append(rows.facts(row).id.value);
    return ids;
}

TEST(MessageRows, standNewestFirstAndAreFoundByIdAlsoWhenDatesAreEqual) {
    MessageRows rows;
    rows.assign({summary(5, 300), summary(9, 200), summary(4, 200), summary(1, 100)});
    EXPECT_EQ(rows.rowOf(4), 2);
    EXPECT_EQ(rows.rowOf(77), -1);
    EXPECT_EQ(rows.placeOf(summary(6, 200)), 2);
    rows.insert(2, {summary(6, 200)});
    EXPECT_EQ(idsOf(rows), (QList<qint64>{5, 9, 6, 4, 1}));
    rows.remove(1, 2);
    EXPECT_EQ(idsOf(rows), (QList<qint64>{5, 4, 1}));
    EXPECT_FALSE(rows.contains(9));
    EXPECT_FALSE(rows.replace(0, summary(5, 301))) << "with another date it belongs elsewhere";
}

TEST(MessageRows, keepTheSummariesAroundTheRowThatIsLookedAt) { // S23
    MessageRows rows(100);
    QList<model::MessageSummary> all;
    for (int i = 0; i < 1000; ++i)
        all.append(summary(i + 1, 100'000 - i));
    for (int at = 0; at < 1000; at += 100) {
        rows.insert(at, all.mid(at, 100));
        rows.keepAround(at + 50);
        EXPECT_LE(rows.kept(), 100) << at;
    }
    ASSERT_EQ(rows.size(), 1000);
    EXPECT_EQ(rows.summary(0), nullptr);
    EXPECT_EQ(rows.facts(0).id, MessageId(1)) << "what a change of many needs stays";
    EXPECT_EQ(rows.rowOf(1), 0);
    ASSERT_NE(rows.summary(950), nullptr);
    EXPECT_EQ(rows.summary(950)->id, MessageId(951));
    ASSERT_TRUE(rows.replace(3, all[3])) << "read again";
    EXPECT_NE(rows.summary(3), nullptr);
    const int kept = rows.kept();
    rows.remove(0, 3);
    EXPECT_EQ(rows.kept(), kept - 1);
    rows.insert(0, all.mid(0, 4));
    EXPECT_EQ(rows.kept(), kept + 3);
    for (int round = 0; round < 60; ++round) { // all of it once more, from the top
        for (int row = round * 10; row < round * 10 + 10; ++row)
            ASSERT_TRUE(rows.replace(row, all[row]));
        rows.keepAround(round * 10);
        EXPECT_LE(rows.kept(), 110);
        EXPECT_NE(rows.summary(round * 10), nullptr);
    }
}

TEST(ChangeBatch, whatLeftOneMailboxAndCameIntoAnotherHasChanged) {
    ChangeBatch batch;
    batch.remove({MessageId(1), MessageId(2)});
    batch.add({MessageId(1), MessageId(3)}, false);
    EXPECT_EQ(batch.removed(), QSet<qint64>{2});
    EXPECT_EQ(batch.ids(ChangeBatch::Fate::Changed), QList<MessageId>{MessageId(1)});
    EXPECT_EQ(batch.ids(ChangeBatch::Fate::Added), QList<MessageId>{MessageId(3)});
}

TEST(ChangeBatch, aStormIsCountedAndNotKept) {
    ChangeBatch batch;
    QList<MessageId> many;
    for (qint64 id = 1; id <= 5000; ++id)
        many.append(MessageId(id));
    batch.add(many, false);
    EXPECT_TRUE(batch.muchCame());
    EXPECT_TRUE(batch.ids(ChangeBatch::Fate::Added).isEmpty());
    ChangeBatch kept;
    kept.add(many, true);
    EXPECT_FALSE(kept.muchCame());
    EXPECT_EQ(kept.ids(ChangeBatch::Fate::Added).size(), 5000);
}

TEST(ReadMarker, S2_waitsASecondAndForgetsWhatIsLeftBefore) {
    ReadMarker marker([](MailboxId) { return true; });
    const QSignalSpy read(&marker, &ReadMarker::read);
    marker.shown(summary(1, 1));
    EXPECT_EQ(marker.timer().interval(), 1000);
    marker.left();
    EXPECT_FALSE(marker.timer().isActive());
    marker.shown(summary(2, 1));
    marker.markNow(MessageId(2));
    QTest::qWait(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return read.size() == 1; }));
    model::MessageSummary seen = summary(3, 1);
    seen.flags.set(model::Flag::Seen);
    marker.shown(seen);
    EXPECT_FALSE(marker.timer().isActive()) << "it is read already";
}

TEST(ReadMarker, S2_marksNothingWhereTheUserMayNot) {
    ReadMarker marker([](MailboxId) { return false; });
    marker.shown(summary(1, 1));
    EXPECT_FALSE(marker.timer().isActive());
}

class FixedRows : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, 50}; }
};

class UniformList : public ::testing::Test {
  protected:
    void SetUp() override {
        QStringList names;
        for (int i = 0; i < 1000; ++i)
            names.append(QString::number(i));
        m_model.setStringList(names);
        m_view.setItemDelegate(new FixedRows(&m_view));
        m_view.setModel(&m_model);
        m_view.resize(200, 400);
        m_view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&m_view));
    }
    QStringListModel m_model;
    UniformListView m_view;
};

TEST_F(UniformList, whatIsOnScreenStaysWhenRowsComeOrGoAbove) {
    m_view.scrollTo(m_model.index(500), QAbstractItemView::PositionAtTop);
    const auto top = [&] { return m_view.indexAt(QPoint(5, 5)).data().toString(); };
    ASSERT_EQ(top(), QStringLiteral("500"));
    m_model.insertRows(0, 7);
    EXPECT_EQ(top(), QStringLiteral("500"));
    m_model.removeRows(0, 20);
    EXPECT_EQ(top(), QStringLiteral("500"));
    m_model.removeRows(900, 10);
    EXPECT_EQ(top(), QStringLiteral("500"));
}

TEST_F(UniformList, atTheTopNewRowsComeIntoSight) {
    m_model.insertRows(0, 1);
    EXPECT_EQ(m_view.verticalScrollBar()->value(), 0);
}

TEST_F(UniformList, keysWalkAndSelectLikeInAnyList) {
    m_view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view.setCurrentIndex(m_model.index(0));
    QTest::keyClick(&m_view, Qt::Key_End);
    EXPECT_EQ(m_view.currentIndex().row(), 999);
    EXPECT_TRUE(m_view.viewport()->rect().contains(m_view.visualRect(m_view.currentIndex())));
    QTest::keyClick(&m_view, Qt::Key_Home);
    QTest::keyClick(&m_view, Qt::Key_PageDown);
    EXPECT_EQ(m_view.currentIndex().row(), m_view.viewport()->height() / 50 - 1);
    QTest::keyClick(&m_view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&m_view, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(m_view.selectionModel()->selectedRows().size(), 3);
    QTest::keyClick(&m_view, Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(m_view.selectionModel()->selectedRows().size(), 1000);
}

} // namespace
} // namespace tributary::ui
