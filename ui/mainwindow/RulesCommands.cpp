// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/RulesCommands.h"

#include "ui/composer/RichTextEditor.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/models/ErrorText.h"
#include "ui/reader/ReaderView.h"
#include "ui/rules/FilterDialog.h"
#include "ui/rules/FiltersPage.h"
#include "ui/rules/VacationPage.h"
#include "ui/style/Icons.h"

#include <QAction>
#include <QMenu>
#include <QRegularExpression>

#include <algorithm>

namespace tributary::ui {

namespace {

/// What answers and forwards have in common with what they are about.
QString bareSubject(const QString& subject) {
    static const QRegularExpression kPrefix(QStringLiteral("^\\s*((re|fwd?|aw|wg|sv|tr)(\\[\\d+\\])?\\s*[:：]\\s*)+"), QRegularExpression::CaseInsensitiveOption);
    return QString(subject.left(1000)).remove(kPrefix).simplified();
}

} // namespace

RulesCommands::RulesCommands(engine::Engine& engine, MessageListView& list, ReaderView& reader, QWidget* window)
    : QObject(window), m_engine(engine), m_list(list), m_reader(reader), m_window(window), m_like(new QAction(icon(QStringLiteral("filter")), tr("Fi&lter messages like this…"), this)) {
    m_like->setObjectName(QStringLiteral("filterLike"));
    m_like->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    connect(m_like, &QAction::triggered, this, &RulesCommands::filterLike);
    connect(&m_list, &MessageListView::selectionChanged, this, &RulesCommands::follow);
    connect(&m_reader, &ReaderView::loaded, this, &RulesCommands::follow);
    follow();
}

void RulesCommands::fill(QMenu& menu) const { menu.addAction(m_like); }

MessageId RulesCommands::message() const {
    if (m_reader.current().isValid())
        return m_reader.current();
    const QList<MessageId> selected = m_list.selected();
    return selected.size() == 1 ? selected.constFirst() : MessageId();
}

void RulesCommands::follow() { m_like->setEnabled(message().isValid() && !m_engine.policy().locks(engine::Lock::Filters)); }

void RulesCommands::filterLike() {
    const MessageId id = message();
    if (!id.isValid())
        return;
    m_engine.filters().draftLike(id, this, [this, id](const Result<model::Filter>& draft) {
        if (!draft)
            return void(Q_EMIT told(errorText(draft.error()).title));
        m_engine.loadSummaries({id}, this, [this, draft = *draft](const Result<QList<model::MessageSummary>>& summaries) {
            openDraft(draft, summaries && !summaries->isEmpty() ? summaries->constFirst().subject : QString());
        });
    });
}

void RulesCommands::openDraft(model::Filter draft, const QString& subject) {
    if (draft.actions.isEmpty())
        draft.actions = {{}}; // to be filled in
    auto* dialog = new FilterDialog(m_engine, draft, m_window);
    if (const QString bare = bareSubject(subject); !bare.isEmpty()) {
        model::FilterCondition condition;
        condition.field = model::FilterField::Subject;
        condition.value = bare;
        dialog->suggest(condition);
    }
    connect(dialog, &FilterDialog::saved, this, [this] { Q_EMIT told(tr("The filter was saved.")); });
    dialog->open();
}

void RulesCommands::addPages(SettingsDialog& dialog) {
    m_filters = new FiltersPage(m_engine, &dialog);
    dialog.addPage(SettingsPlace::Filters, QStringLiteral("filter"), FiltersPage::title(), m_filters);
    const auto makeText = [](QWidget* parent) -> RichTextField* { return new RichTextEditor(parent); };
    m_vacation = new VacationPage(m_engine, makeText, &dialog);
    dialog.addPage(SettingsPlace::Vacation, QStringLiteral("clock"), VacationPage::title(), m_vacation);
}

void RulesCommands::showAccount(AccountId account) {
    if (m_filters)
        m_filters->showAccount(account);
    if (m_vacation)
        m_vacation->showAccount(account);
}

void RulesCommands::openFilter(AccountId account, FilterId filter) {
    m_engine.filters().loadFilters(account, this, [this, account, filter](const Result<engine::FilterList>& list) {
        if (!list)
            return void(Q_EMIT told(errorText(list.error()).title));
        const auto found = std::find_if(list->filters.begin(), list->filters.end(), [filter](const engine::ListedFilter& one) { return one.filter.id == filter; });
        if (filter.isValid() && found != list->filters.end())
            return (new FilterDialog(m_engine, found->filter, m_window))->open();
        Q_EMIT pageRequested(SettingsPlace::Filters, account);
        Q_EMIT told(tr("The filter is not there any more."));
    });
}

} // namespace tributary::ui
