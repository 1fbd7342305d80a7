// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace tributary::ui {

class Banner;
class ElidedLabel;
class EmptyState;
class FlowRow;
class HeaderCard;
class MailBrowser;

/// The reading pane: header, strips for what was blocked or is broken, body, attachments.
class ReaderView : public QWidget {
    Q_OBJECT

  public:
    explicit ReaderView(engine::Engine& engine, QWidget* parent = nullptr);

    void showMessage(MessageId id);
    void clear();
    void zoom(int steps);
    void focusBody();
    [[nodiscard]] bool hasAttachments() const { return !m_content.attachments.isEmpty(); }
    void saveAllAttachments();
    [[nodiscard]] MessageId current() const { return m_id; }

  Q_SIGNALS:
    void loaded(tributary::MessageId id);
    /// Something to tell in passing (a file was saved).
    void notified(const QString& text);

  private:
    void show(const engine::MessageContent& content);
    void showBody();
    void showStrips();
    void showAttachments();
    void saveAttachment(const model::AttachmentSummary& attachment);
    void saveInto(QStringList sections, const QString& directory);
    void loadPicture(const QString& contentId);
    void openLink(const QUrl& target);

    engine::Engine& m_engine;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    HeaderCard* m_header;
    Banner* m_strip;
    MailBrowser* m_body;
    QToolButton* m_form; ///< text or HTML
    FlowRow* m_attachments;
    ElidedLabel* m_link;
    engine::MessageContent m_content;
    MessageId m_id;
    bool m_asText = false;
};

} // namespace tributary::ui
