// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tributary::ui {

/// When a message counts as read: after it has been on screen for a second, or at once when the user says so (Return).
/// Passing over rows marks nothing, nor does a mailbox in which the user may not (RFC 4314 's').
class ReadMarker : public QObject {
    Q_OBJECT

  public:
    static constexpr int kDelayMs = 1000;

    explicit ReadMarker(std::function<bool(MailboxId)> allowed, QObject* parent = nullptr);
    void shown(const model::MessageSummary& summary);
    void left();
    /// The one that is shown, or the next one as soon as it is.
    void markNow(MessageId id);
    [[nodiscard]] QTimer& timer() { return m_timer; } ///< for tests

  Q_SIGNALS:
    void read(tributary::MessageId id);

  private:
    std::function<bool(MailboxId)> m_allowed;
    QTimer m_timer;
    MessageId m_id;   ///< unread, and on screen
    MessageId m_hurry;
};

} // namespace tributary::ui
