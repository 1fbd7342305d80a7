// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Capabilities.h"

namespace tributary::smtp {

Capabilities::Capabilities(const Reply& reply) {
    for (qsizetype i = 1; i < reply.lines.size(); ++i) { // the first line is the server's name and greeting
        QByteArray line = reply.lines[i].simplified().toUpper();
        if (line.startsWith("AUTH="))
            line[4] = ' ';
        QByteArrayList words = line.split(' ');
        const QByteArray keyword = words.takeFirst();
        words.removeAll(QByteArray());
        if (!keyword.isEmpty())
            m_keywords[keyword] += words;
    }
}

bool Capabilities::has(QByteArrayView keyword) const { return m_keywords.contains(keyword.toByteArray().toUpper()); }

QByteArrayList Capabilities::authMechanisms() const {
    QByteArrayList mechanisms;
    for (const QByteArray& word : m_keywords.value("AUTH")) {
        if (!mechanisms.contains(word))
            mechanisms.append(word);
    }
    return mechanisms;
}

qint64 Capabilities::sizeLimit() const {
    bool isNumber = false;
    const qint64 size = m_keywords.value("SIZE").value(0).toLongLong(&isNumber);
    return isNumber && size > 0 ? size : 0;
}

} // namespace tributary::smtp
