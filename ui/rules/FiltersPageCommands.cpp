// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the filters of the page.
#include "ui/rules/FiltersPage.h"

#include "ui/models/ErrorText.h"
#include "ui/rules/ApplyDialog.h"
#include "ui/rules/FilterDialog.h"
#include "ui/rules/FilterRow.h"
#include "ui/rules/ImportFiltersDialog.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Toast.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kFilterUndoMs = 12'000;
} // namespace

FilterRow* FiltersPage::makeRow(FilterId id) {
    auto* row = new FilterRow(m_area->widget());
    row->setObjectName(QStringLiteral("filter:%1").arg(id.value));
    connectRow(row, id);
    if (m_isLocked)
        row->setLocked();
    return row;
}

void FiltersPage::connectRow(FilterRow* row, FilterId id) {
    connect(row, &FilterRow::editRequested, this, [this, id] {
        if (const engine::ListedFilter* one = find(id))
            edit(one->filter);
    });
    connect(row, &FilterRow::enabledChosen, this, [this, row, id](bool on) { setOn(row, id, on); });
    connect(row, &FilterRow::copyRequested, this, [this, id] { copy(id); });
    connect(row, &FilterRow::applyRequested, this, [this, id] { apply(id); });
    connect(row, &FilterRow::removeRequested, this, [this, id] { remove(id); });
    connect(row, &FilterRow::moveRequested, this, [this, row, id](int by) { moveBy(row, id, by); });
    connect(row, &FilterRow::stepRequested, this, [this, row](int by) { step(row, by); });
    connect(row, &FilterRow::dragged, this, [this, row] {
        m_drawn = row;
        m_area->ensureWidgetVisible(row, 0, row->height() / 2);
    });
    connect(row, &FilterRow::dropped, this, [this, id](int position) {
        m_drawn = nullptr;
        place(id, position);
    });
}

void FiltersPage::addNew() {
    model::Filter filter;
    filter.account = m_account;
    filter.conditions = {{}};
    filter.actions = {{}};
    edit(filter);
}

void FiltersPage::edit(const model::Filter& filter) {
    m_banner->hide();
    auto* dialog = new FilterDialog(m_engine, filter, this);
    connect(dialog, &FilterDialog::saved, this, [this] { load(); });
    dialog->open();
}

/// The copy stands behind its original, turned off: two that do the same are seldom meant.
void FiltersPage::copy(FilterId id) {
    const engine::ListedFilter* one = find(id);
    if (!one)
        return;
    model::Filter filter = one->filter;
    filter.id = {};
    filter.enabled = false;
    filter.name = tr("%1 (copy)", "name of a filter").arg(filter.name).left(200);
    const int position = static_cast<int>(one - m_list.filters.constData()) + 1;
    m_engine.filters().saveFilter(filter, this, [this, position](const Result<FilterId>& saved) {
        if (!saved)
            return tell(saved.error());
        m_engine.filters().moveFilter(*saved, position, this, [this](const Result<std::monostate>& done) { settle(done); });
    });
}

void FiltersPage::apply(FilterId id) {
    const engine::ListedFilter* one = find(id);
    if (!one)
        return;
    auto* dialog = new ApplyDialog(m_engine, m_account, {id}, one->filter.name, this);
    connect(dialog, &ApplyDialog::applied, this, &FiltersPage::tellApplied);
    dialog->open();
}

void FiltersPage::tellApplied(const QString& text, ChangeId change) {
    if (!change.isValid())
        return m_toast->showText(text);
    m_toast->showText(text, tr("Undo"), [this, change] {
        m_engine.undo(change, this, [this](const Result<std::monostate>& undone) { undone ? m_toast->showText(tr("Undone.")) : tell(undone.error()); });
    }, kFilterUndoMs);
}

/// At once, with a way back: what it was and where it stood is kept until then.
void FiltersPage::remove(FilterId id) {
    const engine::ListedFilter* one = find(id);
    if (!one)
        return;
    const model::Filter filter = one->filter;
    FilterRow* const row = m_known.value(id.value);
    const int position = row ? m_rows->indexOf(row) : static_cast<int>(one - m_list.filters.constData()); // as it is seen: a move may be on its way still
    if (row && row->hasFocus())
        step(row, position + 1 < m_list.filters.size() ? 1 : -1);
    m_engine.filters().removeFilter(id, this, [this, filter, position](const Result<std::monostate>& removed) {
        settle(removed);
        if (removed)
            m_toast->showText(tr("“%1” was removed.").arg(filter.name), tr("Undo"), [this, filter, position] {
                m_engine.filters().restoreFilter(filter, position, this, [this](const Result<std::monostate>& restored) { settle(restored); });
            }, kFilterUndoMs);
    });
}

void FiltersPage::setOn(FilterRow* row, FilterId id, bool on) {
    m_engine.filters().setFilterEnabled(id, on, row, [this, id](const Result<std::monostate>& done) {
        const engine::ListedFilter* one = find(id);
        if (!done && done.error().code == ErrorCode::BadValue && one) { // the dialog says what is in its way
            load();
            return edit(one->filter);
        }
        settle(done);
    });
}

void FiltersPage::moveBy(FilterRow* row, FilterId id, int by) {
    const int place = m_rows->indexOf(row) + by;
    if (place < 0 || place >= m_known.size())
        return;
    m_rows->insertWidget(place, row);
    m_area->ensureWidgetVisible(row);
    this->place(id, place);
}

/// Until it is saved the page shows the new order, and no list that was read before.
void FiltersPage::place(FilterId id, int position) {
    ++m_moves;
    ++m_moving;
    m_engine.filters().moveFilter(id, position, this, [this](const Result<std::monostate>& done) {
        --m_moving;
        settle(done);
    });
}

void FiltersPage::step(FilterRow* row, int by) {
    const int place = m_rows->indexOf(row) + by;
    QLayoutItem* const item = place >= 0 && place < m_known.size() ? m_rows->itemAt(place) : nullptr;
    if (item && item->widget()) {
        item->widget()->setFocus(Qt::TabFocusReason);
        m_area->ensureWidgetVisible(item->widget());
    }
}

void FiltersPage::settle(const Result<std::monostate>& done) {
    if (!done)
        tell(done.error());
    load(); // in any case: what is on screen is what is saved
}

void FiltersPage::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->setText(error.detail == QLatin1StringView("too-many-filters") ? tr("The account has a thousand filters: that is the most.") : text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
