// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/CodeMail.h"
#include "model/Verification.h"

#include <QByteArray>

namespace tributary::engine {

/// What the mail says. account: the address of the account that asks.
struct CodeMailText {
    QString subject, plain, html;
};
/// Pure. The code stands on a line of its own in plain, where codeIn() finds it.
[[nodiscard]] CodeMailText codeMailText(const CodeMailWords& words, const model::VerificationTarget& target, const QString& account, const QByteArray& code);

/// The six digits that stand on a line of their own; empty: there is none, or more than one.
[[nodiscard]] QString codeIn(const QString& plain);

} // namespace tributary::engine
