// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in without SASL (RFC 1939 7).
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <QByteArray>
#include <QString>

namespace tributary::pop3::detail {

/// The timestamp of a greeting, with its angle brackets, where APOP may be used with it; else empty.
[[nodiscard]] QByteArray apopTimestamp(const QByteArray& greeting);

/// What can stand in a line: InvalidInput/BadValue with "user" or "password" as detail for controls and for what is too long.
[[nodiscard]] Status checkLogin(const QString& user, const Secret& password);
/// With their CRLF.
[[nodiscard]] QByteArray passCommand(const Secret& password);
[[nodiscard]] QByteArray apopCommand(const QString& user, const QByteArray& timestamp, const Secret& password);

} // namespace tributary::pop3::detail
