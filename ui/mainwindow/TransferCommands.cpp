// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/TransferCommands.h"

#include "ui/models/ManagedAccounts.h"
#include "ui/settings/Preferences.h"
#include "ui/transfer/BackupDialog.h"
#include "ui/transfer/ExportDialog.h"
#include "ui/transfer/ImportAccountsDialog.h"
#include "ui/transfer/ImportMailDialog.h"

#include <QMenu>

namespace tributary::ui {

TransferCommands::TransferCommands(engine::Engine& engine, const Preferences& preferences, QWidget* window)
    : QObject(window), m_engine(engine), m_preferences(preferences), m_window(window) {}

void TransferCommands::fill(QMenu& file) {
    const auto add = [&](const QString& text, const char* name, auto run) {
        QAction* action = file.addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    QAction* accounts = add(tr("&Import accounts…"), "importAccounts", [this] { importAccounts(m_window); });
    QAction* mail = add(tr("Import &mail…"), "importMail", [this] { importMail(); });
    add(tr("&Export…"), "exportFiles", [this] { exportFiles(m_window); });
    add(tr("&Back up…"), "backUp", [this] { backUp(); });
    connect(&file, &QMenu::aboutToShow, this, [this, accounts, mail] {
        accounts->setEnabled(mayAddAccount(m_engine));
        mail->setEnabled(!m_engine.accounts().isEmpty());
    });
}

void TransferCommands::importAccounts(QWidget* over) { (new ImportAccountsDialog(m_engine, m_preferences.allowNonStandardPorts(), over))->open(); }
void TransferCommands::importMail() { (new ImportMailDialog(m_engine, m_window))->open(); }
void TransferCommands::exportFiles(QWidget* over) { (new ExportDialog(m_engine, over))->open(); }
void TransferCommands::backUp() { (new BackupDialog(m_engine, m_window))->open(); }

} // namespace tributary::ui
