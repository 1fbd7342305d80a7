// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Parameters.h"

#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <algorithm>

namespace tributary::mime {

QString Part::parameter(const char* name) const {
    const QByteArrayView wanted(name);
    const auto it = std::find_if(typeParameters.begin(), typeParameters.end(), [&](const Parameter& p) { return p.name == wanted; });
    return it == typeParameters.end() ? QString() : it->value;
}

namespace detail {

namespace {

/// "name*2*=value" taken apart (RFC 2231 3 and 4).
struct Segment {
    QByteArray name; ///< lower case, without the stars
    int number = kPlain;
    bool extended = false; ///< percent-encoded, the first one with charset'language'
    QByteArray value;

    static constexpr int kPlain = -1;
};

bool isFileName(QByteArrayView name) { return name.startsWith("filename") || name.startsWith("name"); }

class ParameterScanner {
  public:
    ParameterScanner(QByteArrayView value, QByteArrayView hint) : m_value(value), m_hint(hint) {}

    StructuredValue scan() {
        StructuredValue result;
        const QByteArrayView first = upTo([](char c) { return c == ';'; });
        result.value = trimmed(QByteArrayView(first.contains('(') ? withoutComments(first) : first.toByteArray())).toByteArray().toLower();
        result.value.replace(' ', "").replace('\t', "");
        while (m_at < m_value.size() && m_segments.size() < limits::kParameters)
            scanParameter();
        result.tooMany = m_at < m_value.size();
        result.tooLong = m_tooLong;
        std::stable_sort(m_segments.begin(), m_segments.end(), [](const Segment& a, const Segment& b) {
            return a.name != b.name ? a.name < b.name : a.number < b.number;
        });
        for (auto it = m_segments.cbegin(); it != m_segments.cend();) {
            const auto end = std::find_if(it, m_segments.cend(), [&](const Segment& s) { return s.name != it->name; });
            if (it->name == "boundary" && it->number == Segment::kPlain)
                result.boundary = it->value;
            result.parameters.append({it->name, decode(it, end)});
            it = end;
        }
        return result;
    }

  private:
    template <typename Stop>
    QByteArrayView upTo(Stop stop) {
        const qsizetype start = m_at;
        while (m_at < m_value.size() && !stop(m_value[m_at])) {
            // A comment may hold what stops.
            m_at = m_value[m_at] == '(' && m_skipComments ? commentEnd(m_value, m_at) : m_at + 1;
        }
        return m_value.sliced(start, m_at - start);
    }

    void skipBlanks() {
        while (m_at < m_value.size() && (isBlank(m_value[m_at]) || m_value[m_at] == '('))
            m_at = m_value[m_at] == '(' ? commentEnd(m_value, m_at) : m_at + 1;
    }

    /// Between the quotes. Only a quote and a backslash are taken as escaped: others write C:\file and mean it.
    QByteArray quotedValue() {
        QByteArray value;
        for (++m_at; m_at < m_value.size() && m_value[m_at] != '"'; ++m_at) {
            const char next = m_at + 1 < m_value.size() ? m_value[m_at + 1] : '\0';
            if (m_value[m_at] == '\\' && (next == '\\' || (next == '"' && !endsInShiftJis(value))))
                ++m_at;
            m_tooLong = m_tooLong || value.size() >= limits::kParameterValue;
            if (value.size() < limits::kParameterValue)
                value.append(m_value[m_at]);
        }
        m_at = std::min(m_at + 1, m_value.size());
        return value;
    }

    /// The backslash may be the second byte of a raw Shift_JIS character; the quote behind it then ends the value.
    bool endsInShiftJis(const QByteArray& value) const {
        const bool leadByte = !value.isEmpty() && static_cast<unsigned char>(value.back()) >= 0x81;
        return leadByte && (m_at + 2 >= m_value.size() || m_value[m_at + 2] == ';');
    }

    void scanParameter() {
        skipBlanks();
        if (m_at < m_value.size() && m_value[m_at] == ';') {
            ++m_at;
            return;
        }
        const QByteArrayView name = trimmed(upTo([](char c) { return c == '=' || c == ';'; }));
        if (m_at >= m_value.size() || m_value[m_at] == ';')
            return;
        ++m_at; // the '='
        const QByteArray key = QByteArrayView(name.contains('(') ? withoutComments(name) : name.toByteArray()).trimmed().toByteArray().toLower();
        skipBlanks();
        if (m_at < m_value.size() && m_value[m_at] == '"')
            return keep(key, quotedValue());
        // File names are sent with blanks and parentheses in them, without the quotes.
        m_skipComments = false;
        const QByteArrayView value = isFileName(key) ? upTo([](char c) { return c == ';'; })
                                                     : upTo([](char c) { return c == ';' || c == '(' || isBlank(c); });
        m_skipComments = true;
        m_tooLong = m_tooLong || value.size() > limits::kParameterValue;
        keep(key, trimmed(value.first(std::min(value.size(), limits::kParameterValue))).toByteArray());
    }

    void keep(QByteArray name, QByteArray value) {
        Segment segment;
        if (name.endsWith('*')) {
            segment.extended = true;
            segment.number = 0;
            name.chop(1);
        }
        if (const qsizetype star = name.lastIndexOf('*'); star > 0) {
            bool ok = false;
            segment.number = name.mid(star + 1).toInt(&ok);
            if (!ok || segment.number < 0 || segment.number > limits::kParameters * 10)
                return;
            name.truncate(star);
        }
        m_tooLong = m_tooLong || name.size() > limits::kParameterName;
        if (name.isEmpty() || name.size() > limits::kParameterName)
            return;
        segment.name = std::move(name);
        segment.value = std::move(value);
        m_segments.append(std::move(segment));
    }

    using It = QList<Segment>::const_iterator;

    /// The segments of one name, in their order. The RFC 2231 form wins over the plain one: who sends both means it.
    QString decode(It from, It end) const {
        if (std::prev(end)->number == Segment::kPlain)
            return decodeEncodedWords(from->value, m_hint);
        QByteArray charset, bytes;
        bool anyExtended = false;
        int last = Segment::kPlain;
        for (It it = from; it != end && bytes.size() < limits::kParameterValue; ++it) {
            if (it->number == last) // of two with one number the first counts; the plain form does not
                continue;
            const bool first = last == Segment::kPlain;
            last = it->number;
            QByteArray value = it->value;
            if (it->extended) {
                if (first)
                    charset = takeCharset(value);
                value = QByteArray::fromPercentEncoding(value);
                anyExtended = true;
            }
            bytes += value;
        }
        QString text = anyExtended ? decodeCharset(bytes, charset, m_hint) : decodeEncodedWords(bytes, m_hint);
        if (anyExtended && text.startsWith(u"=?"))
            text = decodeEncodedWords(bytes, m_hint); // some send both encodings at once
        blankControls(text);
        return text;
    }

    /// Cuts "charset'language'" off.
    static QByteArray takeCharset(QByteArray& value) {
        const qsizetype first = value.indexOf('\'');
        const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
        if (second < 0)
            return {};
        const QByteArray charset = value.left(first);
        value = value.mid(second + 1);
        return charset;
    }

    QByteArrayView m_value, m_hint;
    qsizetype m_at = 0;
    bool m_tooLong = false;
    bool m_skipComments = true;
    QList<Segment> m_segments;
};

} // namespace

StructuredValue parseStructured(QByteArrayView value, QByteArrayView hint) { return ParameterScanner(value, hint).scan(); }

} // namespace detail

} // namespace tributary::mime
