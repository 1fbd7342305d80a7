// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Sanitiser.h"

#include <QUrl>

namespace tributary::content {

QString RemoteReference::host() const { return QUrl(url).host().toLower(); }

RemoteSummary summaryOf(const RemoteReferences& references) {
    RemoteSummary summary;
    for (const RemoteReference& one : references) {
        if (one.isMapped)
            continue;
        if (one.isTracker)
            ++summary.trackers;
        else if (one.kind == RemoteReference::Kind::Picture || one.kind == RemoteReference::Kind::Background)
            ++summary.pictures;
        else
            ++summary.others;
        if (const QString host = one.host(); !host.isEmpty() && !summary.hosts.contains(host))
            summary.hosts.append(host);
    }
    summary.hosts.sort();
    return summary;
}

} // namespace tributary::content
