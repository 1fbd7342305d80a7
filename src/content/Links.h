// SPDX-License-Identifier: GPL-3.0-or-later
// Links in plain text: http, https, mailto, bare "www." and bare mail addresses.
#pragma once

#include <QList>
#include <QString>

namespace tributary::content {

struct TextLink {
    qsizetype begin = 0;  ///< in the text
    qsizetype length = 0;
    QString url;          ///< http:, https: or mailto:, made harmless like those of HTML

    bool operator==(const TextLink&) const = default;
};

/// In order, never overlapping. Punctuation that ends the sentence and brackets that were opened before stay outside;
/// Japanese text that follows without a blank too. Linear.
[[nodiscard]] QList<TextLink> findLinks(QStringView text);

} // namespace tributary::content
