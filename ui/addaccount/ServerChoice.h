// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QWidget>

class QComboBox;

namespace tributary::ui {

class Banner;
class FormRow;
class RoleLabel;

/// Which of the servers that were found, and by IMAP or POP3 (S9, S33): where they come from, what has to be done at the provider first,
/// and a warning where nobody vouches for them.
class ServerChoice : public QWidget {
    Q_OBJECT

  public:
    explicit ServerChoice(const engine::Policy& policy, QWidget* parent = nullptr);
    void setCandidates(const QList<engine::ServerCandidate>& candidates);
    [[nodiscard]] engine::ServerCandidate chosen() const;
    /// The notes are about passwords: nothing of it where the provider's page signs in.
    void setSignsIn(bool signsIn);

  Q_SIGNALS:
    void changed();

  private:
    void fillFound();
    void show(const engine::ServerCandidate& candidate);
    [[nodiscard]] model::Protocol protocol() const;

    QList<engine::ServerCandidate> m_candidates;
    Banner* m_warning;
    RoleLabel *m_source, *m_note, *m_help;
    QComboBox *m_protocol, *m_found;
    FormRow *m_protocolRow, *m_foundRow;
    bool m_signsIn = false;
};

} // namespace tributary::ui
