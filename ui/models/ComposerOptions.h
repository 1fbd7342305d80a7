// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tributary::ui {

/// How the user likes to write; kept by Preferences.
struct ComposerOptions {
    bool html = true;          ///< new messages and answers are rich text
    int undoSeconds = 10;      ///< 0 to 60: how long a message can be taken back
    QStringList spelling;      ///< languages, like "en_US"; empty: those of the system
    bool checkAttachments = true;
    bool checkSubject = true;
    bool checkSender = true;   ///< asks where the recipients are usually written to from another address

    bool operator==(const ComposerOptions&) const = default;
};
inline constexpr int kMostUndoSeconds = 60;

} // namespace tributary::ui
