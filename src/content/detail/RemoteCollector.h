// SPDX-License-Identifier: GPL-3.0-or-later
// All decisions on what a picture may be taken from, and the list of what would have been fetched.
#pragma once

#include "content/Sanitiser.h"

#include <QSet>

namespace tributary::content::detail {

class RemoteCollector {
public:
    explicit RemoteCollector(const SanitiseOptions& options) : m_options(options), m_accepted(options.ownUrls) {}

    /// The source to write for a picture; empty: none. Remote ones are noted on the way.
    QString picture(const QString& url, RemoteReference::Kind kind, bool isTracker);
    /// Notes it when it is remote; it is not to be written.
    void note(const QString& url, RemoteReference::Kind kind, bool isTracker = false);

    /// Behind the first round: what was written there passes from now on. Before, only the message could have it.
    void acceptOwn() { m_accepted.unite(m_ownUrls); }

    [[nodiscard]] const RemoteReferences& references() const { return m_references; }
    [[nodiscard]] const QSet<QString>& ownUrls() const { return m_ownUrls; }
    [[nodiscard]] int blocked() const { return m_blocked; }

private:
    QString replacement(const std::function<QString(const QString&)>& map, const QString& url);

    const SanitiseOptions& m_options;
    QSet<QString> m_accepted;
    QSet<QString> m_ownUrls; ///< written
    RemoteReferences m_references;
    QSet<QString> m_seen;
    int m_blocked = 0;
};

/// A path that mail services use to see who opens a message.
[[nodiscard]] bool isTrackingUrl(const QString& url);

} // namespace tributary::content::detail
