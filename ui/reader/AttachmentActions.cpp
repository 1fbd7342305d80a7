// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentActions.h"

#include "ui/models/ErrorText.h"
#include "ui/reader/AttachedCards.h"
#include "ui/reader/AttachmentStrip.h"
#include "ui/reader/LinkOpener.h"

#include <QApplication>
#include <QDir>
#include <QDrag>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

QString downloads() { return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation); }

bool isCalendar(const model::AttachmentSummary& a) {
    return a.mediaType == QLatin1String("text/calendar") || a.name.endsWith(QLatin1String(".ics"), Qt::CaseInsensitive);
}

bool isCard(const model::AttachmentSummary& a) {
    return isCalendar(a) || a.mediaType == QLatin1String("text/vcard") || a.mediaType == QLatin1String("text/x-vcard") ||
           a.mediaType == QLatin1String("text/directory") || a.name.endsWith(QLatin1String(".vcf"), Qt::CaseInsensitive);
}

QString dangerText(model::AttachmentDanger danger) {
    using model::AttachmentDanger;
    switch (danger) {
    case AttachmentDanger::Executable: return AttachmentActions::tr("It is a program: opening it runs it on this computer.");
    case AttachmentDanger::Script: return AttachmentActions::tr("It is a script: opening it may run it on this computer.");
    case AttachmentDanger::HoldsExecutable: return AttachmentActions::tr("It is an archive that holds a program.");
    case AttachmentDanger::DoubleExtension: return AttachmentActions::tr("Its name pretends to be another kind of file than it is.");
    case AttachmentDanger::Macro: return AttachmentActions::tr("It is a document that can hold macros.");
    case AttachmentDanger::None: break;
    }
    return {};
}

} // namespace

AttachmentActions::AttachmentActions(engine::Engine& engine, AttachmentStrip& strip, QWidget* window)
    : QObject(window), m_engine(engine), m_strip(strip), m_window(window) {
    connect(&m_strip, &AttachmentStrip::openRequested, this, &AttachmentActions::open);
    connect(&m_strip, &AttachmentStrip::saveRequested, this, &AttachmentActions::saveAs);
    connect(&m_strip, &AttachmentStrip::dragRequested, this, &AttachmentActions::drag);
    connect(&m_strip, &AttachmentStrip::saveAllRequested, this, &AttachmentActions::saveAll);
    connect(&m_strip, &AttachmentStrip::downloadAllRequested, this, &AttachmentActions::downloadAll);
}

void AttachmentActions::setMessage(const engine::MessageContent& content) {
    if (content.summary.id != m_id) {
        m_waiting.clear();
        m_wanted = false;
    }
    m_id = content.summary.id;
    m_attachments = content.attachments;
    m_wanted = m_wanted && std::any_of(m_attachments.begin(), m_attachments.end(), [](const auto& a) { return a.isOmitted; });
    goOn();
}

const model::AttachmentSummary* AttachmentActions::find(const QString& part) const {
    const auto found = std::find_if(m_attachments.begin(), m_attachments.end(), [&](const auto& a) { return a.part == part; });
    return found == m_attachments.end() ? nullptr : &*found;
}

void AttachmentActions::want(const Waiting& waiting) {
    m_strip.setComing(waiting.part);
    m_waiting.append(waiting);
    m_engine.wantBody(m_id);
}

void AttachmentActions::goOn() {
    for (const Waiting& one : std::exchange(m_waiting, {})) {
        const model::AttachmentSummary* attachment = find(one.part);
        if (!attachment)
            continue;
        if (attachment->isOmitted)
            m_waiting.append(one);
        else if (one.work == Waiting::Work::Open)
            openNow(*attachment);
        else if (one.work == Waiting::Work::SaveAs)
            saveNow(one.part, one.place);
        else
            saveIn({one.part}, one.place);
    }
}

void AttachmentActions::open(const model::AttachmentSummary& attachment) {
    if (attachment.isOmitted)
        want({Waiting::Work::Open, attachment.part, {}});
    else
        openNow(attachment);
}

void AttachmentActions::openNow(const model::AttachmentSummary& attachment) {
    if (attachment.mediaType == QLatin1String("message/rfc822"))
        Q_EMIT nestedRequested(attachment.part, attachment.name);
    else if (isCard(attachment))
        showCards(attachment);
    else if (attachment.danger != model::AttachmentDanger::None)
        askFirst(attachment);
    else
        openOutsideNow(attachment);
}

void AttachmentActions::askFirst(const model::AttachmentSummary& attachment) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Open attachment"), tr("Open %1?").arg(attachment.name), QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("dangerQuestion"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(dangerText(attachment.danger) + u' ' + tr("Open it only if you expected it from this sender."));
    QPushButton* sure = box->addButton(tr("Open anyway"), QMessageBox::DestructiveRole);
    sure->setObjectName(QStringLiteral("openAnyway"));
    sure->setProperty("kind", QStringLiteral("danger"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(sure, &QPushButton::clicked, this, [this, attachment] { openOutsideNow(attachment); });
    box->open();
}

void AttachmentActions::openOutsideNow(const model::AttachmentSummary& attachment) {
    m_engine.openAttachment(m_id, attachment.part, this, [this](const Result<QString>& path) {
        if (path)
            openOutside(QUrl::fromLocalFile(*path));
        else
            tell(path.error());
    });
}

void AttachmentActions::showCards(const model::AttachmentSummary& attachment) {
    const auto show = [this, name = attachment.name](const auto& read) {
        if (read)
            (new AttachedCards(name, factsOf(*read), m_window))->open();
        else
            tell(read.error());
    };
    if (isCalendar(attachment))
        m_engine.loadCalendar(m_id, attachment.part, this, show);
    else
        m_engine.loadCards(m_id, attachment.part, this, show);
}

void AttachmentActions::saveAs(const model::AttachmentSummary& attachment) {
    auto* dialog = new QFileDialog(m_window, tr("Save %1").arg(attachment.name), downloads());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(attachment.name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, part = attachment.part, omitted = attachment.isOmitted, id = m_id](const QString& path) {
        if (id != m_id)
            return;
        if (omitted)
            want({Waiting::Work::SaveAs, part, path});
        else
            saveNow(part, path);
    });
    dialog->open();
}

/// The engine writes under the attachment's own name and never over a file; the name that the user chose is given after.
void AttachmentActions::saveNow(const QString& part, const QString& path) {
    const QFileInfo chosen(path);
    m_engine.saveAttachment(m_id, part, chosen.absolutePath(), this, [this, path = chosen.absoluteFilePath()](const Result<QString>& written) {
        if (!written)
            return tell(written.error());
        if (*written == path) {
            Q_EMIT notified(tr("Saved: %1").arg(path));
            return;
        }
        QThreadPool::globalInstance()->start([self = QPointer<AttachmentActions>(this), from = *written, path] {
            QFile::remove(path); // the dialog has asked
            const bool ok = QFile::rename(from, path);
            QMetaObject::invokeMethod(qApp, [self, ok, from, path] {
                if (self)
                    Q_EMIT self->notified(tr("Saved: %1").arg(ok ? path : from));
            });
        });
    });
}

void AttachmentActions::saveAll() {
    if (m_attachments.isEmpty())
        return;
    auto* dialog = new QFileDialog(m_window, tr("Save all attachments in"), downloads());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("saveAllDialog"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = m_id](const QString& directory) {
        if (id != m_id)
            return;
        QStringList parts;
        for (const model::AttachmentSummary& attachment : std::as_const(m_attachments)) {
            if (attachment.isOmitted)
                want({Waiting::Work::SaveIn, attachment.part, directory});
            else
                parts.append(attachment.part);
        }
        if (!parts.isEmpty())
            saveIn(parts, directory);
    });
    dialog->open();
}

void AttachmentActions::saveIn(const QStringList& parts, const QString& directory) {
    m_engine.saveAttachments(m_id, parts, directory, this, [this, directory](const Result<QStringList>& paths) {
        if (!paths)
            tell(paths.error());
        else if (paths->size() == 1)
            Q_EMIT notified(tr("Saved: %1").arg(paths->first()));
        else
            Q_EMIT notified(tr("%n file(s) saved in %1", nullptr, static_cast<int>(paths->size())).arg(directory));
    });
}

void AttachmentActions::downloadAll() {
    for (const model::AttachmentSummary& attachment : std::as_const(m_attachments)) {
        if (attachment.isOmitted)
            m_strip.setComing(attachment.part);
    }
    m_wanted = true;
    m_engine.wantBody(m_id);
}

/// The file is made first, then given away, if the button is still held: a drop target reads it at once.
void AttachmentActions::drag(const model::AttachmentSummary& attachment) {
    if (attachment.isOmitted)
        return;
    m_engine.openAttachment(m_id, attachment.part, this, [this, name = attachment.name](const Result<QString>& path) {
        if (!path)
            return tell(path.error());
        if (!QApplication::mouseButtons().testFlag(Qt::LeftButton))
            return;
        auto* drag = new QDrag(&m_strip);
        auto* data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(*path)});
        data->setText(name);
        drag->setMimeData(data);
        drag->exec(Qt::CopyAction);
    });
}

void AttachmentActions::tell(const Error& error) {
    const ErrorText text = errorText(error);
    Q_EMIT notified(text.explanation.isEmpty() ? text.title : QString(text.title + QStringLiteral(" ") + text.explanation));
}

} // namespace tributary::ui
