// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/AccountSection.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

QString capitalised(QString text) {
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Mailbox, counts, bytes, changes waiting, last sync: what is known of them.
QString detailText(const AccountSync& sync) {
    QStringList parts;
    const QLocale locale;
    if (sync.progress) {
        if (!sync.progress->mailboxName.isEmpty())
            parts.append(sync.progress->mailboxName);
        if (sync.progress->messagesTotal > 0)
            parts.append(AccountSection::tr("%1 of %2 messages").arg(locale.toString(sync.progress->messagesDone), locale.toString(sync.progress->messagesTotal)));
        if (sync.progress->bytesTotal > 0)
            parts.append(AccountSection::tr("%1 of %2", "bytes").arg(sizeText(sync.progress->bytes), sizeText(sync.progress->bytesTotal)));
    }
    if (sync.waiting > 0)
        parts.append(AccountSection::tr("%Ln change(s) waiting", nullptr, sync.waiting));
    const qint64 last = sync.snapshot.state.lastSyncMs;
    parts.append(last > 0 ? AccountSection::tr("last complete sync %1").arg(longDate(last)) : AccountSection::tr("never synced completely"));
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace

AccountSection::AccountSection(QWidget* parent)
    : Card(parent), m_name(new ElidedLabel({}, ColorRole::Text, TextSize::Strong, this)), m_state(new ElidedLabel({}, ColorRole::Text, TextSize::Normal, this)),
      m_detail(new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this)), m_words(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)),
      m_bar(new QProgressBar(this)), m_sync(new QPushButton(icon(QStringLiteral("refresh")), tr("Sync now"), this)),
      m_pause(new QPushButton(tr("Pause"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceM);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(Tokens::kSpaceXs);
    texts->addWidget(m_name);
    texts->addWidget(m_state);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 100);
    m_bar->setAccessibleName(tr("Sync progress"));
    QSizePolicy stays = m_bar->sizePolicy(); // nothing moves when it comes or goes
    stays.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(stays);
    texts->addWidget(m_bar);
    texts->addWidget(m_detail);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->hide();
    texts->addWidget(m_words);
    row->addLayout(texts, 1);
    auto* buttons = new QVBoxLayout;
    for (QPushButton* button : {m_sync, m_pause}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    row->addLayout(buttons);
    m_sync->setObjectName(QStringLiteral("activitySync"));
    m_pause->setObjectName(QStringLiteral("activityPause"));
    connect(m_sync, &QPushButton::clicked, this, &AccountSection::syncRequested);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(!m_paused); });
}

void AccountSection::show(const AccountSync& sync, qint64 nowMs) {
    m_paused = sync.paused;
    const model::AccountState& state = sync.snapshot.state;
    setBarColor(Tokens::current().accountColor(sync.snapshot.account.colour));
    m_name->setText(sync.name());
    m_state->setText(capitalised(syncStateText(sync, nowMs)));
    m_state->setRole(state.needsUser() ? ColorRole::Warning : ColorRole::Text);
    m_detail->setText(capitalised(detailText(sync)));
    const int percent = sync.progress ? progressPercent(*sync.progress) : -1;
    m_bar->setVisible(percent >= 0 && !sync.paused);
    m_bar->setValue(std::max(0, percent));
    QString words;
    if (state.reason) {
        const ErrorText error = errorText(*state.reason);
        words = error.serverWords.isEmpty() ? error.explanation : tr("The server said: “%1”").arg(error.serverWords);
    }
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_pause->setText(sync.paused ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(sync.paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setAccessibleName(sync.paused ? tr("Resume syncing %1").arg(sync.name()) : tr("Pause syncing %1").arg(sync.name()));
    m_sync->setAccessibleName(tr("Sync %1 now").arg(sync.name()));
    const bool on = state.activity != model::AccountActivity::Disabled;
    m_sync->setEnabled(on && !sync.paused);
    m_pause->setEnabled(on);
}

} // namespace tributary::ui
