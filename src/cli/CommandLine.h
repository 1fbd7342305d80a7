// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tributary::cli {

/// Arguments taken apart: global options, the command words, its options and its operands. InvalidInput is usage (exit 2).
struct CommandLine {
    QString profile, policy;
    QString secrets = QStringLiteral("keychain");
    bool json = false, quiet = false, verbose = false, help = false, version = false;
    QString command;                          ///< "account add"
    QStringList operands;
    QHash<QString, QStringList> options;      ///< without "--"; repeated ones in order

    [[nodiscard]] bool has(const char* name) const { return options.contains(QString::fromLatin1(name)); }
    /// The last one, where it is given several times.
    [[nodiscard]] QString value(const char* name) const {
        const QStringList all = values(name);
        return all.isEmpty() ? QString() : all.constLast();
    }
    [[nodiscard]] QStringList values(const char* name) const { return options.value(QString::fromLatin1(name)); }
};

[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList& arguments);
[[nodiscard]] QString usageText();

} // namespace tributary::cli
