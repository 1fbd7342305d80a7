// SPDX-License-Identifier: GPL-3.0-or-later
// What of a message its sender wrote, and what is quoted or a signature: for folding.
#pragma once

#include <QList>
#include <QString>

namespace tributary::content {

enum class PieceKind {
    Own,
    Quoted,    ///< with its introduction ("On Monday Jane wrote:"), or an Outlook header block and all behind it
    Signature, ///< from "-- " on
};

/// Lines of a plain text: begin and end (exclusive) are at line starts or at the text's end. Pieces follow each other
/// without a gap, no two neighbours are of one kind.
struct TextPiece {
    PieceKind kind = PieceKind::Own;
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextPiece&) const = default;
};
[[nodiscard]] QList<TextPiece> splitQuotes(QStringView text);

/// The same for HTML. Each piece is whole markup (elements that are open at its borders are closed and opened again); the
/// pieces behind each other show what the whole shows. Only sanitised HTML may be given; what comes out is made of its
/// elements and attributes and nothing else. Never Signature.
struct HtmlPiece {
    PieceKind kind = PieceKind::Own;
    QString html;

    bool operator==(const HtmlPiece&) const = default;
};
[[nodiscard]] QList<HtmlPiece> splitHtmlQuotes(const QString& sanitisedHtml);

} // namespace tributary::content
