// SPDX-License-Identifier: GPL-3.0-or-later
// A short word at the bottom of a window, with at most one action (Undo). Goes by itself; waits while the pointer or
// the focus is on it. One toast a host: a new word takes the place of the old. GUI thread only.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;
class QToolButton;
class QVariantAnimation;

namespace tributary::ui {

class Toast : public QWidget {
    Q_OBJECT
  public:
    static constexpr int kDefaultMs = 6000;

    // host: the window or pane whose lower edge the toast stands on.
    explicit Toast(QWidget* host);
    // actionText empty: no button. action runs at most once. ms: how long it stays.
    void showText(const QString& text, const QString& actionText = QString(), std::function<void()> action = {},
                  int ms = kDefaultMs);
    void dismiss();
    // Above this bar of the host while it shows, so that neither covers the other.
    void standOn(QWidget* bar);
    // To its button, for the keyboard. False: there is nothing to go to.
    bool focusAction();
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    // Gone without its action: what could be undone is now done.
    void dismissed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void place();
    void act();
    void holdWhileUsed();
    QRect textRect() const;

    QString m_text;
    std::function<void()> m_action;
    QPushButton* m_button;
    QToolButton* m_close;
    QPointer<QWidget> m_bar; // may be null
    QTimer m_timer;
    int m_ms = kDefaultMs;
    QVariantAnimation* m_motion;
    int m_lift = 0; // how far below its place, px
};

} // namespace tributary::ui
