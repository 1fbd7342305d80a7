// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "ui/models/ReadingOptions.h"

namespace tributary::ui {

/// What of a message is to be shown, and how.
struct BodyRequest {
    ReadingForm form = ReadingForm::Plain;
    bool dark = false;      ///< HTML on dark paper
    bool foldQuotes = true; ///< what is only repeated at the end stands behind "..."
    bool whole = false;     ///< of a very long text too

    bool operator==(const BodyRequest&) const = default;
};

/// A click on one of these in Simple and Plain changes the request.
inline constexpr char kUnfoldLink[] = "tributary:unfold";
inline constexpr char kWholeLink[] = "tributary:whole";

/// The document that the view shows: sanitised HTML with our own frame around it. Pure; may take long for long messages.
[[nodiscard]] QString makeBodyDocument(const engine::MessageContent& content, const BodyRequest& request);

/// What stands over the text on paper: subject, sender, recipients, date. HTML.
[[nodiscard]] QString printedHeader(const engine::MessageContent& content);

} // namespace tributary::ui
