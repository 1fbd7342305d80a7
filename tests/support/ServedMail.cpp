// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ServedMail.h"

#include <algorithm>

namespace tributary::tests {

namespace {

QByteArray idOfWord(const QByteArray& word) { return '<' + word + "@lies.example>"; }

bool hasWord(const ServedMessage& message, const QByteArray& word) {
    return headerField(message.bytes, "Message-ID") == idOfWord(word);
}

const ServedMessage* findWord(const ServedMailbox& mailbox, const QByteArray& word) {
    const auto it = std::find_if(mailbox.messages.begin(), mailbox.messages.end(),
                                 [&](const ServedMessage& m) { return hasWord(m, word); });
    return it == mailbox.messages.end() ? nullptr : &*it;
}

QByteArray keyOf(const QByteArray& name) { return name.toUpper() == "INBOX" ? QByteArray("INBOX") : name; }

} // namespace

const ServedMessage* ServedMailbox::find(quint32 uid) const {
    const auto it = std::lower_bound(messages.begin(), messages.end(), uid,
                                     [](const ServedMessage& m, quint32 value) { return m.uid < value; });
    return it == messages.end() || it->uid != uid ? nullptr : &*it;
}

ServedMessage* ServedMailbox::find(quint32 uid) {
    return const_cast<ServedMessage*>(std::as_const(*this).find(uid));
}

ServedMail::ServedMail() { create("INBOX"); }

ServedMailbox& ServedMail::create(const QByteArray& name, const QByteArray& specialUse) {
    ServedMailbox& mailbox = m_mailboxes[name];
    mailbox.name = name;
    mailbox.specialUse = specialUse;
    mailbox.uidValidity = m_nextValidity++;
    mailbox.mailboxId = "box" + QByteArray::number(m_nextId++);
    return mailbox;
}

void ServedMail::remove(const QByteArray& name) { m_mailboxes.erase(name); }

void ServedMail::rename(const QByteArray& from, const QByteArray& to) {
    std::map<QByteArray, ServedMailbox> moved;
    for (auto it = m_mailboxes.begin(); it != m_mailboxes.end();) {
        if (it->first != from && !it->first.startsWith(QByteArray(from + '/'))) {
            ++it;
            continue;
        }
        const QByteArray name = to + it->first.mid(from.size());
        it->second.name = name;
        moved.emplace(name, std::move(it->second));
        it = m_mailboxes.erase(it);
    }
    m_mailboxes.merge(moved);
}

ServedMailbox* ServedMail::find(const QByteArray& name) {
    const auto it = m_mailboxes.find(keyOf(name));
    return it == m_mailboxes.end() ? nullptr : &it->second;
}

ServedMailbox& ServedMail::at(const QByteArray& name) {
    ServedMailbox* found = find(name);
    Q_ASSERT_X(found, "ServedMail", name.constData());
    return *found;
}

quint32 ServedMail::append(ServedMailbox& mailbox, ServedMessage message) {
    message.uid = mailbox.uidNext++;
    message.modSeq = ++mailbox.highestModSeq;
    if (message.emailId.isEmpty())
        message.emailId = QByteArray::number(m_nextId++);
    mailbox.messages.append(std::move(message));
    return mailbox.messages.constLast().uid;
}

quint32 ServedMail::add(const QByteArray& mailbox, const QByteArray& word, const QByteArrayList& flags, const QByteArray& bytes) {
    ServedMessage message;
    message.flags = flags;
    message.bytes = bytes.isEmpty() ? messageNamed(word) : bytes;
    message.internalDate = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC).addSecs(60LL * m_minute++);
    return append(at(mailbox), std::move(message));
}

void ServedMail::fill(const QByteArray& mailbox, const QByteArray& word, int count) {
    for (int i = 1; i <= count; ++i)
        add(mailbox, word + QByteArray::number(i));
}

void ServedMail::setFlag(ServedMailbox& mailbox, ServedMessage& message, const QByteArray& flag, bool on) {
    if (on == message.flags.contains(flag))
        return;
    if (on)
        message.flags.append(flag);
    else
        message.flags.removeAll(flag);
    message.modSeq = ++mailbox.highestModSeq;
}

void ServedMail::setFlag(const QByteArray& mailbox, const QByteArray& word, const QByteArray& flag, bool on) {
    ServedMailbox& box = at(mailbox);
    if (ServedMessage* message = box.find(uidOf(mailbox, word)))
        setFlag(box, *message, flag, on);
}

void ServedMail::setLabels(const QByteArray& mailbox, const QByteArray& word, const QByteArrayList& labels) {
    ServedMailbox& box = at(mailbox);
    if (ServedMessage* message = box.find(uidOf(mailbox, word))) {
        message->labels = labels;
        message->modSeq = ++box.highestModSeq;
    }
}

void ServedMail::expunge(ServedMailbox& mailbox, quint32 uid) {
    if (mailbox.messages.removeIf([uid](const ServedMessage& m) { return m.uid == uid; }) > 0)
        mailbox.vanished.insert(uid, ++mailbox.highestModSeq);
}

void ServedMail::expunge(const QByteArray& mailbox, const QByteArray& word) { expunge(at(mailbox), uidOf(mailbox, word)); }

void ServedMail::move(const QByteArray& from, const QByteArray& word, const QByteArray& to) {
    ServedMailbox& source = at(from);
    const quint32 uid = uidOf(from, word);
    if (const ServedMessage* message = source.find(uid)) {
        append(at(to), *message);
        expunge(source, uid);
    }
}

void ServedMail::renumber(const QByteArray& mailbox, quint32 firstUid) {
    ServedMailbox& box = at(mailbox);
    box.uidValidity = m_nextValidity++;
    box.highestModSeq = 1;
    box.vanished.clear();
    box.uidNext = firstUid;
    for (ServedMessage& message : box.messages) {
        message.uid = box.uidNext++;
        message.modSeq = ++box.highestModSeq;
    }
}

quint32 ServedMail::uidOf(const QByteArray& mailbox, const QByteArray& word) const {
    const auto it = m_mailboxes.find(mailbox);
    const ServedMessage* message = it == m_mailboxes.end() ? nullptr : findWord(it->second, word);
    return message ? message->uid : 0;
}

QByteArrayList ServedMail::flagsOf(const QByteArray& mailbox, const QByteArray& word) const {
    const auto it = m_mailboxes.find(mailbox);
    const ServedMessage* message = it == m_mailboxes.end() ? nullptr : findWord(it->second, word);
    QByteArrayList flags = message ? message->flags : QByteArrayList();
    std::sort(flags.begin(), flags.end());
    return flags;
}

int ServedMail::count(const QByteArray& mailbox, const QByteArray& word) const {
    const auto it = m_mailboxes.find(mailbox);
    return it == m_mailboxes.end() ? 0
                                   : static_cast<int>(std::count_if(it->second.messages.begin(), it->second.messages.end(),
                                                                    [&](const ServedMessage& m) { return hasWord(m, word); }));
}

int ServedMail::total(const QByteArray& mailbox) const {
    const auto it = m_mailboxes.find(mailbox);
    return it == m_mailboxes.end() ? 0 : static_cast<int>(it->second.messages.size());
}

QByteArray messageNamed(const QByteArray& word, const QByteArray& extraHeader) {
    return "From: Jane Doe <jane@sender.example>\r\nTo: Ann <ann@mail.example>\r\nSubject: " + word +
           "\r\nDate: Sun, 1 Mar 2026 09:00:00 +0000\r\nMessage-ID: " + idOfWord(word) + "\r\n" + extraHeader +
           "\r\nThis is the text of " + word + ".\r\n";
}

QByteArray largeMessageNamed(const QByteArray& word, qsizetype attachmentBytes) {
    QByteArray message = messageNamed(word, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"cut\"\r\n");
    message.truncate(message.indexOf("\r\n\r\n") + 4);
    message += "--cut\r\nContent-Type: text/plain\r\n\r\nThis is the text of " + word +
               ".\r\n--cut\r\nContent-Type: application/octet-stream; name=\"a.bin\"\r\nContent-Disposition: attachment; "
               "filename=\"a.bin\"\r\n\r\n";
    const QByteArray line(75, 'x');
    while (attachmentBytes > 0) {
        message += line.first(std::min<qsizetype>(75, attachmentBytes)) + "\r\n";
        attachmentBytes -= 77;
    }
    return message + "--cut--\r\n";
}

QByteArray headerField(const QByteArray& bytes, const QByteArray& name) {
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QByteArray header = "\r\n" + (end < 0 ? bytes : bytes.first(end + 2));
    const QByteArray start = "\r\n" + name.toLower() + ':';
    const qsizetype at = header.toLower().indexOf(start);
    if (at < 0)
        return {};
    qsizetype stop = at + 2;
    do
        stop = header.indexOf("\r\n", stop + 2);
    while (stop >= 0 && stop + 2 < header.size() && (header[stop + 2] == ' ' || header[stop + 2] == '\t'));
    QByteArray value = header.mid(at + start.size(), stop < 0 ? -1 : stop - at - start.size());
    return value.replace("\r\n", "").trimmed();
}

} // namespace tributary::tests
