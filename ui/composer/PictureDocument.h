// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QTextDocument>

namespace tributary::ui {

/// A document that shows the pictures it was given, by "cid:" and content id, and loads nothing else from anywhere.
class PictureDocument : public QTextDocument {
    Q_OBJECT

  public:
    explicit PictureDocument(QObject* parent) : QTextDocument(parent) {}
    void setPicture(const QByteArray& contentId, const QImage& image);
    [[nodiscard]] bool hasPicture(const QByteArray& contentId) const { return m_pictures.contains(contentId); }

  protected:
    QVariant loadResource(int type, const QUrl& name) override;

  private:
    QHash<QByteArray, QImage> m_pictures;
};

/// Media types that a message may show within its text.
[[nodiscard]] bool isShownPicture(const QByteArray& mediaType);
/// Of a file's first bytes; empty: no picture.
[[nodiscard]] QByteArray pictureType(const QByteArray& bytes);
/// Size in pixels without decoding; invalid: none, or one too large to show.
[[nodiscard]] QSize pictureSize(const QByteArray& bytes);
/// Decoded, at most as large as it can be seen. For any thread; may take long.
[[nodiscard]] QImage decodedPicture(const QByteArray& bytes);

} // namespace tributary::ui
