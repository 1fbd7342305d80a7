// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FormatBar.h"

#include "ui/composer/BodyEditor.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/LinkDialog.h"
#include "ui/composer/TextColors.h"
#include "ui/style/Icons.h"
#include "ui/widgets/ActionBar.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace tributary::ui {

namespace {

/// The colour itself, as it is shown on this paper.
QIcon swatch(const QColor& color, qreal ratio) {
    const int side = Tokens::current().iconSize;
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, side - 2, side - 2));
    return QIcon(pixmap);
}

} // namespace

FormatBar::FormatBar(BodyEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor), m_bar(new ActionBar(this)) {
    setObjectName(QStringLiteral("formatBar"));
    setAccessibleName(tr("Format"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceXs);
    row->addWidget(m_bar);
    build();
    connect(editor, &QTextEdit::cursorPositionChanged, this, &FormatBar::refresh);
    connect(editor, &QTextEdit::currentCharFormatChanged, this, &FormatBar::refresh);
    connect(editor, &QTextEdit::textChanged, this, &FormatBar::refresh);
    connect(editor, &BodyEditor::modeChanged, this, [this] {
        setVisible(m_editor->mode() == BodyMode::Rich);
        refresh();
    });
    if (editor->mode() == BodyMode::Plain)
        hide();
    refresh();
}

QAction* FormatBar::add(BodyCommand command, const char* iconName, const QString& text, const QKeySequence& keys, bool checkable) {
    auto* action = new QAction(icon(QString::fromLatin1(iconName)), text, this);
    action->setObjectName(QString::fromLatin1(iconName));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // the editor takes the keys itself: here they are only shown
    action->setCheckable(checkable);
    connect(action, &QAction::triggered, this, [this, command] {
        m_editor->apply(command);
        refresh();
    });
    m_actions.insert(command, action);
    return action;
}

QToolButton* FormatBar::menuButton(const char* iconName, const QString& text, QMenu* menu) {
    auto* action = new QAction(icon(QString::fromLatin1(iconName)), text, this);
    action->setObjectName(QString::fromLatin1(iconName));
    action->setMenu(menu);
    QToolButton* button = m_bar->add(action);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

void FormatBar::build() {
    m_bar->add(add(BodyCommand::Bold, "format-bold", tr("Bold"), QKeySequence::Bold, true));
    m_bar->add(add(BodyCommand::Italic, "format-italic", tr("Italic"), QKeySequence::Italic, true));
    m_bar->add(add(BodyCommand::Underline, "format-underline", tr("Underline"), QKeySequence::Underline, true));
    m_bar->add(add(BodyCommand::Strike, "format-strike", tr("Strike out"), {}, true));
    menuButton("text-size", tr("Text size"), sizeMenu());
    menuButton("text-color", tr("Text colour"), colorMenu());
    m_bar->addGap();
    m_bar->add(add(BodyCommand::BulletList, "list-bullet", tr("Bullet list"), {}, true));
    m_bar->add(add(BodyCommand::NumberedList, "list-number", tr("Numbered list"), {}, true));
    const bool rtl = isRightToLeft(); // there the pictures of the other side are right
    m_bar->add(add(BodyCommand::Outdent, rtl ? "indent" : "outdent", tr("Less indent"), Qt::CTRL | Qt::Key_BracketLeft));
    m_bar->add(add(BodyCommand::Indent, rtl ? "outdent" : "indent", tr("More indent"), Qt::CTRL | Qt::Key_BracketRight));
    menuButton(rtl ? "align-end" : "align-start", tr("Alignment"), alignMenu());
    auto* quote = new QMenu(this);
    quote->addAction(add(BodyCommand::QuoteMore, "quote", tr("Quote")));
    quote->addAction(add(BodyCommand::QuoteLess, "undo", tr("Quote less")));
    menuButton("quote", tr("Quotation"), quote);
    m_bar->addGap();
    m_link = new QAction(icon(QStringLiteral("link")), tr("Link…"), this);
    m_link->setObjectName(QStringLiteral("link"));
    connect(m_link, &QAction::triggered, this, &FormatBar::askForLink);
    m_bar->add(m_link);
    m_picture = new QAction(icon(QStringLiteral("image")), tr("Picture in the text…"), this);
    m_picture->setObjectName(QStringLiteral("image"));
    connect(m_picture, &QAction::triggered, this, &FormatBar::pictureRequested);
    m_bar->add(m_picture);
    m_bar->add(add(BodyCommand::Rule, "rule", tr("Horizontal line")));
    m_bar->add(add(BodyCommand::Clear, "format-clear", tr("Clear formatting")));
    m_bar->addStretch();
}

QMenu* FormatBar::sizeMenu() {
    auto* menu = new QMenu(this);
    auto* group = new QActionGroup(menu);
    const QStringList names{tr("Small"), tr("Normal"), tr("Large"), tr("Larger"), tr("Largest")};
    for (int step = kSmallestStep; step <= kLargestStep; ++step) {
        QAction* action = menu->addAction(names[step - kSmallestStep]);
        action->setCheckable(true);
        action->setData(step);
        group->addAction(action);
        m_sizes.append(action);
        connect(action, &QAction::triggered, m_editor, [this, step] {
            applySize(*m_editor, step);
            m_editor->setFocus();
        });
    }
    return menu;
}

QMenu* FormatBar::colorMenu() {
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, menu, [this, menu] { // the paper may have changed
        menu->clear();
        QAction* none = menu->addAction(tr("Automatic"));
        connect(none, &QAction::triggered, m_editor, [this] {
            applyColor(*m_editor, {});
            m_editor->setFocus();
        });
        menu->addSeparator();
        for (const TextColor& one : textColors()) {
            QAction* action = menu->addAction(swatch(readableOn(one.color, Tokens::current().menuBackground), menu->devicePixelRatioF()), one.name);
            connect(action, &QAction::triggered, m_editor, [this, color = one.color] {
                applyColor(*m_editor, color);
                m_editor->setFocus();
            });
        }
    });
    return menu;
}

QMenu* FormatBar::alignMenu() {
    auto* menu = new QMenu(this);
    auto* group = new QActionGroup(menu);
    // In the text's direction: a paragraph that runs from the right begins there.
    const bool rtl = isRightToLeft();
    for (QAction* action : {add(BodyCommand::AlignStart, rtl ? "align-end" : "align-start", tr("Start of the line"), {}, true),
                            add(BodyCommand::AlignCenter, "align-center", tr("Centred"), {}, true),
                            add(BodyCommand::AlignEnd, rtl ? "align-start" : "align-end", tr("End of the line"), {}, true),
                            add(BodyCommand::AlignJustify, "align-justify", tr("Justified"), {}, true)}) {
        group->addAction(action);
        menu->addAction(action);
    }
    return menu;
}

void FormatBar::askForLink() {
    auto* dialog = new LinkDialog(linkAt(*m_editor), window());
    connect(dialog, &LinkDialog::chosen, m_editor, [this](const BodyLink& link) {
        setLink(*m_editor, link);
        m_editor->setFocus();
    });
    dialog->open();
}

void FormatBar::refresh() {
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        if (it.value()->isCheckable())
            it.value()->setChecked(isOn(*m_editor, it.key()));
    }
    const int step = inlineFormat(m_editor->currentCharFormat()).step;
    for (QAction* size : std::as_const(m_sizes))
        size->setChecked(size->data().toInt() == step);
}

} // namespace tributary::ui
