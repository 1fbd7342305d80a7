// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/ClientFields.h"

#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

QLineEdit* field(const char* name, QWidget* parent) {
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QString::fromLatin1(name));
    return edit;
}

} // namespace

ClientFields::ClientFields(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_missing = new Banner(BannerKind::Info, {}, this);
    m_missing->setObjectName(QStringLiteral("clientMissing"));
    column->addWidget(m_missing);
    m_managed = new RoleLabel(tr("The client ID is set by your organisation."), ColorRole::Secondary, TextSize::Small, this);
    m_managed->setWordWrap(true);
    column->addWidget(m_managed);
    m_id = field("clientId", this);
    m_idRow = new FormRow(tr("&Client ID"), m_id, this);
    column->addWidget(m_idRow);
    m_tenant = field("tenant", this);
    m_tenantRow = new FormRow(tr("&Tenant"), m_tenant, this);
    m_tenantRow->setHint(tr("Only where the administrator says so; else leave it empty."));
    column->addWidget(m_tenantRow);
    setFocusProxy(m_id);
    connect(m_id, &QLineEdit::textEdited, this, [this] { m_idRow->setError({}); });
}

void ClientFields::setProvider(const QString& name, const engine::OAuthClient& client, bool isManaged) {
    m_client = client;
    m_isManaged = isManaged;
    m_id->setText(client.clientId);
    m_tenant->setText(client.tenant);
    m_managed->setVisible(isManaged);
    m_idRow->setVisible(!isManaged);
    m_tenantRow->setVisible(!isManaged);
    m_missing->setVisible(client.clientId.isEmpty());
    m_missing->setText(tr("%1 only lets programs in that are registered there, and this copy of Tributary is not yet. An administrator registers it "
                          "once and gives you a client ID; the manual (docs/oauth.md) shows how, step by step.")
                           .arg(name));
}

engine::OAuthClient ClientFields::client() const {
    engine::OAuthClient client = m_client;
    client.clientId = m_id->text().trimmed();
    client.tenant = m_tenant->text().trimmed();
    return client;
}

bool ClientFields::isChanged() const {
    return !m_isManaged && (client().clientId != m_client.clientId || client().tenant != m_client.tenant);
}

bool ClientFields::validate() {
    if (m_isManaged)
        return true;
    const auto fits = [](const QString& text) { return std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7F); }); };
    const QString id = m_id->text().trimmed();
    m_idRow->setError(id.isEmpty() ? tr("Enter the client ID.") : fits(id) ? QString() : tr("Letters, digits and signs without blanks, please."));
    const QString tenant = m_tenant->text().trimmed();
    const bool isName = std::all_of(tenant.begin(), tenant.end(), [](QChar c) { return (c < QChar(0x80) && c.isLetterOrNumber()) || c == u'.' || c == u'-'; });
    m_tenantRow->setError(isName ? QString() : tr("common, organizations, consumers or a tenant ID, please."));
    return m_idRow->error().isEmpty() && m_tenantRow->error().isEmpty();
}

} // namespace tributary::ui
