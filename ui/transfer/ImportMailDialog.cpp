// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/ImportMailDialog.h"

#include "ui/transfer/MailPlace.h"
#include "ui/widgets/FormRow.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

ImportMailDialog::ImportMailDialog(engine::Engine& engine, QWidget* parent)
    : TransferDialog(tr("Import mail"), tr("Messages of an mbox file, a Maildir folder, or .eml files are put into a mailbox, with their dates and flags. On an IMAP account they go to the server, too."), parent),
      m_engine(engine) {
    m_file = new QLineEdit(formWidget());
    m_file->setObjectName(QStringLiteral("mailFile"));
    form()->addWidget(new FormRow(tr("&File (mbox or .eml)"), makePathField(m_file, Choose::File, tr("File of mail")), formWidget()));
    m_folder = new QLineEdit(formWidget());
    m_folder->setObjectName(QStringLiteral("mailFolder"));
    form()->addWidget(new FormRow(tr("or fo&lder (Maildir or .eml files)"), makePathField(m_folder, Choose::Folder, tr("Folder of mail")), formWidget()));
    auto* accounts = new QComboBox(formWidget());
    accounts->setObjectName(QStringLiteral("mailAccount"));
    form()->addWidget(new FormRow(tr("Into the &account"), accounts, formWidget()));
    auto* mailboxes = new QComboBox(formWidget());
    mailboxes->setObjectName(QStringLiteral("mailMailbox"));
    mailboxes->setEditable(true); // a new one can be named
    auto* mailboxRow = new FormRow(tr("&Mailbox"), mailboxes, formWidget());
    mailboxRow->setHint(tr("A name that is not there yet is made."));
    form()->addWidget(mailboxRow);
    form()->addStretch();
    m_place = new MailPlace(m_engine, accounts, mailboxes, {});
    setStartText(tr("Import"));
    // One of the two.
    const auto clears = [this](QLineEdit* field, QLineEdit* other) {
        connect(field, &QLineEdit::textChanged, this, [this, field, other] {
            if (!field->text().isEmpty())
                other->clear();
            followFields();
        });
    };
    clears(m_file, m_folder);
    clears(m_folder, m_file);
    connect(mailboxes, &QComboBox::currentTextChanged, this, &ImportMailDialog::followFields);
    followFields();
}

void ImportMailDialog::followFields() {
    startButton()->setEnabled(m_place->account().isValid() && !m_place->mailbox().isEmpty() && (!m_file->text().isEmpty() || !m_folder->text().isEmpty()));
}

void ImportMailDialog::start() {
    const engine::MailImport order{m_place->account(), m_place->mailbox(), m_file->text().isEmpty() ? m_folder->text() : m_file->text(), std::nullopt};
    working(tr("Importing mail into %1…").arg(m_place->title()),
            m_engine.transfer().importMail(order, this, [this](const engine::TransferProgress& progress) { tell(progress); },
                                           [this](const Result<engine::MailImported>& result) { result ? imported(*result) : failed(result.error()); }));
}

void ImportMailDialog::imported(const engine::MailImported& result) {
    QString summary = tr("%n message(s) imported.", nullptr, result.messages);
    if (result.messages > 0)
        summary += u' ' + tr("Edit > Undo takes them out again.");
    QStringList leftOut;
    if (result.known > 0)
        leftOut.append(tr("%n message(s) had been in the mailbox already.", nullptr, result.known));
    if (result.tooLong > 0)
        leftOut.append(tr("%n message(s) are too long to be imported.", nullptr, result.tooLong));
    for (const QString& file : result.unreadable)
        leftOut.append(tr("%1: this is no message").arg(file));
    ended(summary, leftOut);
}

} // namespace tributary::ui
