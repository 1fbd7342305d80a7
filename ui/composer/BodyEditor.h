// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/BodyCommands.h"
#include "ui/composer/HtmlReader.h"
#include "ui/composer/SignatureBlock.h"

#include <QHash>
#include <QMenu>
#include <QTextEdit>
#include <QUrl>



namespace tributary::ui {

class BodyHighlighter;
class PictureDocument;

enum class BodyMode { Plain, Rich };

/// The text of a message as it is written. In: sanitised HTML or plain text; out: HTML of our own (writeHtml()) or plain text. Nothing is
/// ever fetched: only pictures that were given are shown. Ctrl+Return is left to the owner. GUI thread only; pictures are decoded and
/// large pastes made harmless on the pool.
class BodyEditor : public QTextEdit {
    Q_OBJECT

  public:
    explicit BodyEditor(QWidget* parent = nullptr);

    [[nodiscard]] BodyMode mode() const { return m_mode; }
    /// Converts what is there.
    void setMode(BodyMode mode);
    /// The same if nothing is lost; else plainModeAsked(), and the owner calls setMode() or not.
    void askForMode(BodyMode mode);
    void setPlainFontFixed(bool fixed);

    /// Replace everything; the undo stack and the memory of a signature begin anew.
    void setBodyHtml(const QString& html);
    void setBodyText(const QString& text);
    [[nodiscard]] QString bodyHtml() const; ///< empty for an empty body
    [[nodiscard]] QString bodyText() const; ///< in rich mode as writeText() makes it

    void apply(BodyCommand command);
    /// A picture of a draft: its bytes under the id that the HTML names.
    void setPicture(const QByteArray& contentId, const QByteArray& bytes);
    /// At the cursor; pictureInserted() tells the id. False: not a picture that can be shown.
    bool insertPicture(const QByteArray& bytes, const QString& alt = {});
    void pastePlain();

    /// One block, "-- " in front. Again: in its place, wherever it is by then; one that the user has changed or removed stays so, and
    /// signatureOffered() asks. An empty one removes. A draft's own signature is recognised when it is given first.
    void setSignature(const Signature& signature, SignaturePlace place = SignaturePlace::End);
    [[nodiscard]] bool signatureEdited() const;
    /// In spite of the user's changes.
    void takeOfferedSignature();

    [[nodiscard]] BodyHighlighter* highlighter() const { return m_highlighter; }

  Q_SIGNALS:
    void modeChanged();
    void plainModeAsked(); ///< formats and pictures would be lost
    void pictureInserted(const QByteArray& contentId, const QByteArray& bytes, const QByteArray& mediaType, const QString& fileName);
    void filesDropped(const QList<QUrl>& files);
    void signatureOffered();
    /// at: where it was asked for. Whoever listens may add to the menu.
    void menuShown(QMenu* menu, const QTextCursor& at);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    QMimeData* createMimeDataFromSelection() const override;
    QVariant loadResource(int type, const QUrl& name) override;

  private:
    bool takeKey(QKeyEvent* event);
    bool takeReturn();
    bool takeBackspace();
    bool splitQuote();
    bool splitPlainQuote();
    void leaveMarks();
    void pasteHtml(const QString& html, bool own);
    void pasteImage(const QImage& image);
    bool pasteFiles(const QList<QUrl>& urls);
    int keepPlace(const QTextCursor& cursor);
    void placePicture(QTextCursor cursor, const QByteArray& bytes, const QString& alt);
    [[nodiscard]] HtmlReading reading(bool findSignature);
    void decode(const QByteArray& contentId, const QByteArray& bytes);
    void clearAll();
    void restyle();

    BodyMode m_mode = BodyMode::Rich;
    bool m_plainFixed = true;
    bool m_composing = false;
    PictureDocument* m_document;
    BodyHighlighter* m_highlighter;
    QString m_signatureForm; ///< as it was written; empty: none was
    bool m_signatureIsText = false; ///< the text was converted with the user's changes in it
    Signature m_signature, m_offered;
    QHash<int, QTextCursor> m_places;
    int m_lastPlace = 0;
};

} // namespace tributary::ui
