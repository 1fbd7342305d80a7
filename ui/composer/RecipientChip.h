// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Address.h"

#include <QAbstractButton>

#include <optional>

namespace tributary::ui {

/// A recipient in its field: the name, or the address; all of it in the tool tip. One that is no address says so. A button to the
/// keyboard and screen reader.
class RecipientChip : public QAbstractButton {
    Q_OBJECT

  public:
    /// field: "To", for screen readers.
    RecipientChip(const QString& text, const QString& field, QWidget* parent);
    [[nodiscard]] const QString& typed() const { return m_typed; }
    [[nodiscard]] const std::optional<model::Address>& address() const { return m_address; }
    [[nodiscard]] bool isInvalid() const { return !m_address; }
    void setField(const QString& field);
    QSize sizeHint() const override;
    [[nodiscard]] static int heightFor(const QFontMetrics& metrics);

  Q_SIGNALS:
    void removeRequested();
    void editRequested();
    void dragRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    [[nodiscard]] QString label() const;
    [[nodiscard]] QRect crossRect() const;

    QString m_typed;
    QString m_field;
    std::optional<model::Address> m_address;
    QPoint m_pressedAt;
    bool m_dragged = false;
};

} // namespace tributary::ui
