// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/OutboxDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/outbox/OutboxRow.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RoleLabel.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kLaterMs = 100;
} // namespace

OutboxDialog::OutboxDialog(engine::Engine& engine, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_area(new QScrollArea(this)), m_empty(new EmptyState(this)), m_banner(new Banner(BannerKind::Error, {}, this)) {
    setWindowTitle(tr("Outbox"));
    setObjectName(QStringLiteral("outboxDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceL, 0, Tokens::kSpaceM);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceS);
    head->addWidget(new RoleLabel(tr("Outbox"), ColorRole::Text, TextSize::Title, this));
    head->addWidget(m_banner);
    m_banner->setClosable(true);
    m_banner->hide();
    column->addLayout(head);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(tr("Messages on their way"));
    auto* content = new QWidget(m_area);
    setSurface(content, Surface::List);
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_rows->addStretch(1);
    m_area->setWidget(content);
    m_empty->setContent(QStringLiteral("sent"), tr("Nothing is on its way"), tr("What you send stands here until the server has taken it."));
    column->addWidget(m_area, 1);
    column->addWidget(m_empty, 1);
    m_area->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceL, 0);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    m_later.setSingleShot(true);
    m_later.setInterval(kLaterMs);
    connect(&m_later, &QTimer::timeout, this, &OutboxDialog::load);
    connect(&m_engine, &engine::Engine::storeChanged, this, &OutboxDialog::follow);
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] { // a refused sign-in, or one that was mended
        if (!m_known.isEmpty() && !m_later.isActive())
            m_later.start();
    });
    load();
}

void OutboxDialog::follow(const QList<model::StoreChange>& changes) {
    const bool concerned = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& c) { return std::holds_alternative<model::OutboxChanged>(c); });
    if (concerned && !m_later.isActive())
        m_later.start();
}

void OutboxDialog::load() {
    m_engine.loadOutbox(this, [this](const Result<QList<model::OutboxMessage>>& messages) {
        if (messages)
            take(*messages);
        else
            tell(messages.error());
    });
}

OutboxRow* OutboxDialog::makeRow(OutboxId id) {
    auto* row = new OutboxRow(m_area->widget());
    connect(row, &OutboxRow::sendRequested, this, [this, id] { sendNow(id); });
    connect(row, &OutboxRow::editRequested, this, [this, id] { edit(id); });
    connect(row, &OutboxRow::dismissRequested, this, [this, id] { dismiss(id); });
    connect(row, &OutboxRow::cancelRequested, this, [this, id] { cancel(id); });
    return row;
}

void OutboxDialog::take(const QList<model::OutboxMessage>& messages) {
    QHash<qint64, QString> names;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        names.insert(snapshot.account.id.value, snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QHash<qint64, OutboxRow*> kept;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const model::OutboxMessage& message = messages[i];
        OutboxRow* row = m_known.take(message.id.value);
        if (!row) {
            row = makeRow(message.id);
            m_rows->insertWidget(static_cast<int>(i), row);
            row->setVisible(true);
        }
        row->show(message, names.value(message.account.value), now);
        kept.insert(message.id.value, row);
    }
    for (OutboxRow* row : std::as_const(m_known)) // what has left
        row->deleteLater();
    m_known = kept;
    m_area->setVisible(!messages.isEmpty());
    m_empty->setVisible(messages.isEmpty());
}

void OutboxDialog::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.serverWords);
    m_banner->show();
}

void OutboxDialog::sendNow(OutboxId id) {
    m_engine.retryOutbox(id, this, [this](const Result<std::monostate>& result) {
        if (!result)
            tell(result.error());
    });
}

void OutboxDialog::edit(OutboxId id) {
    m_engine.cancelOutbox(id, this, [this](const Result<model::Draft>& draft) {
        if (!draft)
            return tell(draft.error());
        if (draft->id.isValid())
            Q_EMIT draftReturned(*draft);
    });
}

void OutboxDialog::cancel(OutboxId id) {
    m_engine.cancelOutbox(id, this, [this](const Result<model::Draft>& draft) {
        if (!draft)
            tell(draft.error());
    });
}

void OutboxDialog::dismiss(OutboxId id) {
    m_engine.dismissOutbox(id, this, [this](const Result<std::monostate>& result) {
        if (!result)
            tell(result.error());
    });
}

} // namespace tributary::ui
