// SPDX-License-Identifier: GPL-3.0-or-later
// The signature within the text: the line "-- " (RFC 3676 4.3) and what follows, marked so that it is one thing wherever it goes.
#pragma once

#include <QString>
#include <QTextBlock>
#include <QTextCursor>

#include <optional>

class QTextDocument;

namespace tributary::ui {

struct Signature {
    QString html;
    QString text; ///< for plain mail

    [[nodiscard]] bool isEmpty() const { return html.isEmpty() && text.isEmpty(); }
    bool operator==(const Signature&) const = default;
};

enum class SignaturePlace { End, AboveQuote };

struct SignatureRange {
    QTextBlock first, last;
};
/// The first that is in the document.
[[nodiscard]] std::optional<SignatureRange> findSignature(const QTextDocument& document);
/// What it says, to be compared: HTML in rich mode, lines in plain mode.
[[nodiscard]] QString signatureForm(const SignatureRange& range, bool plain);
/// What signatureForm() would be.
[[nodiscard]] QString signatureForm(const Signature& signature, bool plain);

void insertSignature(QTextDocument& document, const Signature& signature, SignaturePlace place, bool plain);
void replaceSignature(const SignatureRange& range, const Signature& signature, bool plain);
void removeSignature(const SignatureRange& range);
/// Writes it into the empty block at the cursor, which becomes its first.
void writeSignature(QTextCursor cursor, const Signature& signature, bool plain);

/// The block where the quotation (with its introduction) begins; -1: none.
[[nodiscard]] int firstQuotedBlock(const QTextDocument& document);

} // namespace tributary::ui
