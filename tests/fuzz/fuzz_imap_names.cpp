// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a mailbox name that can be shown, and any text a set or none: shown names hold nothing that turns lines or
// levels round, sets stay sorted, disjoint and equal to what they print.
#include "imap/MailboxName.h"
#include "imap/wire/Lexer.h"

#include <bitset>
#include <cstdint>
#include <cstdlib>

using namespace tributary;
using namespace tributary::imap;

namespace {

void require(bool fact) {
    if (!fact)
        std::abort();
}

void checkName(QByteArrayView wire, char delimiter) {
    const QString name = decodeMailboxName(wire, delimiter);
    require(name.size() <= wire.size());
    require(wire.isEmpty() || !name.isEmpty() || wire.size() <= 3); // a lone byte order mark is nothing
    require(delimiter != 0 || !name.contains(u'/'));
    require(name.count(u'/') <= wire.count(delimiter));
    for (const QChar c : name)
        require(c.category() != QChar::Other_Control && (c < QChar(0x202A) || c > QChar(0x202E)) && c != QChar(0x2028));
    require(name.isValidUtf16());
}

void checkSorted(const UidSet& set) {
    const auto& ranges = set.ranges();
    quint64 count = 0;
    for (qsizetype i = 0; i < ranges.size(); ++i) {
        require(ranges[i].first <= ranges[i].last);
        require(i == 0 || ranges[i].first > quint64(ranges[i - 1].last) + 1);
        require(set.contains(ranges[i].first) && set.contains(ranges[i].last));
        count += quint64(ranges[i].last) - ranges[i].first + 1;
    }
    require(set.count() == count);
}

void checkSet(const QByteArray& text) {
    const Fragment fragment{{text}, {}};
    const auto set = Lexer(fragment).set();
    if (!set)
        return;
    checkSorted(*set);
    require(!set->isEmpty() && !set->contains(0));
    const Fragment printed{{set->toWire()}, {}};
    const auto again = Lexer(printed).set();
    require(again && *again == *set);
}

/// Pairs of bytes as ranges, against a plain set.
void checkAdd(QByteArrayView bytes) {
    UidSet added;
    QList<UidSet::Range> ranges;
    std::bitset<256> expected;
    for (qsizetype i = 0; i + 1 < bytes.size() && i < 64; i += 2) {
        quint32 first = static_cast<unsigned char>(bytes[i]), last = static_cast<unsigned char>(bytes[i + 1]);
        added.add(first, last);
        if (first > last)
            std::swap(first, last);
        ranges.append({first, last});
        for (quint32 n = first; n <= last; ++n)
            expected.set(n);
    }
    checkSorted(added);
    require(added == UidSet::fromRanges(ranges));
    for (quint32 n = 0; n < 256; ++n)
        require(added.contains(n) == expected.test(n));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    checkName(bytes, static_cast<char>(data[0]));
    checkName(bytes, '/');
    checkName(bytes, 0);
    checkSet(bytes);
    checkAdd(bytes);
    return 0;
}
