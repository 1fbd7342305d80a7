// SPDX-License-Identifier: GPL-3.0-or-later
// A profile with many accounts and much mail, filled without a server: for what the window takes to show it (S28).
#pragma once

#include <QString>

namespace tributary::ui {

struct ManyAccounts {
    int accounts = 30;
    int mailboxes = 10; ///< of each; the first is INBOX
    int messages = 100'000; ///< of all together; half of each account's in INBOX
    bool longNames = false; ///< some names are longer than the sidebar is wide
    QString host = QStringLiteral("imap.mail.example");
    quint16 port = 993;
};

/// Makes it in that directory. Empty, or what went wrong.
[[nodiscard]] QString writeManyAccounts(const QString& directory, const ManyAccounts& what);

} // namespace tributary::ui
