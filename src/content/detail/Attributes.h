// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of attributes per element, each with the grammar of its value.
#pragma once

#include "content/Sanitiser.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace tributary::content::detail {

/// The value to write, or nothing when the attribute goes. element is the output name; style, href, src and background are
/// not here: CssFilter, CssSheet, UrlFilter and RemoteCollector decide on them.
[[nodiscard]] std::optional<QString> filteredAttribute(QByteArrayView element, QByteArrayView name, const QString& value,
                                                       const SanitiseOptions& options);

/// An attribute through which a viewer could fetch something when it only shows the element, and what it would be.
[[nodiscard]] std::optional<RemoteReference::Kind> fetchedBy(QByteArrayView element, QByteArrayView name);
/// The start of a text for people, of whole characters.
[[nodiscard]] QString shortText(const QString& text);
/// The first URL of a srcset.
[[nodiscard]] QString firstOfSrcset(const QString& srcset);

} // namespace tributary::content::detail
