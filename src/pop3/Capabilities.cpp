// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Capabilities.h"

#include <algorithm>

namespace tributary::pop3 {

Capabilities::Capabilities(const QByteArrayList& lines) : m_isKnown(true) {
    for (const QByteArray& line : lines) {
        QByteArrayList words = line.simplified().split(' ');
        const QByteArray keyword = words.takeFirst().toUpper();
        if (!keyword.isEmpty())
            m_keywords[keyword].append(words);
    }
}

bool Capabilities::has(QByteArrayView keyword) const { return m_keywords.contains(keyword.toByteArray().toUpper()); }

QByteArrayList Capabilities::keywords() const {
    QByteArrayList words = m_keywords.keys();
    std::sort(words.begin(), words.end());
    return words;
}

QByteArrayList Capabilities::saslMechanisms() const {
    QByteArrayList mechanisms = m_keywords.value("SASL");
    for (QByteArray& mechanism : mechanisms)
        mechanism = mechanism.toUpper();
    return mechanisms;
}

std::optional<int> Capabilities::numberOf(const QByteArray& keyword) const {
    bool ok = false;
    const int number = m_keywords.value(keyword).value(0).toInt(&ok);
    if (!ok || number < 0)
        return std::nullopt;
    return number;
}

std::optional<int> Capabilities::loginDelay() const { return numberOf("LOGIN-DELAY"); }
std::optional<int> Capabilities::expireDays() const { return numberOf("EXPIRE"); }

} // namespace tributary::pop3
