// SPDX-License-Identifier: GPL-3.0-or-later
// JSON that remembers where each value stands, so that a fault is told by line and column (RFC 8259; no comments). What is wrong is
// collected, not thrown at the first.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace tributary::accounts {

/// Something wrong at a byte of a file.
struct JsonFault {
    qsizetype at = 0;
    QString path; ///< "Accounts[1].Incoming.Port"; empty: the file as a whole
    QString what;
};
using JsonFaults = QList<JsonFault>;

struct JsonMember;

struct JsonValue {
    enum class Kind { Null, Boolean, Number, Text, List, Object };
    Kind kind = Kind::Null;
    bool boolean = false;
    std::optional<qint64> whole;     ///< Number: where it is a whole one
    QString text;
    std::vector<JsonValue> items;
    std::vector<JsonMember> members; ///< in the file's order; a name that comes twice is a fault already
    qsizetype at = 0;                ///< of its first byte
};

struct JsonMember {
    QString name;
    qsizetype at = 0; ///< of the name
    JsonValue value;
};

/// "a text", "a whole number" ...: for "must be a text, is a list".
[[nodiscard]] QString kindWords(const JsonValue& value);
[[nodiscard]] QString memberPath(const QString& path, const QString& name);
[[nodiscard]] QString itemPath(const QString& path, qsizetype index);

/// None, with a fault, when the bytes are no JSON; names that come twice are faults, too.
[[nodiscard]] std::optional<JsonValue> parseLocatedJson(const QByteArray& bytes, JsonFaults& faults);

/// "12:5" for a byte: lines and characters count from 1.
[[nodiscard]] QString lineAndColumn(const QByteArray& bytes, qsizetype at);

/// The value when it is of that kind, else a fault "must be ..., is ...".
[[nodiscard]] bool isOfKind(const JsonValue& value, JsonValue::Kind kind, const QString& path, const QString& wanted, JsonFaults& faults);

} // namespace tributary::accounts
