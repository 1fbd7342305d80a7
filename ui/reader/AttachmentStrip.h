// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "ui/widgets/FlowLayout.h"

#include <QSet>

namespace tributary::ui {

class Chip;

/// The attachments of a message as chips: a click opens, a menu saves, dragging one gives the file away. Those that were left
/// out of a large message stay at the server until they are asked for: their chips have an arrow, and while they come a word.
class AttachmentStrip : public FlowRow {
    Q_OBJECT

  public:
    using FlowRow::FlowRow;
    void show(const engine::MessageContent& content);
    void setComing(const QString& part);
    [[nodiscard]] int count() const { return m_shown; }

  Q_SIGNALS:
    void openRequested(const tributary::model::AttachmentSummary& attachment);
    void saveRequested(const tributary::model::AttachmentSummary& attachment);
    void dragRequested(const tributary::model::AttachmentSummary& attachment);
    void saveAllRequested();
    void downloadAllRequested();

  private:
    void addChip(const model::AttachmentSummary& attachment);
    void addMore(int count);
    void openMenu(const model::AttachmentSummary& attachment, const QPoint& global);
    int m_shown = 0;
    QHash<QString, Chip*> m_chips;
    QSet<QString> m_coming;
    MessageId m_id;
};

/// What a chip says of the kind of a file: its ending, or its media type.
[[nodiscard]] QString attachmentKind(const model::AttachmentSummary& attachment);

} // namespace tributary::ui
