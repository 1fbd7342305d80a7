// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AttachmentDanger.h"

#include <QtEndian>

#include <algorithm>

namespace tributary::engine {

namespace {

constexpr int kMaxNames = 10'000;
constexpr qsizetype kEntry = 46, kLocal = 30, kEnd = 22; // sizes of the records without names (APPNOTE 4.3)

quint16 short16(QByteArrayView bytes, qsizetype at) { return qFromLittleEndian<quint16>(bytes.data() + at); }
quint32 long32(QByteArrayView bytes, qsizetype at) { return qFromLittleEndian<quint32>(bytes.data() + at); }

void append(QStringList& names, QByteArrayView name) { names.append(QString::fromUtf8(name).replace(QLatin1Char('\\'), QLatin1Char('/'))); }

/// The directory in the last bytes. False: it is not (all) there.
bool readDirectory(QByteArrayView last, qint64 size, QStringList& names) {
    const qsizetype end = last.lastIndexOf("PK\x05\x06");
    if (end < 0 || last.size() - end < kEnd)
        return false;
    // Where it begins in the file says less than where it ends: in front of the end record, whatever stands before the archive.
    const qsizetype length = long32(last, end + 12);
    if (length > end || length > size)
        return false;
    QByteArrayView rest = last.sliced(end - length, length);
    while (rest.size() >= kEntry && rest.startsWith("PK\x01\x02") && names.size() < kMaxNames) {
        const qsizetype name = short16(rest, 28), whole = kEntry + name + short16(rest, 30) + short16(rest, 32);
        if (kEntry + name > rest.size())
            break;
        append(names, rest.sliced(kEntry, name));
        rest = rest.sliced(std::min(whole, rest.size()));
    }
    return !names.isEmpty() || length == 0;
}

/// Without a directory: what the first files call themselves.
void readLocalHeaders(QByteArrayView first, QStringList& names) {
    for (qsizetype at = first.indexOf("PK\x03\x04"); at >= 0 && at + kLocal <= first.size() && names.size() < kMaxNames;
         at = first.indexOf("PK\x03\x04", at + 4)) {
        const qsizetype name = short16(first, at + 26);
        if (at + kLocal + name <= first.size())
            append(names, first.sliced(at + kLocal, name));
    }
}

} // namespace

QStringList zipNames(const FileEnds& file) {
    QStringList names;
    if (!readDirectory(file.last, file.size, names) && file.first.startsWith("PK"))
        readLocalHeaders(file.first, names);
    return names;
}

} // namespace tributary::engine
