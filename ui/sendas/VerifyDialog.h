// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>
#include <QTimer>

namespace tributary::ui {

class VerifyForm;

/// Asks for the code that was mailed to an address (S20, S26, S27); one dialog an address, however many windows ask for it. Nothing
/// is mailed by opening it: a code left when the address was saved.
class VerifyDialog : public QDialog {
    Q_OBJECT

  public:
    /// Opens it over that window, or brings forward the one that is open.
    static VerifyDialog* openFor(engine::Engine& engine, const model::VerificationTarget& target, QWidget* over);

  private:
    VerifyDialog(engine::Engine& engine, const model::VerificationTarget& target, QWidget* parent);
    void follow(const QList<model::StoreChange>& changes);
    void followSoon();
    void load();
    void loadArrived();
    void send();
    void confirm(const QString& typed);
    void take(const model::Verification& verification);
    [[nodiscard]] QString accountName(AccountId id) const;

    engine::Engine& m_engine;
    const model::VerificationTarget m_target;
    VerifyForm* m_form;
    QTimer m_later; ///< many changes come at once
};

} // namespace tributary::ui
