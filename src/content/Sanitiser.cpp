// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include "content/detail/GumboTree.h"
#include "content/detail/Prescan.h"
#include "content/detail/Rounds.h"
#include "content/detail/TreeWriter.h"

namespace tributary::content {
namespace {

constexpr int kMaxRounds = 8;
constexpr qsizetype kMaxPlain = 1024 * 1024; ///< characters: a larger one might be cut when it is read again
constexpr qsizetype kMaxFallbackText = 256 * 1024;

/// What could not be made safe as a tree is shown as its text.
QString textOnly(const QString& html) {
    const QString text = htmlToText(html, false, kMaxFallbackText);
    QString result;
    for (const QString& line : text.split(u'\n')) {
        if (!result.isEmpty())
            result += QLatin1StringView("<br>");
        detail::appendEscaped(result, line.simplified(), false);
    }
    return result.trimmed();
}

} // namespace

namespace detail {

Round writeOnce(const QString& html, const SanitiseOptions& options, RemoteCollector& remote, bool dark) {
    const Prescanned source = prescan(html);
    const auto tree = GumboTree::parse(source.utf8);
    if (tree == nullptr)
        return {};
    TreeWriter writer(options, remote, dark);
    Round round;
    round.html = writer.write(tree->root()).trimmed();
    round.good = true;
    round.cut = source.cut || writer.wasCut();
    round.forms = writer.forms();
    round.plain = writer.isPlain() && round.html.size() < kMaxPlain;
    return round;
}

} // namespace detail

SanitisedHtml sanitiseHtml(const QString& html, const SanitiseOptions& options) {
    SanitisedHtml result;
    detail::RemoteCollector remote(options);
    detail::Round round = detail::writeOnce(html, options, remote, false);
    result.blockedRemote = remote.blocked();
    result.remote = remote.references();
    result.forms = round.forms;
    remote.acceptOwn();
    // A parser can read a tree differently once it has been written out, which is how harmful markup slips through
    // filters. Only what a second reading leaves as it is goes out; or would, when there is nothing to be read differently.
    for (int i = 0; round.good && i < kMaxRounds; ++i) {
        result.reduced = result.reduced || round.cut;
        if (round.plain) {
            result.html = std::move(round.html);
            result.ownUrls = remote.ownUrls();
            return result;
        }
        detail::Round again = detail::writeOnce(round.html, options, remote, false);
        if (again.good && !again.cut && again.html == round.html) {
            result.html = std::move(round.html);
            result.ownUrls = remote.ownUrls();
            return result;
        }
        round = std::move(again);
    }
    result.html = textOnly(html);
    result.reduced = true;
    return result;
}

} // namespace tributary::content
