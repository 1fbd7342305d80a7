// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <climits>

namespace tributary::store::detail {
namespace {

enum class Class : unsigned char { Separator, Word, Cjk, Mark };

/// Lower case of ASCII letters and digits; 0 separates.
constexpr auto kAsciiFold = [] {
    std::array<char, 128> table{};
    for (char c = '0'; c <= '9'; ++c)
        table[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        table[static_cast<unsigned char>(c)] = c;
        table[static_cast<unsigned char>(c) - 32U] = c;
    }
    return table;
}();

bool within(char32_t c, char32_t first, char32_t last) { return c - first <= last - first; }

/// Characters that folding leaves alone and that make bigrams: most of a Japanese, Chinese or Korean text.
bool isPlainCjk(char32_t c) {
    return within(c, 0x4E00, 0x9FFF) || within(c, 0x3041, 0x3096) || within(c, 0x30A1, 0x30FA) ||
           within(c, 0xAC00, 0xD7A3) || within(c, 0x3400, 0x4DBF) || c == 0x30FC || within(c, 0x3005, 0x3007);
}

bool isCjkScript(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO: return true;
    default: return false;
    }
}

Class classify(char32_t c) {
    if (c < 0x80)
        return kAsciiFold[c] != 0 ? Class::Word : Class::Separator;
    if (isPlainCjk(c))
        return Class::Cjk;
    const uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c));
    if ((mask & U_GC_M_MASK) != 0)
        return Class::Mark;
    if ((mask & (U_GC_L_MASK | U_GC_N_MASK)) == 0)
        return Class::Separator;
    return isCjkScript(c) ? Class::Cjk : Class::Word;
}

/// Scripts whose marks people leave out when they search.
bool losesMarks(char32_t base) {
    if (base < 0x250)
        return true;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(base), &error)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC: return true;
    default: return false;
    }
}

/// Letters with a stroke and the like: no decomposition, yet written without it by those who lack the key.
const char* plainLatin(char32_t c) {
    switch (c) {
    case 0xE6: return "ae";
    case 0xF8: return "o";
    case 0x111: return "d";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    default: return nullptr;
    }
}

struct Normalizers {
    const UNormalizer2* fold = nullptr; ///< NFKC_Casefold
    const UNormalizer2* compose = nullptr;
};

const Normalizers& normalizers() {
    static const Normalizers instances = [] {
        UErrorCode error = U_ZERO_ERROR;
        Normalizers n;
        n.fold = unorm2_getNFKCCasefoldInstance(&error);
        n.compose = unorm2_getNFCInstance(&error);
        if (U_FAILURE(error) != 0)
            n = {};
        return n;
    }();
    return instances;
}

struct Character {
    char32_t c = 0;
    int start = 0, end = 0;
};

class Scanner {
public:
    Scanner(QByteArrayView text, Purpose purpose, void* context, TokenCallback callback)
        : m_text(reinterpret_cast<const unsigned char*>(text.data())),
          m_size(static_cast<int>(qMin<qsizetype>(text.size(), INT_MAX - 8))), m_purpose(purpose), m_context(context),
          m_callback(callback) {}

    int run() {
        while (m_at < m_size && m_status == 0) {
            const unsigned char byte = m_text[m_at];
            if (byte < 0x80 && kAsciiFold[byte] == 0) {
                endAll();
                ++m_at;
            } else if (byte < 0x80 && !m_pending && m_runLength == 0 && m_wordSize == 0) {
                asciiWord();
            } else {
                character();
            }
        }
        endAll();
        return m_status;
    }

private:
    /// The fast path. A word that goes on beyond ASCII stays open for character().
    void asciiWord() {
        m_wordStart = m_at;
        while (m_at < m_size && m_text[m_at] < 0x80) {
            const char folded = kAsciiFold[m_text[m_at]];
            if (folded == 0)
                break;
            if (m_wordSize < kMaxTokenBytes)
                m_word[static_cast<std::size_t>(m_wordSize++)] = folded;
            ++m_at;
        }
        m_wordEnd = m_at;
        m_wordBase = 'a';
        if (m_at == m_size || m_text[m_at] < 0x80)
            endWord();
    }

    void character() {
        const int start = m_at;
        UChar32 c = 0;
        U8_NEXT(m_text, m_at, m_size, c);
        if (c < 0) { // not UTF-8
            endAll();
            return;
        }
        fold(static_cast<char32_t>(c), start, m_at);
    }

    void fold(char32_t c, int start, int end) {
        if (c < 0x80)
            return push(static_cast<unsigned char>(kAsciiFold[c]), start, end);
        if (isPlainCjk(c) || within(c, 0x430, 0x45F))
            return push(c, start, end);
        if (within(c, 0x410, 0x42F))
            return push(c + 0x20, start, end);
        if (c == 0x200B || within(c, 0x3000, 0x3002)) // ZWSP parts words, although folding would drop it
            return push(' ', start, end);
        UChar mapped[32]; // the longest mapping has 18 units
        UErrorCode error = U_ZERO_ERROR;
        const UNormalizer2* folding = normalizers().fold;
        const int length = folding == nullptr ? -1
                                              : unorm2_getDecomposition(folding, static_cast<UChar32>(c), mapped,
                                                                        static_cast<int32_t>(std::size(mapped)), &error);
        if (length < 0 || U_FAILURE(error) != 0)
            return pushPlain(c, start, end);
        for (int i = 0; i < length;) {
            UChar32 next = 0;
            U16_NEXT(mapped, i, length, next);
            pushPlain(static_cast<char32_t>(next), start, end);
        }
    }

    void pushPlain(char32_t c, int start, int end) {
        if (const char* plain = plainLatin(c)) {
            for (; *plain != 0; ++plain)
                push(static_cast<unsigned char>(*plain), start, end);
        } else {
            push(c, start, end);
        }
    }

    /// Holds one character back, so that a mark or a jamo after it can join it.
    void push(char32_t c, int start, int end) {
        const bool joins = within(c, 0x300, 0x36F) || within(c, 0x3099, 0x309A) || within(c, 0x1161, 0x11FF) ||
                           (c >= 0x483 && !isPlainCjk(c) && classify(c) == Class::Mark);
        if (joins && m_pending) {
            if (classify(c) == Class::Mark && losesMarks(m_held.c)) {
                m_held.end = end;
                return;
            }
            const UNormalizer2* composing = normalizers().compose;
            const UChar32 both =
                composing == nullptr
                    ? -1
                    : unorm2_composePair(composing, static_cast<UChar32>(m_held.c), static_cast<UChar32>(c));
            if (both >= 0) {
                m_held.c = static_cast<char32_t>(both);
                m_held.end = end;
                return;
            }
        } else if (joins && m_wordSize > 0 && classify(c) == Class::Mark && losesMarks(m_wordBase)) {
            m_wordEnd = end;
            return;
        }
        release();
        m_held = {c, start, end};
        m_pending = true;
    }

    void release() {
        if (!m_pending)
            return;
        m_pending = false;
        switch (classify(m_held.c)) {
        case Class::Separator:
            endWord();
            endRun();
            break;
        case Class::Mark:
            if (m_wordSize > 0)
                addToWord(m_held);
            break;
        case Class::Word:
            endRun();
            addToWord(m_held);
            m_wordBase = m_held.c;
            break;
        case Class::Cjk:
            endWord();
            addToRun(m_held);
            break;
        }
    }

    void addToWord(const Character& character) {
        if (m_wordSize == 0)
            m_wordStart = character.start;
        m_wordEnd = character.end;
        if (m_wordSize + U8_LENGTH(static_cast<UChar32>(character.c)) > kMaxTokenBytes)
            return;
        m_wordSize = append(m_word, m_wordSize, character.c);
    }

    void addToRun(const Character& character) {
        if (m_runLength == 0 && character.c == 0x30FC)
            return; // a rule drawn with the long-vowel mark is no text
        if (m_runLength > 0) {
            std::array<char, 8> buffer{};
            const int first = append(buffer, 0, m_last.c);
            const int size = append(buffer, first, character.c);
            emitToken({QByteArrayView(buffer.data(), size), m_last.start, character.end, Token::Kind::Bigram, false});
        }
        m_last = character;
        m_runLength = m_runLength < 2 ? m_runLength + 1 : 2;
    }

    void endWord() {
        if (m_wordSize > 0)
            emitToken({QByteArrayView(m_word.data(), m_wordSize), m_wordStart, m_wordEnd, Token::Kind::Word, false});
        m_wordSize = 0;
    }

    void endRun() {
        if (m_runLength == 1 || (m_runLength > 1 && m_purpose == Purpose::Document)) {
            std::array<char, 8> buffer{};
            const int size = append(buffer, 0, m_last.c);
            emitToken({QByteArrayView(buffer.data(), size), m_last.start, m_last.end, Token::Kind::Single,
                       m_runLength > 1});
        }
        m_runLength = 0;
    }

    void endAll() {
        release();
        endWord();
        endRun();
    }

    template <std::size_t N> static int append(std::array<char, N>& buffer, int size, char32_t c) {
        auto* bytes = reinterpret_cast<unsigned char*>(buffer.data());
        U8_APPEND_UNSAFE(bytes, size, c);
        return size;
    }

    void emitToken(const Token& token) {
        if (m_status == 0)
            m_status = m_callback(m_context, token);
    }

    const unsigned char* m_text;
    int m_size;
    int m_at = 0;
    Purpose m_purpose;
    void* m_context;
    TokenCallback m_callback;
    int m_status = 0;

    bool m_pending = false;
    Character m_held;

    std::array<char, kMaxTokenBytes> m_word{};
    int m_wordSize = 0, m_wordStart = 0, m_wordEnd = 0;
    char32_t m_wordBase = 0; ///< the last letter: decides on marks

    Character m_last;    ///< of the CJK run
    int m_runLength = 0; ///< 0, 1, or 2 for more
};

} // namespace

int tokenise(QByteArrayView utf8, Purpose purpose, void* context, TokenCallback callback) {
    return Scanner(utf8, purpose, context, callback).run();
}

} // namespace tributary::store::detail
