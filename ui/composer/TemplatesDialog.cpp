// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TemplatesDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

TemplatesDialog::TemplatesDialog(engine::Engine& engine, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_list(new QListWidget(this)), m_empty(new EmptyState(this)), m_banner(new Banner(BannerKind::Error, {}, this)) {
    setWindowTitle(tr("Templates"));
    setObjectName(QStringLiteral("templatesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 400);
    auto* column = new QVBoxLayout(this);
    m_banner->setClosable(true);
    m_banner->hide();
    column->addWidget(m_banner);
    m_list->setObjectName(QStringLiteral("templateList"));
    m_list->setAccessibleName(tr("Templates"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAlternatingRowColors(false);
    column->addWidget(m_list, 1);
    m_empty->setContent(QStringLiteral("drafts"), tr("There are no templates yet"),
                        tr("Write one here, or keep a message as a template while you write it: More, Keep as a template."));
    column->addWidget(m_empty, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_use = buttons->addButton(tr("&Write with it"), QDialogButtonBox::ActionRole);
    m_use->setObjectName(QStringLiteral("useTemplate"));
    m_use->setDefault(true);
    m_edit = buttons->addButton(tr("&Edit"), QDialogButtonBox::ActionRole);
    m_edit->setObjectName(QStringLiteral("editTemplate"));
    m_remove = buttons->addButton(tr("&Delete"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(QStringLiteral("removeTemplate"));
    auto* make = buttons->addButton(tr("&New template"), QDialogButtonBox::ActionRole);
    make->setObjectName(QStringLiteral("newTemplate"));
    for (QPushButton* other : {m_edit, m_remove, make})
        other->setAutoDefault(false);
    column->addWidget(buttons);
    connect(m_use, &QPushButton::clicked, this, &TemplatesDialog::choose);
    connect(m_edit, &QPushButton::clicked, this, &TemplatesDialog::edit);
    connect(m_remove, &QPushButton::clicked, this, &TemplatesDialog::remove);
    connect(make, &QPushButton::clicked, this, &TemplatesDialog::newRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &TemplatesDialog::choose);
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplatesDialog::follow);
    auto* erase = new QShortcut(QKeySequence::Delete, m_list);
    erase->setContext(Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, &TemplatesDialog::remove);
    connect(&m_engine, &engine::Engine::storeChanged, this, [this](const QList<model::StoreChange>& changes) {
        if (std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& one) { return std::holds_alternative<model::DraftsChanged>(one); }))
            load();
    });
    list({});
    load();
}

void TemplatesDialog::load() {
    m_engine.loadDrafts(this, [this](const Result<QList<model::DraftSummary>>& drafts) {
        if (drafts) {
            QList<model::DraftSummary> templates = *drafts;
            templates.removeIf([](const model::DraftSummary& one) { return one.purpose != model::DraftPurpose::Template; });
            return list(templates);
        }
        const ErrorText text = errorText(drafts.error());
        m_banner->setText(text.title);
        m_banner->setServerWords(text.serverWords);
        m_banner->show();
    });
}

/// The one that is chosen stays so.
void TemplatesDialog::list(const QList<model::DraftSummary>& templates) {
    const DraftId before = current();
    const int row = m_list->currentRow();
    m_list->clear();
    for (const model::DraftSummary& one : templates) {
        QString text = one.subject.isEmpty() ? tr("(no subject)") : one.subject;
        if (!one.to.isEmpty())
            text += QStringLiteral(" — ") + one.to;
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, one.id.value);
        item->setToolTip(one.snippet);
        if (one.id == before)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(std::clamp(row, 0, m_list->count() - 1));
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    follow();
}

void TemplatesDialog::follow() {
    for (QPushButton* button : {m_use, m_edit, m_remove})
        button->setEnabled(current().isValid());
}

DraftId TemplatesDialog::current() const {
    const QListWidgetItem* item = m_list->currentItem();
    return item ? DraftId(item->data(Qt::UserRole).toLongLong()) : DraftId();
}

void TemplatesDialog::choose() {
    if (const DraftId id = current(); id.isValid()) {
        Q_EMIT chosen(id);
        accept();
    }
}

void TemplatesDialog::edit() {
    if (const DraftId id = current(); id.isValid())
        Q_EMIT editRequested(id);
}

void TemplatesDialog::remove() {
    if (const DraftId id = current(); id.isValid())
        m_engine.removeDraft(id, this, [](const Result<std::monostate>&) {});
}

} // namespace tributary::ui
