// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tributary::pop3 {

/// Reads a message up to the lone dot and takes the dots away that were put before others (RFC 1939 3). Nothing but CR LF ends a
/// line here: a server doubles dots behind those only, so that with a bare LF the writer of a mail could end it early, and what he
/// wrote behind would be read as the server's answers. Linear over any cut.
class MessageReader {
  public:
    /// Takes bytes from the front of input and appends what they are of the message. True: that was its end, and the next one may
    /// begin; else input is used up.
    [[nodiscard]] bool take(QByteArrayView& input, QByteArray& out);

  private:
    enum class Place { LineStart, Text, Cr, Dot, DotCr };
    void takeText(QByteArrayView& input, QByteArray& out);

    Place m_place = Place::LineStart;
};

} // namespace tributary::pop3
