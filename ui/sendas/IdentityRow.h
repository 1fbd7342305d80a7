// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "model/Identity.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Card.h"

class QToolButton;

namespace tributary::ui {

class ElidedLabel;
class RoleLabel;

/// One address on the page Send mail as (S3, S20, S26): who, of which account, how far it is proven, what can be done with it.
class IdentityRow : public Card {
    Q_OBJECT

  public:
    explicit IdentityRow(QWidget* parent = nullptr);
    void show(const model::Identity& identity, const QList<model::Account>& accounts);
    /// The organisation decides about it (S6).
    void lock();

  Q_SIGNALS:
    void verifyRequested(); ///< the address that keeps its mail from being sent
    void defaultRequested();
    void editRequested();
    void removeRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QToolButton* addButton(const QString& iconName, const char* name);
    void name(QToolButton* button, const QString& toolTip, const QString& accessibleName);
    void showButtons(const model::Identity& identity, const QString& holding, const QString& state);
    void leaveRoomForIcon();
    void makeRoomForHeld();

    ElidedLabel* m_address;
    ElidedLabel* m_details;
    ElidedLabel* m_more;
    ElidedLabel* m_state;
    RoleLabel* m_held;
    QToolButton *m_verify, *m_default, *m_edit, *m_remove;
    bool m_isLocked = false;
    QString m_stateIcon;
    ColorRole m_stateRole = ColorRole::Secondary;
};

} // namespace tributary::ui
