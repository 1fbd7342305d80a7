// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/TestDialog.h"

#include "ui/addaccount/CheckingPage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

QString relayName(const engine::Engine& engine, const model::Account& account) {
    for (const model::AccountSnapshot& other : engine.accounts()) {
        if (account.relay && other.account.id == *account.relay)
            return other.account.email;
    }
    return {};
}

TestDialog::TestDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_snapshot(account) {
    setWindowTitle(tr("Test connection"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(600, 660);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    auto* title = new ElidedLabel(account.account.email, ColorRole::Text, TextSize::Title, this);
    column->addWidget(title);
    auto* area = new QScrollArea(this);
    m_checking = new CheckingPage(area);
    area->setWidget(m_checking);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(area, 1);
    auto* buttons = new QHBoxLayout;
    const auto add = [&](const QString& text, const char* name) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        buttons->addWidget(button);
        return button;
    };
    m_copy = add(tr("Copy details"), "copyDetails");
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    buttons->addStretch();
    m_password = add(tr("Sign in again"), "testPassword");
    m_again = add(tr("Test again"), "testAgain");
    m_close = add(tr("Close"), "testClose");
    m_close->setDefault(true);
    column->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_checking->details()); });
    connect(m_again, &QPushButton::clicked, this, &TestDialog::begin);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_password, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT passwordRequested(m_snapshot.account.id);
    });
    begin();
}

void TestDialog::begin() {
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_password->hide();
    m_checking->begin(m_snapshot.account, relayName(m_engine, m_snapshot.account));
    m_task = m_engine.testStoredAccount(
        m_snapshot.account.id, this, [this](const engine::StageReport& report) { m_checking->take(report); },
        [this](const Result<engine::ProbeOutcome>& outcome) { ended(outcome); });
}

void TestDialog::ended(const Result<engine::ProbeOutcome>& outcome) {
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
    const std::optional<Error> error = outcome ? outcome->error : std::optional(outcome.error());
    if (error) {
        m_checking->fail(*error);
        m_password->setVisible(error->kind == ErrorKind::Auth);
        return;
    }
    m_checking->succeed();
    if (m_snapshot.account.enabled && m_snapshot.state.reason) // what stood in the way is gone
        m_engine.syncNow(m_snapshot.account.id);
}

} // namespace tributary::ui
