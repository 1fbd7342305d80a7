// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Fixture.h"

namespace tributary::sync {

/// The servers that an intent must come through on.
inline QByteArrayList serverNamed(const QByteArray& name) {
    if (name == "Qresync")
        return LyingServer::full();
    if (name == "Condstore")
        return LyingServer::condstore();
    if (name == "Office365")
        return LyingServer::office365();
    if (name == "NoMove")
        return LyingServer::without(LyingServer::full(), {"MOVE"});
    if (name == "NoUidplus")
        return LyingServer::without(LyingServer::full(), {"UIDPLUS"});
    return LyingServer::bare();
}

/// INBOX m1 ... m5, Archive a1 a2, Work w1 w2, all cached with their bodies.
class PushTest : public SyncTest {
  protected:
    void startOn(const QByteArray& name) {
        serve(serverNamed(name));
        server().change([](ServedMail& mail) {
            mail.create("Work");
            mail.fill("Work", "w", 2);
        });
        start();
    }
    /// How many copies of the message the account has, and where.
    QString whereIs(const QByteArray& word) {
        QStringList places;
        for (const char* box : {"INBOX", "Archive", "Work"}) {
            for (int i = served(box, word); i > 0; --i)
                places.append(QString::fromLatin1(box));
        }
        return places.join(u'+');
    }
    MailboxId makeMailbox(const QString& name) { return must(m_store->createMailbox(m_account.id, name, name.toUtf8(), '/')); }
    bool isServed(const QByteArray& name) {
        return server().look([&](const ServedMail& mail) { return mail.mailboxes().contains(name); });
    }
    /// The newest change, as the activity view has it.
    model::ChangeRecord lastChange() { return must(m_reader->changes(1)).value(0); }
};

} // namespace tributary::sync
