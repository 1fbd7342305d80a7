// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/SignInDialog.h"

#include "model/Address.h"
#include "ui/addaccount/WaitingPage.h"
#include "ui/models/ErrorText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tributary::ui {

engine::SignIn signInHow() {
    engine::SignIn how;
    how.page.lang = QCoreApplication::translate("SignInPage", "en", "The language of the translation: en, ja ...");
    how.page.successTitle = QCoreApplication::translate("SignInPage", "Go back to Tributary");
    how.page.successLine = QCoreApplication::translate("SignInPage", "The sign-in page is done, and Tributary goes on with the mail servers. You can close this page.");
    how.page.failureTitle = QCoreApplication::translate("SignInPage", "You are not signed in");
    how.page.failureLine = QCoreApplication::translate("SignInPage", "Go back to Tributary: it says why, and you can try again there.");
    return how;
}

SignInDialog::SignInDialog(engine::Engine& engine, const model::AccountSnapshot& account, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_account(account.account) {
    setWindowTitle(tr("Sign in again"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new RoleLabel(m_account.email, ColorRole::Text, TextSize::Title, this));
    m_banner = new Banner(BannerKind::Warning, {}, this);
    m_banner->hide();
    column->addWidget(m_banner);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeFields());
    m_waiting = new WaitingPage(this);
    m_pages->addWidget(m_waiting);
    column->addWidget(m_pages, 1);
    auto* buttons = new QHBoxLayout;
    m_back = new QPushButton(tr("Back"), this);
    m_back->hide();
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_sign = new QPushButton(tr("Authenticate"), this);
    m_sign->setProperty("kind", QStringLiteral("primary"));
    m_sign->setObjectName(QStringLiteral("signIn"));
    m_sign->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(cancel);
    buttons->addWidget(m_sign);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] {
        ++m_attempt;
        m_task.reset();
        showFields();
    });
    connect(m_sign, &QPushButton::clicked, this, [this] {
        if (validate())
            begin(false);
    });
    connect(m_waiting, &WaitingPage::codeRequested, this, [this] { begin(true); });
    if (account.state.reason)
        showError(*account.state.reason);
    m_sign->setFocus();
    if (account.state.needsUser()) // nothing to change: straight to the page, one click and the account works again
        begin(false);
}

QWidget* SignInDialog::makeFields() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    auto* hint = new RoleLabel(tr("You sign in on your provider's own page in your browser. What you change here is kept once you are signed in."),
                               ColorRole::Secondary, TextSize::Normal, page);
    hint->setWordWrap(true);
    column->addWidget(hint);
    const auto edit = [&](const char* name, const QString& text) {
        auto* line = new QLineEdit(text, page);
        line->setObjectName(QString::fromLatin1(name));
        return line;
    };
    m_name = edit("accountName", m_account.name);
    m_displayName = edit("displayName", m_account.displayName);
    m_from = edit("from", m_account.from);
    m_from->setPlaceholderText(m_account.email);
    m_replyTo = edit("replyTo", m_account.replyTo);
    m_replyTo->setPlaceholderText(tr("the same"));
    m_fromRow = new FormRow(tr("&From address"), m_from, page);
    m_replyToRow = new FormRow(tr("&Reply-to address"), m_replyTo, page);
    const auto pair = [&](QWidget* left, QWidget* right) {
        auto* row = new QHBoxLayout;
        row->setSpacing(Tokens::kSpaceM);
        row->addWidget(left);
        row->addWidget(right);
        column->addLayout(row);
    };
    pair(new FormRow(tr("Account &name"), m_name, page), new FormRow(tr("&Your name"), m_displayName, page));
    pair(m_fromRow, m_replyToRow);
    m_since = new QComboBox(page);
    m_since->setObjectName(QStringLiteral("since"));
    const QDate since = m_account.syncSince;
    if (since.isValid())
        m_since->addItem(tr("Mail since %1").arg(QLocale().toString(since, QLocale::ShortFormat)), since);
    m_since->addItem(tr("All mail"), QDate());
    const QDate today = QDate::currentDate();
    m_since->addItem(tr("Mail of the last month"), today.addMonths(-1));
    m_since->addItem(tr("Mail of the last six months"), today.addMonths(-6));
    m_since->addItem(tr("Mail of the last year"), today.addMonths(-12));
    m_since->addItem(tr("Mail of the last five years"), today.addMonths(-60));
    column->addWidget(new FormRow(tr("&Download"), m_since, page));
    m_saveSent = new Switch(tr("Save a copy of sent mail"), page);
    m_saveSent->setChecked(m_account.saveSent);
    column->addWidget(m_saveSent);
    column->addStretch();
    return page;
}

void SignInDialog::showFields() {
    m_pages->setCurrentIndex(0);
    m_back->hide();
    m_sign->show();
}

void SignInDialog::showError(const Error& error) {
    const ErrorText text = errorText(error);
    const QString said = error.code == ErrorCode::WrongMailbox ? text.explanation : text.title + QStringLiteral("."); // the former names it
    m_banner->setText(text.advice.isEmpty() ? said : QString(said + u' ' + text.advice.first()));
    m_banner->setServerWords(text.serverWords);
    m_banner->show();
}

bool SignInDialog::validate() {
    for (const auto& [field, row] : {std::pair{m_from, m_fromRow}, {m_replyTo, m_replyToRow}}) {
        const QString text = field->text().trimmed();
        row->setError(text.isEmpty() || model::looksLikeAddress(text) ? QString() : tr("This is not an e-mail address."));
    }
    return m_fromRow->error().isEmpty() && m_replyToRow->error().isEmpty();
}

model::Account SignInDialog::changed() const {
    model::Account account = m_account;
    account.name = m_name->text().trimmed().isEmpty() ? account.email : m_name->text().trimmed();
    account.displayName = m_displayName->text().trimmed();
    account.from = m_from->text().trimmed();
    account.replyTo = m_replyTo->text().trimmed();
    account.syncSince = m_since->currentData().toDate();
    account.saveSent = m_saveSent->isChecked();
    return account;
}

void SignInDialog::begin(bool byDevice) {
    m_task.reset();
    m_banner->hide();
    m_pages->setCurrentWidget(m_waiting);
    m_back->show();
    m_sign->hide();
    QString provider = m_account.provider;
    for (const engine::ServerCandidate& candidate : m_engine.providers(m_account.email)) {
        if (candidate.providerId == m_account.provider)
            provider = candidate.providerName;
    }
    m_waiting->begin(provider, !byDevice);
    engine::SignIn how = signInHow();
    how.byDevice = byDevice;
    const engine::SignInObserver observer{[this](const QUrl& link) { m_waiting->openLink(link); },
                                          [this](const engine::DevicePrompt& prompt) { m_waiting->showCode(prompt); }, {}};
    m_task = m_engine.signInAgain(changed(), how, this, observer, [this, number = ++m_attempt](Result<std::monostate> result) {
        if (number == m_attempt)
            ended(result);
    });
}

void SignInDialog::ended(const Result<std::monostate>& result) {
    if (result)
        return accept();
    showFields();
    showError(result.error());
}

} // namespace tributary::ui
