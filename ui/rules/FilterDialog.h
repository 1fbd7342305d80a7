// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"
#include "ui/rules/FilterForm.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QPushButton;

namespace tributary::ui {

class ApplyDialog;
class Banner;
class RoleLabel;
class Toast;
class TrialPane;

/// One filter (S5): its form above, below it which of the stored messages it would have taken. Open with open().
class FilterDialog : public QDialog {
    Q_OBJECT

  public:
    /// filter: without an id it is a new one.
    FilterDialog(engine::Engine& engine, const model::Filter& filter, QWidget* parent = nullptr);
    ~FilterDialog() override;
    /// A condition that can be ticked and is not.
    void suggest(const model::FilterCondition& condition) { m_form->setSuggestion(condition); }

  Q_SIGNALS:
    void saved(tributary::FilterId filter);

  private:
    void makeParts();
    void makeAccount(QVBoxLayout& column);
    QWidget* makeForm();
    void makeButtons(QVBoxLayout& column);
    void loadPlaces();
    void follow();
    void showPlacement(const engine::Placement& placement, bool isOn);
    void save(bool thenApply);
    void write(const model::Filter& filter, bool thenApply);
    void finish(const Result<FilterId>& result, bool thenApply);
    void setBusy(bool busy);
    void apply();
    void told(const QString& text, ChangeId change);
    void tell(const Error& error);

    engine::Engine& m_engine;
    model::Filter m_before;
    bool m_isLocked; ///< by the policy (S6): to be looked at and tried only
    FilterPlaces m_places;
    QList<engine::FilterProblem> m_problems;
    Banner* m_banner;
    QComboBox* m_account = nullptr;
    FilterForm* m_form;
    RoleLabel* m_placement;
    TrialPane* m_trial;
    Toast* m_toast;
    QPushButton* m_save = nullptr;
    QPushButton* m_apply = nullptr;
    QPointer<ApplyDialog> m_applying;
};

} // namespace tributary::ui
