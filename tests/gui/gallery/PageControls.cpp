// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pages.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTextEdit>
#include <QToolBar>
#include <QTreeWidget>

namespace tributary::gallery {

namespace {

QWidget* buttons() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString& text, const QString& kind, bool enabled = true) {
        auto* button = new QPushButton(text);
        button->setProperty("kind", kind);
        button->setEnabled(enabled);
        layout->addWidget(button);
        return button;
    };
    add(QStringLiteral("Cancel"), QString());
    add(QStringLiteral("Add account"), QStringLiteral("primary"));
    add(QStringLiteral("Delete"), QStringLiteral("danger"));
    add(QStringLiteral("Try again"), QStringLiteral("quiet"));
    add(QStringLiteral("Disabled"), QString(), false);
    add(QStringLiteral("Disabled"), QStringLiteral("primary"), false);
    auto* write = add(QStringLiteral("Write"), QStringLiteral("primary"));
    write->setIcon(ui::icon(QStringLiteral("compose"), ui::ColorRole::OnAccent));
    layout->addStretch();
    return row;
}

QWidget* toolBar() {
    auto* bar = new QToolBar;
    for (const auto& name : {"reply", "reply-all", "forward", "archive", "trash", "junk", "move", "more"}) {
        bar->addAction(ui::icon(QString::fromLatin1(name)), QString::fromLatin1(name));
    }
    QAction* star = bar->addAction(ui::icon(QStringLiteral("star")), QStringLiteral("star"));
    star->setCheckable(true);
    star->setChecked(true);
    QAction* off = bar->addAction(ui::icon(QStringLiteral("refresh")), QStringLiteral("refresh"));
    off->setEnabled(false);
    return bar;
}

QWidget* fields() {
    auto* box = new QGroupBox(QStringLiteral("Fields"));
    auto* layout = new QGridLayout(box);
    auto* line = new QLineEdit(QStringLiteral("alice@example.org"));
    auto* empty = new QLineEdit;
    empty->setPlaceholderText(QStringLiteral("Search mail"));
    empty->addAction(ui::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    empty->setClearButtonEnabled(true);
    auto* off = new QLineEdit(QStringLiteral("managed"));
    off->setEnabled(false);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("SSL/TLS"), QStringLiteral("STARTTLS")});
    auto* spin = new QSpinBox;
    spin->setMaximum(65535);
    spin->setValue(993);
    layout->addWidget(line, 0, 0);
    layout->addWidget(empty, 0, 1);
    layout->addWidget(off, 0, 2);
    layout->addWidget(combo, 1, 0);
    layout->addWidget(spin, 1, 1);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    layout->addWidget(slider, 1, 2);
    return box;
}

QWidget* choices() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* on = new QCheckBox(QStringLiteral("Load remote pictures"));
    on->setChecked(true);
    auto* partly = new QCheckBox(QStringLiteral("Some"));
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    auto* radio = new QRadioButton(QStringLiteral("IMAP"));
    radio->setChecked(true);
    auto* progress = new QProgressBar;
    progress->setValue(41);
    layout->addWidget(on);
    layout->addWidget(new QCheckBox(QStringLiteral("Off")));
    layout->addWidget(partly);
    layout->addWidget(radio);
    layout->addWidget(new QRadioButton(QStringLiteral("POP3")));
    layout->addWidget(progress, 1);
    return row;
}

QWidget* panes() {
    auto* splitter = new QSplitter;
    auto* tree = new QTreeWidget;
    ui::setSurface(tree, ui::Surface::Sidebar);
    tree->setHeaderHidden(true);
    auto* work = new QTreeWidgetItem(tree, {QStringLiteral("Work")});
    for (const auto& [name, glyph] : {std::pair{"Inbox", "inbox"}, std::pair{"Drafts", "drafts"},
                                      std::pair{"Sent", "sent"}, std::pair{"Archive", "archive"}}) {
        auto* item = new QTreeWidgetItem(work, {QString::fromLatin1(name)});
        item->setIcon(0, ui::icon(QString::fromLatin1(glyph)));
    }
    tree->expandAll();
    tree->setCurrentItem(work->child(0));
    auto* list = new QListWidget;
    for (int i = 1; i < 40; ++i) {
        auto* item = new QListWidgetItem(ui::icon(QStringLiteral("mail")), QStringLiteral("Message %1").arg(i), list);
        item->setCheckState(i % 3 == 0 ? Qt::Checked : Qt::Unchecked);
    }
    list->setCurrentRow(1);
    auto* text = new QTextEdit(QStringLiteral("Text with a selection and a frame."));
    splitter->addWidget(tree);
    splitter->addWidget(list);
    splitter->addWidget(text);
    splitter->setMinimumHeight(230);
    return splitter;
}

} // namespace

QWidget* controlsPage() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(toolBar());
    layout->addWidget(buttons());
    layout->addWidget(fields());
    layout->addWidget(choices());
    auto* tabs = new QTabBar;
    tabs->addTab(QStringLiteral("Incoming"));
    tabs->addTab(QStringLiteral("Outgoing"));
    tabs->setExpanding(false);
    layout->addWidget(tabs);
    layout->addWidget(panes(), 1);
    auto* menu = new QMenu;
    menu->addAction(ui::icon(QStringLiteral("reply")), QStringLiteral("&Reply"))->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    menu->addAction(ui::icon(QStringLiteral("trash")), QStringLiteral("&Delete"))->setShortcut(QKeySequence(Qt::Key_Delete));
    menu->addSeparator();
    QAction* mark = menu->addAction(QStringLiteral("Show as conversations"));
    mark->setCheckable(true);
    mark->setChecked(true);
    menu->addMenu(QStringLiteral("Move to"));
    menu->setWindowFlags(Qt::Widget);
    menu->setFixedSize(menu->sizeHint());
    menu->setActiveAction(menu->actions().constFirst());
    menu->setObjectName(QStringLiteral("menu"));
    layout->addWidget(menu);
    return page;
}

} // namespace tributary::gallery
