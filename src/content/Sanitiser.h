// SPDX-License-Identifier: GPL-3.0-or-later
// HTML made harmless on a real HTML5 tree (Gumbo) by allow-lists for elements, attributes, CSS properties and URL
// schemes. Nothing that comes out fetches anything, and what comes out is a fixed point: sanitised again it is the same.
#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace tributary::content {

/// Who renders the result.
enum class HtmlUse {
    Simple,   ///< a rich text view without style sheets: few elements, no classes, what the sender hides is left out
    Original, ///< a browser engine without scripts and network: style sheets, media queries, layout as the sender made it
};

/// Something that a viewer would have fetched.
struct RemoteReference {
    enum class Kind {
        Picture,    ///< <img>, <picture>, srcset
        Background, ///< background attribute, url() of a background
        Style,      ///< style sheet: <link>, @import
        Font,       ///< @font-face
        Other,      ///< frames, media, objects and the rest
    };
    QString url;            ///< absolute; "//host/x" is written as https
    Kind kind = Kind::Other;
    bool isTracker = false; ///< a picture that nobody is to see: 1x1, hidden, or of a known path
    bool isMapped = false;  ///< SanitiseOptions::remotePicture gave a replacement, which is in the output

    bool operator==(const RemoteReference&) const = default;
    [[nodiscard]] QString host() const; ///< lower case; empty when there is none
};
using RemoteReferences = QList<RemoteReference>;

struct SanitiseOptions {
    HtmlUse use = HtmlUse::Simple;

    /// The URL, of a scheme of the caller's own, under which the renderer gets the part with this Content-ID (without
    /// "cid:" and <>, percent-decoded); empty: not there. Without a function Simple keeps "cid:..." and Original has a
    /// placeholder: <img> with alt and size, without src.
    std::function<QString(const QString& contentId)> partUrl;

    /// The same for a remote picture (RemoteReference::url): only those that have a replacement appear. Never asked for
    /// trackers, styles, fonts and others.
    std::function<QString(const QString& url)> remotePicture;

    /// URLs that pass as picture sources as they are: SanitisedHtml::ownUrls of a first pass, when its output is sanitised
    /// again. A message never gets at the caller's scheme otherwise.
    QSet<QString> ownUrls;

    /// Original: classes and ids get this in front, so that neither styles nor fragments meet those of the page around.
    QString prefix = QStringLiteral("m-");
};

struct SanitisedHtml {
    QString html;            ///< a fragment, to be put in a <body>
    int blockedRemote = 0;   ///< of remote, those without a replacement
    bool reduced = false;    ///< too large or too nested: cut, or shown as its text
    int forms = 0;           ///< that were taken out; controls outside of any count as one
    RemoteReferences remote; ///< each (url, kind) once, in the message's order; at most 2,000
    QSet<QString> ownUrls;   ///< replacements that the output holds
};
[[nodiscard]] SanitisedHtml sanitiseHtml(const QString& html, const SanitiseOptions& options = {});

/// What to say above a message: "3 pictures and 1 tracker from mail.example".
struct RemoteSummary {
    int pictures = 0; ///< backgrounds too; trackers not
    int trackers = 0;
    int others = 0;      ///< styles, fonts, frames ...
    QStringList hosts;   ///< sorted, each once
};
/// Of those that were not mapped.
[[nodiscard]] RemoteSummary summaryOf(const RemoteReferences& references);

} // namespace tributary::content
