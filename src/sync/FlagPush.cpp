// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's flags: STORE in as few commands as the changes allow, all mailboxes in one flight.
//
// Rule for conflicts: an intent is about one flag of one message. That flag becomes what the user wanted, whatever other
// clients did to it meanwhile; every other flag stays theirs.
#include "sync/PushRunner.h"
#include "sync/UidSets.h"

#include "base/WritePoint.h"

#include <algorithm>
#include <deque>
#include <map>

namespace tributary::sync {

namespace {

/// Messages of a mailbox with the same changes.
struct Group {
    QStringList add, remove;
    QList<quint32> uids;
    QList<qint64> rows;
    std::optional<imap::StatusResponse> refusal;
    QStringList notKept; ///< flags that the mailbox does not keep
};

struct MailboxWork {
    model::Mailbox mailbox;
    UidValidity uidValidity;
    std::map<std::pair<QStringList, QStringList>, Group> groups;
    QList<qint64> rows;
    bool isOther = false; ///< selected, it was not what it should be
};

struct Sent {
    imap::CommandId id = 0;
    MailboxWork* work = nullptr;
    Group* group = nullptr; ///< null: the SELECT
};

std::map<qint64, MailboxWork> groupByMailbox(const QList<store::FlagPush>& rows) {
    struct Message {
        Group group;
        UidValidity uidValidity;
        MailboxId mailbox;
    };
    std::map<std::pair<qint64, quint32>, Message> messages;
    for (const store::FlagPush& row : rows) {
        Message& message = messages[{row.mailbox.value, row.uid.value}];
        message.mailbox = row.mailbox;
        message.uidValidity = row.uidValidity;
        (row.on ? message.group.add : message.group.remove).append(row.flag);
        message.group.rows.append(row.row);
    }
    std::map<qint64, MailboxWork> works;
    for (auto& [key, message] : messages) {
        MailboxWork& work = works[message.mailbox.value];
        work.uidValidity = message.uidValidity;
        message.group.add.sort();
        message.group.remove.sort();
        Group& group = work.groups[{message.group.add, message.group.remove}];
        group.add = message.group.add;
        group.remove = message.group.remove;
        group.uids.append(key.second);
        group.rows.append(message.group.rows);
        work.rows.append(message.group.rows);
    }
    return works;
}

/// Flags that the mailbox does not keep (RFC 9051 7.1 PERMANENTFLAGS): a STORE of them is answered OK and means nothing.
QStringList unkept(const Group& group, const SelectedMailbox& selected) {
    QStringList missing;
    if (!selected.permanentFlagsKnown)
        return missing;
    for (const QString& flag : group.add) {
        const bool isKeyword = !flag.startsWith(QLatin1Char('\\'));
        if (!selected.permanentFlags.contains(flag, Qt::CaseInsensitive) &&
            !(isKeyword && selected.permanentFlags.contains(QLatin1String("\\*"))))
            missing.append(flag);
    }
    return missing;
}

/// One flight: SELECT and STOREs of each mailbox, sent as one.
class FlagFlight {
  public:
    FlagFlight(connect::ImapConnection& connection, std::map<qint64, MailboxWork> works)
        : m_connection(connection), m_works(std::move(works)) {}

    std::map<qint64, MailboxWork>& works() { return m_works; }
    QList<qint64> waiting; ///< rows whose mailbox is not what it was

    /// By what STATUS told: are the UIDs still those?
    void keepThoseOf(const QHash<QByteArray, UidValidity>& validities) {
        std::erase_if(m_works, [&](const auto& entry) {
            const bool fits = validities.value(entry.second.mailbox.wireName) == entry.second.uidValidity;
            if (!fits)
                waiting.append(entry.second.rows);
            return !fits;
        });
    }

    Status sendAll() {
        for (auto& [id, work] : m_works) {
            TRY(const auto select, m_connection.send(imap::command::select(work.mailbox.wireName)));
            m_sent.push_back({select, &work, nullptr});
            for (auto& [flags, group] : work.groups)
                TRY_STATUS(sendGroup(work, group));
        }
        return {};
    }

    Status takeAnswers() {
        SelectedMailbox selected;
        for (const Sent& command : m_sent) {
            if (!command.group)
                selected = {};
            TRY(auto response, m_connection.await(command.id, [&](imap::Event& event) -> Status {
                    selected.take(event);
                    return {};
                }));
            if (!command.group) {
                // Behind a SELECT that failed a STORE is answered as if it were wrong: what the SELECT said counts. And another
                // UIDVALIDITY than STATUS told a moment ago: the STOREs have hit nobody, or somebody else.
                command.work->isOther = response.isOk() && (selected.uidValidity != command.work->uidValidity ||
                                                                   selected.isOther(command.work->mailbox));
                for (auto& [flags, group] : command.work->groups) {
                    group.notKept = unkept(group, selected);
                    if (!response.isOk())
                        group.refusal = response;
                }
            } else if (!response.isOk() && !command.group->refusal) {
                command.group->refusal = std::move(response);
            }
        }
        return {};
    }

  private:
    Status sendGroup(MailboxWork& work, Group& group) {
        using Mode = imap::command::StoreMode;
        for (const imap::UidSet& uids : piecesForWire(uidSetOf(group.uids))) {
            for (const auto& [mode, words] : {std::pair(Mode::Add, group.add), std::pair(Mode::Remove, group.remove)}) {
                if (words.isEmpty())
                    continue;
                TRY(const auto store, m_connection.send(imap::command::uidStore(uids, mode, words)));
                m_sent.push_back({store, &work, &group});
            }
        }
        return {};
    }

    connect::ImapConnection& m_connection;
    std::map<qint64, MailboxWork> m_works;
    std::deque<Sent> m_sent;
};

} // namespace

Status PushRunner::pushFlags(const QList<store::FlagPush>& all) {
    QList<store::FlagPush> rows;
    for (const store::FlagPush& row : all) {
        if (row.uid.isValid() && row.uidValidity.isValid())
            rows.append(row);
        else
            wait(store::PushTable::Flag, {row.row});
    }
    auto works = groupByMailbox(rows);
    for (auto it = works.begin(); it != works.end();) {
        TRY(const auto found, mailbox(MailboxId(it->first)));
        if (found) {
            (it++)->second.mailbox = *found;
        } else {
            wait(store::PushTable::Flag, it->second.rows);
            it = works.erase(it);
        }
    }
    FlagFlight flight(m_connection, std::move(works));
    flight.keepThoseOf(m_validities);
    wait(store::PushTable::Flag, flight.waiting); // its sync finds the messages again and gives the intents new UIDs
    QList<qint64> leaving;
    for (const auto& [id, work] : flight.works())
        leaving.append(work.rows);
    TRY(const bool marked, leaving.isEmpty() ? Result<bool>(true) : markSent(store::PushTable::Flag, leaving));
    if (!marked)
        return {};
    TRY_STATUS(flight.sendAll());
    TRY_STATUS(m_connection.flush());
    passWritePoint("push.flags.sent");
    TRY_STATUS(flight.takeAnswers());
    passWritePoint("push.flags.answered");
    m_selectedId = {};
    QList<qint64> confirmed;
    for (auto& [id, work] : flight.works()) {
        if (work.isOther)
            wait(store::PushTable::Flag, work.rows);
        for (auto& [flags, group] : work.groups) {
            if (work.isOther)
                continue;
            if (group.refusal)
                TRY_STATUS(takeRefusal(store::PushTable::Flag, group.rows, *group.refusal, "STORE"));
            else if (!group.notKept.isEmpty())
                TRY_STATUS(refuse(store::PushTable::Flag, group.rows,
                                  {ErrorKind::Refused, ErrorCode::Unsupported, {}, group.notKept.join(QLatin1Char(' '))}));
            else
                confirmed.append(group.rows);
        }
    }
    m_outcome.pushed += static_cast<int>(confirmed.size());
    return confirmed.isEmpty() ? Status() : m_context.store.confirmFlags(confirmed);
}

} // namespace tributary::sync
