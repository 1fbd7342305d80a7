// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/ChangesDialog.h"

#include "ui/changes/ChangeRow.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kMost = 200;
constexpr int kLaterMs = 250;
} // namespace

ChangesDialog::ChangesDialog(engine::Engine& engine, QWidget* parent) : QDialog(parent), m_engine(engine) {
    setWindowTitle(tr("Recent changes"));
    setObjectName(QStringLiteral("changesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 520);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceL, 0, Tokens::kSpaceM);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceS);
    head->addWidget(new RoleLabel(tr("Recent changes"), ColorRole::Text, TextSize::Title, this));
    auto* hint = new RoleLabel(tr("Each can be undone for 30 days, also when the server has done it already."), ColorRole::Secondary, TextSize::Normal, this);
    hint->setWordWrap(true);
    head->addWidget(hint);
    column->addLayout(head);
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(tr("Recent changes"));
    auto* content = new QWidget(m_area);
    setSurface(content, Surface::List);
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_rows->addStretch(1);
    m_area->setWidget(content);
    m_empty = new EmptyState(this);
    m_empty->setContent(QStringLiteral("history"), tr("Nothing was changed yet"), tr("What you archive, move, mark or delete is listed here."));
    column->addWidget(m_area, 1);
    column->addWidget(m_empty, 1);
    m_empty->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceL, 0);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    m_later.setSingleShot(true);
    m_later.setInterval(kLaterMs);
    connect(&m_later, &QTimer::timeout, this, &ChangesDialog::load);
    connect(&m_engine, &engine::Engine::storeChanged, this, &ChangesDialog::followChanges);
    load();
}

void ChangesDialog::followChanges(const QList<model::StoreChange>& changes) {
    const bool concerned = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& c) { return std::holds_alternative<model::PushQueueChanged>(c); });
    if (concerned && !m_later.isActive())
        m_later.start();
}

void ChangesDialog::load() {
    m_engine.loadChanges(kMost, this, [this](Result<QList<model::ChangeRecord>> changes) {
        if (changes)
            return take(*changes);
        m_empty->setContent(QStringLiteral("error"), errorText(changes.error()).title);
        m_area->hide();
        m_empty->show();
    });
}

void ChangesDialog::take(const QList<model::ChangeRecord>& changes) {
    QHash<qint64, QString> names;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        names.insert(snapshot.account.id.value, snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QHash<qint64, ChangeRow*> kept;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const model::ChangeRecord& change = changes[i];
        ChangeRow* row = m_known.take(change.id.value);
        if (!row) {
            row = new ChangeRow(m_area->widget());
            connect(row, &ChangeRow::undoRequested, this, [this, id = change.id] { Q_EMIT undoRequested(id); });
            m_rows->insertWidget(static_cast<int>(i), row);
            row->setVisible(true);
        }
        row->show(change, names.value(change.account.value), now);
        kept.insert(change.id.value, row);
    }
    for (ChangeRow* row : std::as_const(m_known)) // those that fell off the end
        row->deleteLater();
    m_known = kept;
    m_area->setVisible(!changes.isEmpty());
    m_empty->setVisible(changes.isEmpty());
}

} // namespace tributary::ui
