// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/BackupDialog.h"

#include "ui/widgets/FormRow.h"
#include "ui/widgets/PasswordEdit.h"

#include <QCheckBox>
#include <QDate>
#include <QDir>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

BackupDialog::BackupDialog(engine::Engine& engine, QWidget* parent)
    : TransferDialog(tr("Back up"),
                     tr("All mail, accounts and settings of this profile in one encrypted file. Without the passphrase nobody can open it, you included. "
                        "It is restored into a new folder by “tributary-cli restore FILE --profile FOLDER”."),
                     parent),
      m_engine(engine) {
    m_file = new QLineEdit(formWidget());
    m_file->setObjectName(QStringLiteral("backupFile"));
    const QString name = QStringLiteral("tributary-%1.backup").arg(QDate::currentDate().toString(Qt::ISODate));
    form()->addWidget(new FormRow(tr("&File"), makePathField(m_file, Choose::NewFile, tr("Backup file"), QDir::home().filePath(name)), formWidget()));
    m_passphrase = new PasswordEdit(formWidget());
    m_passphrase->setObjectName(QStringLiteral("backupPassphrase"));
    auto* row = new FormRow(tr("&Passphrase"), m_passphrase, formWidget());
    row->setHint(tr("Several words are better than one. Keep it in another place than the backup."));
    form()->addWidget(row);
    m_again = new PasswordEdit(formWidget());
    m_again->setObjectName(QStringLiteral("backupAgain"));
    m_againRow = new FormRow(tr("The same &once more"), m_again, formWidget());
    form()->addWidget(m_againRow);
    m_secrets = new QCheckBox(tr("With the &sealed passwords of this profile"), formWidget());
    m_secrets->setObjectName(QStringLiteral("backupSecrets"));
    m_secrets->hide(); // those of the desktop's keychain stay there
    form()->addWidget(m_secrets);
    form()->addStretch();
    setStartText(tr("Back up"));
    m_asking = m_engine.transfer().hasSealedSecrets(this, [this](const Result<bool>& has) { m_secrets->setVisible(has.value_or(false)); });
    for (QLineEdit* field : std::initializer_list<QLineEdit*>{m_file, m_passphrase, m_again})
        connect(field, &QLineEdit::textChanged, this, &BackupDialog::followFields);
    followFields();
}

void BackupDialog::followFields() {
    const bool isSame = m_passphrase->text() == m_again->text();
    m_againRow->setError(isSame || m_again->text().isEmpty() ? QString() : tr("This is not the same passphrase."));
    startButton()->setEnabled(isSame && !m_passphrase->text().isEmpty() && !m_file->text().trimmed().isEmpty());
}

void BackupDialog::start() {
    const engine::BackupOrder order{{}, m_file->text().trimmed(), Secret(m_passphrase->text().toUtf8()), m_secrets->isVisible() && m_secrets->isChecked()};
    working(tr("Backing up. Mail goes on coming and going meanwhile…"),
            m_engine.transfer().backUp(order, this, [this](const engine::TransferProgress& progress) { tell(progress); },
                                       [this](const Result<engine::BackupFacts>& facts) { facts ? made(*facts) : failed(facts.error()); }));
}

void BackupDialog::made(const engine::BackupFacts& facts) {
    m_passphrase->clear();
    m_again->clear();
    const QString size = QLocale().formattedDataSize(facts.bytes, 1, QLocale::DataSizeSIFormat);
    ended(facts.withSecrets ? tr("The backup is in %1 (%2), with the sealed passwords.").arg(m_file->text().trimmed(), size)
                           : tr("The backup is in %1 (%2). Passwords are not in it: after restoring, each account asks for its own.").arg(m_file->text().trimmed(), size));
}

} // namespace tributary::ui
