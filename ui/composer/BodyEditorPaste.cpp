// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from outside: pasted and dropped text, pictures, files.
#include "ui/composer/BodyEditor.h"

#include "content/Content.h"
#include "ui/composer/HtmlWriter.h"
#include "ui/composer/PictureDocument.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QPointer>
#include <QTextDocumentFragment>
#include <QThreadPool>
#include <QUuid>

namespace tributary::ui {

namespace {

constexpr qsizetype kQuickHtml = 30'000;    // characters: harmless in a few milliseconds
constexpr qint64 kLargestPicture = 20'000'000; // bytes of a file that goes into the text
constexpr int kShownWidth = 640;            // pixels, at first

/// Our own HTML, with its signature; no other program offers it.
const QString& ownType() {
    static const QString type = QStringLiteral("application/x-tributary-html");
    return type;
}

bool looksLikePicture(const QUrl& url) {
    const QString ending = QFileInfo(url.toLocalFile()).suffix().toLower();
    return ending == QLatin1String("png") || ending == QLatin1String("jpg") || ending == QLatin1String("jpeg") || ending == QLatin1String("gif") ||
           ending == QLatin1String("webp");
}

/// work on the pool, then its result to take on this thread, if the editor is still there. Neither may hold a cursor: the last copy of
/// it could go on the pool's thread.
template <typename Work, typename Take> void onPool(BodyEditor* editor, Work work, Take take) {
    const QPointer<BodyEditor> guard(editor);
    QThreadPool::globalInstance()->start([guard, work, take] {
        auto result = work();
        QMetaObject::invokeMethod(qApp, [guard, take, result] {
            if (guard)
                take(result);
        }, Qt::QueuedConnection);
    });
}

struct PictureFile {
    QByteArray bytes;
    bool isPicture = false;
};

PictureFile readPicture(const QUrl& url) {
    QFile file(url.toLocalFile());
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestPicture)
        return {};
    const QByteArray bytes = file.readAll();
    return {bytes, isShownPicture(pictureType(bytes)) && pictureSize(bytes).isValid()};
}

} // namespace

bool BodyEditor::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText() || source->hasUrls() || (m_mode == BodyMode::Rich && (source->hasHtml() || source->hasImage()));
}

void BodyEditor::insertFromMimeData(const QMimeData* source) {
    if (isReadOnly())
        return;
    if (source->hasFormat(ownType()) && m_mode == BodyMode::Rich)
        pasteHtml(QString::fromUtf8(source->data(ownType())), true);
    else if (source->hasUrls() && pasteFiles(source->urls()))
        return;
    else if (m_mode == BodyMode::Rich && source->hasImage() && !source->hasText())
        pasteImage(qvariant_cast<QImage>(source->imageData()));
    else if (m_mode == BodyMode::Rich && source->hasHtml())
        pasteHtml(source->html(), false);
    else if (source->hasText())
        textCursor().insertText(source->text());
    ensureCursorVisible();
}

QMimeData* BodyEditor::createMimeDataFromSelection() const {
    auto* copied = new QMimeData; // the clipboard owns it
    if (m_mode == BodyMode::Rich) {
        const QString html = writeHtml(textCursor());
        copied->setHtml(html);
        copied->setData(ownType(), html.toUtf8());
    }
    copied->setText(textCursor().selection().toPlainText().replace(QChar::Nbsp, u' '));
    return copied;
}

void BodyEditor::pastePlain() {
    const QMimeData* source = QApplication::clipboard()->mimeData();
    if (source != nullptr && source->hasText() && !isReadOnly())
        textCursor().insertText(source->text(), currentCharFormat());
    ensureCursorVisible();
}

/// What another program put there is made harmless; a long text on the pool, and it comes where the cursor was.
void BodyEditor::pasteHtml(const QString& html, bool own) {
    QTextCursor cursor = textCursor();
    cursor.removeSelectedText();
    if (html.size() <= kQuickHtml) {
        readHtml(cursor, html, reading(own));
        return;
    }
    onPool(this, [html] { return content::sanitiseHtml(html).html; },
           [this, place = keepPlace(cursor), own](const QString& sanitised) { readSanitisedHtml(m_places.take(place), sanitised, reading(own)); });
}

void BodyEditor::pasteImage(const QImage& image) {
    if (image.isNull())
        return;
    const auto encode = [image] {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    };
    onPool(this, encode, [this, place = keepPlace(textCursor())](const QByteArray& bytes) { placePicture(m_places.take(place), bytes, {}); });
}

/// Pictures go into the text, other files to the owner. False: none is a file.
bool BodyEditor::pasteFiles(const QList<QUrl>& urls) {
    QList<QUrl> others;
    bool any = false;
    for (const QUrl& url : urls) {
        any = any || url.isLocalFile();
        if (m_mode != BodyMode::Rich || !url.isLocalFile() || !looksLikePicture(url)) {
            if (url.isLocalFile())
                others.append(url);
            continue;
        }
        onPool(this, [url] { return readPicture(url); }, [this, place = keepPlace(textCursor()), url](const PictureFile& file) {
            const QTextCursor cursor = m_places.take(place);
            if (file.isPicture)
                placePicture(cursor, file.bytes, QFileInfo(url.toLocalFile()).fileName());
            else
                Q_EMIT filesDropped({url});
        });
    }
    if (!others.isEmpty())
        Q_EMIT filesDropped(others);
    return any;
}

bool BodyEditor::insertPicture(const QByteArray& bytes, const QString& alt) {
    if (m_mode != BodyMode::Rich || !isShownPicture(pictureType(bytes)) || !pictureSize(bytes).isValid())
        return false;
    placePicture(textCursor(), bytes, alt);
    return true;
}

void BodyEditor::placePicture(QTextCursor cursor, const QByteArray& bytes, const QString& alt) {
    const QSize size = pictureSize(bytes);
    const QByteArray type = pictureType(bytes);
    if (!size.isValid() || type.isEmpty())
        return;
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + "@tributary";
    const QSize shown = size.width() > kShownWidth ? size.scaled(kShownWidth, size.height(), Qt::KeepAspectRatio) : size;
    QTextImageFormat format;
    format.setName(QStringLiteral("cid:") + QString::fromLatin1(id));
    format.setWidth(shown.width());
    format.setHeight(shown.height());
    if (!alt.isEmpty())
        format.setProperty(QTextFormat::ImageAltText, alt);
    cursor.insertImage(format);
    decode(id, bytes);
    Q_EMIT pictureInserted(id, bytes, type, alt);
}

/// Where something will come that is still being made.
int BodyEditor::keepPlace(const QTextCursor& cursor) {
    m_places.insert(++m_lastPlace, cursor);
    return m_lastPlace;
}

void BodyEditor::setPicture(const QByteArray& contentId, const QByteArray& bytes) { decode(contentId, bytes); }

void BodyEditor::decode(const QByteArray& contentId, const QByteArray& bytes) {
    onPool(this, [bytes] { return decodedPicture(bytes); }, [this, contentId](const QImage& image) {
        if (!image.isNull())
            m_document->setPicture(contentId, image);
    });
}

} // namespace tributary::ui
