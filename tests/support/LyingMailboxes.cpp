// SPDX-License-Identifier: GPL-3.0-or-later
// LyingServer: SELECT, LIST, STATUS and what changes mailboxes.
#include "support/LyingSession.h"

#include <algorithm>

namespace tributary::tests {

namespace {

const QByteArray kMissing = "NO [NONEXISTENT] no such mailbox";

bool matchesPattern(const QByteArray& name, QByteArray pattern) {
    if (pattern == "*" || pattern == "%")
        return true;
    if (!pattern.endsWith('*'))
        return name == pattern;
    pattern.chop(1);
    return name.startsWith(pattern);
}

const Argument* following(const QList<Argument>& arguments, const char* word) {
    for (qsizetype i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments[i].is(word))
            return &arguments[i + 1];
    }
    return nullptr;
}

} // namespace

QByteArray LyingSession::select(const Arguments& arguments) { return open(arguments, false); }
QByteArray LyingSession::examine(const Arguments& arguments) { return open(arguments, true); }

QByteArray LyingSession::open(const Arguments& arguments, bool readOnly) {
    if (!m_selected.isEmpty() && m_qresync)
        say("* OK [CLOSED] the one before"); // RFC 7162 3.2.11
    m_selected.clear();
    const ServedMailbox* mailbox = m_shared.mail.find(arguments.value(0).text);
    if (!mailbox || !mailbox->selectable)
        return kMissing;
    m_selected = mailbox->name;
    m_selectedValidity = mailbox->uidValidity;
    m_readOnly = readOnly || mailbox->readOnly;
    startView(*mailbox);
    say("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
    say("* OK [PERMANENTFLAGS (" + (m_readOnly ? QByteArray() : mailbox->permanentFlags.join(' ')) + ")] kept");
    say("* " + number(mailbox->messages.size()) + " EXISTS");
    say("* 0 RECENT");
    say("* OK [UIDVALIDITY " + number(mailbox->uidValidity) + "] valid");
    say("* OK [UIDNEXT " + number(mailbox->uidNext) + "] next");
    if (has("CONDSTORE"))
        say("* OK [HIGHESTMODSEQ " + number(mailbox->highestModSeq) + "] highest");
    if (has("OBJECTID"))
        say("* OK [MAILBOXID (" + mailbox->mailboxId + ")] id");
    if (const Argument* qresync = following(arguments.value(1).items, "QRESYNC")) {
        if (!m_qresync)
            return "BAD QRESYNC is not enabled";
        sayChangesSince(*mailbox, qresync->items);
    }
    return m_readOnly ? "OK [READ-ONLY] open" : "OK [READ-WRITE] open";
}

void LyingSession::sayChangesSince(const ServedMailbox& mailbox, const Arguments& qresync) {
    if (qresync.value(0).text.toUInt() != mailbox.uidValidity)
        return;
    const quint64 since = qresync.value(1).text.toULongLong();
    QList<quint32> gone;
    for (auto it = mailbox.vanished.constBegin(); it != mailbox.vanished.constEnd(); ++it) {
        if (it.value() > since)
            gone.append(it.key());
    }
    if (!gone.isEmpty())
        say("* VANISHED (EARLIER) " + setOf(gone));
    for (qsizetype i = 0; i < mailbox.messages.size(); ++i) {
        const ServedMessage& message = mailbox.messages[i];
        if (message.modSeq > since)
            say("* " + number(i + 1) + " FETCH (UID " + number(message.uid) + ' ' + flagsOf(message) + " MODSEQ (" +
                number(message.modSeq) + "))");
    }
}

QByteArray LyingSession::unselect(const Arguments&) {
    if (!has("UNSELECT"))
        return "BAD no UNSELECT";
    m_selected.clear();
    return "OK none";
}

QByteArray LyingSession::tellNamespace(const Arguments&) {
    if (!has("NAMESPACE"))
        return "BAD no NAMESPACE";
    say("* NAMESPACE ((\"\" \"/\")) NIL NIL");
    return "OK told";
}

void LyingSession::sayListed(const ServedMailbox& mailbox, bool withUse, bool withSubscribed) {
    QByteArrayList attributes;
    if (!mailbox.selectable)
        attributes.append("\\Noselect");
    if (withUse && !mailbox.specialUse.isEmpty())
        attributes.append(mailbox.specialUse);
    if (withSubscribed && mailbox.subscribed)
        attributes.append("\\Subscribed");
    say("* LIST (" + attributes.join(' ') + ") \"/\" " + stringOf(mailbox.name));
}

QByteArray LyingSession::list(const Arguments& arguments) {
    const QByteArray pattern = arguments.value(0).text + arguments.value(1).text;
    const Argument* options = following(arguments, "RETURN");
    if (options && !has("LIST-EXTENDED") && !has("LIST-STATUS"))
        return "BAD no LIST-EXTENDED";
    const Arguments wanted = options ? options->items : Arguments();
    const bool subscribed = std::any_of(wanted.begin(), wanted.end(), [](const Argument& a) { return a.is("SUBSCRIBED"); });
    const Argument* items = following(wanted, "STATUS");
    for (const auto& [name, mailbox] : m_shared.mail.mailboxes()) {
        if (!matchesPattern(name, pattern))
            continue;
        sayListed(mailbox, has("SPECIAL-USE") || has("XLIST"), subscribed);
        if (items && mailbox.selectable)
            sayStatus(mailbox, items->items);
    }
    return "OK listed";
}

void LyingSession::sayStatus(const ServedMailbox& mailbox, const Arguments& items) {
    QByteArrayList told;
    for (const Argument& item : items) {
        const QByteArray name = item.text.toUpper();
        if (name == "MESSAGES")
            told.append("MESSAGES " + number(mailbox.messages.size()));
        else if (name == "UIDNEXT")
            told.append("UIDNEXT " + number(mailbox.uidNext));
        else if (name == "UIDVALIDITY")
            told.append("UIDVALIDITY " + number(mailbox.uidValidity));
        else if (name == "HIGHESTMODSEQ" && has("CONDSTORE"))
            told.append("HIGHESTMODSEQ " + number(mailbox.highestModSeq));
        else if (name == "MAILBOXID" && has("OBJECTID"))
            told.append("MAILBOXID (" + mailbox.mailboxId + ')');
        else if (name == "UNSEEN")
            told.append("UNSEEN " + number(std::count_if(mailbox.messages.begin(), mailbox.messages.end(), [](const auto& m) {
                            return !m.flags.contains("\\Seen");
                        })));
    }
    say("* STATUS " + stringOf(mailbox.name) + " (" + told.join(' ') + ')');
}

QByteArray LyingSession::status(const Arguments& arguments) {
    const ServedMailbox* mailbox = m_shared.mail.find(arguments.value(0).text);
    if (!mailbox || !mailbox->selectable)
        return kMissing;
    sayStatus(*mailbox, arguments.value(1).items);
    return "OK told";
}

QByteArray LyingSession::create(const Arguments& arguments) {
    const QByteArray name = arguments.value(0).text;
    if (m_shared.mail.find(name))
        return "NO [ALREADYEXISTS] it is there";
    m_shared.mail.create(name).subscribed = false;
    return "OK created";
}

QByteArray LyingSession::remove(const Arguments& arguments) {
    const QByteArray name = arguments.value(0).text;
    if (!m_shared.mail.find(name))
        return kMissing;
    if (name.toUpper() == "INBOX")
        return "NO [CANNOT] not INBOX";
    m_shared.mail.remove(name);
    return "OK deleted";
}

QByteArray LyingSession::rename(const Arguments& arguments) {
    const QByteArray from = arguments.value(0).text;
    if (!m_shared.mail.find(from))
        return kMissing;
    if (m_shared.mail.find(arguments.value(1).text))
        return "NO [ALREADYEXISTS] it is there";
    m_shared.mail.rename(from, arguments.value(1).text);
    return "OK renamed";
}

QByteArray LyingSession::subscribe(const Arguments& arguments) {
    ServedMailbox* mailbox = m_shared.mail.find(arguments.value(0).text);
    if (mailbox)
        mailbox->subscribed = true;
    return mailbox ? "OK subscribed" : kMissing;
}

QByteArray LyingSession::unsubscribe(const Arguments& arguments) {
    ServedMailbox* mailbox = m_shared.mail.find(arguments.value(0).text);
    if (mailbox)
        mailbox->subscribed = false;
    return mailbox ? "OK unsubscribed" : kMissing;
}

} // namespace tributary::tests
