// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageMime.h"

#include <QDataStream>
#include <QIODevice>

namespace tributary::ui {

QString MessageMime::type() { return QStringLiteral("application/x-tributary-messages"); }

QMimeData* MessageMime::make(const QList<RowFacts>& rows) {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    for (const RowFacts& row : rows)
        out << row.account.value << row.mailbox.value << row.id.value;
    auto* data = new QMimeData;
    data->setData(type(), bytes);
    return data;
}

MessageMime MessageMime::read(const QMimeData& data) {
    MessageMime mime;
    const QByteArray bytes = data.data(type());
    QDataStream in(bytes);
    while (!in.atEnd()) {
        qint64 account = 0, mailbox = 0, id = 0;
        in >> account >> mailbox >> id;
        if (in.status() != QDataStream::Ok)
            return {};
        mime.account = mime.messages.isEmpty() || mime.account == AccountId(account) ? AccountId(account) : AccountId();
        mime.messages.append(MessageId(id));
        mime.mailboxes.insert(mailbox);
    }
    return mime;
}

} // namespace tributary::ui
