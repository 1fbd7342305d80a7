// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/HeldBanner.h"

#include "ui/models/MailboxNames.h"

#include <QDateTime>
#include <QPushButton>

namespace tributary::ui {

HeldBanner::HeldBanner(QWidget* parent) : Banner(BannerKind::Warning, {}, parent) {
    setObjectName(QStringLiteral("heldBanner"));
    setActionsBelow();
    m_putBack = addAction(tr("Put them back on the server"));
    m_putBack->setObjectName(QStringLiteral("putBackHeld"));
    m_release = addAction(tr("Let them go"));
    m_release->setObjectName(QStringLiteral("releaseHeld"));
    m_release->setProperty("kind", QStringLiteral("quiet"));
    connect(m_putBack, &QPushButton::clicked, this, &HeldBanner::putBackRequested);
    connect(m_release, &QPushButton::clicked, this, &HeldBanner::releaseRequested);
    hide();
}

void HeldBanner::show(int count, qint64 untilMs) {
    setVisible(count > 0);
    if (count <= 0)
        return;
    const QString gone = tr("%Ln message(s) disappeared from the server.", nullptr, count);
    const QString kept = untilMs > 0 ? tr("They are kept here until %1.").arg(untilText(untilMs, QDateTime::currentDateTime()))
                                     : tr("They are kept here until you decide.");
    const QString text = tr("%1 %2", "two sentences").arg(gone, kept);
    if (text != accessibleName())
        setText(text);
}

} // namespace tributary::ui
