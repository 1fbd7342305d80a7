// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageWindow.h"

#include "ui/reader/ReaderView.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QVBoxLayout>

namespace tributary::ui {

MessageWindow::MessageWindow(engine::Engine& engine, MessageId id, const QString& section, const QString& name, const ReadingOptions& options, QWidget* parent)
    : QWidget(parent, Qt::Window), m_reader(new ReaderView(engine, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("messageWindow"));
    setWindowTitle(name);
    resize(760, 640);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_reader);
    m_reader->setActions({});
    m_reader->setReading(options);
    auto* toast = new Toast(m_reader);
    connect(m_reader, &ReaderView::notified, toast, [toast](const QString& text) { toast->showText(text); });
    auto* close = new QAction(tr("Close"), this);
    close->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    m_reader->showNested(id, section);
}

} // namespace tributary::ui
