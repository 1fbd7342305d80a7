// SPDX-License-Identifier: GPL-3.0-or-later
// The mark of a setting that somebody else decides (S6): a lock with the words beside it. To a screen reader the setting itself says so, too.
// GUI thread only.
#pragma once

#include <QWidget>

namespace tributary::ui {

class RoleLabel;

class ManagedMark : public QWidget {
    Q_OBJECT
  public:
    /// why: more than the usual words, as a whole sentence; may be empty.
    explicit ManagedMark(const QString& why = QString(), QWidget* parent = nullptr);

    [[nodiscard]] static QString words(); ///< "Managed by your organisation"
    /// Switches a control off, with the words as its tool tip and accessible description.
    static void lock(QWidget* control, const QString& why = QString());
    /// The same, with the mark below it; gives what is to be put into a layout in the control's place.
    [[nodiscard]] static QWidget* locked(QWidget* control, QWidget* parent);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    RoleLabel* m_words;
};

} // namespace tributary::ui
