// SPDX-License-Identifier: GPL-3.0-or-later
// The list's rows as values, the sum of what the change feed told, and the view of rows that are all of one height.
#include "Soon.h"
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

#include <algorithm>
#include <random>

namespace tributary::ui::tst_MessageRows {
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

TEST(MessageRows, holdAllFactsOfAnyMessage) {
    constexpr qint64 kLastId = (qint64(1) << 40) - 1, kYear9999 = 253'402'300'799'999, kYearOne = -62'135'596'800'000;
    model::MessageSummary latest = summary(kLastId, kYear9999), first = summary(1, kYearOne), epoch = summary(kLastId - 1, -1);
    latest.flags.bits = 255;
    latest.account = AccountId(7);
    latest.mailbox = MailboxId(8);
    first.mailbox = MailboxId(9);
    MessageRows rows;
    rows.assign({latest, epoch, first});
    EXPECT_EQ(idsOf(rows), (QList<qint64>{kLastId, kLastId - 1, 1}));
    const RowFacts facts = rows.facts(0);
    EXPECT_EQ(facts.dateMs, kYear9999);
    EXPECT_EQ(facts.flagBits, 255U);
    EXPECT_EQ(facts.account, AccountId(7));
    EXPECT_EQ(facts.mailbox, MailboxId(8));
    EXPECT_EQ(rows.facts(1).dateMs, -1);
    EXPECT_EQ(rows.facts(2).dateMs, kYearOne);
    EXPECT_EQ(rows.facts(2).mailbox, MailboxId(9));
    for (int row = 0; row < rows.size(); ++row)
        EXPECT_EQ(rows.rowOf(rows.facts(row).id.value), row);
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

/// Rows of several accounts with few dates and ids far apart, told to MessageRows and to a plain list.
class RandomRows {
  public:
    explicit RandomRows(unsigned seed) : m_random(seed) {}
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    model::MessageSummary fresh() {
        model::MessageSummary made = summary(qint64(upTo(1)) * 1'000'000'000'000 + m_nextId, upTo(40));
        m_nextId += 1 + upTo(1000);
        return changed(made);
    }
    model::MessageSummary changed(model::MessageSummary summary) {
        summary.account = AccountId(1 + upTo(2));
        summary.mailbox = MailboxId(10 * summary.account.value + upTo(3));
        summary.flags.bits = static_cast<quint32>(upTo(255));
        summary.subject = QString::number(upTo(1'000'000));
        return summary;
    }
    void insert(MessageRows& rows) {
        QList<model::MessageSummary> run;
        for (int i = upTo(20); i >= 0; --i)
            run.append(fresh());
        std::sort(run.begin(), run.end(), MessageRows::newer);
        for (qsizetype i = 0; i < run.size();) { // in runs that belong between two rows
            const int row = rows.placeOf(run[i]);
            qsizetype end = i + 1;
            while (end < run.size() && (row == rows.size() || !rows.isNewer(row, run[end])))
                ++end;
            rows.insert(row, run.mid(i, end - i));
            i = end;
        }
        plain += run;
        std::sort(plain.begin(), plain.end(), MessageRows::newer);
    }
    void remove(MessageRows& rows) {
        const int first = upTo(rows.size() - 1), last = std::min(rows.size() - 1, first + upTo(15));
        rows.remove(first, last);
        plain.remove(first, last - first + 1);
    }
    QList<model::MessageSummary> plain;

  private:
    std::mt19937 m_random;
    qint64 m_nextId = 1;
};

void expectSame(const MessageRows& rows, const QList<model::MessageSummary>& plain) {
    ASSERT_EQ(rows.size(), plain.size());
    int kept = 0, row = 0;
    rows.visit(0, rows.size() - 1, [&](const RowFacts& facts) {
        const model::MessageSummary& wanted = plain[row];
        EXPECT_EQ(facts.id, wanted.id);
        EXPECT_EQ(facts.account, wanted.account);
        EXPECT_EQ(facts.mailbox, wanted.mailbox);
        EXPECT_EQ(facts.dateMs, wanted.dateMs);
        EXPECT_EQ(facts.flagBits, wanted.flags.bits);
        EXPECT_EQ(rows.facts(row).id, wanted.id);
        EXPECT_EQ(rows.rowOf(wanted.id.value), row);
        EXPECT_EQ(rows.placeOf(wanted), row);
        EXPECT_FALSE(rows.contains(wanted.id.value + 1'000'000'000'000'000));
        if (const model::MessageSummary* summary = rows.summary(row)) {
            ++kept;
            EXPECT_EQ(*summary, wanted);
        }
        ++row;
    });
    EXPECT_EQ(row, rows.size());
    EXPECT_EQ(rows.kept(), kept);
}

TEST(MessageRows, holdWhatAPlainListHoldsWhateverComesAndGoes) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        RandomRows random(seed);
        MessageRows rows(60);
        for (int step = 0; step < 300; ++step) {
            const int what = random.upTo(5);
            if (what < 2 || rows.size() == 0) {
                random.insert(rows);
            } else if (what < 4) {
                random.remove(rows);
            } else {
                const int row = random.upTo(rows.size() - 1);
                model::MessageSummary& old = random.plain[row];
                old = random.changed(old);
                ASSERT_TRUE(rows.replace(row, old));
                ASSERT_EQ(*rows.summary(row), old);
            }
            const int looked = random.upTo(std::max(1, rows.size()));
            rows.keepAround(looked);
            EXPECT_LE(rows.kept(), 60);
            expectSame(rows, random.plain);
            ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << " step " << step;
        }
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
    ASSERT_TRUE(soon([&] { return read.size() == 1; }));
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
} // namespace tributary::ui::tst_MessageRows
