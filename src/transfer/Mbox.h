// SPDX-License-Identifier: GPL-3.0-or-later
// mbox files (RFC 4155): written as mboxrd with LF; read in the variants that there are: mboxrd and mboxo, LF and CRLF, with and without
// an empty line before From_. Flags stand in Status, X-Status and X-Keywords right behind From_, as mutt and Dovecot write them. Pure.
#pragma once

#include "transfer/MailFile.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <optional>

namespace tributary::transfer {

/// "From sender Mon Nov  2 10:00:00 2026\n", flags, the message with ">From " quoted, an empty line. sender: an addr-spec; empty, or with
/// blanks: MAILER-DAEMON.
[[nodiscard]] QByteArray mboxEntry(const FileMessage& message, const QByteArray& sender);

/// A line "From ... Mon Nov  2 10:00:00 2026" (also with seconds left out, a zone, or a remote name behind): its time, UTC ms; 0: it has
/// none that can be read. Nothing: it is no From_ line but text that begins so. isFirst: at the beginning of the file any sender will do.
[[nodiscard]] std::optional<qint64> parseFromLine(QByteArrayView line, bool isFirst);

/// Cuts a stream of bytes into messages, one in memory.
class MboxReader {
  public:
    using Take = std::function<void(FileMessage message)>;
    explicit MboxReader(Take take, qint64 maxMessageBytes = kMaxMessageBytes) : m_take(std::move(take)), m_maxMessageBytes(maxMessageBytes) {}

    void feed(QByteArrayView bytes);
    void finish(); ///< the last message, as far as it goes

    [[nodiscard]] int tooLong() const { return m_tooLong; }   ///< messages that were passed over
    [[nodiscard]] bool isMbox() const { return m_isMbox; }    ///< it has begun with From_; else nothing is taken

  private:
    void takeLine(QByteArrayView line, bool isWhole);
    void endMessage();
    void takeFlags(model::Flags& flags, qsizetype& begin) const;

    Take m_take;
    qint64 m_maxMessageBytes;
    QByteArray m_pending;          ///< of a line whose end has not come
    QByteArray m_message;
    qint64 m_dateMs = 0;
    bool m_isFirstLine = true;
    bool m_isMbox = false;
    bool m_isOpen = false;         ///< a From_ was seen
    bool m_isAfterEmpty = true;
    bool m_isInsideLine = false;   ///< a piece of a very long line was taken
    bool m_isTooLong = false;
    int m_tooLong = 0;
};

/// "RO", "AF" ...: as they stand in the fields.
void addStatus(model::Flags& flags, QByteArrayView letters);

} // namespace tributary::transfer
