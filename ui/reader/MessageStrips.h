// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"
#include "engine/MessageContent.h"

#include <QWidget>

class QPushButton;

namespace tributary::ui {

class Banner;

/// What a person should know before reading, between the header and the text: what was blocked, what is odd about the
/// sender, what is damaged or not checked. A strip a kind, and none where there is nothing to say.
class MessageStrips : public QWidget {
    Q_OBJECT

  public:
    enum class Pictures { Blocked, Coming, Shown };

    explicit MessageStrips(QWidget* parent = nullptr);
    /// What the organisation says about remote pictures (S6); none: the user decides.
    void setPictureRule(std::optional<engine::RemotePictureRule> rule) { m_rule = rule; }
    void show(const engine::MessageContent& content);
    /// failed: how many could not be fetched.
    void setPictures(Pictures state, int failed = 0);
    /// Something of this reading, not of the message (the renderer ended).
    void setNote(const QString& note);

  Q_SIGNALS:
    void picturesRequested();
    void picturesAlwaysRequested();
    void picturesStopRequested();
    void releaseRequested(); ///< of a message that was set aside

  private:
    void showPictures();
    Banner* add(const char* name);

    engine::MessageContent m_content;
    std::optional<engine::RemotePictureRule> m_rule;
    Pictures m_state = Pictures::Blocked;
    int m_failed = 0;
    Banner *m_quarantine, *m_warning, *m_report, *m_info, *m_pictures, *m_note;
};

/// Odd enough to be careful with the message; other hints are worth knowing.
[[nodiscard]] bool isSenderWarning(engine::SenderHint hint);
/// "3 pictures and 1 tracker from mail.example are blocked."; empty: nothing that could be shown is blocked.
[[nodiscard]] QString blockedText(const engine::MessageContent& content);

} // namespace tributary::ui
