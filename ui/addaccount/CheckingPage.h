// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"
#include "ui/widgets/RoleLabel.h"

#include <QWidget>

class QVBoxLayout;

namespace tributary::ui {

class Card;
class StageList;

/// The probe as a live list, in the add dialog and for an account that is there: both sides, each with its stages, their times and what was
/// said. A failure stops there and is told below in plain words, with the server's own, what to do next, and the certificate where it is
/// about one (S34 to S37).
class CheckingPage : public QWidget {
    Q_OBJECT

  public:
    explicit CheckingPage(QWidget* parent = nullptr);
    /// relay: what the account that sends for this one is called (S18).
    void begin(const model::Account& account, const QString& relay = {});
    void take(const engine::StageReport& report);
    void fail(const Error& error);
    void succeed();
    /// For whoever is asked for help; neither a secret nor who it is is in it.
    [[nodiscard]] QString details() const;

  private:
    struct Side {
        RoleLabel* head = nullptr;
        RoleLabel* note = nullptr; ///< in place of stages
        StageList* list = nullptr;
        QList<engine::Stage> order; ///< of the rows
    };
    Side makeSide();
    void beginSide(Side& side, const QString& title, const model::ServerSettings& server, bool isIncoming);
    [[nodiscard]] bool sendsHere() const;
    [[nodiscard]] QString noteOf(const engine::StageReport& report) const;
    void addText(const QString& words, const char* name, ColorRole role = ColorRole::Text, TextSize size = TextSize::Normal);
    void showCertificate(const net::CertificateSummary& certificate);
    void showFailureBelow(engine::Side side);
    QWidget* line(const QString& label, const QString& value);

    RoleLabel* m_title;
    QVBoxLayout* m_column;
    Side m_incoming, m_outgoing;
    Card* m_failure;
    QVBoxLayout* m_failureColumn;
    model::Account m_account;
    QList<engine::StageReport> m_reports; ///< of stages that have ended
    std::optional<Error> m_error;
};

} // namespace tributary::ui
