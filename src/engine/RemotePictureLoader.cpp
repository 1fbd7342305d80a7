// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RemotePictureLoader.h"

namespace tributary::engine {

namespace {

constexpr int kMaxPictures = 100;

bool isPicture(const RemoteReference& reference) {
    return reference.kind == RemoteReference::Kind::Picture || reference.kind == RemoteReference::Kind::Background;
}

} // namespace

QByteArray pictureType(QByteArrayView bytes) {
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return "image/png";
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return "image/jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "image/gif";
    constexpr qsizetype kRiffHeader = 12;
    if (bytes.size() >= kRiffHeader && bytes.startsWith("RIFF") && bytes.sliced(8).startsWith("WEBP"))
        return "image/webp";
    return {};
}

RemotePictures fetchPictures(const RemoteReferences& references, const net::HttpOptions& options) {
    RemotePictures result;
    QList<net::HttpRequest> requests;
    QStringList urls;
    for (const RemoteReference& reference : references) {
        if (!isPicture(reference) || urls.contains(reference.url))
            continue;
        if (reference.isTracker || requests.size() >= kMaxPictures) {
            ++result.skipped;
            continue;
        }
        urls.append(reference.url);
        requests.append({QUrl(reference.url, QUrl::TolerantMode), false, {}, {}});
    }
    const QList<Result<net::HttpAnswer>> answers = net::fetchHttp(requests, options);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QByteArray type = answers[i] ? pictureType(answers[i]->body) : QByteArray();
        if (type.isEmpty())
            ++result.failed;
        else
            result.pictures.insert(urls[i], {answers[i]->body, type});
    }
    return result;
}

} // namespace tributary::engine
