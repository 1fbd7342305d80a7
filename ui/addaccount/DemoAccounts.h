// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"

#include <QList>
#include <QString>

namespace tributary::ui {

/// The accounts that a throwaway demo profile offers (PROFILE/demo.json); none in any other profile.
struct DemoAccount {
    QString address;
    QString password;
    QString name;
    QString provider; ///< signs in at its page; empty: with the password
    model::Protocol protocol = model::Protocol::Imap; ///< of incoming
    model::ServerSettings incoming, outgoing; ///< in the place of those that the table knows for the address; without a host: those
};
[[nodiscard]] QList<DemoAccount> parseDemoAccounts(const QByteArray& json);

} // namespace tributary::ui
