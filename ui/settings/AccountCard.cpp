// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/AccountCard.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/settings/StorageBar.h"
#include "ui/settings/StorageText.h"
#include "ui/style/Icons.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

QString stateText(const model::AccountState& state) {
    using model::AccountActivity;
    if (state.reason) {
        const ErrorText text = errorText(*state.reason);
        return state.reason->code == ErrorCode::RefusedByPolicy ? text.title + QStringLiteral(": ") + text.explanation : text.title;
    }
    switch (state.activity) {
    case AccountActivity::Connecting: return AccountCard::tr("Connecting…");
    case AccountActivity::Syncing: return AccountCard::tr("Syncing…");
    case AccountActivity::Ready: return state.lastSyncMs > 0 ? AccountCard::tr("Last synced: %1").arg(shortDate(state.lastSyncMs, QDateTime::currentDateTime())) : AccountCard::tr("In step");
    case AccountActivity::Offline: return AccountCard::tr("Offline");
    case AccountActivity::Disabled: return AccountCard::tr("Switched off");
    }
    return {};
}

} // namespace

AccountCard::AccountCard(QWidget* parent) : MovableCard(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceM);
    column->setSpacing(Tokens::kSpaceXs);
    auto* first = new QHBoxLayout;
    m_name = new ElidedLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_badge = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_enabled = new Switch({}, this);
    m_enabled->setAccessibleName(tr("Account is switched on"));
    m_enabled->setObjectName(QStringLiteral("enabled"));
    first->addWidget(m_name, 1);
    first->addWidget(m_badge);
    first->addSpacing(Tokens::kSpaceS);
    first->addWidget(m_enabled);
    column->addLayout(first);
    m_address = new ElidedLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    column->addWidget(m_address);
    m_signInEnd = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_signInEnd->setObjectName(QStringLiteral("signInEnd"));
    m_signInEnd->hide();
    column->addWidget(m_signInEnd);
    m_state = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this); // whole: why an account has stopped is not cut
    m_state->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("accountState"));
    column->addWidget(m_state);
    auto* last = new QHBoxLayout;
    last->addStretch();
    m_signIn = new QPushButton(tr("Sign in again"), this);
    m_signIn->setObjectName(QStringLiteral("signInAgain"));
    connect(m_signIn, &QPushButton::clicked, this, &AccountCard::passwordRequested);
    m_default = addButton(QStringLiteral("star"), tr("Show this account first when Tributary starts"), "default");
    m_switch = addButton(QStringLiteral("switch-account"), tr("Switch to this account"), "switch");
    m_sync = addButton(QStringLiteral("refresh"), tr("Sync now"), "sync");
    m_edit = addButton(QStringLiteral("edit"), tr("Edit this account"), "edit");
    m_pause = addButton(QStringLiteral("pause"), tr("Pause until Tributary is started again"), "pause");
    m_test = addButton(QStringLiteral("server"), tr("Test connection"), "test");
    m_password = addButton(QStringLiteral("key"), tr("Change the password"), "password");
    m_up = addButton(QStringLiteral("chevron-up"), tr("Move up"), "up");
    m_down = addButton(QStringLiteral("chevron-down"), tr("Move down"), "down");
    m_remove = addButton(QStringLiteral("remove"), tr("Remove this account"), "remove");
    for (QToolButton* button : {m_default, m_switch, m_sync, m_pause, m_edit, m_test, m_password, m_up, m_down, m_remove})
        last->addWidget(button);
    column->addLayout(last);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Tokens::kSpaceXs);
    m_progress->setAccessibleName(tr("Progress of the sync"));
    m_progress->hide();
    column->addWidget(m_progress);
    m_storage = new StorageBar(this);
    m_storage->setObjectName(QStringLiteral("storageBar"));
    m_storage->hide();
    column->addWidget(m_storage);
    m_tryOut = new QPushButton(tr("Test connection"), this);
    m_tryOut->setObjectName(QStringLiteral("testConnection"));
    auto* mends = new QHBoxLayout; // beside the icons they would cut the reason
    mends->addWidget(m_signIn);
    mends->addWidget(m_tryOut);
    mends->addStretch();
    column->addLayout(mends);
    connect(m_enabled, &Switch::toggled, this, [this](bool on) {
        if (!m_showing)
            Q_EMIT enabledChanged(on);
    });
    connect(m_default, &QToolButton::clicked, this, &AccountCard::defaultRequested);
    connect(m_switch, &QToolButton::clicked, this, &AccountCard::switchRequested);
    connect(m_sync, &QToolButton::clicked, this, &AccountCard::syncRequested);
    connect(m_password, &QToolButton::clicked, this, &AccountCard::passwordRequested);
    connect(m_edit, &QToolButton::clicked, this, &AccountCard::editRequested);
    connect(m_pause, &QToolButton::clicked, this, &AccountCard::pauseRequested);
    connect(m_test, &QToolButton::clicked, this, &AccountCard::testRequested);
    connect(m_tryOut, &QPushButton::clicked, this, &AccountCard::testRequested);
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(1); });
    connect(m_remove, &QToolButton::clicked, this, &AccountCard::removeRequested);
}

void AccountCard::lockRemoval() { ManagedMark::lock(m_remove); }

void AccountCard::setLeaving(bool leaving) {
    m_isLeaving = leaving;
    setEnabled(!leaving);
    if (!leaving)
        return;
    m_state->setText(tr("Being removed…"));
    m_state->setRole(ColorRole::Secondary);
}

QToolButton* AccountCard::addButton(const QString& iconName, const QString& text, const char* name) {
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

void AccountCard::show(const model::AccountSnapshot& snapshot, bool first, bool last) {
    const model::Account& account = snapshot.account;
    setBarColor(Tokens::current().accountColor(account.colour));
    m_name->setText(account.name.isEmpty() ? account.email : account.name);
    m_address->setText(account.email);
    m_address->setVisible(account.name != account.email && !account.name.isEmpty());
    const bool signsIn = account.auth == model::AuthMethod::OAuth;
    const QString protocol = QString(model::protocolName(account.protocol)).toUpper();
    m_badge->setText(signsIn ? tr("%1 · OAuth").arg(protocol) : protocol);
    const QString key = signsIn ? tr("Sign in again") : tr("Change the password");
    m_password->setToolTip(key);
    m_password->setAccessibleName(key);
    m_state->setText(stateText(snapshot.state));
    m_state->setRole(snapshot.state.needsUser() ? ColorRole::Warning : ColorRole::Secondary);
    m_needsUser = snapshot.state.needsUser();
    m_signIn->setVisible(m_needsUser && snapshot.state.reason && snapshot.state.reason->kind == ErrorKind::Auth); // S17, S25
    m_tryOut->setVisible(snapshot.state.reason && snapshot.state.reason->kind != ErrorKind::Storage);
    m_showing = true; // the switch follows the account here, it does not command it
    m_enabled->setChecked(account.enabled);
    m_showing = false;
    m_default->setIcon(icon(account.isDefault ? QStringLiteral("star-filled") : QStringLiteral("star"),
                            account.isDefault ? ColorRole::Flag : ColorRole::Icon));
    m_default->setAccessibleName(account.isDefault ? tr("This account is shown first") : tr("Show this account first when Tributary starts"));
    m_up->setEnabled(!first);
    m_down->setEnabled(!last);
}

void AccountCard::setSync(const AccountSync& sync) {
    // At rest it says when it was in step last; what is under way, or waits, is told by the sync.
    const bool atRest = sync.snapshot.state.activity == model::AccountActivity::Ready && !sync.progress && sync.waiting == 0 && !sync.paused;
    const bool needsUser = sync.snapshot.state.needsUser() && !sync.paused;
    if (!needsUser && !atRest && !m_isLeaving && sync.snapshot.account.enabled)
        m_state->setText(syncStateText(sync, QDateTime::currentMSecsSinceEpoch()));
    const int percent = sync.progress ? progressPercent(*sync.progress) : -1;
    m_progress->setVisible(percent >= 0 && !sync.paused);
    m_progress->setValue(std::max(percent, 0));
    const QString pause = sync.paused ? tr("Go on syncing") : tr("Pause until Tributary is started again");
    m_pause->setIcon(icon(sync.paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setToolTip(pause);
    m_pause->setAccessibleName(pause);
    m_pause->setEnabled(sync.snapshot.account.enabled);
    m_sync->setEnabled(sync.snapshot.account.enabled && !sync.paused);
}

void AccountCard::setStorage(const engine::AccountStorage& use, qint64 cacheBytes) {
    if (use.quota && use.quota->limitBytes)
        m_storage->setAmounts(quotaText(*use.quota), use.quota->usedBytes.value_or(0), *use.quota->limitBytes);
    else
        m_storage->setAmounts(tr("%1 on this computer", "bytes").arg(sizeText(use.bytes)), use.bytes, cacheBytes);
    m_storage->show();
}

void AccountCard::setSignInEnd(std::optional<qint64> ms) {
    m_signInEnd->setVisible(ms && !m_needsUser); // what has ended lasts no longer
    if (ms)
        m_signInEnd->setText(tr("Sign-in lasts until about %1").arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(*ms).date(), QLocale::ShortFormat)));
}

} // namespace tributary::ui
