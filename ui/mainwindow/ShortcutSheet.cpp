// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/ShortcutSheet.h"

#include "ui/widgets/RoleLabel.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

/// The menu's words without the mnemonic: "&Archive", "アーカイブ(&A)".
QString nameOf(const QAction& action) {
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)"));
    return action.text().remove(mnemonic).remove(u'&');
}

void collect(const QMenu& menu, QList<const QAction*>& shown) {
    for (const QAction* action : menu.actions()) {
        if (action->menu())
            collect(*action->menu(), shown);
        else if (!action->shortcut().isEmpty())
            shown.append(action);
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->addWidget(new RoleLabel(tr("Keyboard shortcuts"), ColorRole::Text, TextSize::Title, this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Tokens::kSpaceXl);
    grid->setVerticalSpacing(Tokens::kSpaceXs);
    QList<const QAction*> shown;
    for (const QAction* title : menus.actions())
        collect(*title->menu(), shown);
    const auto half = (shown.size() + 1) / 2; // two columns: it fits on a small screen
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const int row = static_cast<int>(i % half), first = i < half ? 0 : 2;
        grid->addWidget(new RoleLabel(nameOf(*shown[i]), ColorRole::Text, TextSize::Normal, this), row, first);
        grid->addWidget(new RoleLabel(shown[i]->shortcut().toString(QKeySequence::NativeText), ColorRole::Secondary, TextSize::Normal, this), row, first + 1);
    }
    column->addLayout(grid);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace tributary::ui
