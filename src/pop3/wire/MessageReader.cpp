// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/wire/MessageReader.h"

namespace tributary::pop3 {

/// The rest of a line, with its CR.
void MessageReader::takeText(QByteArrayView& input, QByteArray& out) {
    const qsizetype cr = input.indexOf('\r');
    const qsizetype length = cr < 0 ? input.size() : cr + 1;
    out.append(input.first(length));
    input = input.sliced(length);
    m_place = cr < 0 ? Place::Text : Place::Cr;
}

bool MessageReader::take(QByteArrayView& input, QByteArray& out) {
    while (!input.isEmpty()) {
        const char c = input.front();
        switch (m_place) {
        case Place::LineStart:
            if (c == '.') {
                m_place = Place::Dot;
                input = input.sliced(1);
                break;
            }
            takeText(input, out);
            break;
        case Place::Text: takeText(input, out); break;
        case Place::Cr:
            if (c == '\n') {
                out.append(c);
                input = input.sliced(1);
                m_place = Place::LineStart;
                break;
            }
            takeText(input, out);
            break;
        case Place::Dot:
            if (c == '\r') {
                m_place = Place::DotCr;
                input = input.sliced(1);
                break;
            }
            takeText(input, out);
            break;
        case Place::DotCr:
            if (c == '\n') {
                input = input.sliced(1);
                m_place = Place::LineStart;
                return true;
            }
            out.append('\r'); // a doubled dot before a line that begins with a CR of its own
            takeText(input, out);
            break;
        }
    }
    return false;
}

} // namespace tributary::pop3
