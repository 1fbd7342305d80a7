// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/ShortcutSheet.h"

#include "ui/widgets/RoleLabel.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QMenu>
#include <QMenuBar>
#include <QVBoxLayout>

namespace tributary::ui {

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->addWidget(new RoleLabel(tr("Keyboard shortcuts"), ColorRole::Text, TextSize::Title, this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Tokens::kSpaceXl);
    grid->setVerticalSpacing(Tokens::kSpaceXs);
    int row = 0;
    for (const QAction* title : menus.actions()) {
        for (const QAction* action : title->menu()->actions()) {
            if (action->shortcut().isEmpty())
                continue;
            QString text = action->text();
            grid->addWidget(new RoleLabel(text.remove(u'&'), ColorRole::Text, TextSize::Normal, this), row, 0);
            grid->addWidget(new RoleLabel(action->shortcut().toString(QKeySequence::NativeText), ColorRole::Secondary, TextSize::Normal, this), row, 1);
            ++row;
        }
    }
    column->addLayout(grid);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace tributary::ui
