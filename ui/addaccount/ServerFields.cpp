// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/ServerFields.h"

#include "engine/AccountSetup.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <algorithm>

namespace tributary::ui {

ServerFields::ServerFields(model::Protocol protocol, const QString& title, QWidget* parent) : QWidget(parent), m_protocol(protocol) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Tokens::kSpaceM);
    grid->setVerticalSpacing(Tokens::kSpaceS);
    const QString prefix = protocol == model::Protocol::Smtp ? QStringLiteral("out-") : QStringLiteral("in-");
    m_host = new QLineEdit(this);
    m_host->setObjectName(prefix + QStringLiteral("host"));
    m_port = new QLineEdit(this);
    m_port->setObjectName(prefix + QStringLiteral("port"));
    m_port->setInputMethodHints(Qt::ImhDigitsOnly);
    m_security = new QComboBox(this);
    m_security->setObjectName(prefix + QStringLiteral("security"));
    m_security->addItem(tr("TLS"), static_cast<int>(model::Security::Tls));
    m_security->addItem(tr("STARTTLS"), static_cast<int>(model::Security::StartTls));
    m_user = new QLineEdit(this);
    m_user->setObjectName(prefix + QStringLiteral("user"));
    m_title = new RoleLabel(title, ColorRole::Text, TextSize::Strong, this);
    grid->addWidget(m_title, 0, 0, 1, 3);
    m_hostRow = new FormRow(tr("Server"), m_host, this);
    m_portRow = new FormRow(tr("Port"), m_port, this);
    m_userRow = new FormRow(tr("User name"), m_user, this);
    // At the top: what is wrong with one of them stands below it and moves none of the others.
    grid->addWidget(m_hostRow, 1, 0, Qt::AlignTop);
    grid->addWidget(m_portRow, 1, 1, Qt::AlignTop);
    grid->addWidget(new FormRow(tr("Encryption"), m_security, this), 1, 2, Qt::AlignTop);
    grid->addWidget(m_userRow, 2, 0, 1, 3);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 3);
    for (QLineEdit* edit : {m_host, m_port, m_user})
        connect(edit, &QLineEdit::textEdited, this, &ServerFields::edited);
    connect(m_security, &QComboBox::activated, this, &ServerFields::securityChosen);
}

void ServerFields::setProtocol(model::Protocol protocol, const QString& title) {
    m_protocol = protocol;
    m_title->setText(title);
}

quint16 ServerFields::usualPort(bool tls) const {
    switch (m_protocol) {
    case model::Protocol::Imap: return tls ? 993 : 143;
    case model::Protocol::Pop3: return tls ? 995 : 110;
    case model::Protocol::Smtp: break;
    }
    return tls ? 465 : 587;
}

void ServerFields::setSettings(const model::ServerSettings& settings) {
    m_host->setText(settings.host);
    m_port->setText(settings.port > 0 ? QString::number(settings.port) : QString());
    m_security->setCurrentIndex(std::max(0, m_security->findData(static_cast<int>(settings.security))));
    m_user->setText(settings.user);
}

model::ServerSettings ServerFields::settings() const {
    return {m_host->text().trimmed(), m_port->text().trimmed().toUShort(),
            static_cast<model::Security>(m_security->currentData().toInt()), m_user->text().trimmed()};
}

void ServerFields::setAllowNonStandard(bool allow) {
    m_allowNonStandard = allow;
    if (!m_port->text().isEmpty())
        edited();
}

void ServerFields::securityChosen() {
    // The port follows the choice as long as it is a standard one.
    const bool tls = settings().security == model::Security::Tls;
    if (accounts::checkPort(m_protocol, settings().port, false) || m_port->text().isEmpty()) {
        m_port->setText(QString::number(usualPort(tls)));
    }
    edited();
}

void ServerFields::edited() {
    m_hostRow->setError({});
    m_userRow->setError({});
    const bool portFits = m_port->text().isEmpty() || accounts::checkPort(m_protocol, settings().port, m_allowNonStandard).has_value();
    m_portRow->setError(portFits ? QString()
                        : m_allowNonStandard ? tr("Only 1 to 65535")
                        : m_protocol == model::Protocol::Smtp ? tr("Only 465, 587 or 25")
                        : m_protocol == model::Protocol::Pop3 ? tr("Only 995 or 110")
                                                              : tr("Only 993 or 143"));
    Q_EMIT changed();
}

bool ServerFields::validate(bool optional) {
    edited();
    const model::ServerSettings server = settings();
    if (optional && server.host.isEmpty())
        return true;
    if (server.host.isEmpty())
        m_hostRow->setError(tr("Enter the server's name."));
    if (m_port->text().trimmed().isEmpty())
        m_portRow->setError(tr("Enter a port."));
    if (server.user.isEmpty())
        m_userRow->setError(tr("Enter the user name."));
    return m_hostRow->error().isEmpty() && m_portRow->error().isEmpty() && m_userRow->error().isEmpty();
}

} // namespace tributary::ui
