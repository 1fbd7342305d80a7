// SPDX-License-Identifier: GPL-3.0-or-later
// Text -> search tokens, for the index and for queries alike. Pure, linear, thread-safe, one pass without allocation.
//
// - Words: runs of letters and digits of the spaced scripts; everything else splits (so user@mail.example gives three).
//   Folded by NFKC and case; diacritics go away for Latin, Greek, Hebrew and Arabic ("résumé" -> "resume").
// - Runs of Han, Hiragana, Katakana and Hangul: overlapping bigrams, each one position. A run of one character gives
//   that character. For documents the last character of a longer run follows its last bigram as a colocated token, so
//   that a prefix query of one character finds it at every place (注文書 -> 注文, 文書, 書).
//
// The store's side of a query: tokenise each word or "phrase" with Purpose::Query; all its tokens in order are one FTS5
// phrase; its last token is a prefix when it is a Single, or when the word is still being typed (then a Word or a
// Bigram too).
#pragma once

#include <QByteArrayView>

#include <memory>
#include <type_traits>

namespace tributary::store {

/// Rises when the same text gives other tokens: an index made by another version is made anew.
inline constexpr int kTokenizerVersion = 1;
/// Longer tokens are cut here (at a character).
inline constexpr int kMaxTokenBytes = 64;

enum class Purpose { Document, Query };

struct Token {
    enum class Kind {
        Word,
        Bigram, ///< two characters of a CJK run
        Single, ///< a CJK run of one character (or, colocated, the end of a longer run)
    };
    QByteArrayView utf8;    ///< folded; valid during the callback only
    int start = 0, end = 0; ///< byte offsets in the input
    Kind kind = Kind::Word;
    bool colocated = false; ///< has the position of the token before it (FTS5_TOKEN_COLOCATED)
};

namespace detail {
using TokenCallback = int (*)(void* context, const Token& token);
int tokenise(QByteArrayView utf8, Purpose purpose, void* context, TokenCallback callback);
} // namespace detail

/// Calls sink(const Token&) for each token. A sink that returns int stops all with a non-zero value, which is returned
/// (an SQLite code passes through); else 0. Bytes that are not UTF-8 separate.
template <typename Sink> int tokenise(QByteArrayView utf8, Purpose purpose, Sink&& sink) {
    using S = std::remove_reference_t<Sink>;
    return detail::tokenise(utf8, purpose, const_cast<void*>(static_cast<const void*>(std::addressof(sink))),
                            [](void* context, const Token& token) -> int {
                                S& f = *static_cast<S*>(context);
                                if constexpr (std::is_void_v<std::invoke_result_t<S&, const Token&>>) {
                                    f(token);
                                    return 0;
                                } else {
                                    return f(token);
                                }
                            });
}

} // namespace tributary::store
