// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/HeaderBlock.h"

#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>

namespace tributary::mime::detail {

namespace {

/// Where the ':' of "Name:" is; -1: the line is no field. Blanks before the colon are obsolete syntax (RFC 5322 4.5).
qsizetype colonOf(QByteArrayView line) {
    qsizetype i = 0;
    // A NUL gets in on the way.
    const auto inName = [](char c) { return (c > 32 && c < 127 && c != ':') || c == '\0'; };
    while (i < line.size() && inName(line[i]))
        ++i;
    const bool named = i > 0 && !(i >= 2 && line[0] == '-' && line[1] == '-'); // "--" begins a boundary, never a name
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t'))
        ++i;
    return named && i < line.size() && line[i] == ':' ? i : -1;
}

QByteArrayView withoutLineEnd(QByteArrayView line) {
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

/// Names that do not begin a line of prose: such a line behind a broken one says that the header goes on.
bool isWellKnownField(QByteArrayView line) {
    static constexpr std::array kPrefixes{"content-", "x-",        "received",  "dkim-",       "arc-",    "list-",
                                          "message-", "mime-",     "return-",   "delivered-",  "resent-", "authentication-",
                                          "reply-to", "in-reply-", "references", "subject:",   "date:",   "from:",
                                          "to:",      "cc:"};
    const qsizetype colon = colonOf(line);
    if (colon < 0)
        return false;
    return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](QByteArrayView prefix) {
        return line.size() >= prefix.size() && equalsIgnoringCase(line.first(prefix.size()), prefix);
    });
}

class BlockReader {
  public:
    BlockReader(QByteArrayView raw, qsizetype offset, qsizetype& budget) : m_raw(raw), m_at(offset), m_wholeMessage(offset == 0), m_budget(budget) {}

    HeaderBlock read() {
        if (m_at == 0 && m_raw.startsWith("\xef\xbb\xbf")) // saved by an editor
            m_at = 3;
        const QByteArrayView rest = m_raw.sliced(m_at);
        if (rest.startsWith("From ") || rest.startsWith(">From ")) // an mbox separator
            m_at = lineEnd(m_raw, m_at);
        while (m_at < m_raw.size() && takeLine()) {
        }
        endField();
        m_block.bodyOffset = m_at;
        return std::move(m_block);
    }

  private:
    bool takeLine() {
        const qsizetype next = lineEnd(m_raw, m_at);
        const QByteArrayView line = withoutLineEnd(m_raw.sliced(m_at, next - m_at));
        if (line.isEmpty()) {
            m_at = next;
            return false;
        }
        if (line[0] == ' ' || line[0] == '\t') {
            if (!m_seenField) {
                m_block.broken = true;
                if (!trimmed(line).isEmpty())
                    return false; // text without any header
                m_at = next;      // a line of blanks: in front of a message's header, or instead of a part's
                return m_wholeMessage;
            }
            if (m_keeping)
                append(line);
        } else if (const qsizetype colon = colonOf(line); colon > 0) {
            beginField(trimmed(line.first(colon)), trimmed(line.sliced(colon + 1)));
        } else {
            m_block.broken = true;
            const QByteArrayView following = withoutLineEnd(m_raw.sliced(next, lineEnd(m_raw, next) - next));
            if (!m_seenField || line.startsWith("--") || !isWellKnownField(following))
                return false; // the empty line was forgotten: the body begins here
        }
        m_at = next;
        return true;
    }

    void beginField(QByteArrayView name, QByteArrayView value) {
        endField();
        m_seenField = true;
        m_keeping = m_block.fields.size() < limits::kHeaderFields && name.size() <= m_budget;
        m_block.tooManyFields = m_block.tooManyFields || m_block.fields.size() >= limits::kHeaderFields;
        m_block.tooLarge = m_block.tooLarge || name.size() > m_budget;
        if (!m_keeping)
            return;
        m_budget -= name.size();
        m_block.fields.append({name.toByteArray(), QByteArray()});
        append(value);
    }

    void append(QByteArrayView text) {
        QByteArray& value = m_block.fields.last().value;
        const qsizetype room = std::min(m_budget, limits::kHeaderField - value.size());
        const QByteArrayView kept = text.first(std::min(text.size(), room));
        if (kept.size() < text.size())
            (room == m_budget ? m_block.tooLarge : m_block.fieldTooLong) = true;
        value.append(kept.data(), kept.size());
        m_budget -= kept.size();
        m_folded = m_folded || m_valueBegun;
        m_valueBegun = true;
    }

    void endField() {
        if (m_keeping && m_folded)
            m_block.fields.last().value = trimmed(m_block.fields.last().value).toByteArray();
        m_folded = m_valueBegun = false;
    }

    QByteArrayView m_raw;
    qsizetype m_at;
    bool m_wholeMessage;
    qsizetype& m_budget;
    HeaderBlock m_block;
    bool m_seenField = false;
    bool m_keeping = false;    ///< the current field is kept: its folded lines are too
    bool m_valueBegun = false; ///< the first line of the value is in
    bool m_folded = false;
};

} // namespace

HeaderBlock parseHeaderBlock(QByteArrayView raw, qsizetype offset, qsizetype& budget) {
    return BlockReader(raw, offset, budget).read();
}

const HeaderField* findField(const QList<HeaderField>& fields, QByteArrayView name) {
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&](const HeaderField& field) { return equalsIgnoringCase(field.name, name); });
    return it == fields.end() ? nullptr : &*it;
}

QList<QByteArray> parseMessageIds(QByteArrayView value) {
    QList<QByteArray> ids;
    const auto take = [&ids](QByteArrayView text) {
        QByteArray id;
        std::copy_if(text.begin(), text.end(), std::back_inserter(id), [](char c) { return !isBlank(c); });
        if (!id.isEmpty())
            ids.append(id);
    };
    qsizetype open = find(value, '<', 0);
    const bool bracketed = open >= 0;
    while (open >= 0 && ids.size() < limits::kReferences) {
        // A bracket that never closes ends where the next one opens.
        const qsizetype next = find(value, '<', open + 1);
        const QByteArrayView rest = value.sliced(open + 1, (next < 0 ? value.size() : next) - open - 1);
        const qsizetype close = find(rest, '>', 0);
        take(close < 0 ? rest : rest.first(close));
        open = next;
    }
    for (qsizetype at = 0; !bracketed && at < value.size() && ids.size() < limits::kReferences;) {
        qsizetype end = at;
        while (end < value.size() && !isBlank(value[end]) && value[end] != ',')
            ++end;
        if (const QByteArrayView word = value.sliced(at, end - at); word.contains('@') || (at == 0 && end == value.size()))
            take(word);
        at = end + 1;
    }
    return ids;
}

} // namespace tributary::mime::detail
