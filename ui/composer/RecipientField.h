// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Address.h"

#include <QFrame>
#include <QList>
#include <QStringList>

class QLineEdit;
class QScrollArea;

namespace tributary::ui {

class CompletionList;
class RecipientChip;

/// To, Cc or Bcc: recipients as chips, and a line to type more. Comma, semicolon, Return, Tab and leaving the field make a chip of what
/// was typed; what is no address becomes a chip that says so, and is never lost. Rows wrap; beyond four they scroll. GUI thread only.
class RecipientField : public QFrame {
    Q_OBJECT

  public:
    /// name: "To", for screen readers.
    explicit RecipientField(const QString& name, QWidget* parent = nullptr);

    /// As typed, comma between; setText(text()) changes nothing.
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    void addAddresses(const model::AddressList& addresses);
    /// Those that are some.
    [[nodiscard]] model::AddressList addresses() const;
    [[nodiscard]] bool hasInvalid() const;
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int chipCount() const { return static_cast<int>(m_chips.size()); }
    void setPlaceholder(const QString& text);

    /// Answers completionRequested(prefix); ignored when something else is typed by now. Best first.
    void setCompletions(const QString& prefix, const QList<model::Address>& addresses);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    /// The user or setText() changed it.
    void changed();
    void completionRequested(const QString& prefix);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    [[nodiscard]] QString typed() const;
    void commit();
    void takeTyped(const QString& text);
    void insertChips(const QStringList& entries);
    void removeChip(RecipientChip* chip, int focusStep);
    void editChip(RecipientChip* chip);
    void dragChip(RecipientChip* chip);
    void focusChip(qsizetype index);
    bool editKey(QKeyEvent* event);
    bool completionKey(QKeyEvent* event);
    bool chipKey(RecipientChip* chip, QKeyEvent* event);
    void copyChip(const RecipientChip* chip);
    int arrange(int width, bool place) const;
    [[nodiscard]] int rowHeight() const;
    void refresh();

    QString m_name;
    QScrollArea* m_scroll;
    QWidget* m_rows;
    QLineEdit* m_edit;
    CompletionList* m_list;
    QList<RecipientChip*> m_chips;
    qsizetype m_editAt = 0; ///< how many chips are before the line
    bool m_composing = false;
};

} // namespace tributary::ui
