// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ManagedPage.h"

#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

using accounts::Lock;

RoleLabel* managedLine(const QString& text, QWidget* parent) {
    auto* label = new RoleLabel(text, ColorRole::Secondary, TextSize::Normal, parent);
    label->setWordWrap(true);
    return label;
}

QString lockWords(Lock lock) {
    switch (lock) {
    case Lock::Accounts: return ManagedPage::tr("Accounts cannot be added, changed or removed, but for those that are prepared.");
    case Lock::Identities: return ManagedPage::tr("Addresses to send as cannot be added, changed or removed.");
    case Lock::Signatures: return ManagedPage::tr("Signatures cannot be changed.");
    case Lock::Filters: return ManagedPage::tr("Filters cannot be added, changed or removed.");
    case Lock::Vacation: return ManagedPage::tr("The vacation reply cannot be turned on or changed.");
    case Lock::SyncSince: return ManagedPage::tr("How far back mail is downloaded cannot be changed.");
    case Lock::SaveSent: return ManagedPage::tr("Whether copies of sent mail are kept cannot be changed.");
    case Lock::NonStandardPorts:
    case Lock::RemotePictures: break; // told by what counts
    }
    return {};
}

void addAccountWords(const engine::Policy& policy, QStringList& lines) {
    for (const accounts::PresetAccount& account : policy.accounts) {
        lines.append(account.isLocked ? ManagedPage::tr("%1 is prepared, with servers that cannot be changed.").arg(account.email)
                                      : ManagedPage::tr("%1 is prepared: only signing in is left to do.").arg(account.email));
    }
    const auto list = [&lines](const QString& text, const QStringList& names) {
        if (!names.isEmpty())
            lines.append(text.arg(names.join(QStringLiteral(", "))));
    };
    list(ManagedPage::tr("Only accounts of these domains are allowed: %1."), policy.allowedDomains);
    list(ManagedPage::tr("Accounts of these domains are not allowed: %1."), policy.refusedDomains);
    list(ManagedPage::tr("Only these providers are allowed: %1."), policy.allowedProviders);
    list(ManagedPage::tr("These providers are not allowed: %1."), policy.refusedProviders);
    QStringList protocols;
    for (const model::Protocol protocol : policy.allowedProtocols)
        protocols.append(QString(model::protocolName(protocol)).toUpper());
    list(ManagedPage::tr("Mail can be read only by: %1."), protocols);
    if (policy.maxAccounts > 0)
        lines.append(ManagedPage::tr("At most %n account(s) can be added.", nullptr, policy.maxAccounts));
}

} // namespace

QStringList ManagedPage::words(const engine::Policy& policy) {
    QStringList lines;
    addAccountWords(policy, lines);
    if (policy.allowNonStandardPorts)
        lines.append(*policy.allowNonStandardPorts ? tr("Non-standard ports are allowed.") : tr("Only standard ports are allowed."));
    if (!policy.certificates.extraAuthorities.isEmpty())
        lines.append(tr("%n additional certificate authority file(s) are trusted.", nullptr, static_cast<int>(policy.certificates.extraAuthorities.size())));
    if (!policy.oauthClients.isEmpty())
        lines.append(tr("Client IDs for signing in at a provider's page are set for: %1.").arg(QStringList(policy.oauthClients.keys()).join(QStringLiteral(", "))));
    if (policy.discoveryService)
        lines.append(policy.discoveryService->isEmpty() ? tr("Servers of unknown addresses are not looked up elsewhere.") : tr("Servers of unknown addresses are looked up at %1.").arg(*policy.discoveryService));
    if (policy.remotePictures)
        lines.append(*policy.remotePictures == engine::RemotePictureRule::Never ? tr("Remote pictures are never fetched.") : tr("Remote pictures are fetched only for single messages, on a click."));
    for (const Lock lock : accounts::allLocks()) {
        if (policy.locks(lock) && !lockWords(lock).isEmpty())
            lines.append(lockWords(lock));
    }
    return lines;
}

ManagedPage::ManagedPage(const engine::Policy& policy, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    column->addWidget(new RoleLabel(ManagedMark::words(), ColorRole::Text, TextSize::Title, this));
    column->addWidget(managedLine(tr("These settings come from %1 and cannot be changed here.").arg(policy.file), this));
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* inner = new QWidget(area);
    auto* lines = new QVBoxLayout(inner);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(Tokens::kSpaceM);
    for (const QString& line : words(policy)) {
        auto* label = managedLine(QStringLiteral("•  ") + line, inner);
        label->setObjectName(QStringLiteral("managedLine"));
        lines->addWidget(label);
    }
    lines->addStretch();
    area->setWidget(inner);
    column->addWidget(area, 1);
}

} // namespace tributary::ui
