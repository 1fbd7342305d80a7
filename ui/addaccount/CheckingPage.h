// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QWidget>

class QVBoxLayout;

namespace tributary::ui {

class Card;
class RoleLabel;
class StageList;

/// Step 3: the probe as a live list. A failure stops there and is told in plain words, with the server's own, the
/// certificate where it is about one (S36), and what to do next (S34 to S37).
class CheckingPage : public QWidget {
    Q_OBJECT

  public:
    explicit CheckingPage(QWidget* parent = nullptr);
    void begin(const engine::AccountDraft& draft);
    void take(const engine::StageReport& report);
    void fail(const Error& error);
    void succeed();
    /// The stages and the error as text; no secret is in it.
    [[nodiscard]] QString details() const;

  private:
    void takeOutgoing(const engine::StageReport& report);
    void showCertificate(const net::CertificateSummary& certificate);
    QWidget* line(const QString& label, const QString& value);

    RoleLabel* m_title;
    StageList* m_stages;
    Card* m_failure;
    QVBoxLayout* m_failureColumn;
    QString m_place;
    int m_outgoingMs = 0;
    bool m_outgoingEnded = false;
    QString m_failureText;
    QList<net::CertificateSummary> m_certificates;
};

} // namespace tributary::ui
