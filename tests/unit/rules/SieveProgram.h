// SPDX-License-Identifier: GPL-3.0-or-later
// Runs scripts by Pigeonhole's sieve-test (Debian: dovecot-sieve), as the mail server would at delivery.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace tributary::rules::testing {

/// What became of a message: mailboxes with the flags (lower case) that it has there, INBOX for the one kept.
struct Delivered {
    QMap<QString, QSet<QString>> stored;
    QSet<QString> forwardedTo;
    QStringList answered;  ///< to whom a vacation reply went
    QString failure;       ///< empty: it ran

    bool operator==(const Delivered&) const = default;
};
std::string words(const Delivered& delivered);

class SieveProgram {
  public:
    SieveProgram();
    [[nodiscard]] static bool isThere();
    /// Empty: it compiles; else what the compiler says.
    [[nodiscard]] QString setScript(const QByteArray& script);
    [[nodiscard]] Delivered deliver(const QByteArray& message, const QString& envelopeFrom = QStringLiteral("sender@elsewhere.example"));

  private:
    QTemporaryDir m_dir;
    int m_count = 0;
};

} // namespace tributary::rules::testing
