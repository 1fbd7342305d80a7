// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

namespace tributary::ui {

class AttachmentStrip;

/// What is done with attachments: opened from a private copy, shown, saved, given away. What is not on this computer yet is
/// asked for first, and the work goes on when it has come.
class AttachmentActions : public QObject {
    Q_OBJECT

  public:
    AttachmentActions(engine::Engine& engine, AttachmentStrip& strip, QWidget* window);
    void setMessage(const engine::MessageContent& content);
    void open(const model::AttachmentSummary& attachment);
    void saveAs(const model::AttachmentSummary& attachment);
    void saveAll();
    void downloadAll();
    [[nodiscard]] bool isWaiting() const { return !m_waiting.isEmpty() || m_wanted; }

  Q_SIGNALS:
    void notified(const QString& text);
    void nestedRequested(const QString& section, const QString& name);

  private:
    struct Waiting {
        enum class Work { Open, SaveAs, SaveIn };
        Work work = Work::Open;
        QString part;
        QString place; ///< a file or a folder
    };
    void want(const Waiting& waiting);
    void goOn();
    void openNow(const model::AttachmentSummary& attachment);
    void openOutsideNow(const model::AttachmentSummary& attachment);
    void askFirst(const model::AttachmentSummary& attachment);
    void showCards(const model::AttachmentSummary& attachment);
    void saveNow(const QString& part, const QString& path);
    void saveIn(const QStringList& parts, const QString& directory);
    void drag(const model::AttachmentSummary& attachment);
    void tell(const Error& error);
    [[nodiscard]] const model::AttachmentSummary* find(const QString& part) const;

    engine::Engine& m_engine;
    AttachmentStrip& m_strip;
    QWidget* m_window;
    MessageId m_id;
    QList<model::AttachmentSummary> m_attachments;
    QList<Waiting> m_waiting;
    bool m_wanted = false; ///< all of them were asked for
};

} // namespace tributary::ui
