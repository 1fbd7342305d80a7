// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MessageContent.h"

namespace tributary::engine {

namespace {

QString made(const char* scheme, const QString& what) {
    return QLatin1StringView(scheme) + QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(what));
}

QString takenApart(const char* scheme, const QUrl& url) {
    return url.scheme() == QLatin1StringView(scheme) ? QUrl::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()) : QString();
}

} // namespace

QString partUrl(const QString& section) { return made(kPartScheme, section); }
QString sectionOf(const QUrl& partUrl) { return takenApart(kPartScheme, partUrl); }
QString pictureUrl(const QString& remoteUrl) { return made(kPictureScheme, remoteUrl); }
QString remoteUrlOf(const QUrl& pictureUrl) { return takenApart(kPictureScheme, pictureUrl); }

} // namespace tributary::engine
