// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/WaitingPage.h"

#include "ui/models/ErrorText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kSpinner = 24;
} // namespace

WaitingPage::WaitingPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    auto* head = new QHBoxLayout;
    head->setSpacing(Tokens::kSpaceM);
    m_spinner = new Spinner(this);
    m_spinner->setSide(kSpinner);
    m_title = new RoleLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_title->setWordWrap(true);
    head->addWidget(m_spinner, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    column->addLayout(head);
    m_banner = new Banner(BannerKind::Warning, {}, this);
    m_banner->setObjectName(QStringLiteral("signInFailure"));
    column->addWidget(m_banner);
    m_hint = new RoleLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    m_code = new RoleLabel({}, ColorRole::Text, TextSize::Title, this);
    m_code->setObjectName(QStringLiteral("userCode"));
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_code);
    auto* row = new QWidget(this);
    auto* buttons = new FlowLayout(row);
    m_again = new QPushButton(tr("Open again"), row);
    m_again->setObjectName(QStringLiteral("openAgain"));
    m_copy = new QPushButton(tr("Copy link"), row);
    m_copy->setObjectName(QStringLiteral("copyLink"));
    m_useCode = new QPushButton(tr("Sign in on another device"), row);
    m_useCode->setObjectName(QStringLiteral("useCode"));
    m_useCode->setProperty("kind", QStringLiteral("quiet"));
    for (QPushButton* button : {m_again, m_copy, m_useCode}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    column->addWidget(row);
    column->addStretch();
    connect(m_again, &QPushButton::clicked, this, &WaitingPage::open);
    connect(m_copy, &QPushButton::clicked, this, &WaitingPage::copyLink);
    connect(m_useCode, &QPushButton::clicked, this, &WaitingPage::codeRequested);
}

void WaitingPage::begin(const QString& provider, bool canUseCode) {
    m_provider = provider;
    m_link = {};
    m_spinner->show();
    m_banner->hide();
    m_code->hide();
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_useCode->setVisible(canUseCode);
    m_title->setText(tr("Opening the sign-in page of %1…").arg(provider));
    m_hint->setText(tr("Sign in there and allow Tributary to read and send your mail. Your password stays with %1: Tributary never sees it.").arg(provider));
}

void WaitingPage::openLink(const QUrl& link) {
    m_link = link;
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
    m_title->setText(tr("Waiting for you to sign in at %1 in your browser").arg(m_provider));
    open();
}

void WaitingPage::open() {
    if (QDesktopServices::openUrl(m_link))
        return;
    m_banner->setText(tr("No browser could be opened. Copy the link and open it in one on this computer."));
    m_banner->setServerWords({});
    m_banner->show();
}

void WaitingPage::copyLink() { QGuiApplication::clipboard()->setText(QString::fromLatin1(m_link.toEncoded())); }

void WaitingPage::showCode(const engine::DevicePrompt& prompt) {
    m_link = prompt.verificationUri;
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
    m_useCode->hide();
    m_title->setText(tr("On any device, open %1 and enter this code").arg(m_link.toDisplayString()));
    m_code->setText(prompt.userCode);
    m_code->setAccessibleName(tr("Code: %1").arg(prompt.userCode));
    m_code->show();
}

void WaitingPage::fail(const Error& error) {
    const ErrorText text = errorText(error);
    m_spinner->hide();
    m_code->hide();
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_useCode->hide();
    m_title->setText(tr("You are not signed in"));
    m_hint->setText(text.explanation);
    const bool isLater = error.kind == ErrorKind::TemporaryRefusal; // nothing here tries again by itself
    const QString advice = isLater ? tr("Try again in a few minutes.") : text.advice.value(0);
    m_banner->setText(advice.isEmpty() ? text.title : tr("%1. %2", "what is wrong; what to do").arg(text.title, advice));
    m_banner->setServerWords(text.serverWords);
    m_banner->show();
}

bool WaitingPage::failed() const { return m_spinner->isHidden(); }

} // namespace tributary::ui
