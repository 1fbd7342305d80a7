// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of mail -> what the sync would have stored of them, and the engine's ids of what was put into a PreparedProfile.
#pragma once

#include "PreparedProfile.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::ui {

/// Where ../shared/corpus lies, seen from the source; empty: it is not here.
[[nodiscard]] QString corpusFolder();
/// Fails the test (gtest) when it cannot be read.
[[nodiscard]] QByteArray corpusFile(const QString& path);
/// HTML alone as a message: what a newsletter of the corpus is kept as.
[[nodiscard]] QByteArray asHtmlMessage(const QString& subject, const QByteArray& html);

/// Puts the messages into the mailbox as the sync does (sync::takeIn): their UIDs are 1, 2, ...
void putInto(PreparedProfile& profile, MailboxId mailbox, const QList<QByteArray>& messages);
/// The ids of a mailbox's messages in the order of their UIDs.
[[nodiscard]] QList<MessageId> idsOf(engine::Engine& engine, MailboxId mailbox);

} // namespace tributary::ui
