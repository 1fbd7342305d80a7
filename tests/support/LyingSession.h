// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/LyingServer.h"
#include "support/LyingWire.h"

#include <condition_variable>

namespace tributary::tests {

/// What the connections of a LyingServer share; all of it under the lock.
struct LyingShared {
    std::recursive_mutex mutex;
    std::condition_variable_any changed; ///< a command came
    std::function<void()> listener;
    ServedMail mail;
    QByteArrayList capabilities;
    QList<Lie> lies;
    QByteArrayList commands;
    QHash<QByteArray, int> counts;
    QHash<QByteArray, int> bodies; ///< by the Message-ID field
    int connections = 0;
    std::function<void()> tellClients;
};

/// One connection of a LyingServer. Lives on its thread; every call is made with the model locked.
class LyingSession {
  public:
    struct Line { ///< the socket
        std::function<void(const QByteArray&)> write;
        std::function<void()> close;
    };
    LyingSession(LyingShared& shared, Line line, int number);

    void greet();
    void receive(const QByteArray& bytes);
    void announce(); ///< the model changed: tells an idling client
    void sayUnasked(const QByteArrayList& lines);
    [[nodiscard]] bool isHanging() const { return m_hangs; }

  private:
    using Arguments = QList<Argument>;
    using Handler = QByteArray (LyingSession::*)(const Arguments&);
    struct Seen { ///< a message as this client knows it; its place is the sequence number
        quint32 uid = 0;
        quint64 modSeq = 0;
    };
    static const QHash<QByteArray, Handler>& handlers();

    // LyingSession.cpp
    [[nodiscard]] bool takeLine(QByteArray& line);
    void take(const QByteArray& line);
    void execute(ClientCommand command);
    void say(const QByteArray& line) { m_lines.append(line); }
    void flush(const ClientCommand& command);
    void obey(const Verdict& verdict, const ClientCommand& command);
    void write(const QByteArray& bytes);
    void cut();
    [[nodiscard]] bool has(const char* word) const { return m_shared.capabilities.contains(word); }
    [[nodiscard]] QByteArray flagsOf(const ServedMessage& message) const;
    [[nodiscard]] ServedMailbox* selected();
    [[nodiscard]] QList<quint32> knownUids() const;
    void updateView();
    void tellOtherMailboxes();
    void startView(const ServedMailbox& mailbox);
    void rememberOwn(const ServedMessage& message); ///< the client knows of this change
    QByteArray capability(const Arguments& arguments);
    QByteArray signIn(const Arguments& arguments);
    QByteArray enable(const Arguments& arguments);
    QByteArray tellId(const Arguments& arguments);
    QByteArray nothing(const Arguments& arguments);
    QByteArray notify(const Arguments& arguments);

    // LyingMailboxes.cpp
    QByteArray select(const Arguments& arguments);
    QByteArray examine(const Arguments& arguments);
    QByteArray open(const Arguments& arguments, bool readOnly);
    void sayChangesSince(const ServedMailbox& mailbox, const Arguments& qresync);
    QByteArray unselect(const Arguments& arguments);
    QByteArray tellNamespace(const Arguments& arguments);
    QByteArray list(const Arguments& arguments);
    void sayListed(const ServedMailbox& mailbox, bool withUse, bool withSubscribed);
    QByteArray status(const Arguments& arguments);
    void sayStatus(const ServedMailbox& mailbox, const Arguments& items);
    QByteArray create(const Arguments& arguments);
    QByteArray remove(const Arguments& arguments);
    QByteArray rename(const Arguments& arguments);
    QByteArray subscribe(const Arguments& arguments);
    QByteArray unsubscribe(const Arguments& arguments);

    // LyingMessages.cpp
    QByteArray search(const Arguments& arguments);
    [[nodiscard]] bool matches(const ServedMessage& message, const Arguments& keys, const QList<quint32>& uids);
    [[nodiscard]] bool matchesOne(const ServedMessage& message, const Arguments& keys, qsizetype& at, const QList<quint32>& uids);
    [[nodiscard]] bool matchesGmail(const ServedMessage& message, const QByteArray& raw);
    QByteArray store(const Arguments& arguments);
    QByteArray copy(const Arguments& arguments);
    QByteArray move(const Arguments& arguments);
    struct Copied {
        ServedMailbox* to = nullptr;
        QList<quint32> from, made;
    };
    [[nodiscard]] Copied copyTo(const Arguments& arguments);
    [[nodiscard]] QByteArray copyCode(const Copied& copied) const;
    QByteArray expunge(const Arguments& arguments);
    QByteArray uidExpunge(const Arguments& arguments);
    QByteArray append(const Arguments& arguments);

    // LyingFetch.cpp
    QByteArray fetch(const Arguments& arguments);
    QByteArray uidFetch(const Arguments& arguments);
    QByteArray fetchThese(const QList<quint32>& uids, const Arguments& arguments, bool byUid);
    [[nodiscard]] QByteArray fetched(const ServedMessage& message, const Arguments& items, bool withModSeq, bool withUid);
    [[nodiscard]] QByteArray item(const ServedMessage& message, const QByteArray& name);
    [[nodiscard]] QByteArray bodyItem(const ServedMessage& message, const QByteArray& name);

    LyingShared& m_shared;
    Line m_line;
    int m_number;
    QByteArray m_input;
    qsizetype m_scanFrom = 0;
    qsizetype m_continuedAt = -1;
    QByteArrayList m_lines; ///< of the answer that is being made
    qint64 m_said = 0;
    bool m_hangs = false;
    bool m_isCut = false;

    bool m_signedIn = false;
    bool m_qresync = false;
    bool m_notifies = false;
    std::optional<ClientCommand> m_awaitsSasl;
    std::optional<ClientCommand> m_idle;
    ClientCommand m_current;
    QByteArray m_badKey; ///< of a SEARCH: not known
    QByteArray m_selected;
    quint32 m_selectedValidity = 0;
    bool m_readOnly = false;
    QList<Seen> m_view;
    QHash<QByteArray, QByteArray> m_told; ///< STATUS of the other mailboxes, for NOTIFY
};

} // namespace tributary::tests
