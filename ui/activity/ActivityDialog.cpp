// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/ActivityDialog.h"

#include "ui/activity/AccountSection.h"
#include "ui/activity/EventsPane.h"
#include "ui/activity/ProtocolPane.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QDataStream>
#include <QDateTime>
#include <QHBoxLayout>
#include <QIODevice>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tributary::ui {

ActivityDialog::ActivityDialog(SyncStatus& status, QWidget* parent) : QDialog(parent), m_status(status), m_splitter(new QSplitter(Qt::Vertical, this)) {
    setWindowTitle(tr("Sync activity"));
    setObjectName(QStringLiteral("activityDialog"));
    setModal(false);
    resize(980, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceL);
    column->addLayout(makeNetworkRow());
    column->addWidget(m_splitter, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeSections());
    m_splitter->addWidget(makeBelow());
    m_splitter->setSizes({300, 300});
    connect(&m_status, &SyncStatus::updated, this, &ActivityDialog::follow);
    follow();
}

QLayout* ActivityDialog::makeNetworkRow() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceM);
    m_network = new RoleLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_network->setObjectName(QStringLiteral("networkText"));
    m_network->setWordWrap(true);
    row->addWidget(m_network, 1);
    m_fetchOnMetered = new Switch(tr("Fetch messages on metered lines too"), this);
    m_fetchOnMetered->setObjectName(QStringLiteral("fetchOnMetered"));
    connect(m_fetchOnMetered, &Switch::clicked, this, &ActivityDialog::fetchOnMeteredChosen);
    row->addWidget(m_fetchOnMetered, 0, Qt::AlignTop);
    return row;
}

QWidget* ActivityDialog::makeSections() {
    auto* area = new QScrollArea(m_splitter);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Accounts"));
    auto* content = new QWidget(area);
    m_sections = new QVBoxLayout(content);
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(Tokens::kSpaceS);
    m_none = new RoleLabel(tr("No account yet"), ColorRole::Secondary, TextSize::Normal, content);
    m_none->setAlignment(Qt::AlignCenter);
    m_sections->addWidget(m_none);
    m_sections->addStretch(1);
    area->setWidget(content);
    return area;
}

QWidget* ActivityDialog::makeBelow() {
    auto* tabs = new QTabWidget(m_splitter);
    tabs->setDocumentMode(true);
    tabs->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    m_events = new EventsPane(m_status.engine(), tabs);
    tabs->addTab(m_events, tr("Events"));
    tabs->addTab(new ProtocolPane(m_status.engine(), tabs), tr("Protocol"));
    return tabs;
}

void ActivityDialog::follow() {
    const QList<AccountSync> accounts = m_status.accounts();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QHash<qint64, AccountSection*> kept;
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        const AccountId account = accounts[i].snapshot.account.id;
        AccountSection* section = m_known.take(account.value);
        if (!section) {
            section = new AccountSection(this);
            connect(section, &AccountSection::syncRequested, this, [this, account] { m_status.syncNow(account); });
            connect(section, &AccountSection::pauseRequested, this, [this, account](bool pause) { m_status.setPaused(account, pause); });
            m_sections->insertWidget(static_cast<int>(i), section);
        }
        section->show(accounts[i], now);
        kept.insert(account.value, section);
    }
    for (AccountSection* section : std::as_const(m_known))
        section->deleteLater();
    m_known = kept;
    m_none->setVisible(accounts.isEmpty());
    m_network->setText(networkText(m_status.engine().network()));
}

void ActivityDialog::setFetchOnMetered(bool fetch) { m_fetchOnMetered->setChecked(fetch); }

QByteArray ActivityDialog::state() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << saveGeometry() << m_splitter->saveState() << m_events->columns();
    return bytes;
}

void ActivityDialog::setState(const QByteArray& state) {
    if (state.isEmpty())
        return;
    QDataStream in(state);
    QByteArray geometry, splitter, columns;
    in >> geometry >> splitter >> columns;
    restoreGeometry(geometry);
    m_splitter->restoreState(splitter);
    m_events->setColumns(columns);
}

} // namespace tributary::ui
