// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of URL schemes: http, https and mailto for links, cid and small pictures in data: for images.
#pragma once

#include <QString>

#include <optional>

namespace tributary::content::detail {

/// As browsers read it: controls and blanks around go, tabs and line ends inside too. No viewer is to see another scheme
/// than the one judged here.
[[nodiscard]] QString cleanedUrl(const QString& url);
/// The link to write, or nothing.
[[nodiscard]] std::optional<QString> filteredLink(const QString& url);
/// cid: and data:image/(png|jpeg|gif|webp);base64 only.
[[nodiscard]] std::optional<QString> filteredImage(const QString& url);
/// It would be fetched from elsewhere: any scheme but cid, data, mailto and about, or "//host".
[[nodiscard]] bool isRemote(const QString& url);

} // namespace tributary::content::detail
