// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/ExportDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/transfer/MailPlace.h"
#include "ui/widgets/FormRow.h"

#include <QComboBox>
#include <QDate>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

using engine::MailFormat;

ExportDialog::ExportDialog(engine::Engine& engine, QWidget* parent)
    : TransferDialog(tr("Export"), tr("Files that other programs, and other computers, can read. They are not encrypted, and passwords are not in them. For a copy of everything there is File > Back up."), parent),
      m_engine(engine) {
    m_kind = new QComboBox(formWidget());
    m_kind->setObjectName(QStringLiteral("exportKind"));
    m_kind->addItem(tr("Settings of all accounts"));
    m_kind->addItem(tr("Mail"));
    form()->addWidget(new FormRow(tr("&What"), m_kind, formWidget()));
    m_file = new QLineEdit(formWidget());
    m_file->setObjectName(QStringLiteral("exportFile"));
    const QString name = QStringLiteral("tributary-settings-%1.json").arg(QDate::currentDate().toString(Qt::ISODate));
    m_fileRow = new FormRow(tr("&File"), makePathField(m_file, Choose::NewFile, tr("Settings file"), QDir::home().filePath(name)), formWidget());
    form()->addWidget(m_fileRow);
    makeMailRows();
    form()->addStretch();
    setStartText(tr("Export"));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ExportDialog::followKind);
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::followFields);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::followFields);
    followKind();
}

void ExportDialog::makeMailRows() {
    const auto add = [this](const QString& label, QWidget* field) {
        auto* row = new FormRow(label, field, formWidget());
        form()->addWidget(row);
        m_mailRows.append(row);
    };
    auto* accounts = new QComboBox(formWidget());
    accounts->setObjectName(QStringLiteral("mailAccount"));
    add(tr("&Account"), accounts);
    auto* mailboxes = new QComboBox(formWidget());
    mailboxes->setObjectName(QStringLiteral("mailMailbox"));
    add(tr("&Mailbox"), mailboxes);
    m_place = new MailPlace(m_engine, accounts, mailboxes, tr("All mailboxes"));
    m_format = new QComboBox(formWidget());
    m_format->setObjectName(QStringLiteral("mailFormat"));
    m_format->addItem(tr("mbox: one file a mailbox"), static_cast<int>(MailFormat::Mbox));
    m_format->addItem(tr("Maildir: a folder a mailbox"), static_cast<int>(MailFormat::Maildir));
    m_format->addItem(tr(".eml: a file a message"), static_cast<int>(MailFormat::Eml));
    add(tr("Fo&rmat"), m_format);
    m_folder = new QLineEdit(formWidget());
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    add(tr("In&to the folder"), makePathField(m_folder, Choose::Folder, tr("Folder for the mail"), QDir::home().filePath(tr("Mail from Tributary"))));
}

bool ExportDialog::isMail() const { return m_kind->currentIndex() == 1; }

void ExportDialog::followKind() {
    m_fileRow->setVisible(!isMail());
    for (FormRow* row : std::as_const(m_mailRows))
        row->setVisible(isMail());
    followFields();
}

void ExportDialog::followFields() {
    startButton()->setEnabled(isMail() ? m_place->account().isValid() && !m_folder->text().trimmed().isEmpty() : !m_file->text().trimmed().isEmpty());
}

void ExportDialog::start() {
    if (!isMail()) {
        const QString file = m_file->text().trimmed();
        return working(tr("Exporting…"), m_engine.transfer().exportSettings(file, this, [this, file](const Result<int>& count) {
            count ? ended(tr("The settings of %n account(s) are in %1. Passwords are not in it.", nullptr, *count).arg(file)) : failed(count.error());
        }));
    }
    const engine::MailExport order{m_place->account(), m_place->mailbox(), static_cast<MailFormat>(m_format->currentData().toInt()), m_folder->text().trimmed(), true};
    working(tr("Exporting mail…"), m_engine.transfer().exportMail(order, this, [this](const engine::TransferProgress& progress) { tell(progress); },
                                                                   [this](const Result<engine::MailExported>& result) { result ? exported(*result) : failed(result.error()); }));
}

void ExportDialog::exported(const engine::MailExported& result) {
    QStringList leftOut;
    if (result.missing > 0)
        leftOut.append(tr("%n message(s) are not on this computer as a whole, and were left out.", nullptr, result.missing) +
                       (result.why ? u' ' + errorText(*result.why).title : QString()));
    ended(tr("%n message(s) exported to %1.", nullptr, result.messages).arg(m_folder->text().trimmed()), leftOut);
}

} // namespace tributary::ui
