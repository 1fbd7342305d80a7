// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary::ui {

/// The shapes in which a message can be read.
enum class ReadingForm {
    Original, ///< as its sender laid it out, by the web engine
    Simple,   ///< its text with headings, lists, links and pictures
    Plain,    ///< text alone
};

/// What the user set on the page Reading; settings keep it, the reader follows it.
struct ReadingOptions {
    ReadingForm form = ReadingForm::Original;
    ReadingForm doubtfulForm = ReadingForm::Simple; ///< of senders that are unknown or odd; Junk is always plain
    bool darkPaper = false;                         ///< HTML on dark paper where the window is dark
    bool foldQuotes = true;
    bool conversations = true;   ///< the other messages of a conversation stand around the open one
    bool newestFirst = false;    ///< of them
    int zoom = 0;             ///< steps of a tenth; kept as it was left

    bool operator==(const ReadingOptions&) const = default;
};

} // namespace tributary::ui
