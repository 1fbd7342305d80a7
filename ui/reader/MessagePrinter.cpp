// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessagePrinter.h"

#include "ui/reader/BodyView.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QPageLayout>
#include <QPrintDialog>
#include <QPrinter>
#include <QRegularExpression>
#include <QStandardPaths>

#include <memory>
#include <utility>

namespace tributary::ui {

namespace {

struct MessagePrinter {
    Q_DECLARE_TR_FUNCTIONS(MessagePrinter)
};

/// A subject as a file's name: no separators, no leading dot, of a length that every file system takes.
QString fileNameOf(const QString& subject) {
    static const QRegularExpression unfit(QStringLiteral("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}]+"));
    QString name = subject.simplified();
    name.replace(unfit, QStringLiteral(" "));
    while (name.startsWith(u'.') || name.startsWith(u' ') || name.startsWith(u'-'))
        name.remove(0, 1);
    name = name.left(60).trimmed();
    return (name.isEmpty() ? MessagePrinter::tr("message") : name) + QStringLiteral(".pdf");
}

QPageLayout usualPaper() {
    const bool inches = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    return {QPageSize(inches ? QPageSize::Letter : QPageSize::A4), QPageLayout::Portrait, QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter};
}

} // namespace

void printMessage(BodyView& body, const QString& subject, QWidget* parent, PrintNotice notice) {
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(subject);
    printer->setPageLayout(usualPaper());
    auto* dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("printDialog"));
    // The printer outlives dialog and printing: each holds it.
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), &body, [&body, printer, notice = std::move(notice)] {
        body.print(printer.get(), [printer, notice](bool ok) {
            if (!ok)
                notice(MessagePrinter::tr("The message could not be printed."));
        });
    });
    QObject::connect(dialog, &QObject::destroyed, &body, [printer] {});
    dialog->open();
}

void saveMessageAsPdf(BodyView& body, const QString& subject, QWidget* parent, PrintNotice notice) {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto* dialog = new QFileDialog(parent, MessagePrinter::tr("Save as PDF"), folder.filePath(fileNameOf(subject)),
                                   MessagePrinter::tr("PDF documents (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("pdfDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(fileNameOf(subject));
    QObject::connect(dialog, &QFileDialog::fileSelected, &body, [&body, notice = std::move(notice)](const QString& path) {
        body.savePdf(path, usualPaper(), [path, notice](bool ok) {
            notice(ok ? MessagePrinter::tr("Saved: %1").arg(path)
                      : MessagePrinter::tr("The PDF could not be written: %1").arg(path));
        });
    });
    dialog->open();
}

} // namespace tributary::ui
