// SPDX-License-Identifier: GPL-3.0-or-later
// An identity in words: how far its addresses are proven (S20, S26), and what that means for its mail.
#pragma once

#include "model/Account.h"
#include "model/Identity.h"
#include "ui/style/Tokens.h"

#include <QList>
#include <QString>

namespace tributary::ui {

/// What the user calls the account; its address where it has no name.
[[nodiscard]] QString accountTitle(const model::Account& account);

[[nodiscard]] QString proofText(model::Proof proof);
[[nodiscard]] QString proofIcon(model::Proof proof);
[[nodiscard]] ColorRole proofRole(model::Proof proof);

/// The address of it (its own or its reply-to) that keeps its mail from being sent until it is verified; empty: none does.
[[nodiscard]] QString holdingAddress(const model::Identity& identity, const QList<model::Account>& accounts);

/// How far it can be sent as, in a word or two: its own address and, where it has one, its reply-to.
struct ProofState {
    QString text;
    QString icon;
    ColorRole role = ColorRole::Secondary;
};
[[nodiscard]] ProofState proofState(const model::Identity& identity, const QList<model::Account>& accounts);
/// Its signature in one line; "No signature".
[[nodiscard]] QString signatureLine(const model::Identity& identity);

/// As the store will settle the proofs when `edited` replaces `before` (an empty one when it is new).
[[nodiscard]] model::Identity withExpectedProofs(model::Identity edited, const model::Identity& before, const QList<model::Account>& accounts);

} // namespace tributary::ui
