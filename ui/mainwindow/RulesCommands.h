// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"
#include "ui/settings/SettingsDialog.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace tributary::ui {

class FiltersPage;
class MessageListView;
class ReaderView;
class VacationPage;

/// Filters and vacation replies (S4, S5) from the window: their pages in the settings, a filter made from a message, the filter that moved one.
class RulesCommands : public QObject {
    Q_OBJECT

  public:
    RulesCommands(engine::Engine& engine, MessageListView& list, ReaderView& reader, QWidget* window);

    void fill(QMenu& menu) const;
    void addPages(SettingsDialog& dialog);
    /// On the pages that are open.
    void showAccount(AccountId account);
    /// Its dialog; where the filter is gone, the page of its account.
    void openFilter(AccountId account, FilterId filter);

  Q_SIGNALS:
    void pageRequested(tributary::ui::SettingsPlace place, tributary::AccountId account);
    void told(const QString& text);

  private:
    void follow();
    [[nodiscard]] MessageId message() const;
    void filterLike();
    void openDraft(model::Filter draft, const QString& subject);

    engine::Engine& m_engine;
    MessageListView& m_list;
    ReaderView& m_reader;
    QWidget* m_window;
    QAction* m_like;
    QPointer<FiltersPage> m_filters; ///< while the settings are open
    QPointer<VacationPage> m_vacation;
};

} // namespace tributary::ui
