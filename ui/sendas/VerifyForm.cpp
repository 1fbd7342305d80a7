// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/VerifyForm.h"

#include "ui/sendas/CodeEdit.h"
#include "ui/sendas/VerificationText.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <optional>
#include <utility>

namespace tributary::ui {

using model::CodeState;

namespace {

constexpr int kSecondMs = 1000;

/// Only what is another one: a screen reader tells each change of a banner.
void tell(Banner* banner, const std::optional<MailNotice>& notice) {
    const bool isTold = banner->isVisibleTo(banner->parentWidget()) && notice && banner->property("told").toString() == notice->text + notice->serverWords;
    if (isTold)
        return;
    banner->setVisible(notice.has_value());
    if (!notice)
        return;
    banner->setProperty("told", QString(notice->text + notice->serverWords));
    banner->setKind(notice->kind);
    banner->setText(notice->text);
    banner->setServerWords(notice->serverWords);
}

/// The one that Return presses.
void makePrimary(QPushButton* button, bool isPrimary) {
    button->setDefault(isPrimary);
    button->setProperty("kind", isPrimary ? QVariant(QStringLiteral("primary")) : QVariant());
    button->update();
}

} // namespace

VerifyForm::VerifyForm(const model::VerificationTarget& target, const QString& account, Now now, QWidget* parent)
    : QWidget(parent), m_target(target), m_now(std::move(now)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    auto* title = new ElidedLabel(target.address, ColorRole::Text, TextSize::Title, this);
    title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // an address makes no window wide
    title->setElideMode(Qt::ElideMiddle);
    column->addWidget(title);
    m_purpose = new RoleLabel(purposeText(target, account), ColorRole::Secondary, TextSize::Normal, this);
    m_purpose->setWordWrap(true);
    column->addWidget(m_purpose);
    makeBanners();
    makeCode();
    column->addWidget(m_failure);
    column->addStretch();
    column->addWidget(makeButtons());
    m_second.setInterval(kSecondMs);
    connect(&m_second, &QTimer::timeout, this, &VerifyForm::tick);
    follow();
}

void VerifyForm::makeBanners() {
    m_mail = new Banner(BannerKind::Info, {}, this);
    m_mail->setObjectName(QStringLiteral("codeMail"));
    m_arrived = new Banner(BannerKind::Success, tr("The code has come to one of your mailboxes."), this);
    m_arrived->setObjectName(QStringLiteral("codeArrived"));
    QPushButton* fill = m_arrived->addAction(tr("&Fill in"));
    fill->setObjectName(QStringLiteral("fillInCode"));
    fill->setAccessibleName(tr("Fill in the code that has come"));
    connect(fill, &QPushButton::clicked, this, &VerifyForm::fillIn);
    m_failure = new Banner(BannerKind::Error, {}, this);
    m_failure->setObjectName(QStringLiteral("codeFailure"));
    m_failure->setClosable(true);
    for (Banner* banner : {m_mail, m_arrived, m_failure})
        banner->hide();
    layout()->addWidget(m_mail);
    layout()->addWidget(m_arrived);
}

void VerifyForm::makeCode() {
    m_code = new CodeEdit(this);
    m_code->setObjectName(QStringLiteral("code"));
    m_code->setAlignment(Qt::AlignCenter);
    m_code->setAccessibleName(tr("Six-digit code"));
    m_row = new FormRow(tr("C&ode"), m_code, this);
    layout()->addWidget(m_row);
    m_left = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_left->setObjectName(QStringLiteral("codeLeft"));
    layout()->addWidget(m_left);
    connect(m_code, &QLineEdit::textEdited, this, [this] { m_row->setError({}); });
}

QWidget* VerifyForm::makeButtons() {
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    m_send = new QPushButton(buttons);
    m_send->setObjectName(QStringLiteral("sendCode"));
    m_close = new QPushButton(tr("Close"), buttons);
    m_close->setObjectName(QStringLiteral("closeVerify"));
    m_verify = new QPushButton(tr("&Verify"), buttons);
    m_verify->setObjectName(QStringLiteral("verifyCode"));
    row->addWidget(m_send);
    row->addStretch();
    row->addWidget(m_close);
    row->addWidget(m_verify);
    connect(m_send, &QPushButton::clicked, this, &VerifyForm::sendRequested);
    connect(m_close, &QPushButton::clicked, this, &VerifyForm::closeRequested);
    connect(m_verify, &QPushButton::clicked, this, &VerifyForm::verify);
    return buttons;
}

/// Seconds pass while somebody sees them.
bool VerifyForm::event(QEvent* event) {
    if (event->type() == QEvent::Show) {
        tick();
        m_second.start();
    } else if (event->type() == QEvent::Hide) {
        m_second.stop();
    }
    return QWidget::event(event);
}

/// As it was told, and as the time since then has made it.
model::Verification VerifyForm::current() const {
    model::Verification now = m_state;
    if (now.state == CodeState::Valid && now.expiresMs != 0 && now.expiresMs <= m_now())
        now.state = CodeState::Expired;
    return now;
}

/// One that has not left may be there all the same, before it is told.
bool VerifyForm::canType() const {
    const CodeState state = current().state;
    return !m_isKnown || state == CodeState::Valid || state == CodeState::Waiting;
}

void VerifyForm::showState(const model::Verification& verification, const QString& via) {
    if (verification.messageIdHeader != m_state.messageIdHeader)
        m_row->setError({}); // it was about another code
    const bool couldType = m_code->isEnabled(), wasProven = std::exchange(m_state, verification).isProven;
    m_via = via;
    const bool isFirst = !std::exchange(m_isKnown, true);
    follow();
    if (isFirst || couldType != m_code->isEnabled() || verification.isProven != wasProven) // what had the focus may have gone
        focusFirst();
}

void VerifyForm::showOutcome(const model::CodeCheck& check) {
    m_row->setError(outcomeText(check));
    follow();
    if (check.outcome == model::CodeOutcome::Right || !m_code->isEnabled())
        return focusFirst();
    m_code->setAccessibleDescription(m_row->error() + u' ' + m_left->accessibleName()); // with the tries that are left
    m_code->selectAll(); // the next try is typed over it
    m_code->setFocus();
}

void VerifyForm::showArrived(const QString& code) {
    m_arrivedCode = code;
    follow();
}

void VerifyForm::showFailure(const QString& text, const QString& serverWords) {
    tell(m_failure, text.isEmpty() ? std::nullopt : std::optional(MailNotice{BannerKind::Error, text, serverWords}));
}

void VerifyForm::setBusy(bool busy) {
    m_isBusy = busy;
    m_code->setReadOnly(busy);
    showButtons();
}

void VerifyForm::follow() {
    const model::Verification now = current();
    for (QWidget* part : QList<QWidget*>{m_purpose, m_row})
        part->setVisible(!now.isProven);
    m_code->setEnabled(canType());
    if (!canType())
        m_code->clear(); // of no use any more
    const bool canFillIn = !now.isProven && canType() && !m_arrivedCode.isEmpty() && m_code->text() != m_arrivedCode;
    if (canFillIn != m_arrived->isVisibleTo(this))
        m_arrived->setVisible(canFillIn);
    if (now.isProven)
        m_failure->hide();
    showMail(now);
    tick();
}

void VerifyForm::showMail(const model::Verification& now) {
    if (!m_isKnown)
        return;
    if (now.isProven)
        return tell(m_mail, MailNotice{BannerKind::Success, provenText(m_target), {}});
    tell(m_mail, mailNotice(now, m_via));
    if (const QString problem = codeProblem(now.state); !problem.isEmpty())
        m_row->setError(problem);
}

void VerifyForm::tick() {
    if (m_isKnown && !canType() && m_code->isEnabled()) // it has just run out
        return follow();
    const model::Verification now = current();
    m_left->setText(leftText(now, m_now(), false));
    m_left->setVisible(!now.isProven && !m_left->text().isEmpty());
    if (const QString spoken = leftText(now, m_now(), true); spoken != m_left->accessibleName())
        m_left->setAccessibleName(spoken);
    showButtons();
}

/// The limits of the engine, and a moment for the last one to arrive: else a click too many costs one of few.
qint64 VerifyForm::nextSendMs() const {
    using std::chrono::milliseconds;
    if (m_state.state != CodeState::Valid || m_state.expiresMs == 0)
        return m_state.nextMailMs;
    return std::max<qint64>(m_state.nextMailMs, m_state.expiresMs - milliseconds(model::kCodeLife).count() + milliseconds(model::kCodeMailPause).count());
}

void VerifyForm::showButtons() {
    const qint64 nextMs = nextSendMs();
    const bool isProven = m_state.isProven, canSend = nextMs <= m_now();
    const bool isFirst = m_state.state == CodeState::None;
    m_send->setVisible(m_isKnown && !isProven);
    m_send->setText(sendButtonText(isFirst, nextMs, m_now()));
    m_send->setAccessibleName(isFirst ? tr("Send a code") : tr("Send another code"));
    if (const QString when = sendButtonDescription(nextMs, m_now()); when != m_send->accessibleDescription())
        m_send->setAccessibleDescription(when);
    if (canSend != m_send->isEnabled() || m_isBusy)
        m_send->setEnabled(canSend && !m_isBusy);
    m_verify->setVisible(!isProven && canType());
    m_verify->setEnabled(!m_isBusy);
    m_close->setText(isProven ? tr("Done") : tr("Close"));
    makePrimary(m_verify, !isProven && canType());
    makePrimary(m_send, !isProven && !canType() && canSend);
    makePrimary(m_close, isProven);
}

void VerifyForm::focusFirst() {
    if (m_state.isProven)
        m_close->setFocus();
    else if (m_code->isEnabled())
        m_code->setFocus();
    else
        (m_send->isEnabled() ? m_send : m_close)->setFocus();
}

void VerifyForm::fillIn() {
    m_code->setText(m_arrivedCode);
    m_row->setError({});
    m_code->setFocus(); // before the button goes
    follow();
}

void VerifyForm::verify() {
    if (m_isBusy || m_code->isComposing() || !m_code->isEnabled())
        return;
    showFailure({}, {});
    if (!model::codeFromTyped(m_code->text()).isEmpty())
        return void(Q_EMIT verifyRequested(m_code->text()));
    m_row->setError(m_code->text().trimmed().isEmpty() ? tr("Type the code from the mail.") : tr("The code is six digits."));
    m_code->setFocus();
}

} // namespace tributary::ui
