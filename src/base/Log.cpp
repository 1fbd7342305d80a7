// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

namespace tributary {

Q_LOGGING_CATEGORY(lcNet, "tributary.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcImap, "tributary.imap", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "tributary.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSync, "tributary.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAuth, "tributary.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEngine, "tributary.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "tributary.ui", QtInfoMsg)

QString loggable(const QByteArray& bytes, qsizetype max) {
    // Ends of lines are no sign of anything: a line that was read whole has one, a page has several.
    QString text = QString::fromUtf8(bytes.left(max * 4).trimmed()).replace(QStringLiteral("\r\n"), QStringLiteral(" "));
    for (QChar& c : text) {
        const bool bidi = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069)) ||
                          c == QChar(0x200E) || c == QChar(0x200F);
        if (bidi || c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return text.left(max);
}

} // namespace tributary
