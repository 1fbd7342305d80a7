// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tributary::mime::detail {

/// Some programs write a character beyond the first plane as UTF-8 of its two surrogates (CESU-8, UTS 26): each pair becomes the
/// character that it means. Empty: there is no pair, the bytes are what they are.
[[nodiscard]] QByteArray withJoinedSurrogates(QByteArrayView bytes);

} // namespace tributary::mime::detail
