// SPDX-License-Identifier: GPL-3.0-or-later
// The composer's files: attached by button, drop or paste, and pictures within the text.
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/PictureDocument.h"
#include "ui/widgets/Banner.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QPushButton>
#include <QThreadPool>

namespace tributary::ui {

namespace {

constexpr qint64 kMostPicture = 20 << 20;

model::DraftFile fileAt(const QFileInfo& info) {
    model::DraftFile file;
    file.fileName = info.fileName();
    file.mediaType = QMimeDatabase().mimeTypeForFile(info, QMimeDatabase::MatchExtension).name().toLatin1();
    file.size = info.size();
    file.path = info.absoluteFilePath();
    file.modifiedMs = info.lastModified().toMSecsSinceEpoch();
    return file;
}

} // namespace

void ComposerWindow::askForFiles() {
    auto* dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ComposerWindow::attach);
    dialog->open();
}

void ComposerWindow::attach(const QStringList& paths) {
    QStringList missing;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (info.isFile() && info.isReadable())
            m_draft.files.append(fileAt(info));
        else
            missing.append(path);
    }
    m_banner->hide();
    if (!missing.isEmpty())
        refuse(tr("This cannot be attached: %1").arg(missing.join(QStringLiteral(", "))));
    showFiles();
    edited();
}

void ComposerWindow::drop(const QList<QUrl>& urls) {
    QStringList paths;
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (!paths.isEmpty())
        attach(paths);
}

void ComposerWindow::showFiles() { m_files->setFiles(m_draft.files); }

void ComposerWindow::removeFile(qsizetype shown) {
    if (shown < 0 || shown >= m_draft.files.size())
        return;
    m_draft.files.removeAt(shown);
    showFiles();
    edited();
}

void ComposerWindow::openFile(qsizetype shown) {
    if (shown < 0 || shown >= m_draft.files.size())
        return;
    const QString path = m_draft.files.at(shown).path; // the user's own
    if (!path.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

void ComposerWindow::addPicture(const QByteArray& contentId, const QByteArray& bytes, const QByteArray& mediaType, const QString& name) {
    model::DraftFile file;
    file.fileName = name;
    file.mediaType = mediaType;
    file.contentId = contentId;
    file.size = bytes.size();
    file.content = bytes;
    m_draft.files.append(file);
    showFiles();
    edited();
}

void ComposerWindow::askForPicture() {
    auto* dialog = new QFileDialog(this, tr("Insert a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ComposerWindow::readPicture);
    dialog->open();
}

/// On the pool: a file may lie on a slow disk.
void ComposerWindow::readPicture(const QString& path) {
    QThreadPool::globalInstance()->start([path, window = QPointer(this)] {
        QFile file(path);
        const QByteArray bytes = file.size() <= kMostPicture && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        QMetaObject::invokeMethod(qApp, [path, bytes, window] {
            if (window && (bytes.isEmpty() || !window->m_body->insertPicture(bytes, QFileInfo(path).completeBaseName())))
                window->refuse(tr("This picture cannot be shown within the text: %1").arg(path));
        });
    });
}

void ComposerWindow::askAboutPlain() {
    m_banner->setKind(BannerKind::Warning);
    m_banner->setText(tr("Plain text keeps neither formats nor pictures."));
    m_banner->setServerWords({});
    m_banner->clearActions();
    connect(m_banner->addAction(tr("Make it plain text")), &QPushButton::clicked, this, [this] {
        m_body->setMode(BodyMode::Plain);
        m_banner->hide();
    });
    m_banner->setVisible(true);
}

} // namespace tributary::ui
