// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/DemoAccounts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary::ui {

QList<DemoAccount> parseDemoAccounts(const QByteArray& json) {
    QList<DemoAccount> accounts;
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value(QStringLiteral("accounts")).toArray();
    for (const QJsonValue& entry : entries) {
        const QJsonObject object = entry.toObject();
        accounts.append({object.value(QStringLiteral("address")).toString(), object.value(QStringLiteral("password")).toString(),
                         object.value(QStringLiteral("name")).toString()});
    }
    return accounts;
}

} // namespace tributary::ui
