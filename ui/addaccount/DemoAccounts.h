// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace tributary::ui {

/// The accounts that a throwaway demo profile offers (PROFILE/demo.json); none in any other profile.
struct DemoAccount {
    QString address;
    QString password;
    QString name;
};
[[nodiscard]] QList<DemoAccount> parseDemoAccounts(const QByteArray& json);

} // namespace tributary::ui
