// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QByteArrayView>
#include <QHash>

#include <optional>

namespace tributary::sieve {

/// What a server can (RFC 5804 1.7), as its greeting or its answer to CAPABILITY says it.
class Capabilities {
  public:
    Capabilities() = default;

    /// A line of the answer: a name in any case, and its value; of two with one name the first counts.
    void add(const QByteArray& name, const QByteArray& value);

    [[nodiscard]] bool isKnown() const { return !m_values.isEmpty(); }
    [[nodiscard]] bool has(QByteArrayView name) const;        ///< any name of a line ("STARTTLS"), in any case
    [[nodiscard]] QByteArray value(QByteArrayView name) const; ///< as received, untrusted
    [[nodiscard]] QByteArrayList names() const;               ///< upper case, sorted

    [[nodiscard]] QByteArray implementation() const { return value("IMPLEMENTATION"); }
    [[nodiscard]] QByteArrayList saslMechanisms() const; ///< upper case; empty: none is offered (yet)
    [[nodiscard]] QByteArrayList extensions() const;     ///< of the Sieve language, as the server writes them
    [[nodiscard]] bool hasExtension(QByteArrayView name) const;
    [[nodiscard]] bool hasStartTls() const { return has("STARTTLS"); }
    /// MAXREDIRECTS: redirects of one run of a script; none: it does not say.
    [[nodiscard]] std::optional<int> maxRedirects() const;
    [[nodiscard]] QByteArrayList notifyMethods() const; ///< URI schemes of the notify extension
    [[nodiscard]] QByteArray language() const { return value("LANGUAGE"); } ///< RFC 5646, of its human-readable texts
    [[nodiscard]] QByteArray owner() const { return value("OWNER"); }       ///< whose scripts they are, once signed in
    /// VERSION: CHECKSCRIPT, RENAMESCRIPT and NOOP are there (RFC 5804 1.7). Without it the server is older than the RFC.
    [[nodiscard]] bool isOfRfc5804() const { return has("VERSION"); }

  private:
    QHash<QByteArray, QByteArray> m_values; ///< by upper-case name
};

} // namespace tributary::sieve
