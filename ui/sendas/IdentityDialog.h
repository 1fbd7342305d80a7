// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace tributary::ui {

class Banner;
class FormRow;

/// Adds or edits an address to send as (S3): saves it and closes; what is wrong stands at its field. Open with open().
class IdentityDialog : public QDialog {
    Q_OBJECT

  public:
    /// identity: one that is not saved yet (its account may be chosen here), or a known one.
    IdentityDialog(engine::Engine& engine, const model::Identity& identity, QWidget* parent = nullptr);

  Q_SIGNALS:
    void saved(tributary::IdentityId identity);

  private:
    void makeFields(const QList<model::Account>& accounts);
    QLineEdit* makeEdit(const char* name, const QString& text);
    [[nodiscard]] model::Identity typed() const;
    void explain();
    [[nodiscard]] QString addressHint(const model::Identity& identity, const QList<model::Account>& accounts) const;
    [[nodiscard]] QString replyToHint(const model::Identity& identity) const;
    bool check(FormRow* row, bool mayBeEmpty);
    void save();
    void finish(const Result<IdentityId>& saved);

    engine::Engine& m_engine;
    const model::Identity m_before;
    Banner* m_banner;
    QComboBox* m_account = nullptr;
    QLineEdit *m_displayName = nullptr, *m_address = nullptr, *m_replyTo = nullptr;
    FormRow *m_addressRow = nullptr, *m_replyToRow = nullptr;
    QCheckBox* m_default = nullptr;
    QPushButton* m_save;
};

} // namespace tributary::ui
