// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "model/Mailbox.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QListWidget;
class QSpinBox;
class QVBoxLayout;

namespace tributary::ui {

class FormRow;
class Switch;

/// What of an account comes to this computer, and when (S15, S30, S32): for IMAP the mailboxes and the kinds of mail, for POP3 what becomes
/// of mail at the server (S33).
class FetchFields : public QWidget {
    Q_OBJECT

  public:
    explicit FetchFields(const model::Account& account, QWidget* parent = nullptr);
    /// Those that can be chosen; none are shown before.
    void setMailboxes(const QList<model::Mailbox>& mailboxes);
    [[nodiscard]] bool hasMailboxes() const { return m_hasMailboxes; }
    /// The organisation decides how far back (S6).
    void lockSince();
    /// Puts what is chosen into account.
    void apply(model::Account& account) const;

  private:
    void makeSince(QVBoxLayout* column, const QDate& since);
    void makeImap(QVBoxLayout* column, const model::Account& account);
    void makePop3(QVBoxLayout* column, const model::FetchSettings& fetch);
    void followLeave();

    bool m_isImap;
    QStringList m_globs; ///< as they were
    bool m_hasMailboxes = false;
    QComboBox* m_since;
    Switch* m_all = nullptr;
    QListWidget* m_mailboxes = nullptr;
    QCheckBox *m_unread = nullptr, *m_flagged = nullptr;
    QComboBox* m_bodies = nullptr;
    QComboBox* m_leave = nullptr;
    QSpinBox* m_leaveDays = nullptr;
    FormRow* m_leaveRow = nullptr;
    FormRow* m_daysRow = nullptr;
    QSpinBox* m_poll = nullptr;
};

} // namespace tributary::ui
