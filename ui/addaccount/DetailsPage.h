// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"
#include "engine/Engine.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace tributary::ui {

class ClientFields;
class FormRow;
class PasswordEdit;
class RelayChoice;
class RoleLabel;
class ServerChoice;
class ServerFields;
class Switch;

/// Step 2: password, names and servers (S10 to S16). Where the provider is known, the password is all that is asked for.
class DetailsPage : public QWidget {
    Q_OBJECT

  public:
    DetailsPage(const engine::Engine& engine, bool allowNonStandard, QWidget* parent = nullptr);

    void setAddress(const QString& address, const QList<engine::ServerCandidate>& candidates);
    /// As what the program is known at the provider whose page signs in.
    void setClient(const engine::OAuthClient& client, bool isManaged);
    [[nodiscard]] engine::OAuthClient client() const;
    [[nodiscard]] bool isClientChanged() const;
    /// The account signs in at the provider's page in the browser: no password is asked for (S21).
    [[nodiscard]] bool usesSignIn() const;
    [[nodiscard]] QString providerId() const { return m_chosen.providerId; }
    [[nodiscard]] QString providerName() const { return m_chosen.providerName; }
    void setPassword(const QString& password);
    [[nodiscard]] engine::AccountDraft draft() const;
    bool validate();
    void focusFirst();
    /// Marks a field that the engine refused (InvalidInput's detail); false: it is none of ours.
    bool showFieldError(const QString& field, const QString& text);

  Q_SIGNALS:
    void methodChanged();
    /// Other servers were chosen, of another provider perhaps: providerId().
    void candidateChanged();

  private:
    void choose(const engine::ServerCandidate& candidate);
    void followMethod();
    void followPolicy();
    [[nodiscard]] QVBoxLayout* makeNames();
    [[nodiscard]] QLineEdit* addressEdit(const char* name);
    QWidget* makeServers(const engine::Policy& policy);
    void unfoldServers(bool open);
    [[nodiscard]] bool allowsNonStandard() const;

    const engine::Engine& m_engine;
    ServerChoice* m_choice;
    RoleLabel* m_signInHint;
    Switch* m_signIn;
    ClientFields* m_client;
    PasswordEdit* m_password;
    FormRow* m_passwordRow;
    QLineEdit* m_name;
    QLineEdit* m_displayName;
    QLineEdit* m_from;
    QLineEdit* m_replyTo;
    FormRow* m_fromRow;
    FormRow* m_replyToRow;
    Switch* m_default;
    Switch* m_saveSent;
    QComboBox* m_since;
    QToolButton* m_unfold;
    QWidget* m_servers = nullptr;
    ServerFields* m_incoming = nullptr;
    ServerFields* m_outgoing = nullptr;
    RelayChoice* m_relay = nullptr;
    Switch* m_nonStandard = nullptr;
    std::optional<QString> m_settled; ///< the entry of the start date that the organisation has settled
    QString m_address;
    QList<engine::ServerCandidate> m_candidates;
    engine::ServerCandidate m_chosen;
};

} // namespace tributary::ui
