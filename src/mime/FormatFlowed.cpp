// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/TransferDecoding.h"

namespace tributary::mime::detail {

// RFC 3676 4: a line that ends in a blank flows into the next of the same quote depth; "-- " marks a signature, neither
// flows nor is flowed into.
QString unflow(QStringView text, bool delSp) {
    QString out;
    out.reserve(text.size());
    bool flowing = false;
    qsizetype lastDepth = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = text.indexOf(u'\n', at);
        const bool lineBreak = end >= 0;
        end = lineBreak ? end : text.size();
        QStringView content = text.sliced(at, end - at);
        at = end + 1;
        qsizetype depth = 0;
        while (depth < content.size() && content[depth] == u'>')
            ++depth;
        content = content.sliced(depth);
        if (content.startsWith(u' '))
            content = content.sliced(1); // space-stuffed
        const bool signature = content == u"-- ";
        const bool joins = flowing && depth == lastDepth && !signature;
        if (flowing && !joins)
            out += u'\n';
        if (!joins && depth > 0)
            out.append(QString(depth, u'>')).append(u' ');
        out += content;
        flowing = content.endsWith(u' ') && !signature;
        if (flowing && delSp)
            out.chop(1);
        if (!flowing && lineBreak)
            out += u'\n';
        lastDepth = depth;
    }
    return out;
}

} // namespace tributary::mime::detail
