// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Vacations.h"
#include "ui/widgets/RichTextField.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class EmptyState;
class PlacementBadge;
class RoleLabel;
class SieveBanner;
class Switch;
class VacationForm;
class VacationPreviewPane;

/// Settings > Vacation reply (S4), of one account at a time. The switch takes effect at once; what is typed is saved with Save, and while
/// it is off when the page or the account is left.
class VacationPage : public QWidget {
    Q_OBJECT

  public:
    VacationPage(engine::Engine& engine, const MakeRichText& makeText, QWidget* parent = nullptr);
    [[nodiscard]] static QString title();
    void showAccount(AccountId account);

  protected:
    void hideEvent(QHideEvent* event) override;

  private:
    void makeHead(QVBoxLayout& column);
    QWidget* makeSwitch();
    QWidget* makeContent(const MakeRichText& makeText);
    QWidget* makeFoot();
    void connectParts();
    void followAccounts();
    void followChanges(const QList<model::StoreChange>& changes);
    void load();
    void take(const Result<engine::VacationView>& view);
    void showState();
    void showForm();
    void edited();
    void followDirty();
    [[nodiscard]] QString emailOf(AccountId account) const;
    [[nodiscard]] model::Vacation typed() const;
    [[nodiscard]] bool isDirty() const;
    void turn(bool on);
    void leave();
    void save(const model::Vacation& vacation);
    void finish(const Result<engine::VacationView>& saved, const model::Vacation& as);
    void tell(const Error& error);

    QPointer<engine::Engine> m_engine; ///< the page may be hidden when the engine is gone
    AccountId m_account;
    engine::VacationView m_view;
    model::Vacation m_shown; ///< as the form had it when it was filled or saved
    QHash<qint64, model::Vacation> m_unsaved; ///< by account: what is typed, while another account is shown
    bool m_isLoaded = false;
    bool m_isLocked; ///< by the policy (S6): it can be turned off only
    int m_writes = 0; ///< that the store has not answered
    QComboBox* m_choice;
    Banner* m_banner;
    SieveBanner* m_sieve;
    QWidget* m_content = nullptr;
    EmptyState* m_empty;
    Switch* m_on = nullptr;
    PlacementBadge* m_badge = nullptr;
    RoleLabel* m_reason = nullptr;
    RoleLabel* m_state = nullptr;
    VacationForm* m_form = nullptr;
    VacationPreviewPane* m_preview = nullptr;
    QWidget* m_foot = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_revert = nullptr;
};

} // namespace tributary::ui
