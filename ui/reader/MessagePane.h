// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/reader/BodyDocument.h"
#include "ui/reader/ReaderCommands.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace tributary::ui {

class AttachmentActions;
class AttachmentStrip;
class BodyView;
class ElidedLabel;
class EmptyState;
class FindBar;
class HeaderCard;
class MessagePictures;
class MessageStrips;

/// What is known of a sender before anything is shown of the message.
enum class SenderTrust {
    Known,   ///< the user has written there, or reads mail from there
    Unknown,
    Junk,    ///< the message lies in Junk
};

/// One message on screen: header, strips, text, attachments, and what can be done with them. It is given its content; what it
/// needs another reading for (another charset, places for remote pictures) it asks for.
class MessagePane : public QWidget {
    Q_OBJECT

  public:
    MessagePane(engine::Engine& engine, ReaderCommands& commands, QWidget* parent);

    void setReading(const ReadingOptions& options);
    /// again: the same message as before, read once more.
    void show(const engine::MessageContent& content, bool again, SenderTrust trust);
    void clear();
    /// In place of the text: what keeps it from being there.
    [[nodiscard]] EmptyState& missing() { return *m_missing; }
    [[nodiscard]] const engine::MessageContent& content() const { return m_content; }
    [[nodiscard]] const engine::ReadOptions& wanted() const { return m_wanted; } ///< how the message is to be read
    [[nodiscard]] BodyView& body() { return *m_body; }
    [[nodiscard]] AttachmentActions& attachments() { return *m_attachments; }
    void setZoom(int steps);
    [[nodiscard]] HeaderCard& header() { return *m_header; }

  Q_SIGNALS:
    void notified(const QString& text);
    void readAgainRequested(); ///< with wanted()
    void nestedRequested(const QString& section, const QString& name);
    void painted();

  private:
    QWidget* makeFoot();
    void connectBody();
    void connectStrips();
    void connectCommands();
    [[nodiscard]] ReadingForm firstForm(SenderTrust trust) const;
    [[nodiscard]] bool hasHtml() const;
    void showBody();
    void followState();
    void chooseForm(ReadingForm form);
    void chooseCharset(const QByteArray& charset);
    void showPictures();
    void openMenu(const QPoint& global, const QUrl& target);
    void find(const QString& text, bool backward);
    void openSource();
    void askUnsubscribe();
    void unsubscribe();
    void tell(const Error& error);
    [[nodiscard]] QString sender() const;

    engine::Engine& m_engine;
    ReaderCommands& m_commands;
    ReadingOptions m_options;
    HeaderCard* m_header;
    MessageStrips* m_strips;
    QStackedWidget* m_stack;
    BodyView* m_body;
    EmptyState* m_missing;
    FindBar* m_find;
    AttachmentStrip* m_chips;
    QToolButton* m_form;
    ElidedLabel* m_link;
    AttachmentActions* m_attachments;
    MessagePictures* m_pictures;
    engine::MessageContent m_content;
    engine::ReadOptions m_wanted;
    BodyRequest m_request;
    bool m_headersShown = false;
};

} // namespace tributary::ui
