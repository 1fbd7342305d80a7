// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>

class QComboBox;

namespace tributary::ui {

/// Fills one box with the accounts, another with the mailboxes of the chosen one. Lives as long as the boxes.
class MailPlace : public QObject {
    Q_OBJECT

  public:
    /// all: the words for "every mailbox", first in the list; empty: one must be named.
    MailPlace(engine::Engine& engine, QComboBox* accounts, QComboBox* mailboxes, const QString& all);
    [[nodiscard]] AccountId account() const;
    [[nodiscard]] QString mailbox() const; ///< empty: every mailbox
    [[nodiscard]] QString title() const;   ///< the same as the user reads it

  private:
    void followAccount();

    engine::Engine& m_engine;
    QComboBox *m_accounts, *m_mailboxes;
    QString m_all;
};

} // namespace tributary::ui
