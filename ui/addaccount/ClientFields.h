// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QWidget>

class QLineEdit;

namespace tributary::ui {

class Banner;
class FormRow;
class RoleLabel;

/// As what this program is known at a provider (docs/oauth.md): what is missing, and where it is entered. Nothing to enter
/// where an administrator has.
class ClientFields : public QWidget {
    Q_OBJECT

  public:
    explicit ClientFields(QWidget* parent = nullptr);
    void setProvider(const QString& name, const engine::OAuthClient& client, bool isManaged);
    [[nodiscard]] engine::OAuthClient client() const;
    [[nodiscard]] bool isChanged() const;
    /// True when there is a client id; else says why at the field.
    bool validate();

  private:
    Banner* m_missing;
    QLineEdit *m_id, *m_tenant;
    FormRow *m_idRow, *m_tenantRow;
    RoleLabel* m_managed;
    engine::OAuthClient m_client;
    bool m_isManaged = false;
};

} // namespace tributary::ui
