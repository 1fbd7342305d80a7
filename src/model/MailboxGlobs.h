// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tributary::model {

/// Whether one of the patterns matches the whole name ('*': any characters, '/' among them; '?': one; in any case); no patterns: every
/// name. Any thread.
[[nodiscard]] bool matchesGlobs(const QString& name, const QStringList& globs);

} // namespace tributary::model
