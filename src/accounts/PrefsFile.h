// SPDX-License-Identifier: GPL-3.0-or-later
// Thunderbird's prefs.js as data: statements user_pref("name", value); with a text, a whole number, true or false. It is read and never
// run; what is none of these is passed over. Bounded. Pure.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <variant>

namespace tributary::accounts {

inline constexpr qint64 kMaxPrefsBytes = 32 << 20;
inline constexpr qsizetype kMaxPrefs = 200'000;
inline constexpr qsizetype kMaxPrefName = 256;
inline constexpr qsizetype kMaxPrefText = 1 << 20; ///< longer ones are passed over

class Prefs {
  public:
    using Value = std::variant<QString, qint64, bool>;

    [[nodiscard]] QString text(const QString& name) const;          ///< empty: there is none
    [[nodiscard]] qint64 number(const QString& name, qint64 otherwise) const;
    [[nodiscard]] bool flag(const QString& name, bool otherwise) const;
    [[nodiscard]] QStringList list(const QString& name) const;      ///< "a,b": without blanks and empty ones
    [[nodiscard]] bool has(const QString& name) const { return m_values.contains(name); }
    [[nodiscard]] qsizetype count() const { return m_values.size(); }
    void set(const QString& name, Value value) { m_values.insert(name, std::move(value)); } ///< the last one counts

  private:
    QHash<QString, Value> m_values;
};

/// Keeps the names that begin with prefix. InvalidInput/BadValue: larger than the limits.
[[nodiscard]] Result<Prefs> parsePrefs(QByteArrayView bytes, QLatin1StringView prefix = {});

} // namespace tributary::accounts
