// SPDX-License-Identifier: GPL-3.0-or-later
// A label, its field, and beneath the field what is wrong with it or a hint. GUI thread only.
#pragma once

#include <QWidget>

namespace tributary::ui {

class RoleLabel;

class FormRow : public QWidget {
    Q_OBJECT
  public:
    // label may have a mnemonic (&). Takes the field; its accessible name becomes the label.
    FormRow(const QString& label, QWidget* field, QWidget* parent = nullptr);
    // Empty: no error; the hint, if any, shows again. Screen readers hear it with the field.
    void setError(const QString& error);
    void setHint(const QString& hint);
    QString error() const { return m_error; }
    QWidget* field() const { return m_field; }

    /// Brings the topmost row of the page that has an error into sight, with the focus in its field, once the page is laid out.
    static void showFirstError(QWidget* page);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void showMessage();

    RoleLabel* m_label;
    QWidget* m_field;
    RoleLabel* m_message;
    QString m_error;
    QString m_hint;
};

} // namespace tributary::ui
