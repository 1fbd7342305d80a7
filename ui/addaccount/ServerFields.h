// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace tributary::ui {

class FormRow;
class RoleLabel;

/// Host, port, security and user name of one server (S12, S13, S16), with the port rule told at the field.
class ServerFields : public QWidget {
    Q_OBJECT

  public:
    ServerFields(model::Protocol protocol, const QString& title, QWidget* parent = nullptr);
    /// Of incoming mail: IMAP or POP3.
    void setProtocol(model::Protocol protocol, const QString& title);
    void setSettings(const model::ServerSettings& settings);
    [[nodiscard]] model::ServerSettings settings() const;
    void setAllowNonStandard(bool allow);
    /// Shows what is wrong at the fields; true when nothing is. optional: an empty host is fine.
    bool validate(bool optional);

  Q_SIGNALS:
    void changed();

  private:
    void edited();
    void securityChosen();
    [[nodiscard]] quint16 usualPort(bool tls) const;
    model::Protocol m_protocol;
    RoleLabel* m_title;
    QLineEdit* m_host;
    QLineEdit* m_port;
    QComboBox* m_security;
    QLineEdit* m_user;
    FormRow *m_hostRow, *m_portRow, *m_userRow;
    bool m_allowNonStandard = false;
};

} // namespace tributary::ui
