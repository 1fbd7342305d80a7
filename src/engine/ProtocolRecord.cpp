// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ProtocolRecord.h"

#include "base/Log.h"

#include <QDateTime>

namespace tributary::engine {

namespace {
constexpr qsizetype kLines = 2000;
constexpr qsizetype kLineBytes = 500;
} // namespace

void ProtocolRecord::record(bool on) {
    m_on = on;
    if (on)
        m_lines.with([](QStringList& lines) { lines.clear(); });
}

void ProtocolRecord::add(bool sent, const QByteArray& line, qint64 nowMs) {
    if (!m_on)
        return;
    const QString time = QDateTime::fromMSecsSinceEpoch(nowMs).toString(QStringLiteral("HH:mm:ss.zzz"));
    const QString text = time + QLatin1String(sent ? " C: " : " S: ") + loggable(line, kLineBytes);
    m_lines.with([&](QStringList& lines) {
        if (lines.size() >= kLines)
            lines.removeFirst();
        lines.append(text);
    });
}

QStringList ProtocolRecord::lines() const {
    return m_lines.with([](const QStringList& lines) { return lines; });
}

} // namespace tributary::engine
