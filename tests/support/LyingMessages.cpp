// SPDX-License-Identifier: GPL-3.0-or-later
// LyingServer: SEARCH, STORE, COPY, MOVE, EXPUNGE, APPEND.
#include "support/LyingSession.h"

#include <QRegularExpression>

#include <algorithm>

namespace tributary::tests {

namespace {

const QByteArray kNoneSelected = "NO [NONEXISTENT] the mailbox is gone";

} // namespace

/// Keys side by side are all to be met (RFC 9051 6.4.4).
bool LyingSession::matches(const ServedMessage& message, const Arguments& keys, const QList<quint32>& uids) {
    bool fits = true;
    for (qsizetype at = 0; at < keys.size();)
        fits = matchesOne(message, keys, at, uids) && fits; // each is read to its end
    return fits;
}

/// One key, from `at` on, which then stands behind it.
bool LyingSession::matchesOne(const ServedMessage& message, const Arguments& keys, qsizetype& at, const QList<quint32>& uids) {
    const Argument key = keys.value(at++);
    const auto value = [&] { return keys.value(at++).text; };
    const auto holds = [](const QByteArray& text, const QByteArray& words) { return text.toLower().contains(words.toLower()); };
    if (key.kind == Argument::List)
        return matches(message, key.items, uids);
    if (key.is("NOT"))
        return !matchesOne(message, keys, at, uids);
    if (key.is("OR")) {
        const bool first = matchesOne(message, keys, at, uids);
        return matchesOne(message, keys, at, uids) || first;
    }
    if (key.is("ALL"))
        return true;
    if (key.is("UID"))
        return numbersIn(value(), uids).contains(message.uid);
    if (key.is("SINCE"))
        return message.internalDate.toUTC().date() >= parseSearchDate(value());
    if (key.is("BEFORE"))
        return message.internalDate.toUTC().date() < parseSearchDate(value());
    if (key.is("SENTSINCE") || key.is("SENTBEFORE")) {
        const QDate sent = QDateTime::fromString(QString::fromLatin1(headerField(message.bytes, "Date")), Qt::RFC2822Date).date();
        return (sent < parseSearchDate(value())) == key.is("SENTBEFORE");
    }
    if (key.is("TEXT"))
        return holds(message.bytes, value());
    if (key.is("FROM") || key.is("TO") || key.is("CC") || key.is("SUBJECT"))
        return holds(headerField(message.bytes, key.text), value());
    if (key.is("HEADER")) {
        const QByteArray field = headerField(message.bytes, value());
        return holds(field, value());
    }
    if (key.is("X-GM-RAW") && has("X-GM-EXT-1"))
        return matchesGmail(message, value());
    for (const char* flag : {"DELETED", "SEEN", "FLAGGED", "ANSWERED"}) {
        const bool isSet = std::any_of(message.flags.begin(), message.flags.end(), [&](const QByteArray& f) { return f.mid(1).toUpper() == flag; });
        if (key.is(flag) || key.is(QByteArray("UN").append(flag).constData()))
            return isSet == key.is(flag);
    }
    m_badKey = key.text;
    return false;
}

/// Gmail's words as far as they are needed: "exact words", from:"x", subject:"x", has:attachment, -term; all must match.
bool LyingSession::matchesGmail(const ServedMessage& message, const QByteArray& raw) {
    static const QRegularExpression term(QStringLiteral("(-?)(?:(from|subject):)?(?:\"([^\"]*)\"|(has:attachment))"));
    QString left = QString::fromUtf8(raw);
    bool fits = true;
    for (auto found = term.match(left); found.hasMatch(); found = term.match(left)) {
        const QByteArray text = found.captured(2).isEmpty() ? message.bytes : headerField(message.bytes, found.captured(2).toLatin1());
        const QByteArray words = found.captured(4).isEmpty() ? found.captured(3).toUtf8() : QByteArray("Content-Disposition: attachment");
        fits = fits && text.toLower().contains(words.toLower()) == found.captured(1).isEmpty();
        left.remove(found.capturedStart(), found.capturedLength());
    }
    if (!left.trimmed().isEmpty())
        m_badKey = raw;
    return fits;
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
    m_badKey.clear();
    for (const ServedMessage& message : mailbox->messages) {
        if (known.contains(message.uid) && matches(message, keys, known))
            found.append(message.uid);
    }
    if (!m_badKey.isEmpty())
        return "BAD what is " + m_badKey;
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
    ServedMessage blank;
    blank.internalDate = QDateTime(QDate(2026, 4, 1), QTime(8, 0), Qt::UTC);
    QList<ServedMessage> messages{blank};
    for (qsizetype i = 1; i < arguments.size(); ++i) { // several: RFC 3502
        const Argument& argument = arguments[i];
        const bool isDate = argument.kind == Argument::String && i + 1 < arguments.size() && arguments[i + 1].kind == Argument::String &&
                            argument.text.size() == 26;
        if (argument.kind == Argument::List) {
            for (const Argument& word : argument.items)
                messages.last().flags.append(word.text);
        } else if (isDate) {
            messages.last().internalDate = parseDateTime(argument.text);
        } else {
            messages.last().bytes = argument.text;
            messages.append(blank);
        }
    }
    messages.removeLast();
    if (messages.size() > 1 && !has("MULTIAPPEND"))
        return "BAD one at a time";
    QByteArrayList uids;
    for (ServedMessage& message : messages)
        uids.append(QByteArray::number(m_shared.mail.append(*mailbox, std::move(message))));
    const QByteArray code = "[APPENDUID " + QByteArray::number(mailbox->uidValidity) + ' ' + uids.join(',') + "] ";
    return "OK " + (has("UIDPLUS") ? code : QByteArray()) + "appended";
}

} // namespace tributary::tests
