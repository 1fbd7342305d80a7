// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Secret.h"

#include <utility>

namespace tributary {

namespace {
QByteArray deepCopy(const QByteArray& bytes) { return QByteArray(bytes.constData(), bytes.size()); }
} // namespace

Secret::Secret(const QByteArray& bytes) : m_bytes(deepCopy(bytes)) {}
Secret::Secret(const Secret& other) : m_bytes(deepCopy(other.m_bytes)) {}
Secret::Secret(Secret&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe(m_bytes);
        m_bytes = deepCopy(other.m_bytes);
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(m_bytes);
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret() { wipe(m_bytes); }

bool Secret::operator==(const Secret& other) const {
    unsigned difference = m_bytes.size() == other.m_bytes.size() ? 0 : 1;
    for (qsizetype i = 0; i < m_bytes.size() && i < other.m_bytes.size(); ++i)
        difference |= static_cast<unsigned char>(m_bytes[i]) ^ static_cast<unsigned char>(other.m_bytes[i]);
    return difference == 0;
}

void Secret::wipe(QByteArray& bytes) {
    if (bytes.isEmpty())
        return;
    volatile char* p = bytes.data();
    for (qsizetype i = 0; i < bytes.size(); ++i)
        p[i] = 0;
    bytes.clear();
}

} // namespace tributary
