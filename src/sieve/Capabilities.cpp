// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/Capabilities.h"

#include <algorithm>

namespace tributary::sieve {

namespace {

QByteArrayList wordsOf(const QByteArray& value) {
    QByteArrayList words = value.simplified().split(' ');
    words.removeAll({});
    return words;
}

} // namespace

void Capabilities::add(const QByteArray& name, const QByteArray& value) {
    const QByteArray key = name.toUpper();
    if (!m_values.contains(key))
        m_values.insert(key, value);
}

bool Capabilities::has(QByteArrayView name) const { return m_values.contains(name.toByteArray().toUpper()); }
QByteArray Capabilities::value(QByteArrayView name) const { return m_values.value(name.toByteArray().toUpper()); }

QByteArrayList Capabilities::names() const {
    QByteArrayList names = m_values.keys();
    std::sort(names.begin(), names.end());
    return names;
}

QByteArrayList Capabilities::saslMechanisms() const { return wordsOf(value("SASL").toUpper()); }
QByteArrayList Capabilities::extensions() const { return wordsOf(value("SIEVE")); }

bool Capabilities::hasExtension(QByteArrayView name) const {
    const QByteArrayList all = extensions();
    return std::any_of(all.begin(), all.end(), [&](const QByteArray& one) { return one.compare(name, Qt::CaseInsensitive) == 0; });
}

std::optional<int> Capabilities::maxRedirects() const {
    bool ok = false;
    const int number = value("MAXREDIRECTS").toInt(&ok);
    if (!ok || number < 0)
        return std::nullopt;
    return number;
}

QByteArrayList Capabilities::notifyMethods() const { return wordsOf(value("NOTIFY")); }

} // namespace tributary::sieve
