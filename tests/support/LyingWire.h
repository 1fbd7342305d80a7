// SPDX-License-Identifier: GPL-3.0-or-later
// What LyingServer reads and writes: arguments, sets, strings, dates (RFC 9051 9). Pure.
#pragma once

#include "support/ServedMail.h"

namespace tributary::tests {

/// One argument of a command.
struct Argument {
    enum Kind { Atom, String, List } kind = Atom;
    QByteArray text;
    QList<Argument> items;

    [[nodiscard]] bool is(const char* word) const { return kind != List && qstricmp(text.constData(), word) == 0; }
};

/// What stands before the first of these; all of it where there is none.
[[nodiscard]] QByteArray before(const QByteArray& text, char sign, qsizetype from = 0);
[[nodiscard]] QList<Argument> parseArguments(const QByteArray& text);

/// Which of these numbers (ascending) a set such as "1:4,9:*" means.
[[nodiscard]] QList<quint32> numbersIn(const QByteArray& set, const QList<quint32>& numbers);
/// "1:4,9" of ascending numbers.
[[nodiscard]] QByteArray setOf(const QList<quint32>& ascending);
/// The same in the order given, for COPYUID.
[[nodiscard]] QByteArray setInOrder(const QList<quint32>& numbers);

[[nodiscard]] inline QByteArray number(quint64 value) { return QByteArray::number(value); }
/// A quoted string, or a literal where that cannot be; NIL for nothing with orNil.
[[nodiscard]] QByteArray stringOf(const QByteArray& bytes, bool orNil = false);
[[nodiscard]] QByteArray literalOf(const QByteArray& bytes);
[[nodiscard]] QByteArray dateTimeOf(const QDateTime& when);
[[nodiscard]] QDateTime parseDateTime(const QByteArray& text);
[[nodiscard]] QDate parseSearchDate(const QByteArray& text); ///< "1-Mar-2026"

// --- messages (LyingMime.cpp)
[[nodiscard]] QByteArray envelopeOf(const QByteArray& bytes);
[[nodiscard]] QByteArray bodyStructureOf(const QByteArray& bytes);
/// BODY[section]; null: there is no such part.
[[nodiscard]] QByteArray sectionOf(const QByteArray& bytes, const QByteArray& section);

} // namespace tributary::tests
