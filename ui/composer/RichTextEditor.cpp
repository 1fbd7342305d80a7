// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RichTextEditor.h"

#include "ui/composer/BodyEditor.h"
#include "ui/composer/FormatBar.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

RichTextEditor::RichTextEditor(QWidget* parent) : RichTextField(parent), m_editor(new BodyEditor(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new FormatBar(m_editor, this);
    keepSmall(*bar);
    column->addWidget(bar);
    m_editor->setObjectName(QStringLiteral("richText"));
    m_editor->setTabChangesFocus(true);
    m_editor->setAccessibleName(tr("Formatted text"));
    column->addWidget(m_editor, 1);
    setFocusProxy(m_editor);
    connect(m_editor, &QTextEdit::textChanged, this, &RichTextField::changed);
    connect(m_editor, &BodyEditor::pictureInserted, m_editor, &QTextEdit::undo); // there is nothing to keep it in
}

/// A form is narrow, and there is nothing to keep pictures in.
void RichTextEditor::keepSmall(FormatBar& bar) {
    static const QStringList kKept{QStringLiteral("format-bold"), QStringLiteral("format-italic"), QStringLiteral("format-underline"), QStringLiteral("text-size"), QStringLiteral("text-color"),
                                   QStringLiteral("list-bullet"), QStringLiteral("list-number"), QStringLiteral("link"), QStringLiteral("format-clear")};
    for (const QToolButton* button : bar.findChildren<QToolButton*>()) {
        QAction* const action = button->defaultAction();
        if (action && !kKept.contains(action->objectName()))
            action->setVisible(false);
    }
}

void RichTextEditor::setContent(const QString& html, const QString& text) {
    if (!html.isEmpty())
        return m_editor->setBodyHtml(html);
    m_editor->setBodyText(text);
    m_editor->setMode(BodyMode::Rich); // so that formats can be given
}

QString RichTextEditor::html() const { return m_editor->bodyHtml(); }

QString RichTextEditor::text() const { return m_editor->bodyText(); }

} // namespace tributary::ui
