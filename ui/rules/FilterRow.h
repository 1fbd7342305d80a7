// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FilterTypes.h"
#include "ui/models/PlacementText.h"
#include "ui/widgets/MovableCard.h"

class QToolButton;

namespace tributary::ui {

class ElidedLabel;
class PlacementBadge;
class RoleLabel;
class Switch;

/// One filter in the list (S5): its name, what it does in a line, where it runs and why. Drawn to another place, or moved with
/// Alt+Up and Alt+Down; Return edits, Delete removes.
class FilterRow : public MovableCard {
    Q_OBJECT

  public:
    explicit FilterRow(QWidget* parent = nullptr);
    void show(const engine::ListedFilter& listed, int position, int count);
    /// It cannot be changed (S6): to be looked at and applied only.
    void setLocked();
    [[nodiscard]] const engine::ListedFilter& listed() const { return m_listed; }

  Q_SIGNALS:
    void enabledChosen(bool enabled);
    void editRequested();
    void copyRequested();
    void applyRequested();
    void removeRequested();
    void moveRequested(int by); ///< -1: one up
    void stepRequested(int by); ///< the keyboard goes to another row

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void makeParts();
    QToolButton* addButton(const char* iconName, const char* name);
    void nameButtons();
    [[nodiscard]] bool changeByKey(const QKeyEvent& event);
    static void makeRoomFor(RoleLabel* words);
    [[nodiscard]] QString takenText() const;

    engine::ListedFilter m_listed;
    Switch* m_enabled;
    ElidedLabel* m_name;
    RoleLabel* m_line;
    PlacementBadge* m_badge;
    RoleLabel* m_reason;
    QToolButton *m_apply = nullptr, *m_copy = nullptr, *m_edit = nullptr, *m_remove = nullptr;
    bool m_isLocked = false;
};

} // namespace tributary::ui
