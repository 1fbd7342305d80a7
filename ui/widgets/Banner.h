// SPDX-License-Identifier: GPL-3.0-or-later
// What concerns this place, said in this place: one sentence, the server's own words behind "Details", and what can be
// done. Text is shown as plain text. GUI thread only.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace tributary::ui {

class RoleLabel;

enum class BannerKind { Info, Success, Warning, Error };

class Banner : public QFrame {
    Q_OBJECT
  public:
    explicit Banner(BannerKind kind = BannerKind::Info, const QString& text = QString(), QWidget* parent = nullptr);
    void setKind(BannerKind kind);
    void setText(const QString& text);
    // What the server said, word for word; empty hides the Details button. Starts folded.
    void setServerWords(const QString& words);
    // The first is emphasised. The banner owns the button.
    QPushButton* addAction(const QString& text);
    void clearActions();
    // For narrow places: the actions stand under the text.
    void setActionsBelow();
    void setClosable(bool closable);
    bool isUnfolded() const;

  Q_SIGNALS:
    // The close button; the banner has hidden itself.
    void closed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void fold(bool open);
    void leaveRoomForIcon();

    BannerKind m_kind;
    RoleLabel* m_text;
    RoleLabel* m_words;
    QPushButton* m_more;
    QToolButton* m_close;
    QHBoxLayout* m_actions;
};

} // namespace tributary::ui
