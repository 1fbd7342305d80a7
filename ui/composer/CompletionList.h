// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Address.h"

#include <QFrame>

class QListWidget;

namespace tributary::ui {

/// Addresses that begin as what is typed, under the field. It never takes the focus: the field's keys lead it. A child of the field's
/// window, so that it needs nothing of the window system.
class CompletionList : public QFrame {
    Q_OBJECT

  public:
    /// field: what it stands under; its keys come by step() and choose().
    explicit CompletionList(QWidget* field);
    void showFor(const QList<model::Address>& addresses, const QRect& under, bool chooseFirst);
    void step(int by);
    [[nodiscard]] bool hasChoice() const;
    void choose(); ///< chosen() for the row, and it goes

  Q_SIGNALS:
    void chosen(const tributary::model::Address& address);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* m_field;
    QListWidget* m_list;
    QList<model::Address> m_addresses;
};

} // namespace tributary::ui
