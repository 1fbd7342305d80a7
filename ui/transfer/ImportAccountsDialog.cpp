// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/ImportAccountsDialog.h"

#include "ui/transfer/TransferText.h"
#include "ui/widgets/FormRow.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using engine::AccountOrigin;

ImportAccountsDialog::ImportAccountsDialog(engine::Engine& engine, bool allowNonStandardPorts, QWidget* parent)
    : TransferDialog(tr("Import accounts"),
                     tr("Servers, addresses and signatures are taken over. Passwords are never imported: each account asks for its own afterwards, or for a "
                        "sign-in at its provider."),
                     parent),
      m_engine(engine), m_allowNonStandardPorts(allowNonStandardPorts) {
    makeFields();
    setStartText(tr("Import"));
    connect(m_origin, &QComboBox::currentIndexChanged, this, &ImportAccountsDialog::followOrigin);
    connect(m_profiles, &QComboBox::currentTextChanged, this, &ImportAccountsDialog::look);
    connect(m_file, &QLineEdit::textChanged, this, &ImportAccountsDialog::look);
    connect(m_folder, &QLineEdit::textChanged, this, &ImportAccountsDialog::look);
    connect(m_list, &QListWidget::itemChanged, this, &ImportAccountsDialog::followChoice);
    m_finding = m_engine.transfer().findThunderbird(this, [this](const Result<QStringList>& profiles) {
        if (profiles && m_profiles->currentText().isEmpty())
            m_profiles->addItems(*profiles);
        if (m_profiles->count() == 0)
            m_profilesRow->setHint(tr("No profile was found on this computer. The folder that holds prefs.js can be given here."));
    });
    followOrigin();
}

void ImportAccountsDialog::makeFields() {
    m_origin = new QComboBox(formWidget());
    m_origin->setObjectName(QStringLiteral("importOrigin"));
    m_origin->addItem(tr("Thunderbird"), static_cast<int>(AccountOrigin::Thunderbird));
    m_origin->addItem(tr("A settings file"), static_cast<int>(AccountOrigin::SettingsFile));
    m_origin->addItem(tr("Another Tributary profile"), static_cast<int>(AccountOrigin::Profile));
    form()->addWidget(new FormRow(tr("&From"), m_origin, formWidget()));
    m_profiles = new QComboBox(formWidget());
    m_profiles->setObjectName(QStringLiteral("thunderbirdProfiles"));
    m_profiles->setEditable(true); // one that lies elsewhere
    m_profilesRow = new FormRow(tr("&Profile folder"), makePathField(m_profiles->lineEdit(), Choose::Folder, tr("Profile folder"), {}, m_profiles), formWidget());
    form()->addWidget(m_profilesRow);
    m_file = new QLineEdit(formWidget());
    m_file->setObjectName(QStringLiteral("importFile"));
    m_fileRow = new FormRow(tr("Se&ttings file"), makePathField(m_file, Choose::File, tr("Settings file")), formWidget());
    form()->addWidget(m_fileRow);
    m_folder = new QLineEdit(formWidget());
    m_folder->setObjectName(QStringLiteral("importFolder"));
    m_folderRow = new FormRow(tr("Profile &folder"), makePathField(m_folder, Choose::Folder, tr("Profile folder")), formWidget());
    form()->addWidget(m_folderRow);
    m_list = new QListWidget(formWidget());
    m_list->setObjectName(QStringLiteral("foundAccounts"));
    m_list->setAccessibleName(tr("Accounts that were found"));
    m_list->setWordWrap(true);
    form()->addWidget(m_list, 1);
    form()->addStretch();
}

AccountOrigin ImportAccountsDialog::origin() const { return static_cast<AccountOrigin>(m_origin->currentData().toInt()); }

void ImportAccountsDialog::followOrigin() {
    m_profilesRow->setVisible(origin() == AccountOrigin::Thunderbird);
    m_fileRow->setVisible(origin() == AccountOrigin::SettingsFile);
    m_folderRow->setVisible(origin() == AccountOrigin::Profile);
    look();
}

void ImportAccountsDialog::look() {
    const QString path = origin() == AccountOrigin::Thunderbird ? m_profiles->currentText() : origin() == AccountOrigin::SettingsFile ? m_file->text() : m_folder->text();
    FormRow* const row = origin() == AccountOrigin::Thunderbird ? m_profilesRow : origin() == AccountOrigin::SettingsFile ? m_fileRow : m_folderRow;
    row->setError({});
    showFound({});
    m_reading.reset();
    if (path.trimmed().isEmpty())
        return;
    m_reading = m_engine.transfer().readAccounts({origin(), path.trimmed()}, this, [this, row](const Result<engine::ForeignAccounts>& found) {
        if (found)
            return showFound(*found);
        if (found.error().kind != ErrorKind::Cancelled)
            row->setError(found.error().code == ErrorCode::NotFound ? tr("Nothing of that kind is there.") : found.error().detail);
    });
}

void ImportAccountsDialog::showFound(const engine::ForeignAccounts& found) {
    m_found = found;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const engine::PortableAccount& one : found.accounts) {
        const auto known = m_engine.accounts();
        const bool isHere = std::any_of(known.begin(), known.end(), [&](const auto& other) { return other.account.email.compare(one.account.email, Qt::CaseInsensitive) == 0; });
        const QString kind = one.account.protocol == model::Protocol::Pop3 ? QStringLiteral("POP3") : QStringLiteral("IMAP");
        const QString text = isHere ? tr("%1 (%2, already here)").arg(one.account.email, kind) : tr("%1 (%2, %3)").arg(one.account.email, kind, one.account.incoming.host);
        auto* item = new QListWidgetItem(text, m_list);
        item->setFlags(isHere ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(isHere ? Qt::Unchecked : Qt::Checked);
    }
    for (const engine::SkippedAccount& one : found.skipped) {
        auto* item = new QListWidgetItem(skippedText(one), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    m_list->setVisible(m_list->count() > 0);
    followChoice();
}

void ImportAccountsDialog::followChoice() {
    int chosen = 0;
    for (int i = 0; i < m_found.accounts.size(); ++i)
        chosen += m_list->item(i)->checkState() == Qt::Checked ? 1 : 0;
    startButton()->setEnabled(chosen > 0);
}

void ImportAccountsDialog::start() {
    QList<engine::PortableAccount> chosen;
    for (int i = 0; i < m_found.accounts.size(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            chosen.append(m_found.accounts[i]);
    }
    const bool isForeign = origin() == AccountOrigin::Thunderbird;
    working(tr("Importing…"), m_engine.transfer().importAccounts(chosen, isForeign, m_allowNonStandardPorts, this, [this](const Result<engine::AccountsImported>& result) {
        result ? imported(*result) : failed(result.error());
    }));
}

void ImportAccountsDialog::imported(const engine::AccountsImported& result) {
    const int count = static_cast<int>(result.added.size());
    const QString summary = count == 0 ? tr("No account was imported.")
                                       : tr("%n account(s) imported. Each waits for its password: it is asked for at its card, and in the sidebar.", nullptr, count);
    ended(summary, skippedTexts(m_found.skipped + result.skipped));
}

} // namespace tributary::ui
