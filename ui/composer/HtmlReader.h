// SPDX-License-Identifier: GPL-3.0-or-later
// HTML into a document of the composer: what writeHtml() writes comes back as it was; of any other what it can say.
#pragma once

#include <QString>
#include <QTextCursor>

#include <functional>

namespace tributary::ui {

struct HtmlReading {
    /// Asked for each picture with its URL as the sanitiser lets it through ("cid:...", "data:..."); the content id under which the
    /// document has it, empty: left out. Without it "cid:" stays.
    std::function<QString(const QString& url)> picture;
    bool findSignature = true; ///< what writeHtml() wrote as one is one again
    int quoted = 0;            ///< levels that are put around all of it
};

/// html is sanitised here first: nothing is ever fetched. Inserted at the cursor, in one step of undo. Linear.
void readHtml(QTextCursor cursor, const QString& html, const HtmlReading& reading = {});
/// The same for what content::sanitiseHtml() gave (it may be called on another thread).
void readSanitisedHtml(QTextCursor cursor, const QString& sanitised, const HtmlReading& reading = {});

} // namespace tributary::ui
