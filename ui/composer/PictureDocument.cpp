// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PictureDocument.h"

#include "ui/style/Tokens.h"

#include <QBuffer>
#include <QImageReader>
#include <QUrl>

namespace tributary::ui {

namespace {
constexpr int kShownSide = 1600;          // pixels; more is not seen in a letter
constexpr qint64 kMostPixels = 120'000'000;
} // namespace

void PictureDocument::setPicture(const QByteArray& contentId, const QImage& image) {
    m_pictures.insert(contentId, image);
    addResource(ImageResource, QUrl(QStringLiteral("cid:") + QString::fromLatin1(contentId)), image);
    markContentsDirty(0, characterCount());
}

QVariant PictureDocument::loadResource(int type, const QUrl& name) {
    if (type != ImageResource || name.scheme() != QLatin1String("cid"))
        return {};
    const auto known = m_pictures.constFind(name.path().toLatin1());
    if (known != m_pictures.cend())
        return *known;
    QImage waiting(16, 16, QImage::Format_ARGB32_Premultiplied); // until its bytes are here
    waiting.fill(Tokens::current().separator);
    return waiting;
}

bool isShownPicture(const QByteArray& mediaType) {
    return mediaType == "image/png" || mediaType == "image/jpeg" || mediaType == "image/gif" || mediaType == "image/webp";
}

QByteArray pictureType(const QByteArray& bytes) {
    if (bytes.startsWith("\x89PNG\r\n"))
        return "image/png";
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return "image/jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "image/gif";
    return bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP" ? QByteArray("image/webp") : QByteArray();
}

QSize pictureSize(const QByteArray& bytes) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    const QSize size = QImageReader(&buffer).size();
    return size.isValid() && qint64(size.width()) * size.height() <= kMostPixels ? size : QSize();
}

QImage decodedPicture(const QByteArray& bytes) {
    const QSize size = pictureSize(bytes);
    if (!size.isValid())
        return {};
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    if (size.width() > kShownSide || size.height() > kShownSide)
        reader.setScaledSize(size.scaled(kShownSide, kShownSide, Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace tributary::ui
