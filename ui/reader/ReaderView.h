// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QAction;
class QStackedWidget;
class QToolButton;

namespace tributary::ui {

class ActionBar;
class AttachmentStrip;
class Banner;
class ElidedLabel;
class EmptyState;
class HeaderCard;
class MailBrowser;

/// The reading pane: header, strips for what was blocked or is broken, body, attachments. What of a message is not on this
/// computer yet is asked for, and shown when the change feed says that it is there.
class ReaderView : public QWidget {
    Q_OBJECT

  public:
    explicit ReaderView(engine::Engine& engine, QWidget* parent = nullptr);

    void showMessage(MessageId id);
    void showMany(int count);
    void clear();
    /// The bar over the message; a null action is a gap.
    void setActions(const QList<QAction*>& actions);
    void zoom(int steps);
    void focusBody();
    [[nodiscard]] bool hasAttachments() const { return !m_content.attachments.isEmpty(); }
    void saveAllAttachments();
    [[nodiscard]] MessageId current() const { return m_id; }

  Q_SIGNALS:
    void loaded(tributary::MessageId id);
    /// A message and its text are on screen; left() when another takes its place.
    void shown(const tributary::model::MessageSummary& summary);
    void left();
    /// Something to tell in passing (a file was saved).
    void notified(const QString& text);

  private:
    struct WantedFile {
        QString part;
        QString directory;
    };
    QWidget* makePage();
    void load(bool again);
    void show(const engine::MessageContent& content, bool again);
    void showBody();
    void showMissing();
    void showStrips();
    void showHint(const QString& iconName, const QString& line, const QString& hint);
    void followChanges(const QList<model::StoreChange>& changes);
    void saveAttachment(const model::AttachmentSummary& attachment);
    void saveInto(QStringList sections, const QString& directory);
    void saveOne(const QString& section, const QString& directory);
    void saveArrived();
    [[nodiscard]] bool isOmitted(const QString& section) const;
    [[nodiscard]] bool isWaiting() const; ///< for something of the message
    void loadPicture(const QString& contentId);
    void openLink(const QUrl& target);

    engine::Engine& m_engine;
    ActionBar* m_bar;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    HeaderCard* m_header;
    Banner* m_strip;
    QStackedWidget* m_bodyStack;
    EmptyState* m_missing;
    MailBrowser* m_body;
    QToolButton* m_form; ///< text or HTML
    AttachmentStrip* m_attachments;
    ElidedLabel* m_link;
    engine::MessageContent m_content;
    QList<WantedFile> m_wantedFiles; ///< to be saved when they have come
    MessageId m_id;
    bool m_asText = false;
    bool m_wanted = false; ///< the rest of the message was asked for
};

} // namespace tributary::ui
