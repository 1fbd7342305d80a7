// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Draft.h"

#include <QList>
#include <QUrl>
#include <QWidget>

namespace tributary::ui {

class Chip;
class FlowRow;
class RoleLabel;

/// The files of a draft as chips (not the pictures within its text), and what they weigh against what the server takes. Files can be
/// dropped on it. Says what the user wants; the owner changes the draft and calls setFiles(). GUI thread only.
class AttachmentBar : public QWidget {
    Q_OBJECT

  public:
    explicit AttachmentBar(QWidget* parent = nullptr);
    void setFiles(const QList<model::DraftFile>& files);
    /// Of a whole message as it is sent, in bytes; 0: not known.
    void setLimit(qint64 bytes);
    /// What the files are as they are sent (base64, RFC 2045 6.8), in bytes.
    [[nodiscard]] qint64 encodedSize() const;
    [[nodiscard]] bool isOverLimit() const { return m_limit > 0 && encodedSize() > m_limit; }
    [[nodiscard]] int chipCount() const { return static_cast<int>(m_chips.size()); }

  Q_SIGNALS:
    // file: index in what setFiles() was given.
    void openRequested(qsizetype file);
    void removeRequested(qsizetype file);
    void filesDropped(const QList<QUrl>& files);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void addChip(qsizetype file);
    void showTotal();

    QList<model::DraftFile> m_files;
    QList<Chip*> m_chips;
    FlowRow* m_row;
    RoleLabel* m_total;
    qint64 m_limit = 0;
    bool m_isTarget = false;
};

} // namespace tributary::ui
