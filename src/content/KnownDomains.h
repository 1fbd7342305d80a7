// SPDX-License-Identifier: GPL-3.0-or-later
// The domains that the user deals with, and what only looks like one of them. docs/content.md has the rules.
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace tributary::content {

/// Made once for many questions.
class KnownDomains {
  public:
    KnownDomains() = default;
    /// Hosts or domains; what was registered of them counts. At most 1,000.
    KnownDomains(const QStringList& domains);              // NOLINT(google-explicit-constructor): a list is one
    KnownDomains(std::initializer_list<QString> domains) : KnownDomains(QStringList(domains)) {}

    [[nodiscard]] bool contains(const QString& host) const; ///< itself, or anything below it
    /// The known domain that the host (ASCII) is not, but looks like or begins like; empty: none.
    [[nodiscard]] QString imitatedBy(const QString& host) const;

  private:
    [[nodiscard]] QString alikeIn(const QString& site) const;
    [[nodiscard]] QString namedIn(const QString& stem) const;
    [[nodiscard]] QString misspeltIn(const QString& site) const;

    QStringList m_domains;
    QSet<QString> m_sites;
    QHash<QString, QString> m_bySkeleton, m_byDashes;
};

/// A few that are imitated everywhere, whoever the user is.
[[nodiscard]] const QStringList& oftenImitatedDomains();

} // namespace tributary::content
