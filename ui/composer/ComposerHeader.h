// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Identity.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QToolButton;

namespace tributary::ui {

class RecipientField;

/// Who a message is from and to, and its subject. GUI thread only.
class ComposerHeader : public QWidget {
    Q_OBJECT

  public:
    explicit ComposerHeader(QWidget* parent = nullptr);

    /// accounts: names by account id, to tell addresses of several accounts apart.
    void setIdentities(const QList<model::Identity>& identities, const QHash<qint64, QString>& accounts);
    void setIdentity(IdentityId id); ///< not told by identityChosen()
    [[nodiscard]] std::optional<model::Identity> identity() const;
    [[nodiscard]] RecipientField& to() { return *m_to; }
    [[nodiscard]] RecipientField& cc() { return *m_cc; }
    [[nodiscard]] RecipientField& bcc() { return *m_bcc; }
    [[nodiscard]] QString subject() const;
    void setSubject(const QString& subject);
    /// Shows Cc and Bcc where they have something.
    void showFilled();
    void focusFirstEmpty();
    void focusSubject();
    [[nodiscard]] QWidget* lastField() const; ///< for the tab order

  Q_SIGNALS:
    void identityChosen();
    void changed();
    void completionRequested(tributary::ui::RecipientField* field, const QString& text);

  private:
    RecipientField* addRecipients(const QString& label, int row);
    void showRow(int row, bool shown);
    QWidget* makeMore();
    void followMore();

    QGridLayout* m_grid;
    QComboBox* m_from;
    RecipientField *m_to, *m_cc, *m_bcc;
    QLineEdit* m_subject;
    QToolButton *m_showCc, *m_showBcc;
    QWidget* m_more = nullptr;
    QList<model::Identity> m_identities;
};

} // namespace tributary::ui
