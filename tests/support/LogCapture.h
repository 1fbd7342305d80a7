// SPDX-License-Identifier: GPL-3.0-or-later
// All that the program logs while this lives, at every level, of every thread. One at a time.
#pragma once

#include "base/Guarded.h"

#include <QLoggingCategory>
#include <QString>

namespace tributary::tests {

class LogCapture {
  public:
    LogCapture() {
        lines().with([](QString& all) { all.clear(); });
        QLoggingCategory::setFilterRules(QStringLiteral("tributary.*=true\ntributary.*.debug=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& text) {
            lines().with([&](QString& all) { all += text + u'\n'; });
        });
    }
    ~LogCapture() {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    LogCapture(const LogCapture&) = delete;
    LogCapture& operator=(const LogCapture&) = delete;

    [[nodiscard]] QString text() const {
        return lines().with([](const QString& all) { return all; });
    }

  private:
    static Guarded<QString>& lines() {
        static Guarded<QString> all;
        return all;
    }
    QtMessageHandler m_before = nullptr;
};

} // namespace tributary::tests
