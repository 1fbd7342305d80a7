// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/VerifyDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/sendas/IdentityText.h"
#include "ui/sendas/VerificationText.h"
#include "ui/sendas/VerifyForm.h"
#include "ui/widgets/FittedHeight.h"

#include <QApplication>
#include <QDateTime>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kLaterMs = 100;
constexpr int kWidth = 480;

bool isSame(const model::VerificationTarget& a, const model::VerificationTarget& b) {
    return a.account == b.account && a.purpose == b.purpose && a.address.compare(b.address, Qt::CaseInsensitive) == 0;
}

} // namespace

VerifyDialog* VerifyDialog::openFor(engine::Engine& engine, const model::VerificationTarget& target, QWidget* over) {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        auto* known = qobject_cast<VerifyDialog*>(top);
        if (!known || !known->isVisible() || &known->m_engine != &engine || !isSame(known->m_target, target))
            continue;
        known->raise();
        known->activateWindow();
        return known;
    }
    auto* dialog = new VerifyDialog(engine, target, over);
    dialog->open();
    return dialog;
}

VerifyDialog::VerifyDialog(engine::Engine& engine, const model::VerificationTarget& target, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_target(target) {
    setWindowTitle(tr("Verify Address"));
    setObjectName(QStringLiteral("verifyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kWidth);
    m_form = new VerifyForm(target, accountName(target.account), &QDateTime::currentMSecsSinceEpoch, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    new FittedHeight(this); // it says more or less as the code goes its way
    connect(m_form, &VerifyForm::verifyRequested, this, &VerifyDialog::confirm);
    connect(m_form, &VerifyForm::sendRequested, this, &VerifyDialog::send);
    connect(m_form, &VerifyForm::closeRequested, this, &QDialog::accept);
    m_later.setSingleShot(true);
    m_later.setInterval(kLaterMs);
    connect(&m_later, &QTimer::timeout, this, [this] {
        load();
        loadArrived();
    });
    connect(&m_engine, &engine::Engine::storeChanged, this, &VerifyDialog::follow);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &VerifyDialog::followSoon); // a refused sign-in keeps the mail, too
    load();
    loadArrived();
    m_form->focusFirst();
}

QString VerifyDialog::accountName(AccountId id) const {
    const QList<model::AccountSnapshot> accounts = m_engine.accounts();
    const auto it = std::find_if(accounts.begin(), accounts.end(), [id](const model::AccountSnapshot& one) { return one.account.id == id; });
    return it == accounts.end() ? QString() : accountTitle(it->account);
}

void VerifyDialog::follow(const QList<model::StoreChange>& changes) {
    const bool concerned = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& c) {
        return std::holds_alternative<model::IdentitiesChanged>(c) || std::holds_alternative<model::OutboxChanged>(c) || std::holds_alternative<model::MessagesAdded>(c);
    });
    if (concerned)
        followSoon();
}

void VerifyDialog::followSoon() {
    if (!m_later.isActive())
        m_later.start();
}

void VerifyDialog::load() {
    m_engine.loadVerification(m_target, this, [this](const Result<model::Verification>& found) {
        if (found)
            take(*found);
        else if (found.error().code == ErrorCode::NotFound)
            reject(); // the address or its account has gone
        else
            m_form->showFailure(sendFailureText(found.error()), errorText(found.error()).serverWords);
    });
}

void VerifyDialog::loadArrived() {
    m_engine.loadArrivedCode(m_target, this, [this](const Result<QString>& code) { m_form->showArrived(code.value_or(QString())); });
}

void VerifyDialog::take(const model::Verification& verification) {
    m_form->showState(verification, accountName(verification.via.isValid() ? verification.via : m_target.account));
}

void VerifyDialog::send() {
    m_form->setBusy(true);
    m_form->showFailure({}, {});
    m_engine.sendVerificationCode(m_target, this, [this](const Result<model::Verification>& sent) {
        m_form->setBusy(false);
        if (sent) {
            take(*sent);
            return m_form->focusFirst();
        }
        if (sent.error().code != ErrorCode::AlreadyExists) // proven meanwhile: what is loaded says so
            m_form->showFailure(sendFailureText(sent.error()), errorText(sent.error()).serverWords);
        load();
    });
}

void VerifyDialog::confirm(const QString& typed) {
    m_form->setBusy(true);
    m_engine.confirmVerificationCode(m_target, typed, this, [this](const Result<model::CodeCheck>& check) {
        m_form->setBusy(false);
        if (!check)
            return m_form->showFailure(sendFailureText(check.error()), errorText(check.error()).serverWords);
        take(check->now);
        m_form->showOutcome(*check);
    });
}

} // namespace tributary::ui
