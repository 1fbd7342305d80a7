// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/Callback.h"

#include <QHash>

namespace tributary::auth::detail {

using namespace Qt::Literals::StringLiterals;

Callback parseCallback(const QByteArray& query) {
    QHash<QByteArray, QByteArray> values;
    QHash<QByteArray, int> times;
    for (QByteArray pair : query.split('&')) {
        pair.replace('+', ' '); // application/x-www-form-urlencoded
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = QByteArray::fromPercentEncoding(equals < 0 ? pair : pair.left(equals));
        values.insert(name, equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
        ++times[name];
    }
    Callback callback;
    if (times.value("state") == 1)
        callback.state = Secret(values.value("state"));
    callback.code = Secret(values.value("code"));
    callback.error = QString::fromUtf8(values.value("error"));
    callback.description = QString::fromUtf8(values.value("error_description"));
    callback.issuer = QString::fromUtf8(values.value("iss"));
    for (const int count : std::as_const(times))
        callback.isAmbiguous = callback.isAmbiguous || count > 1;
    callback.isAmbiguous = callback.isAmbiguous || (!callback.code.isEmpty() && !callback.error.isEmpty());
    return callback;
}

QByteArray replyHtml(const ReplyPage& page, bool isSuccess) {
    const QString title = (isSuccess ? page.successTitle : page.failureTitle).toHtmlEscaped();
    const QString line = (isSuccess ? page.successLine : page.failureLine).toHtmlEscaped();
    return u"<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
           "<title>%2</title><style>body{font:1.1em sans-serif;margin:15vh auto;max-width:32em;padding:0 1em;text-align:center}"
           "@media(prefers-color-scheme:dark){body{background:#1e1e1e;color:#eee}}</style></head>"
           "<body><h1>%2</h1><p>%3</p></body></html>\n"_s.arg(page.lang.toHtmlEscaped(), title, line).toUtf8();
}

} // namespace tributary::auth::detail
