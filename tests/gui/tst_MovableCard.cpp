// SPDX-License-Identifier: GPL-3.0-or-later
// A card that the mouse draws to another place of its column: accounts (S29) and filters (S5).
#include "ui/style/Theme.h"
#include "ui/widgets/MovableCard.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QVBoxLayout>

namespace tributary::ui::tst_MovableCard {
namespace {

constexpr int kHeight = 60;

class MovableCardTest : public ::testing::Test {
  protected:
    MovableCardTest() {
        auto* column = new QVBoxLayout(&m_page);
        for (MovableCard*& card : m_cards) {
            card = new MovableCard(&m_page);
            card->setFixedHeight(kHeight);
            column->addWidget(card);
        }
        column->addStretch();
        m_page.resize(300, 400);
        m_page.show();
        column->activate();
    }

    /// To the height of the middle of one of the cards, and from there by so many pixels.
    [[nodiscard]] int middleOf(int card, int by) const { return m_cards[card]->mapToGlobal(m_cards[card]->rect().center()).y() + by; }
    [[nodiscard]] int placeOf(int card) const { return m_page.layout()->indexOf(m_cards[card]); }

    void send(int card, QEvent::Type type, int globalY, Qt::MouseButton button) {
        const QPoint global(m_cards[card]->mapToGlobal(QPoint(10, 0)).x(), globalY);
        const bool isMove = type == QEvent::MouseMove, isHeld = type != QEvent::MouseButtonRelease;
        QMouseEvent event(type, m_cards[card]->mapFromGlobal(global), global, isMove ? Qt::NoButton : button, isHeld ? button : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(m_cards[card], &event);
    }

    /// The first card is pressed at its middle and drawn to a height.
    void draw(int globalY, Qt::MouseButton button = Qt::LeftButton) {
        send(0, QEvent::MouseButtonPress, middleOf(0, 0), button);
        send(0, QEvent::MouseMove, globalY, button);
    }

    Theme m_theme{*qApp, SchemeChoice::Light};
    QWidget m_page;
    MovableCard* m_cards[3] = {};
};

TEST_F(MovableCardTest, S29_aCardTakesThePlaceOfTheOneWhoseMiddleItIsDrawnPast) {
    const QSignalSpy dragged(m_cards[0], &MovableCard::dragged), dropped(m_cards[0], &MovableCard::dropped);
    const int target = middleOf(1, 1);
    draw(target);
    EXPECT_EQ(dragged.count(), 1);
    EXPECT_EQ(dropped.count(), 0); // it is seen there, and held yet
    EXPECT_EQ(placeOf(0), 1);
    EXPECT_EQ(placeOf(1), 0);
    EXPECT_EQ(placeOf(2), 2);
    send(0, QEvent::MouseButtonRelease, target, Qt::LeftButton);
    ASSERT_EQ(dropped.count(), 1);
    EXPECT_EQ(dropped[0][0].toInt(), 1);
}

TEST_F(MovableCardTest, S29_aCardGoesBackToWhereItWasWhileItIsHeld) {
    const QSignalSpy dropped(m_cards[0], &MovableCard::dropped);
    const int first = middleOf(0, -kHeight), last = middleOf(2, 1);
    draw(last);
    EXPECT_EQ(placeOf(0), 2);
    send(0, QEvent::MouseMove, first, Qt::LeftButton);
    EXPECT_EQ(placeOf(0), 0);
    send(0, QEvent::MouseButtonRelease, first, Qt::LeftButton);
    ASSERT_EQ(dropped.count(), 1);
    EXPECT_EQ(dropped[0][0].toInt(), 0);
}

TEST_F(MovableCardTest, S29_aClickWithAnUnsteadyHandMovesNothing) {
    const QSignalSpy dragged(m_cards[0], &MovableCard::dragged), dropped(m_cards[0], &MovableCard::dropped);
    const int unsteady = middleOf(0, QApplication::startDragDistance() - 1);
    draw(unsteady);
    send(0, QEvent::MouseButtonRelease, unsteady, Qt::LeftButton);
    EXPECT_EQ(dragged.count(), 0);
    EXPECT_EQ(dropped.count(), 0);
    EXPECT_EQ(m_cards[0]->cursor().shape(), Qt::ArrowCursor);
}

TEST_F(MovableCardTest, S29_theHandIsClosedWhileACardIsHeld) {
    const int target = middleOf(1, 1);
    draw(target);
    EXPECT_EQ(m_cards[0]->cursor().shape(), Qt::ClosedHandCursor);
    send(0, QEvent::MouseButtonRelease, target, Qt::LeftButton);
    EXPECT_EQ(m_cards[0]->cursor().shape(), Qt::ArrowCursor);
}

TEST_F(MovableCardTest, S6_whatIsLockedStaysAndSoDoesWhatAnotherButtonDraws) {
    const QSignalSpy dragged(m_cards[0], &MovableCard::dragged), dropped(m_cards[0], &MovableCard::dropped);
    const int target = middleOf(2, 1);
    draw(target, Qt::RightButton);
    send(0, QEvent::MouseButtonRelease, target, Qt::RightButton);
    m_cards[0]->setMovable(false);
    draw(target);
    send(0, QEvent::MouseButtonRelease, target, Qt::LeftButton);
    EXPECT_EQ(dragged.count(), 0);
    EXPECT_EQ(dropped.count(), 0);
    EXPECT_EQ(placeOf(0), 0);
}

} // namespace
} // namespace tributary::ui::tst_MovableCard
