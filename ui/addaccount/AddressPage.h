// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"
#include "ui/addaccount/DemoAccounts.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;
class QVBoxLayout;

namespace tributary::ui {

class FormRow;
class RoleLabel;

/// Step 1: the address; what is known of its provider follows from it (S9, S33).
class AddressPage : public QWidget {
    Q_OBJECT

  public:
    explicit AddressPage(QWidget* parent = nullptr);
    /// What the ways of reading mail that may be chosen mean (S33).
    void explain(bool imap, bool pop3);
    /// The providers to choose from, besides 'Other', which the address decides (S9).
    void offerProviders(const QList<engine::ServerCandidate>& providers, bool others); ///< others: servers of none of them are allowed (S6)
    void offerDemo(const QList<DemoAccount>& accounts);
    void offerPrepared(const QList<accounts::PresetAccount>& prepared);
    [[nodiscard]] QString address() const;
    /// The tile that is chosen; empty: Other.
    [[nodiscard]] QString provider() const;
    void chooseProvider(const QString& id);
    /// True when it can be gone on from; else says why at the field.
    bool validate();
    void showError(const QString& text);
    void focusFirst();

  Q_SIGNALS:
    void demoChosen(const tributary::ui::DemoAccount& account);
    void preparedChosen(); ///< address() is that of one of them
    void changed();

  private:
    QLineEdit* m_address;
    FormRow* m_row;
    RoleLabel* m_explanation;
    QVBoxLayout* m_demo;
    QButtonGroup* m_tiles;
    QWidget* m_tileRow;
};

} // namespace tributary::ui
