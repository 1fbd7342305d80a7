// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of one message as conditions compare them: each is folded once, when the first condition asks. Not for two threads at once.
#pragma once

#include "model/Filter.h"
#include "rules/MessageFacts.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace tributary::rules {

/// Which texts of a message a condition means.
struct TextSource {
    /// Of fields with addresses. Addresses: the addr-specs alone. Either: those, and the names. Whole: each field as it is written,
    /// decoded, as Sieve's "header" has it (RFC 5228 5.7). All others are Whole.
    enum class View { Whole, Either, Addresses };
    model::FilterField field = model::FilterField::Subject;
    View view = View::Whole;
    QByteArray header; ///< Header: its name, lower case

    bool operator==(const TextSource&) const = default;
};

class FoldedFacts {
  public:
    /// facts must live longer.
    explicit FoldedFacts(const MessageFacts& facts) : m_facts(&facts) {}

    [[nodiscard]] const MessageFacts& facts() const { return *m_facts; }
    /// nullptr: the message's bytes are needed to know.
    [[nodiscard]] const QList<QByteArray>* texts(const TextSource& source) const;

  private:
    using Texts = std::optional<QList<QByteArray>>;
    [[nodiscard]] Texts makeTexts(const TextSource& source) const;
    [[nodiscard]] Texts fieldTexts(QByteArrayView lowerName) const;
    [[nodiscard]] Texts listIdTexts() const;
    void addAddresses(QList<QByteArray>& texts, TextSource::View view, const model::AddressList& list, QByteArrayView field) const;

    const MessageFacts* m_facts;
    mutable std::array<std::pair<bool, Texts>, 39> m_texts;           ///< by field and view; was it made?
    mutable std::vector<std::pair<QByteArray, Texts>> m_headerTexts;  ///< few: by name
};

} // namespace tributary::rules
