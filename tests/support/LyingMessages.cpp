// SPDX-License-Identifier: GPL-3.0-or-later
// LyingServer: SEARCH, STORE, COPY, MOVE, EXPUNGE, APPEND.
#include "support/LyingSession.h"

#include <algorithm>

namespace tributary::tests {

namespace {

const QByteArray kNoneSelected = "NO [NONEXISTENT] the mailbox is gone";

} // namespace

/// Keys side by side are all to be met (RFC 9051 6.4.4).
bool LyingSession::matches(const ServedMessage& message, const Arguments& keys, const QList<quint32>& uids) const {
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const Argument& key = keys[i];
        if (key.is("ALL"))
            continue;
        bool fits = false;
        if (key.is("UID"))
            fits = numbersIn(keys.value(++i).text, uids).contains(message.uid);
        else if (key.is("SINCE"))
            fits = message.internalDate.toUTC().date() >= parseSearchDate(keys.value(++i).text);
        else if (key.is("BEFORE"))
            fits = message.internalDate.toUTC().date() < parseSearchDate(keys.value(++i).text);
        else if (key.is("DELETED"))
            fits = message.flags.contains("\\Deleted");
        else if (key.is("UNDELETED"))
            fits = !message.flags.contains("\\Deleted");
        else if (key.is("HEADER")) {
            const QByteArray field = headerField(message.bytes, keys.value(i + 1).text);
            fits = field.toLower().contains(keys.value(i + 2).text.toLower());
            i += 2;
        }
        if (!fits)
            return false;
    }
    return true;
}

QByteArray LyingSession::search(const Arguments& given) {
    const ServedMailbox* mailbox = selected();
    if (!mailbox)
        return kNoneSelected;
    Arguments keys = given;
    const bool extended = keys.value(0).is("RETURN");
    if (extended && !has("ESEARCH"))
        return "BAD no ESEARCH";
    keys = extended ? keys.mid(2) : keys;
    if (keys.value(0).is("CHARSET"))
        keys = keys.mid(2);
    const QList<quint32> known = knownUids();
    QList<quint32> found;
    for (const ServedMessage& message : mailbox->messages) {
        if (known.contains(message.uid) && matches(message, keys, known))
            found.append(message.uid);
    }
    if (extended) {
        say("* ESEARCH (TAG \"" + m_current.tag + "\") UID" + (found.isEmpty() ? QByteArray() : " ALL " + setOf(found)));
        return "OK found";
    }
    QByteArray line = "* SEARCH";
    for (const quint32 uid : std::as_const(found))
        line += ' ' + QByteArray::number(uid);
    say(line);
    return "OK found";
}

QByteArray LyingSession::store(const Arguments& arguments) {
    ServedMailbox* mailbox = selected();
    if (!mailbox)
        return kNoneSelected;
    if (m_readOnly)
        return "NO [READ-ONLY] not here";
    const QByteArray how = arguments.value(1).text.toUpper();
    for (const quint32 uid : numbersIn(arguments.value(0).text, knownUids())) {
        ServedMessage* message = mailbox->find(uid);
        if (!message)
            continue;
        for (const Argument& word : arguments.value(2).items) {
            const bool isKept = mailbox->permanentFlags.contains(word.text) ||
                                (!word.text.startsWith('\\') && mailbox->permanentFlags.contains("\\*"));
            if (isKept)
                m_shared.mail.setFlag(*mailbox, *message, word.text, !how.startsWith('-'));
        }
        rememberOwn(*message);
    }
    return "OK stored";
}

LyingSession::Copied LyingSession::copyTo(const Arguments& arguments) {
    Copied copied{m_shared.mail.find(arguments.value(1).text), {}, {}};
    const ServedMailbox* mailbox = selected();
    if (!mailbox || !copied.to)
        return copied;
    for (const quint32 uid : numbersIn(arguments.value(0).text, knownUids())) {
        const ServedMessage* message = mailbox->find(uid);
        if (!message)
            continue;
        copied.from.append(uid);
        copied.made.append(m_shared.mail.append(*copied.to, ServedMessage(*message)));
    }
    return copied;
}

QByteArray LyingSession::copyCode(const Copied& copied) const {
    if (!has("UIDPLUS") || copied.from.isEmpty())
        return {};
    return "[COPYUID " + QByteArray::number(copied.to->uidValidity) + ' ' + setInOrder(copied.from) + ' ' +
           setInOrder(copied.made) + "] ";
}

QByteArray LyingSession::copy(const Arguments& arguments) {
    const Copied copied = copyTo(arguments);
    if (!copied.to)
        return "NO [TRYCREATE] no such mailbox";
    return "OK " + copyCode(copied) + "copied";
}

QByteArray LyingSession::move(const Arguments& arguments) {
    if (!has("MOVE"))
        return "BAD no MOVE";
    if (m_readOnly)
        return "NO [READ-ONLY] not here";
    const Copied copied = copyTo(arguments);
    if (!copied.to)
        return "NO [TRYCREATE] no such mailbox";
    if (const QByteArray code = copyCode(copied); !code.isEmpty())
        say("* OK " + code + "moved");
    ServedMailbox* mailbox = selected();
    for (const quint32 uid : copied.from)
        m_shared.mail.expunge(*mailbox, uid);
    return "OK moved";
}

QByteArray LyingSession::expunge(const Arguments&) {
    ServedMailbox* mailbox = selected();
    if (!mailbox)
        return kNoneSelected;
    if (m_readOnly)
        return "NO [READ-ONLY] not here";
    for (const quint32 uid : knownUids()) {
        if (const ServedMessage* message = mailbox->find(uid); message && message->flags.contains("\\Deleted"))
            m_shared.mail.expunge(*mailbox, uid);
    }
    return "OK expunged";
}

QByteArray LyingSession::uidExpunge(const Arguments& arguments) {
    if (!has("UIDPLUS"))
        return "BAD no UIDPLUS";
    ServedMailbox* mailbox = selected();
    if (!mailbox)
        return kNoneSelected;
    if (m_readOnly)
        return "NO [READ-ONLY] not here";
    for (const quint32 uid : numbersIn(arguments.value(0).text, knownUids())) {
        if (const ServedMessage* message = mailbox->find(uid); message && message->flags.contains("\\Deleted"))
            m_shared.mail.expunge(*mailbox, uid);
    }
    return "OK expunged";
}

QByteArray LyingSession::append(const Arguments& arguments) {
    ServedMailbox* mailbox = m_shared.mail.find(arguments.value(0).text);
    if (!mailbox)
        return "NO [TRYCREATE] no such mailbox";
    ServedMessage message;
    message.internalDate = QDateTime(QDate(2026, 4, 1), QTime(8, 0), Qt::UTC);
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const Argument& argument = arguments[i];
        if (argument.kind == Argument::List) {
            for (const Argument& word : argument.items)
                message.flags.append(word.text);
        } else if (i + 1 < arguments.size()) {
            message.internalDate = parseDateTime(argument.text);
        } else {
            message.bytes = argument.text;
        }
    }
    const quint32 uid = m_shared.mail.append(*mailbox, std::move(message));
    const QByteArray code = "[APPENDUID " + QByteArray::number(mailbox->uidValidity) + ' ' + QByteArray::number(uid) + "] ";
    return "OK " + (has("UIDPLUS") ? code : QByteArray()) + "appended";
}

} // namespace tributary::tests
