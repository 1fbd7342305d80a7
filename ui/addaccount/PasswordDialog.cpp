// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/AddAccountDialog.h"
#include "ui/models/ErrorText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

PasswordDialog::PasswordDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent)
    : QDialog(parent), m_engine(engine) {
    setWindowTitle(tr("Sign in again"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new RoleLabel(account.account.email, ColorRole::Text, TextSize::Title, this));
    auto* banner = new Banner(BannerKind::Warning, {}, this);
    const auto showError = [banner, place = engine::advicePlace(account.account, engine::Side::Incoming)](const Error& error, const QString& first = {}) {
        const ErrorText text = errorText(error, place);
        const QString advice = first.isEmpty() ? text.advice.value(0) : first;
        banner->setText(advice.isEmpty() ? text.title : tr("%1. %2", "what is wrong; what to do").arg(text.title, advice));
        banner->setServerWords(text.serverWords);
        banner->show();
    };
    banner->hide();
    if (account.state.reason) { // it was accepted once
        const bool isRefused = account.state.reason->code == ErrorCode::CredentialsRejected;
        showError(*account.state.reason, isRefused ? tr("If you have changed it at the provider, enter the new one here.") : QString());
    }
    column->addWidget(banner);
    auto* password = new PasswordEdit(this);
    password->setObjectName(QStringLiteral("newPassword"));
    auto* row = new FormRow(tr("New &password"), password, this);
    row->setHint(tr("It is tried first, and kept only if the server accepts it."));
    column->addWidget(row);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* sign = new QPushButton(tr("Sign in"), this);
    sign->setProperty("kind", QStringLiteral("primary"));
    sign->setObjectName(QStringLiteral("signIn"));
    sign->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(sign);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(sign, &QPushButton::clicked, this, [=, this, id = account.account.id] {
        if (password->text().isEmpty()) {
            row->setError(tr("Enter the password."));
            return;
        }
        row->setError({});
        sign->setEnabled(false);
        sign->setText(tr("Checking…"));
        QByteArray bytes = password->text().toUtf8();
        const Secret secret(bytes);
        Secret::wipe(bytes);
        m_task = m_engine.updatePassword(id, secret, this, {}, [=, this](Result<std::monostate> result) {
            sign->setEnabled(true);
            sign->setText(tr("Sign in"));
            if (result)
                return accept();
            showError(result.error());
            password->setFocus();
            password->selectAll();
        });
    });
    password->setFocus();
}

} // namespace tributary::ui
