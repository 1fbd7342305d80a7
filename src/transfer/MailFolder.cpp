// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/MailFolder.h"

#include "mime/Message.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tributary::transfer {

using namespace Qt::Literals::StringLiterals;
using model::Flag;

namespace {

constexpr std::array kLetters{std::pair('D', Flag::Draft), std::pair('F', Flag::Flagged), std::pair('P', Flag::Forwarded), std::pair('R', Flag::Answered),
                              std::pair('S', Flag::Seen), std::pair('T', Flag::Deleted)}; // in ASCII's order, as they must stand

QString safeLevel(const QString& level) {
    mime::Part part;
    part.type = "application";
    part.subtype = "octet-stream";
    part.fileName = level;
    QString safe = mime::safeFileName(part).left(100);
    if (safe == "cur"_L1 || safe == "new"_L1 || safe == "tmp"_L1)
        safe += u'_';
    return safe;
}

} // namespace

QString maildirInfo(const model::Flags& flags) {
    QString info = u"2,"_s;
    for (const auto& [letter, flag] : kLetters) {
        if (flags.has(flag))
            info += QLatin1Char(letter);
    }
    return info;
}

model::Flags flagsOfMaildirName(const QString& fileName) {
    model::Flags flags;
    const qsizetype at = fileName.lastIndexOf(":2,"_L1);
    if (at < 0)
        return flags;
    for (const auto& [letter, flag] : kLetters) {
        if (fileName.indexOf(QLatin1Char(letter), at + 3) >= 0)
            flags.set(flag);
    }
    return flags;
}

QString maildirName(qint64 dateMs, qint64 number, const model::Flags& flags) {
    return u"%1.M%2.tributary:%3"_s.arg(std::max<qint64>(dateMs, 0) / 1000).arg(number, 9, 10, QLatin1Char('0')).arg(maildirInfo(flags));
}

qint64 dateOfMaildirName(const QString& fileName) {
    bool ok = false;
    const qint64 seconds = fileName.section(u'.', 0, 0).toLongLong(&ok);
    return ok && seconds > 0 && seconds < 253'402'300'800 ? seconds * 1000 : 0; // up to the year 9999
}

QString FolderNames::pathOf(const QString& mailbox) {
    QStringList levels;
    for (const QString& level : mailbox.split(u'/', Qt::SkipEmptyParts))
        levels.append(safeLevel(level));
    const QString path = levels.isEmpty() ? u"mailbox"_s : levels.join(u'/');
    QString free = path;
    for (int n = 2; m_taken.contains(free.toCaseFolded()); ++n)
        free = u"%1 (%2)"_s.arg(path).arg(n);
    m_taken.insert(free.toCaseFolded());
    return free;
}

} // namespace tributary::transfer
