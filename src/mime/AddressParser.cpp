// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Addresses.h"
#include "mime/detail/Scan.h"

#include <algorithm>

namespace tributary::mime {

namespace {

using detail::isBlank;

/// RFC 5322 3.4 with the obsolete syntax of 4.4 and what real mail does. One pass, no recursion; the state is what has
/// been read of the address at hand. Groups in groups are flat: their members count as the outer one's.
class AddressScanner {
  public:
    AddressScanner(QByteArrayView value, QByteArrayView hint) : m_value(value), m_hint(hint) {}

    detail::AddressScan scan() {
        while (m_at < m_value.size() && m_found.size() < limits::kAddresses)
            step(m_value[m_at]);
        finish();
        endGroup();
        m_bits.tooMany = m_at < m_value.size();
        m_bits.addresses = std::move(m_found);
        return std::move(m_bits);
    }

  private:
    void step(char c) {
        switch (c) {
        case '"': quoted(); break;
        case '(': comment(); break;
        case '<': angle(); break;
        case '[': domainLiteral(); break;
        case ':': colon(); break;
        case ',':
            finish();
            ++m_at;
            break;
        case ';': // ends a group, and is the comma of some mailers
            finish();
            endGroup();
            ++m_at;
            break;
        case '\\':
            m_at += m_at + 1 < m_value.size() ? 1 : 0;
            text().append(m_value[m_at++]);
            break;
        default: plain();
        }
    }

    /// What is read belongs to the name before the <...>, else to what stands behind it.
    QByteArray& text() { return m_haveSpec ? m_behind : m_phrase; }

    void plain() {
        const qsizetype from = m_at;
        while (m_at < m_value.size() && std::strchr("\"(<[:,;\\", m_value[m_at] ? m_value[m_at] : 'x') == nullptr)
            ++m_at;
        const QByteArrayView run = m_value.sliced(from, m_at - from);
        m_atSeen = m_atSeen || detail::find(run, '@', 0) >= 0;
        text().append(run.data(), run.size());
    }

    /// Index of the quote that closes the one at from; -1: none before end.
    qsizetype closingQuote(qsizetype from, qsizetype end) const {
        for (qsizetype i = from + 1; i < end; ++i) {
            if (m_value[i] == '\\')
                ++i;
            else if (m_value[i] == '"')
                return i;
        }
        return -1;
    }

    void quoted() {
        const qsizetype close = m_quotesEnd ? -1 : closingQuote(m_at, m_value.size());
        if (close < 0) { // a quote that never closes is no quote; nor is any behind it
            m_quotesEnd = true;
            ++m_at;
            return;
        }
        const char next = close + 1 < m_value.size() ? m_value[close + 1] : '\0';
        QByteArray& out = text();
        if (next == '@' || next == '.') { // "john doe"@example.org: the quotes belong to the local part
            out.append(m_value.data() + m_at, close + 1 - m_at);
        } else {
            for (qsizetype i = m_at + 1; i < close; ++i) {
                if (m_value[i] == '\\' && i + 1 < close)
                    ++i;
                out.append(m_value[i]);
            }
        }
        m_at = close + 1;
    }

    void comment() {
        const qsizetype end = detail::commentEnd(m_value, m_at);
        const bool closed = end > m_at + 1 && m_value[end - 1] == ')';
        const QByteArrayView inside = m_value.sliced(m_at + 1, end - m_at - (closed ? 2 : 1));
        m_at = end;
        text().append(' ');
        if (detail::trimmed(inside).isEmpty())
            return;
        m_comment.clear();
        for (qsizetype i = 0; i < std::min(inside.size(), limits::kDisplayName); ++i) {
            if (inside[i] == '\\' && i + 1 < inside.size())
                ++i;
            m_comment.append(inside[i]);
        }
    }

    void angle() {
        if (m_haveSpec) { // "A <a@x> B <b@x>": the comma was forgotten
            const QByteArray phrase = std::exchange(m_behind, {});
            finish();
            m_phrase = phrase;
        }
        const qsizetype from = m_at + 1;
        qsizetype comma = -1, end = from;
        for (; end < m_value.size() && m_value[end] != '>'; ++end) {
            const char c = m_value[end];
            if (c == '<' && end > from)
                break;
            if (c == '"') {
                const qsizetype close = closingQuote(end, std::min(m_value.size(), end + limits::kAddrSpec));
                end = close < 0 ? end : close;
            } else if (comma < 0 && (c == ',' || c == ';')) {
                comma = end;
            }
        }
        const bool closed = end < m_value.size() && m_value[end] == '>';
        if (!closed && comma >= 0) // "<a@x, b@x": the bracket was forgotten
            end = comma;
        takeSpec(m_value.sliced(from, end - from));
        m_at = closed ? end + 1 : end;
        while (m_at < m_value.size() && m_value[m_at] == '>')
            ++m_at;
    }

    void takeSpec(QByteArrayView spec) {
        spec = detail::trimmed(spec);
        while (spec.startsWith('<'))
            spec = detail::trimmed(spec.sliced(1));
        if (spec.startsWith('@')) { // obsolete route: "<@relay,@relay:a@b>"
            if (const qsizetype end = detail::find(spec, ':', 0); end >= 0)
                spec = spec.sliced(end + 1);
        }
        constexpr QByteArrayView kMailto("mailto:");
        if (spec.size() > kMailto.size() && detail::equalsIgnoringCase(spec.first(kMailto.size()), kMailto))
            spec = spec.sliced(kMailto.size());
        m_spec = cleaned(spec.contains('(') ? QByteArrayView(detail::withoutComments(spec)) : spec);
        m_haveSpec = true;
    }

    /// Without blanks and control characters outside quotes.
    QByteArray cleaned(QByteArrayView spec) {
        m_bits.addressTooLong = m_bits.addressTooLong || spec.size() > limits::kAddrSpec;
        QByteArray out;
        bool inQuotes = false, isEscaped = false;
        for (const char c : spec.first(std::min(spec.size(), limits::kAddrSpec))) {
            inQuotes = inQuotes != (c == '"' && !isEscaped);
            isEscaped = inQuotes && c == '\\' && !isEscaped;
            const bool control = static_cast<unsigned char>(c) < 32 || c == 127;
            if (!control && (inQuotes || c != ' '))
                out.append(c);
        }
        return out;
    }

    void domainLiteral() {
        constexpr qsizetype kLongest = 64; // an IPv6 address and its tag
        const qsizetype limit = text().endsWith('@') ? std::min(m_value.size(), m_at + kLongest) : m_at;
        qsizetype end = m_at + 1;
        while (end < limit && std::strchr("],;<>\"", m_value[end] ? m_value[end] : 'x') == nullptr)
            ++end;
        const bool closed = end < limit && m_value[end] == ']';
        const qsizetype stop = closed ? end + 1 : m_at + 1; // a bracket in a name is just a character
        text().append(m_value.data() + m_at, stop - m_at);
        m_at = stop;
    }

    void colon() {
        ++m_at;
        if (m_haveSpec)
            return;
        if (m_atSeen) { // behind an address: "a@b Fri Aug 23 11:08:20 2002", no group
            m_phrase.append(':');
            return;
        }
        const QByteArrayView name = detail::trimmed(QByteArrayView(m_phrase));
        if (!detail::equalsIgnoringCase(name, "mailto")) {
            m_group = name.toByteArray();
            m_membersFrom = m_found.size();
        }
        m_phrase.clear();
        m_comment.clear();
    }

    /// A group's name is kept where nobody is in it.
    void endGroup() {
        if (!m_group.isEmpty() && m_found.size() == m_membersFrom)
            add(m_group, {});
        m_group.clear();
    }

    /// Where the quoted string begins whose last quote stands before end: inside it each quote has its backslash.
    static qsizetype quoteBegin(const QByteArray& phrase, qsizetype end) {
        for (qsizetype at = end - 2; at >= 0; --at) {
            qsizetype from = at;
            while (from > 0 && phrase[from - 1] == '\\')
                --from;
            if (phrase[at] == '"' && (at - from) % 2 == 0)
                return at;
            at = from;
        }
        return 0;
    }

    /// Where the local part before the '@' begins; blanks around dots and the '@' are obsolete syntax.
    static qsizetype specBegin(const QByteArray& phrase, qsizetype at) {
        qsizetype from = at;
        for (bool joins = true; joins;) {
            while (from > 0 && isBlank(phrase[from - 1]))
                --from;
            if (from >= 2 && phrase[from - 1] == '"')
                from = quoteBegin(phrase, from);
            while (from > 0 && !isBlank(phrase[from - 1]))
                --from;
            qsizetype before = from;
            while (before > 0 && isBlank(phrase[before - 1]))
                --before;
            joins = before > 0 && before < from && (phrase[from] == '.' || phrase[before - 1] == '.');
        }
        return from;
    }

    static qsizetype specEnd(const QByteArray& phrase, qsizetype to) {
        for (bool joins = true; joins;) {
            while (to < phrase.size() && isBlank(phrase[to]))
                ++to;
            while (to < phrase.size() && !isBlank(phrase[to]))
                ++to;
            qsizetype next = to;
            while (next < phrase.size() && isBlank(phrase[next]))
                ++next;
            joins = next < phrase.size() && (phrase[to - 1] == '.' || phrase[next] == '.');
        }
        return to;
    }

    /// "Name a@b" and "a @ b" without brackets: the word with the '@' is the address, the others are the name.
    void splitBare() {
        const QByteArray phrase = detail::trimmed(QByteArrayView(m_phrase)).toByteArray();
        const qsizetype at = phrase.lastIndexOf('@');
        if (at < 0)
            return;
        const qsizetype from = specBegin(phrase, at), to = specEnd(phrase, at + 1);
        m_spec = cleaned(QByteArrayView(phrase).sliced(from, to - from));
        m_phrase = phrase.left(from) + ' ' + phrase.mid(to);
        m_haveSpec = true;
    }

    void finish() {
        if (!m_haveSpec)
            splitBare();
        QByteArrayView name = detail::trimmed(QByteArrayView(m_phrase));
        if (name.isEmpty()) // a@b (Name)
            name = detail::trimmed(QByteArrayView(m_comment));
        if (name.isEmpty())
            name = detail::trimmed(QByteArrayView(m_behind));
        add(name, m_spec);
        m_phrase.clear();
        m_behind.clear();
        m_comment.clear();
        m_spec.clear();
        m_haveSpec = m_atSeen = false;
    }

    void add(QByteArrayView name, QByteArrayView spec) {
        if (m_found.size() >= limits::kAddresses)
            return;
        m_bits.nameTooLong = m_bits.nameTooLong || name.size() > limits::kDisplayName;
        QString shown = decodeEncodedWords(name.first(std::min(name.size(), limits::kDisplayName)), m_hint).simplified();
        QString address = decodeCharset(spec, {}, m_hint);
        detail::blankControls(address);
        if (!shown.isEmpty() || !address.isEmpty())
            m_found.append({std::move(shown), std::move(address)});
    }

    QByteArrayView m_value, m_hint;
    detail::AddressScan m_bits;
    qsizetype m_at = 0;
    bool m_quotesEnd = false;
    ParsedAddresses m_found;
    QByteArray m_phrase, m_behind, m_comment, m_spec;
    bool m_haveSpec = false; ///< the <...> of this address has been read
    bool m_atSeen = false;   ///< an '@' outside quotes and brackets, too
    QByteArray m_group;      ///< name of the open group
    qsizetype m_membersFrom = 0;
};

} // namespace

namespace detail {

AddressScan scanAddresses(QByteArrayView value, QByteArrayView hint) { return AddressScanner(value, hint).scan(); }

} // namespace detail

ParsedAddresses parseAddressList(QByteArrayView value, QByteArrayView hint) { return detail::scanAddresses(value, hint).addresses; }

} // namespace tributary::mime
