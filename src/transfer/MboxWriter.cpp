// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/Mbox.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tributary::transfer {

using namespace Qt::Literals::StringLiterals;
using model::Flag;

namespace {

QByteArray asctime(qint64 dateMs) {
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(std::max<qint64>(dateMs, 0), Qt::UTC);
    const QString day = QString::number(time.date().day()).rightJustified(2);
    return QLocale::c().toString(time, u"ddd MMM '%1' HH:mm:ss yyyy"_s).replace("%1"_L1, day).toLatin1();
}

bool isSender(const QByteArray& sender) {
    return !sender.isEmpty() && sender.size() <= 320 && std::all_of(sender.begin(), sender.end(), [](char c) { return c > ' ' && c < 127; });
}

/// All of them, always: a reader knows by Status that these are ours.
QByteArray flagFields(const model::Flags& flags) {
    QByteArray fields = QByteArray("Status: ") + (flags.has(Flag::Seen) ? "RO" : "O") + '\n';
    QByteArray letters;
    for (const auto& [flag, letter] : {std::pair(Flag::Answered, 'A'), std::pair(Flag::Flagged, 'F'), std::pair(Flag::Draft, 'T'), std::pair(Flag::Deleted, 'D')}) {
        if (flags.has(flag))
            letters += letter;
    }
    if (!letters.isEmpty())
        fields += "X-Status: " + letters + '\n';
    QStringList words = flags.keywords;
    if (flags.has(Flag::Forwarded))
        words.prepend(u"$Forwarded"_s);
    if (flags.has(Flag::Junk))
        words.prepend(u"$Junk"_s);
    words.removeIf([](const QString& word) { return model::storableFlagWord(word).isEmpty(); });
    if (!words.isEmpty())
        fields += "X-Keywords: " + words.join(u' ').toLatin1() + '\n';
    return fields;
}

bool isQuotable(QByteArrayView line) {
    qsizetype at = 0;
    while (at < line.size() && line[at] == '>')
        ++at;
    return line.sliced(at).startsWith("From ");
}

} // namespace

QByteArray mboxEntry(const FileMessage& message, const QByteArray& sender) {
    const QByteArray lines = withLf(message.bytes);
    QByteArray entry = "From " + (isSender(sender) ? sender : QByteArray("MAILER-DAEMON")) + ' ' + asctime(message.dateMs) + '\n' + flagFields(message.flags);
    entry.reserve(entry.size() + lines.size() + 64);
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype end = lines.indexOf('\n', at);
        const qsizetype next = end < 0 ? lines.size() : end + 1;
        const QByteArrayView line = QByteArrayView(lines).sliced(at, next - at);
        if (isQuotable(line))
            entry += '>';
        entry += line;
        at = next;
    }
    if (!entry.endsWith('\n'))
        entry += '\n';
    return entry + '\n';
}

} // namespace tributary::transfer
