// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/DemoAccounts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary::ui {

namespace {

model::ServerSettings serverOf(const QJsonObject& object, const QString& user) {
    return {object.value(QStringLiteral("host")).toString(), static_cast<quint16>(object.value(QStringLiteral("port")).toInt()),
            model::parseSecurity(object.value(QStringLiteral("security")).toString()).value_or(model::Security::Tls), user};
}

DemoAccount accountOf(const QJsonObject& object) {
    DemoAccount account;
    account.address = object.value(QStringLiteral("address")).toString();
    account.password = object.value(QStringLiteral("password")).toString();
    account.name = object.value(QStringLiteral("name")).toString();
    account.provider = object.value(QStringLiteral("provider")).toString();
    const bool isPop3 = object.contains(QStringLiteral("pop3"));
    account.protocol = isPop3 ? model::Protocol::Pop3 : model::Protocol::Imap;
    if (isPop3 || object.contains(QStringLiteral("imap"))) {
        account.incoming = serverOf(object.value(isPop3 ? QStringLiteral("pop3") : QStringLiteral("imap")).toObject(), account.address);
        account.outgoing = serverOf(object.value(QStringLiteral("smtp")).toObject(), account.address);
    }
    return account;
}

} // namespace

QList<DemoAccount> parseDemoAccounts(const QByteArray& json) {
    QList<DemoAccount> accounts;
    const QJsonObject demo = QJsonDocument::fromJson(json).object();
    for (const QJsonValue& entry : demo.value(QStringLiteral("accounts")).toArray())
        accounts.append(accountOf(entry.toObject()));
    if (const QJsonObject oauth = demo.value(QStringLiteral("oauth")).toObject(); !oauth.isEmpty())
        accounts.append(accountOf(oauth));
    return accounts;
}

} // namespace tributary::ui
