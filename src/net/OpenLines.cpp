// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/OpenLines.h"

namespace tributary::net {

int OpenLines::add(End end) {
    return m_lines.with([&](Lines& lines) {
        lines.open.insert(++lines.last, Line{std::move(end), {}, false});
        return lines.last;
    });
}

void OpenLines::stands(int line, const QString& ownAddress) {
    m_lines.with([&](Lines& lines) {
        const auto it = lines.open.find(line);
        if (it == lines.open.end())
            return;
        it->address = ownAddress;
        it->stands = true;
    });
}

void OpenLines::remove(int line) {
    m_lines.with([&](Lines& lines) { lines.open.remove(line); });
}

int OpenLines::endLost(const QStringList& addresses) {
    return m_lines.with([&](Lines& lines) {
        int ended = 0;
        for (const Line& line : std::as_const(lines.open)) {
            const bool isLost = line.stands ? !line.address.isEmpty() && !addresses.contains(line.address) : true;
            if (!isLost)
                continue;
            line.end();
            ++ended;
        }
        return ended;
    });
}

} // namespace tributary::net
