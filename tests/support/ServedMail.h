// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QDateTime>
#include <QList>
#include <QMap>

#include <map>

namespace tributary::tests {

struct ServedMessage {
    quint32 uid = 0;
    QByteArrayList flags;
    quint64 modSeq = 1;
    QDateTime internalDate;
    QByteArray bytes;
    QByteArray emailId;    ///< the same for the same content; digits, so that it serves as X-GM-MSGID too
    QByteArrayList labels; ///< X-GM-LABELS
};

struct ServedMailbox {
    QByteArray name; ///< as on the wire, levels parted by '/'
    quint32 uidValidity = 0;
    quint32 uidNext = 1;
    quint64 highestModSeq = 1;
    QByteArray specialUse; ///< "\\Sent"
    QByteArray mailboxId;
    bool subscribed = true;
    bool selectable = true;
    bool readOnly = false;
    QByteArrayList permanentFlags{"\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft", "\\*"};
    QList<ServedMessage> messages;    ///< ascending by UID
    QMap<quint32, quint64> vanished; ///< UID -> the mod-sequence at which it went

    [[nodiscard]] ServedMessage* find(quint32 uid);
    [[nodiscard]] const ServedMessage* find(quint32 uid) const;
};

/// The account of a LyingServer, honest in itself: what its clients shall be in step with once the lies end. Messages
/// are known by a word, which is their subject and the left part of their Message-ID.
class ServedMail {
  public:
    ServedMail(); ///< with an empty INBOX

    ServedMailbox& create(const QByteArray& name, const QByteArray& specialUse = {});
    void remove(const QByteArray& name);
    void rename(const QByteArray& from, const QByteArray& to); ///< with what is below it
    [[nodiscard]] ServedMailbox* find(const QByteArray& name); ///< INBOX in any case
    /// The same, which must be there.
    [[nodiscard]] ServedMailbox& at(const QByteArray& name);
    [[nodiscard]] const std::map<QByteArray, ServedMailbox>& mailboxes() const { return m_mailboxes; }
    [[nodiscard]] std::map<QByteArray, ServedMailbox>& mailboxes() { return m_mailboxes; }

    /// Puts a message there; bytes empty: messageNamed(word). Its UID.
    quint32 add(const QByteArray& mailbox, const QByteArray& word, const QByteArrayList& flags = {}, const QByteArray& bytes = {});
    /// word1, word2 ... word<count>
    void fill(const QByteArray& mailbox, const QByteArray& word, int count);
    quint32 append(ServedMailbox& mailbox, ServedMessage message); ///< with the next UID
    void setFlag(const QByteArray& mailbox, const QByteArray& word, const QByteArray& flag, bool on = true);
    void setFlag(ServedMailbox& mailbox, ServedMessage& message, const QByteArray& flag, bool on);
    void setLabels(const QByteArray& mailbox, const QByteArray& word, const QByteArrayList& labels);
    void expunge(const QByteArray& mailbox, const QByteArray& word);
    void expunge(ServedMailbox& mailbox, quint32 uid);
    void move(const QByteArray& from, const QByteArray& word, const QByteArray& to);
    /// Another UIDVALIDITY and other UIDs for the same messages, as after a restore.
    void renumber(const QByteArray& mailbox, quint32 firstUid = 1);

    /// UID of the message; 0: it is not there.
    [[nodiscard]] quint32 uidOf(const QByteArray& mailbox, const QByteArray& word) const;
    [[nodiscard]] QByteArrayList flagsOf(const QByteArray& mailbox, const QByteArray& word) const;
    /// How many messages there have that word.
    [[nodiscard]] int count(const QByteArray& mailbox, const QByteArray& word) const;
    [[nodiscard]] int total(const QByteArray& mailbox) const;

  private:
    std::map<QByteArray, ServedMailbox> m_mailboxes;
    quint32 m_nextValidity = 1000;
    quint64 m_nextId = 7'000;
    int m_minute = 0;
};

/// A small message: "Subject: word", "Message-ID: <word@lies.example>", and a text of its own.
[[nodiscard]] QByteArray messageNamed(const QByteArray& word, const QByteArray& extraHeader = {});
/// multipart/mixed with a text and an attachment of so many bytes.
[[nodiscard]] QByteArray largeMessageNamed(const QByteArray& word, qsizetype attachmentBytes);
/// The value of a header field of a message, unfolded; empty: it has none.
[[nodiscard]] QByteArray headerField(const QByteArray& bytes, const QByteArray& name);

} // namespace tributary::tests
