// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Advice.h"

#include <QDateTime>

namespace tributary::accounts {

struct ReportFacts {
    QDateTime at;    ///< when it was tried
    QString program; ///< "tributary 1.2"
    QString system;  ///< name and version of the operating system
};
/// Of this program, on this machine, now.
[[nodiscard]] ReportFacts reportFacts();

/// How a test went, for whoever is asked for help: English, technical, without a secret. Of the account only the domain is named; what
/// stands before the @, and the user names, are masked wherever they stand, also in the servers' words. Pure.
[[nodiscard]] QString probeReport(const model::Account& account, const QList<StageReport>& stages, const std::optional<Error>& error, const ReportFacts& facts);

[[nodiscard]] QLatin1StringView adviceName(AdviceCode code); ///< "check-online" ...: docs/errors.md, reports

} // namespace tributary::accounts
