// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of attributes per element, each with the grammar of its value.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace tributary::content::detail {

/// The value to write, or nothing when the attribute goes. element is the output name; style, href and src are not
/// here: CssFilter and UrlFilter decide on them.
[[nodiscard]] std::optional<QString> filteredAttribute(QByteArrayView element, QByteArrayView name,
                                                       const QString& value);

/// An attribute through which a viewer could fetch something when it only shows the element.
[[nodiscard]] bool isFetchingAttribute(QByteArrayView element, QByteArrayView name);

} // namespace tributary::content::detail
