// SPDX-License-Identifier: GPL-3.0-or-later
// Recipients as people type and paste them. Pure.
#pragma once

#include "model/Address.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tributary::ui {

/// One entry a recipient, trimmed, none empty. Comma, semicolon (also those of East Asian keyboards) and line ends separate, but not
/// inside quotation marks; so do blanks between bare addresses. A quotation mark that is never closed is a character like others.
[[nodiscard]] QStringList splitRecipients(const QString& typed);
/// The typed text ends in a separator outside quotation marks: what is before it is finished.
[[nodiscard]] bool holdsSeparator(const QString& typed);

/// "a@b", "Name <a@b>", "\"Brown, Alice\" <a@b>", "a@b (Name)", "mailto:a@b"; "undisclosed-recipients:;", nobody by name, has no
/// addrSpec. nullopt: no address.
[[nodiscard]] std::optional<model::Address> parseRecipient(const QString& typed);

/// As it is to be typed: the name in quotation marks where it needs them (RFC 5322 3.2.4).
[[nodiscard]] QString recipientText(const model::Address& address);

/// The addr-spec for people: an international domain decoded, but in ASCII (punycode) where its scripts mix or imitate Latin.
[[nodiscard]] QString shownAddrSpec(const QString& addrSpec);
/// For the tool tip: where the domain is shown in ASCII, how it would look and what it is; else shownAddrSpec().
[[nodiscard]] QString explainedAddrSpec(const QString& addrSpec);

} // namespace tributary::ui
