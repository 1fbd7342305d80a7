// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations in the reader (issue 4, point 8): folded messages around the open one, either order, off, live, by keys, long ones.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/reader/ConversationModel.h"
#include "ui/reader/ConversationRows.h"
#include "ui/reader/MailBrowser.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/ReaderView.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/ReadingPage.h"
#include "ui/widgets/Switch.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace tributary::ui::tst_Conversation {
namespace {

using namespace Qt::Literals::StringLiterals;

class ConversationTest : public testing::Test {
  protected:
    explicit ConversationTest(int count = 5) : m_count(count) {}

    void SetUp() override {
        // Message 1 began it, each further one answers the one before; the last of the mailbox belongs to no other.
        m_inbox = m_profile.mailbox(0, u"INBOX"_s);
        m_profile.fill(m_inbox, m_count, [](store::NewMessage& message) { join(message, "m1@sender.example"); });
        m_profile.fill(m_inbox, 1);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        QHash<QString, MessageId> ids;
        m_engine->loadMessages(everything(), 1, &m_context, [&](const Result<model::MessagePage>& page) {
            for (const model::MessageSummary& message : page ? page->messages : QList<model::MessageSummary>())
                ids.insert(message.subject, message.id);
        });
        ASSERT_TRUE(soon([&] { return ids.size() == m_count + 1; }));
        m_ids = ids;
    }
    model::MessageQuery everything() const {
        model::MessageQuery query;
        query.view = model::View::All;
        query.limit = m_count + 100;
        return query;
    }
    static void join(store::NewMessage& message, const QByteArray& root) {
        if (message.uid.value % 2 == 1)
            message.flags = model::parseFlags({u"\\Seen"_s});
        if (message.messageIdHeader == root)
            return;
        message.references = {root};
        message.inReplyTo = "m" + QByteArray::number(message.uid.value - 1) + "@sender.example";
        message.rawCompressed = store::compressRaw(QByteArray("Subject: Re\r\nContent-Type: text/plain\r\n\r\nAnswer " + QByteArray::number(message.uid.value) +
                                                              "\r\n\r\nOn Monday Jane wrote:\r\n> what was quoted\r\n"));
    }
    MessageId id(int number) const { return m_ids.value(u"Message %1"_s.arg(number)); }

    static ConversationRows* above() { return find<ConversationRows>("conversationAbove"); }
    static ConversationRows* below() { return find<ConversationRows>("conversationBelow"); }
    QList<int> numbers(const QListView* rows) const {
        QList<int> all;
        for (int row = 0; rows && row < rows->model()->rowCount(); ++row) {
            const MessageId one(rows->model()->index(row, 0).data(ConversationModel::IdRole).toLongLong());
            for (int number = 1; number <= m_count + 1; ++number) {
                if (id(number) == one)
                    all.append(number);
            }
        }
        return all;
    }
    static QString countText() {
        const auto* label = find<QLabel>("conversationCount");
        return label ? label->text() : QString();
    }
    static void press(QWidget* rows, const QModelIndex& index) {
        auto* view = static_cast<QListView*>(rows);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }

    const int m_count;
    QObject m_context;
    PreparedProfile m_profile;
    MailboxId m_inbox;
    QHash<QString, MessageId> m_ids;
    std::shared_ptr<engine::Engine> m_engine;
};

/// The reader alone.
class AroundTest : public ConversationTest {
  protected:
    explicit AroundTest(int count = 5) : ConversationTest(count) {}
    void SetUp() override {
        ASSERT_NO_FATAL_FAILURE(ConversationTest::SetUp());
        m_reader = std::make_unique<ReaderView>(*m_engine);
        m_reader->setActions({});
        m_reader->resize(760, 640);
        m_reader->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_reader.get()));
    }
    void choose(int number) {
        QSignalSpy shown(m_reader.get(), &ReaderView::shown);
        m_reader->showMessage(id(number));
        ASSERT_TRUE(shown.wait(10'000));
    }
    bool opened(int number) {
        return soon([&] { return m_reader->pane().content().summary.id == id(number); });
    }
    QAction* action(const char* name) { return m_reader->findChild<QAction*>(QString::fromLatin1(name)); }

    std::unique_ptr<ReaderView> m_reader;
};

TEST_F(AroundTest, whatTheListSelectsIsOpenAndTheOthersAreFoldedAroundIt) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    EXPECT_EQ(numbers(above()), (QList{1, 2})) << "there with the message: nothing moves when it is read";
    EXPECT_EQ(numbers(below()), (QList{4, 5}));
    EXPECT_EQ(countText(), u"5 message(s) in this conversation"_s) << "the plural forms are the translation's";
    const QString spoken = above()->model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(spoken.startsWith(u"folded message, unread, from Jane Doe, "_s) && spoken.endsWith(u"What message 2 says"_s)) << qPrintable(spoken);
    EXPECT_EQ(above()->accessibleName(), u"Earlier messages of this conversation"_s);
    EXPECT_EQ(m_reader->findChildren<MailBrowser*>().size(), 1) << "one text view, however many messages";
}

TEST_F(AroundTest, aMessageOfNoConversationShowsNothingOfIt) {
    ASSERT_NO_FATAL_FAILURE(choose(6));
    EXPECT_EQ(above(), nullptr);
    EXPECT_EQ(below(), nullptr);
    EXPECT_TRUE(countText().isEmpty());
    ASSERT_NO_FATAL_FAILURE(choose(1));
    EXPECT_EQ(above(), nullptr);
    EXPECT_EQ(numbers(below()), (QList{2, 3, 4, 5}));
    ASSERT_NO_FATAL_FAILURE(choose(6));
    EXPECT_EQ(below(), nullptr);
    m_reader->clear();
    EXPECT_TRUE(countText().isEmpty());
}

TEST_F(AroundTest, aClickOpensAMessageAndFoldsTheOneBefore) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    QSignalSpy left(m_reader.get(), &ReaderView::left);
    QSignalSpy other(m_reader.get(), &ReaderView::otherOpened);
    press(below(), below()->model()->index(1, 0));
    ASSERT_TRUE(opened(5));
    EXPECT_EQ(left.count(), 1) << "the clock of reading begins anew";
    EXPECT_EQ(numbers(above()), (QList{1, 2, 3, 4}));
    EXPECT_EQ(below(), nullptr);
    EXPECT_EQ(m_reader->current(), id(5));
    EXPECT_EQ(m_reader->chosen(), id(3)) << "the list's choice stays";
    const auto told = other.last().first().value<std::optional<model::MessageSummary>>();
    ASSERT_TRUE(told);
    EXPECT_EQ(told->id, id(5));
    EXPECT_TRUE(bodyText().contains(u"Answer 5"_s));
    m_reader->showMessage(id(3)); // chosen again in the list
    ASSERT_TRUE(opened(3));
    EXPECT_FALSE(other.last().first().value<std::optional<model::MessageSummary>>());
}

TEST_F(AroundTest, keysReachTheRowsAndOpenThem) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    above()->setFocus(Qt::TabFocusReason);
    EXPECT_EQ(above()->currentIndex().row(), 1) << "next to the open message";
    QTest::keyClick(above(), Qt::Key_Up);
    QTest::keyClick(above(), Qt::Key_Return);
    ASSERT_TRUE(opened(1));
    EXPECT_TRUE(soon([&] { return m_reader->pane().isAncestorOf(QApplication::focusWidget()); })) << "the keys go with the message";
    EXPECT_FALSE(action("conversationUp")->isEnabled());
    QTest::keyClick(m_reader.get(), Qt::Key_PageDown, Qt::AltModifier);
    ASSERT_TRUE(opened(2));
    action("conversationDown")->trigger();
    ASSERT_TRUE(opened(3));
    action("conversationUp")->trigger();
    ASSERT_TRUE(opened(2));
    below()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(below(), Qt::Key_Space);
    ASSERT_TRUE(opened(3));
}

TEST_F(AroundTest, newestFirstTurnsTheRowsAndIsKept) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    QSignalSpy kept(m_reader.get(), &ReaderView::readingChosen);
    action("newestFirst")->trigger();
    EXPECT_EQ(numbers(above()), (QList{5, 4}));
    EXPECT_EQ(numbers(below()), (QList{2, 1}));
    EXPECT_EQ(above()->accessibleName(), u"Later messages of this conversation"_s);
    ASSERT_EQ(kept.count(), 1);
    const auto options = kept.first().first().value<ReadingOptions>();
    EXPECT_TRUE(options.newestFirst);
    ASSERT_NO_FATAL_FAILURE(choose(5));
    EXPECT_EQ(numbers(below()), (QList{4, 3, 2, 1}));
    QTemporaryDir folder;
    Preferences(folder.path()).setReading(options);
    EXPECT_EQ(Preferences(folder.path()).reading(), options);
}

TEST_F(AroundTest, theyCanBeTurnedOffAndOnWhileAMessageIsOpen) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    action("conversations")->trigger();
    EXPECT_EQ(above(), nullptr);
    EXPECT_TRUE(countText().isEmpty());
    EXPECT_FALSE(action("newestFirst")->isEnabled());
    ASSERT_NO_FATAL_FAILURE(choose(4));
    QTest::qWait(200);
    EXPECT_EQ(above(), nullptr);
    EXPECT_EQ(below(), nullptr);
    action("conversations")->trigger();
    EXPECT_TRUE(soon([&] { return numbers(above()) == QList{1, 2, 3} && numbers(below()) == QList{5}; }));
    QTemporaryDir folder;
    ReadingOptions off;
    off.conversations = false;
    Preferences(folder.path()).setReading(off);
    EXPECT_EQ(Preferences(folder.path()).reading(), off);
}

TEST_F(AroundTest, theSettingsPageHasBothAndTheOrderNeedsTheFirst) {
    ReadingPage page{ReadingOptions()};
    QSignalSpy changed(&page, &ReadingPage::changed);
    page.findChild<Switch*>(u"readingNewestFirst"_s)->setChecked(true);
    EXPECT_TRUE(changed.last().first().value<ReadingOptions>().newestFirst);
    page.findChild<Switch*>(u"readingConversations"_s)->setChecked(false);
    EXPECT_FALSE(changed.last().first().value<ReadingOptions>().conversations);
    EXPECT_FALSE(page.findChild<Switch*>(u"readingNewestFirst"_s)->isEnabled());
}

TEST_F(AroundTest, quotationsOfTheOpenMessageAreFoldedBehindALine) {
    ASSERT_NO_FATAL_FAILURE(choose(3));
    EXPECT_TRUE(bodyText().contains(u"Answer 3"_s));
    EXPECT_TRUE(bodyText().contains(u"Show quoted text"_s));
    EXPECT_FALSE(bodyText().contains(u"what was quoted"_s));
    ReadingOptions open;
    open.foldQuotes = false;
    m_reader->setReading(open);
    EXPECT_TRUE(bodyText().contains(u"what was quoted"_s));
}

TEST_F(AroundTest, theRowsStayInBoundsAndInsideALowWindow) {
    ASSERT_NO_FATAL_FAILURE(choose(5));
    EXPECT_EQ(above()->height(), m_reader->height() / 6 / above()->rowHeight() * above()->rowHeight()) << "whole rows, one part in six";
    EXPECT_GT(above()->verticalScrollBar()->maximum(), 0) << "four rows do not fit: they scroll";
    EXPECT_EQ(above()->verticalScrollBar()->value(), above()->verticalScrollBar()->maximum()) << "the nearest are in sight";
    m_reader->resize(400, 260);
    EXPECT_TRUE(soon([&] { return above()->height() <= std::max(above()->rowHeight(), m_reader->height() / 6); })) << above()->height() << " of " << m_reader->height();
    EXPECT_EQ(above()->verticalScrollBar()->value(), above()->verticalScrollBar()->maximum()) << "and they stay there";
    EXPECT_LE(m_reader->minimumSizeHint().height(), 560) << "a window of 640 has room for it";
}

/// With the whole window: its store takes what another one of these tests cannot write, the user's changes.
class WindowTest : public ConversationTest {
  protected:
    void SetUp() override {
        ASSERT_NO_FATAL_FAILURE(ConversationTest::SetUp());
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        m_reader = m_window->findChild<ReaderView*>();
        ASSERT_NE(m_reader, nullptr);
        ASSERT_TRUE(soon([] { return rowCount() > 0; }));
    }
    void chooseSubject(int number) {
        for (int row = 0; row < rowCount(); ++row) {
            if (subjectAt(row) == u"Message %1"_s.arg(number))
                clickRow(row);
        }
        ASSERT_TRUE(opened(number));
    }
    bool opened(int number) {
        return soon([&] { return m_reader->pane().content().summary.id == id(number); });
    }
    MailboxId mailboxOf(int number) {
        MailboxId found;
        bool answered = false;
        m_engine->loadSummaries({id(number)}, &m_context, [&](const Result<QList<model::MessageSummary>>& all) {
            answered = true;
            found = all && !all->isEmpty() ? all->first().mailbox : MailboxId();
        });
        EXPECT_TRUE(soon([&] { return answered; }));
        return found;
    }
    QAction* action(const char* name) { return m_window->findChild<QAction*>(QString::fromLatin1(name)); }

    std::unique_ptr<MainWindow> m_window;
    ReaderView* m_reader = nullptr;
};

TEST_F(WindowTest, whatIsDoneIsDoneToTheOpenMessageAndThenTheListsIsOpenAgain) {
    ASSERT_NO_FATAL_FAILURE(chooseSubject(3));
    ASSERT_TRUE(soon([] { return above() != nullptr; }));
    press(above(), above()->model()->index(0, 0));
    ASSERT_TRUE(opened(1));
    action("archive")->trigger();
    EXPECT_TRUE(soon([&] { return mailboxOf(1) == m_profile.mailbox(0, u"Archive"_s); }));
    EXPECT_EQ(mailboxOf(3), m_inbox) << "the one that the list has selected";
    EXPECT_TRUE(opened(3));
    EXPECT_EQ(numbers(above()), (QList{1, 2})) << "an archived message still belongs to it";
    press(above(), above()->model()->index(1, 0));
    ASSERT_TRUE(opened(2));
    action("delete")->trigger();
    EXPECT_TRUE(opened(3));
    EXPECT_TRUE(soon([&] { return numbers(above()) == QList{1}; })) << "a deleted one does not";
    EXPECT_EQ(mailboxOf(3), m_inbox);
    action("archive")->trigger();
    EXPECT_TRUE(soon([&] { return mailboxOf(3) == m_profile.mailbox(0, u"Archive"_s); })) << "now it is the selected one's turn";
}

TEST_F(WindowTest, flagsOfTheOpenMessageChangeAndTheRowsFollow) {
    ASSERT_NO_FATAL_FAILURE(chooseSubject(3));
    ASSERT_TRUE(soon([] { return above() != nullptr; }));
    press(above(), above()->model()->index(1, 0));
    ASSERT_TRUE(opened(2));
    action("flag")->trigger();
    ASSERT_TRUE(soon([&] { return action("flag")->text() == u"Remove &flag"_s; })) << "what is told of the open message is up to date";
    press(below(), below()->model()->index(0, 0));
    ASSERT_TRUE(opened(3));
    EXPECT_TRUE(soon([&] { return above()->model()->index(1, 0).data(ConversationModel::FlaggedRole).toBool(); }));
    EXPECT_TRUE(soon([&] { return action("flag")->text() == u"&Flag"_s; }));
}

TEST_F(WindowTest, aMessageThatIsReadForASecondCountsAsReadAlsoWhenItWasOpenedFromItsRow) {
    ASSERT_NO_FATAL_FAILURE(chooseSubject(3));
    ASSERT_TRUE(soon([] { return above() != nullptr; }));
    ASSERT_TRUE(above()->model()->index(1, 0).data(ConversationModel::UnreadRole).toBool());
    press(above(), above()->model()->index(1, 0));
    ASSERT_TRUE(opened(2));
    press(below(), below()->model()->index(0, 0));
    ASSERT_TRUE(opened(3));
    EXPECT_TRUE(above()->model()->index(1, 0).data(ConversationModel::UnreadRole).toBool()) << "passed over";
    press(above(), above()->model()->index(1, 0));
    ASSERT_TRUE(opened(2));
    QTest::qWait(1200);
    press(below(), below()->model()->index(0, 0));
    EXPECT_TRUE(soon([&] { return above() && above()->model()->rowCount() == 2 && !above()->model()->index(1, 0).data(ConversationModel::UnreadRole).toBool(); }));
}

/// Live: a message of the conversation comes back into it while another one is read (undo is the only writer without a server).
TEST_F(WindowTest, aMessageThatArrivesAppearsInTheRowsAndNothingThatIsReadMoves) {
    ASSERT_NO_FATAL_FAILURE(chooseSubject(3));
    ASSERT_TRUE(soon([] { return above() != nullptr; }));
    for (const int number : {1, 5}) {
        ASSERT_NO_FATAL_FAILURE(chooseSubject(3));
        ASSERT_TRUE(soon([&] { return numbers(above()) == QList{1, 2} && numbers(below()) == QList{4, 5}; }));
        ConversationRows* rows = number == 1 ? above() : below();
        press(rows, rows->model()->index(number == 1 ? 0 : 1, 0));
        ASSERT_TRUE(opened(number));
        action("delete")->trigger();
        ASSERT_TRUE(opened(3));
        ASSERT_TRUE(soon([&] { return numbers(above()).size() + numbers(below()).size() == 3; }));
        QTest::qWait(500);
        const QPoint before = m_reader->pane().mapTo(m_reader, QPoint());
        action("undo")->trigger();
        EXPECT_TRUE(soon([&] { return numbers(above()) == QList{1, 2} && numbers(below()) == QList{4, 5}; })) << number;
        EXPECT_EQ(countText(), u"5 message(s) in this conversation"_s);
        EXPECT_EQ(m_reader->pane().mapTo(m_reader, QPoint()), before) << number;
    }
}

TEST_F(WindowTest, whereNothingStoodAboveWhatArrivesIsPutBelowUntilAnotherIsOpened) {
    action("newestFirst")->trigger();
    ASSERT_NO_FATAL_FAILURE(chooseSubject(4));
    ASSERT_TRUE(soon([&] { return numbers(above()) == QList{5}; }));
    press(above(), above()->model()->index(0, 0));
    ASSERT_TRUE(opened(5));
    action("delete")->trigger();
    ASSERT_TRUE(opened(4));
    ASSERT_TRUE(soon([&] { return above() == nullptr && numbers(below()) == QList{3, 2, 1}; }));
    QTest::qWait(200); // the layout follows
    const QPoint before = m_reader->pane().mapTo(m_reader, QPoint());
    action("undo")->trigger();
    EXPECT_TRUE(soon([&] { return numbers(below()) == QList{5, 3, 2, 1}; }));
    EXPECT_EQ(above(), nullptr);
    EXPECT_EQ(m_reader->pane().mapTo(m_reader, QPoint()), before);
    press(below(), below()->model()->index(1, 0));
    ASSERT_TRUE(opened(3));
    EXPECT_EQ(numbers(above()), (QList{5, 4})) << "now in its place";
    EXPECT_EQ(numbers(below()), (QList{2, 1}));
}

TEST_F(WindowTest, whatIsChosenInTheViewMenuIsThereAtTheNextStart) {
    action("newestFirst")->trigger();
    m_window->close();
    m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
    EXPECT_TRUE(action("newestFirst")->isChecked());
    EXPECT_TRUE(action("conversations")->isChecked());
}

/// The longest turn of the event loop, while it lives.
class LongestTurn {
  public:
    LongestTurn() {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_clock.start();
        m_timer.start(0);
    }
    [[nodiscard]] qint64 ms() const { return m_longest; }

  private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

class LongTest : public AroundTest {
  protected:
    LongTest() : AroundTest(500) {}
};

TEST_F(LongTest, fiveHundredMessagesAreOpenedAndTurnedWithoutALongFrame) {
    ASSERT_NO_FATAL_FAILURE(choose(501)); // all is warm
    const LongestTurn turn;
    ASSERT_NO_FATAL_FAILURE(choose(250));
    EXPECT_EQ(above()->count() + below()->count(), 499);
    action("newestFirst")->trigger();
    QTest::qWait(50);
    for (int i = 0; i < 5; ++i) {
        const int next = 251 + i;
        action("conversationUp")->trigger();
        ASSERT_TRUE(opened(next));
        above()->verticalScrollBar()->setValue(above()->verticalScrollBar()->maximum() / 2);
        QTest::qWait(20);
    }
    EXPECT_EQ(above()->count() + below()->count(), 499);
    RecordProperty("longestTurnMs", static_cast<int>(turn.ms()));
    std::printf("500 messages: longest turn of the event loop %lld ms\n", static_cast<long long>(turn.ms()));
    EXPECT_LT(turn.ms(), 400) << "some 20 ms on an idle machine; this one may be busy";
}

} // namespace
} // namespace tributary::ui::tst_Conversation
