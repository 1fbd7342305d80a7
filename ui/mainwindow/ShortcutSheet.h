// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;

namespace tributary::ui {

/// The keys of all menu entries, made from the menus themselves, so that it cannot say anything else than they do.
class ShortcutSheet : public QDialog {
    Q_OBJECT

  public:
    explicit ShortcutSheet(const QMenuBar& menus, QWidget* parent = nullptr);
};

} // namespace tributary::ui
