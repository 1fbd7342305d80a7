// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the whole window share: a profile that trusts the test server, and a user's clicks and keys.
#pragma once

#include "Soon.h"
#include "engine/Engine.h"
#include "support/MailServer.h"

#include <QApplication>
#include <QString>
#include <QWidget>

class QAbstractItemView;

namespace tributary::ui {

class MainWindow;

/// Writes the policy and the provider presets that make `server` the one for addresses of example.test; `authority`: a
/// second one to trust (PEM file).
void writeProfileFor(const tests::MailServer& server, const QString& directory, const QString& authority = {});

/// Opens the engine on that profile, with secrets in memory; null when that failed.
[[nodiscard]] std::shared_ptr<engine::Engine> openEngine(const QString& directory);
/// The same, and shows the window; null when that failed.
[[nodiscard]] std::unique_ptr<MainWindow> openWindow(const QString& directory);

/// The first visible widget of that name, in any window.
template <typename T> [[nodiscard]] T* find(const char* name) {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (T* found = top->findChild<T*>(QString::fromLatin1(name)); found && found->isVisible())
            return found;
    }
    return nullptr;
}

// Each fails the test (gtest) when what it needs is not there.
void click(const char* name);
void retype(const char* name, const QString& text);
/// Opens the dialog and goes on to the details of that address.
void openDetails(const QString& address);
/// Opens the dialog and types what is asked for; ends on the checking page.
void typeAccount(const QString& address, const QString& password);
/// The whole dialog, up to its last button.
void addAccount(const QString& address, const QString& password);

/// Of the step that failed; empty: none has.
[[nodiscard]] QString failureTitle();
/// Every visible label's text in every window.
[[nodiscard]] QString visibleText();

[[nodiscard]] QAbstractItemView* messageList();
[[nodiscard]] int rowCount();
[[nodiscard]] QString subjectAt(int row);
void clickRow(int row);
[[nodiscard]] QString bodyText();

} // namespace tributary::ui
