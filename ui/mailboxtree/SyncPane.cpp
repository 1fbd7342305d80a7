// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/SyncPane.h"

#include "ui/mailboxtree/SyncLine.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr qsizetype kMost = 3; // the activity view has them all
constexpr int kPatienceMs = 1500; // what is over sooner than this moves nothing
} // namespace

SyncPane::SyncPane(SyncStatus& status, QWidget* parent) : QWidget(parent), m_status(status), m_column(new QVBoxLayout(this)) {
    setSurface(this, Surface::Sidebar);
    m_column->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceXs);
    m_column->setSpacing(0);
    m_later.setSingleShot(true);
    m_later.setInterval(kPatienceMs);
    connect(&m_later, &QTimer::timeout, this, &SyncPane::follow);
    connect(&m_status, &SyncStatus::updated, this, &SyncPane::follow);
    follow();
}

void SyncPane::addRow() {
    Row row;
    row.widget = new QWidget(this);
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Tokens::kSpaceXs);
    row.line = new SyncLine(row.widget);
    row.line->setObjectName(QStringLiteral("syncLine"));
    row.line->setAccessibleDescription(tr("Opens the sync activity"));
    row.pause = new QToolButton(row.widget);
    row.pause->setAutoRaise(true);
    row.pause->setFocusPolicy(Qt::TabFocus);
    row.pause->setObjectName(QStringLiteral("pauseSync"));
    line->addWidget(row.line, 1);
    line->addWidget(row.pause);
    m_column->addWidget(row.widget);
    const auto at = m_rows.size();
    connect(row.line, &SyncLine::clicked, this, &SyncPane::activityRequested);
    connect(row.pause, &QToolButton::clicked, this, [this, at] {
        const AccountId account = m_rows[at].account;
        m_status.setPaused(account, !m_pausedNow.contains(account.value));
    });
    m_rows.append(row);
}

/// Busy for a while, or paused: most work is done in a moment, and a pane that comes and goes is no calm one.
bool SyncPane::isWorthALine(const AccountSync& sync) {
    const qint64 id = sync.snapshot.account.id.value;
    if (sync.isQuiet()) {
        m_busySince.remove(id);
        return false;
    }
    QElapsedTimer& since = m_busySince[id];
    if (!since.isValid())
        since.start();
    if (sync.paused || since.elapsed() >= kPatienceMs)
        return true;
    if (!m_later.isActive())
        m_later.start();
    return false;
}

void SyncPane::follow() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    qsizetype used = 0;
    m_pausedNow.clear();
    for (const AccountSync& sync : m_status.accounts()) {
        if (!isWorthALine(sync) || used >= kMost)
            continue;
        if (used == m_rows.size())
            addRow();
        Row& row = m_rows[used++];
        row.account = sync.snapshot.account.id;
        if (sync.paused)
            m_pausedNow.insert(row.account.value);
        row.line->show(syncLine(sync, now), sync.progress && !sync.paused ? progressPercent(*sync.progress) : -1);
        const QString text = sync.paused ? tr("Resume syncing %1").arg(sync.name()) : tr("Pause syncing %1").arg(sync.name());
        row.pause->setIcon(icon(sync.paused ? QStringLiteral("play") : QStringLiteral("pause")));
        row.pause->setToolTip(text);
        row.pause->setAccessibleName(text);
        row.widget->show();
    }
    for (qsizetype i = used; i < m_rows.size(); ++i)
        m_rows[i].widget->hide();
    setVisible(used > 0);
}

} // namespace tributary::ui
