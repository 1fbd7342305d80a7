// SPDX-License-Identifier: GPL-3.0-or-later
// LyingServer: FETCH (RFC 9051 6.4.5, 7.5.2).
#include "support/LyingSession.h"

namespace tributary::tests {

QByteArray LyingSession::fetch(const Arguments& arguments) {
    QList<quint32> places;
    for (qsizetype i = 0; i < m_view.size(); ++i)
        places.append(static_cast<quint32>(i + 1));
    QList<quint32> uids;
    for (const quint32 place : numbersIn(arguments.value(0).text, places))
        uids.append(m_view[place - 1].uid);
    return fetchThese(uids, arguments, false);
}

QByteArray LyingSession::uidFetch(const Arguments& arguments) {
    return fetchThese(numbersIn(arguments.value(0).text, knownUids()), arguments, true);
}

QByteArray LyingSession::fetchThese(const QList<quint32>& uids, const Arguments& arguments, bool byUid) {
    const ServedMailbox* mailbox = selected();
    if (!mailbox)
        return "NO [NONEXISTENT] the mailbox is gone";
    const Arguments modifiers = arguments.value(2).items;
    const bool hasSince = modifiers.value(0).is("CHANGEDSINCE");
    if (hasSince && !has("CONDSTORE"))
        return "BAD no CONDSTORE";
    const quint64 since = hasSince ? modifiers.value(1).text.toULongLong() : 0;
    if (modifiers.value(2).is("VANISHED")) {
        QList<quint32> gone;
        for (auto it = mailbox->vanished.constBegin(); it != mailbox->vanished.constEnd(); ++it) {
            if (it.value() > since)
                gone.append(it.key());
        }
        if (!gone.isEmpty())
            say("* VANISHED (EARLIER) " + setOf(gone));
    }
    for (qsizetype i = 0; i < m_view.size(); ++i) {
        const ServedMessage* message = uids.contains(m_view[i].uid) ? mailbox->find(m_view[i].uid) : nullptr;
        if (!message || (hasSince && message->modSeq <= since))
            continue;
        say("* " + number(i + 1) + " FETCH (" + fetched(*message, arguments.value(1).items, hasSince, byUid) + ')');
    }
    return "OK fetched";
}

QByteArray LyingSession::fetched(const ServedMessage& message, const Arguments& items, bool withModSeq, bool withUid) {
    QByteArrayList told;
    if (withUid)
        told.append("UID " + number(message.uid));
    for (const Argument& wanted : items) {
        if (withUid && wanted.is("UID"))
            continue;
        told.append(item(message, wanted.text));
        if (withModSeq && wanted.is("FLAGS"))
            told.append("MODSEQ (" + number(message.modSeq) + ')');
    }
    return told.join(' ');
}

QByteArray LyingSession::item(const ServedMessage& message, const QByteArray& wanted) {
    const QByteArray name = wanted.toUpper();
    if (name == "UID")
        return "UID " + number(message.uid);
    if (name == "FLAGS")
        return flagsOf(message);
    if (name == "INTERNALDATE")
        return "INTERNALDATE " + dateTimeOf(message.internalDate);
    if (name == "RFC822.SIZE")
        return "RFC822.SIZE " + number(message.bytes.size());
    if (name == "ENVELOPE")
        return "ENVELOPE " + envelopeOf(message.bytes);
    if (name == "BODYSTRUCTURE")
        return "BODYSTRUCTURE " + bodyStructureOf(message.bytes);
    if (name == "MODSEQ")
        return "MODSEQ (" + number(message.modSeq) + ')';
    if (name == "EMAILID")
        return "EMAILID (M" + message.emailId + ')';
    if (name == "X-GM-MSGID")
        return "X-GM-MSGID " + message.emailId;
    if (name == "X-GM-LABELS") {
        QByteArrayList words;
        for (const QByteArray& label : message.labels)
            words.append(stringOf(label));
        return "X-GM-LABELS (" + words.join(' ') + ')';
    }
    return bodyItem(message, wanted);
}

/// BODY.PEEK[section]<first.count>
QByteArray LyingSession::bodyItem(const ServedMessage& message, const QByteArray& wanted) {
    const qsizetype open = wanted.indexOf('[');
    const qsizetype close = wanted.indexOf(']');
    if (open < 0 || close < 0)
        return wanted + " NIL";
    const QByteArray section = wanted.mid(open + 1, close - open - 1);
    QByteArray bytes = sectionOf(message.bytes, section);
    if (bytes.isNull())
        return "BODY[" + section + "] NIL";
    QByteArray origin;
    if (close + 1 < wanted.size()) {
        const QByteArray partial = wanted.mid(close + 2).chopped(1);
        const qsizetype first = before(partial, '.').toLongLong();
        bytes = bytes.mid(first, partial.mid(partial.indexOf('.') + 1).toLongLong());
        origin = '<' + number(first) + '>';
    }
    if (section.isEmpty() && (origin.isEmpty() || origin == "<0>"))
        ++m_shared.bodies[headerField(message.bytes, "Message-ID")];
    return "BODY[" + section + ']' + origin + ' ' + literalOf(bytes);
}

} // namespace tributary::tests
