// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

namespace tributary::mime {

namespace {

/// RFC 5322 3.4 with the obsolete syntax of 4.4 and what real mail does. One pass, no recursion; the state is what has
/// been read of the address at hand.
class AddressScanner {
  public:
    explicit AddressScanner(QByteArrayView value) : m_value(value) {}

    ParsedAddresses scan() {
        while (m_at < m_value.size() && m_found.size() < limits::kAddresses)
            step(m_value[m_at]);
        finish();
        return m_found;
    }

  private:
    void step(char c) {
        switch (c) {
        case '"': quoted(); break;
        case '(': comment(); break;
        case '<': angle(); break;
        case ',':
        case ';':
            finish();
            ++m_at;
            break;
        case ':': group(); break;
        case '\\':
            if (m_at + 1 < m_value.size())
                ++m_at;
            m_phrase.append(m_value[m_at++]);
            break;
        default:
            m_phrase.append(c);
            ++m_at;
        }
    }

    void quoted() {
        ++m_at;
        QByteArray text;
        while (m_at < m_value.size() && m_value[m_at] != '"') {
            if (m_value[m_at] == '\\' && m_at + 1 < m_value.size())
                ++m_at;
            text.append(m_value[m_at++]);
        }
        ++m_at;
        // "john doe"@example.org: the quotes belong to the local part.
        if (m_at < m_value.size() && m_value[m_at] == '@')
            m_phrase.append('"' + text + '"');
        else
            m_phrase.append(text);
    }

    void comment() {
        int depth = 0;
        QByteArray text;
        do {
            const char c = m_value[m_at++];
            if (c == '\\' && m_at < m_value.size()) {
                text.append(m_value[m_at++]);
                continue;
            }
            if (c == '(' && ++depth == 1)
                continue;
            if (c == ')' && --depth == 0)
                break;
            text.append(c);
        } while (m_at < m_value.size());
        m_comment = text;
    }

    void angle() {
        ++m_at;
        qsizetype end = m_at;
        bool inQuotes = false;
        for (; end < m_value.size() && (inQuotes || m_value[end] != '>'); ++end) {
            if (m_value[end] == '"')
                inQuotes = !inQuotes;
        }
        if (end >= m_value.size()) { // a quote or bracket that never closes: the first '>' or all
            end = m_value.indexOf('>', m_at);
            end = end < 0 ? m_value.size() : end;
        }
        QByteArray spec = m_value.sliced(m_at, end - m_at).toByteArray();
        if (spec.startsWith('@')) { // obsolete route
            if (const qsizetype colon = spec.indexOf(':'); colon >= 0)
                spec = spec.mid(colon + 1);
        }
        m_spec = cleaned(spec.contains('(') ? detail::withoutComments(spec) : spec);
        m_haveSpec = true;
        m_at = std::min(end + 1, m_value.size());
    }

    /// "friends: a@b, c@d;" – the name is kept where nobody is in it, the members count themselves.
    void group() {
        const QByteArrayView rest = detail::trimmed(m_value.sliced(m_at + 1));
        ++m_at;
        if (rest.isEmpty() || rest.startsWith(';') || rest.startsWith(',')) {
            const QString name = decodeEncodedWords(detail::trimmed(QByteArrayView(m_phrase))).trimmed();
            if (!name.isEmpty())
                m_found.append({name, {}});
        }
        m_phrase.clear();
    }

    static QByteArray cleaned(QByteArrayView spec) {
        QByteArray out;
        bool inQuotes = false;
        for (const char c : spec) {
            inQuotes = inQuotes != (c == '"');
            if (inQuotes || !detail::isBlank(c))
                out.append(c);
        }
        return out;
    }

    void finish() {
        QByteArray phrase = detail::trimmed(QByteArrayView(m_phrase)).toByteArray();
        if (!m_haveSpec && phrase.contains('@')) {
            m_spec = cleaned(phrase);
            phrase.clear();
            m_haveSpec = true;
        }
        QString name = decodeEncodedWords(phrase).trimmed();
        if (name.isEmpty() && !m_comment.isEmpty()) // a@b (Name)
            name = decodeEncodedWords(m_comment).trimmed();
        if (m_haveSpec || !name.isEmpty())
            m_found.append({name, decodeCharset(m_spec, {})});
        m_phrase.clear();
        m_comment.clear();
        m_spec.clear();
        m_haveSpec = false;
    }

    QByteArrayView m_value;
    qsizetype m_at = 0;
    ParsedAddresses m_found;
    QByteArray m_phrase, m_comment, m_spec;
    bool m_haveSpec = false;
};

} // namespace

ParsedAddresses parseAddressList(QByteArrayView value) { return AddressScanner(value).scan(); }

} // namespace tributary::mime
