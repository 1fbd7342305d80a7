// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/SourceWindow.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/reader/FindBar.h"
#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Banner.h"

#include <QAction>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QStringDecoder>
#include <QTextDocument>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

/// UTF-8 where it is that; else a character a byte, so that nothing is lost.
QString sourceText(const QByteArray& bytes) {
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

constexpr int kMostFoundInSource = 10'000;

} // namespace

SourceWindow::SourceWindow(engine::Engine& engine, MessageId id, const QString& subject, QWidget* parent)
    : QWidget(parent, Qt::Window), m_engine(engine), m_id(id), m_banner(new Banner(BannerKind::Info, {}, this)), m_text(new QPlainTextEdit(this)),
      m_find(new FindBar(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("sourceWindow"));
    setWindowTitle(tr("Source: %1").arg(subject));
    resize(860, 640);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner->hide();
    column->addWidget(m_banner);
    m_text->setObjectName(QStringLiteral("sourceText"));
    m_text->setAccessibleName(tr("Source of the message"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_text, 1);
    column->addWidget(m_find);
    column->addLayout(makeFoot());
    connect(m_find, &FindBar::sought, this, &SourceWindow::find);
    connect(m_find, &FindBar::closed, m_text, qOverload<>(&QWidget::setFocus));
    load();
}

QLayout* SourceWindow::makeFoot() {
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceL, Tokens::kSpaceS);
    foot->setSpacing(Tokens::kSpaceS);
    auto* seek = new QPushButton(icon(QStringLiteral("search")), tr("&Find…"), this);
    seek->setObjectName(QStringLiteral("sourceFind"));
    seek->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    auto* keep = new QPushButton(icon(QStringLiteral("download")), tr("&Save in…"), this);
    keep->setObjectName(QStringLiteral("sourceSave"));
    keep->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
    auto* done = new QPushButton(tr("&Close"), this);
    done->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    foot->addWidget(seek);
    foot->addWidget(keep);
    foot->addStretch();
    foot->addWidget(done);
    connect(seek, &QPushButton::clicked, this, [this] { m_find->open(m_text->textCursor().selectedText()); });
    connect(keep, &QPushButton::clicked, this, &SourceWindow::save);
    connect(done, &QPushButton::clicked, this, &QWidget::close);
    return foot;
}

void SourceWindow::load() {
    m_engine.loadRaw(m_id, this, [this](const Result<engine::RawMessage>& raw) { put(raw); });
}

void SourceWindow::put(const Result<engine::RawMessage>& raw) {
    if (!raw) {
        const ErrorText text = errorText(raw.error());
        m_banner->setKind(BannerKind::Error);
        m_banner->setText(text.title);
        m_banner->show();
        return;
    }
    m_text->setPlainText(sourceText(raw->first));
    m_banner->setText(tr("The first %1 of %2 are shown. Saving writes all of it.").arg(sizeText(raw->first.size()), sizeText(raw->size)));
    m_banner->setVisible(raw->size > raw->first.size());
}

void SourceWindow::find(const QString& text, bool backward) {
    int count = 0, current = 0;
    if (text.isEmpty())
        return m_find->setFound(0, 0);
    QTextCursor from = m_text->textCursor();
    if (!backward && from.selectedText().compare(text, Qt::CaseInsensitive) != 0)
        from.setPosition(from.selectionStart()); // typing goes on where the match is
    QTextDocument::FindFlags flags;
    flags.setFlag(QTextDocument::FindBackward, backward);
    QTextCursor hit = m_text->document()->find(text, from, flags);
    if (hit.isNull()) {
        from.movePosition(backward ? QTextCursor::End : QTextCursor::Start);
        hit = m_text->document()->find(text, from, flags);
    }
    if (!hit.isNull())
        m_text->setTextCursor(hit);
    const QString all = m_text->toPlainText();
    for (qsizetype at = all.indexOf(text, 0, Qt::CaseInsensitive); at >= 0 && count < kMostFoundInSource; at = all.indexOf(text, at + text.size(), Qt::CaseInsensitive)) {
        ++count;
        current = at == hit.selectionStart() ? count : current;
    }
    m_find->setFound(count, current);
}

void SourceWindow::save() {
    auto* dialog = new QFileDialog(this, tr("Save the source in"), QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& directory) {
        m_engine.saveRaw(m_id, directory, this, [this](const Result<QString>& path) {
            m_banner->setKind(path ? BannerKind::Success : BannerKind::Error);
            m_banner->setText(path ? tr("Saved: %1").arg(*path) : errorText(path.error()).title);
            m_banner->show();
        });
    });
    dialog->open();
}

} // namespace tributary::ui
