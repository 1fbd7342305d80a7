// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/addaccount/DemoAccounts.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace tributary::ui {

class FormRow;

/// Step 1: the address; what is known of its provider follows from it (S9, S33).
class AddressPage : public QWidget {
    Q_OBJECT

  public:
    explicit AddressPage(QWidget* parent = nullptr);
    void offerDemo(const QList<DemoAccount>& accounts);
    [[nodiscard]] QString address() const;
    /// True when it can be gone on from; else says why at the field.
    bool validate();
    void showError(const QString& text);
    void focusFirst();

  Q_SIGNALS:
    void demoChosen(const tributary::ui::DemoAccount& account);
    void changed();

  private:
    QLineEdit* m_address;
    FormRow* m_row;
    QVBoxLayout* m_demo;
};

} // namespace tributary::ui
