// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <cstring>

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
    QByteArray value;
    bool extended = false; ///< percent-encoded, the first one with charset'language'
};

struct RawParameter {
    QMap<int, Segment> segments; ///< by number; -1: the plain value
    qsizetype size = 0;
};

class ParameterScanner {
  public:
    explicit ParameterScanner(QByteArrayView value) : m_value(value) {}

    StructuredValue scan() {
        StructuredValue result;
        result.value = trimmed(QByteArrayView(token(";"))).toByteArray().toLower();
        while (m_at < m_value.size() && m_order.size() < limits::kParameters)
            scanParameter();
        for (const QByteArray& name : std::as_const(m_order))
            result.parameters.append({name, decode(m_raw[name])});
        return result;
    }

  private:
    QByteArray token(const char* stops) {
        const qsizetype start = m_at;
        while (m_at < m_value.size() && std::strchr(stops, m_value[m_at]) == nullptr)
            ++m_at;
        return m_value.sliced(start, m_at - start).toByteArray();
    }

    QByteArray quotedValue() {
        QByteArray value;
        ++m_at;
        while (m_at < m_value.size() && m_value[m_at] != '"') {
            if (m_value[m_at] == '\\' && m_at + 1 < m_value.size() && (m_value[m_at + 1] == '"' || m_value[m_at + 1] == '\\'))
                ++m_at;
            value.append(m_value[m_at++]);
        }
        ++m_at;
        (void)token(";"); // whatever stands behind the quote
        return value;
    }

    void scanParameter() {
        ++m_at; // the ';'
        while (m_at < m_value.size() && isBlank(m_value[m_at]))
            ++m_at;
        QByteArray name = trimmed(QByteArrayView(token("=;"))).toByteArray().toLower();
        if (m_at >= m_value.size() || m_value[m_at] == ';' || name.isEmpty())
            return;
        ++m_at; // the '='
        while (m_at < m_value.size() && isBlank(m_value[m_at]))
            ++m_at;
        const bool quoted = m_at < m_value.size() && m_value[m_at] == '"';
        QByteArray value = quoted ? quotedValue() : trimmed(QByteArrayView(token(";"))).toByteArray();
        m_at = std::min(m_at, m_value.size());
        keep(std::move(name), std::move(value));
    }

    void keep(QByteArray name, QByteArray value) {
        Segment segment{std::move(value), false};
        int number = -1;
        if (name.endsWith('*')) {
            segment.extended = true;
            name.chop(1);
            number = 0;
        }
        if (const qsizetype star = name.lastIndexOf('*'); star > 0) {
            bool ok = false;
            number = name.mid(star + 1).toInt(&ok);
            if (!ok || number < 0 || number > 9999)
                return;
            name.truncate(star);
        }
        RawParameter& raw = m_raw[name];
        if (raw.segments.isEmpty())
            m_order.append(name);
        raw.size += segment.value.size();
        if (!raw.segments.contains(number) && raw.size <= limits::kParameterValue)
            raw.segments.insert(number, segment);
    }

    static QString decode(const RawParameter& raw) {
        // The extended form wins over the plain one (RFC 2231 is what newer senders mean).
        if (raw.segments.size() == 1 && raw.segments.contains(-1))
            return decodeEncodedWords(raw.segments.first().value); // RFC 2047 in a parameter: forbidden, and everywhere
        QByteArray charset, bytes;
        bool anyExtended = false;
        int expected = 0;
        for (auto it = raw.segments.lowerBound(0); it != raw.segments.end() && it.key() == expected; ++it, ++expected) {
            QByteArray value = it->value;
            if (it->extended) {
                if (it.key() == 0) {
                    const qsizetype first = value.indexOf('\'');
                    const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
                    if (second >= 0) {
                        charset = value.left(first);
                        value = value.mid(second + 1);
                    }
                }
                value = QByteArray::fromPercentEncoding(value);
                anyExtended = true;
            }
            bytes += value;
        }
        if (bytes.isEmpty() && raw.segments.contains(-1))
            bytes = raw.segments[-1].value;
        return anyExtended ? decodeCharset(bytes, charset) : decodeEncodedWords(bytes);
    }

    QByteArrayView m_value;
    qsizetype m_at = 0;
    QList<QByteArray> m_order;
    QHash<QByteArray, RawParameter> m_raw;
};

} // namespace

StructuredValue parseStructured(QByteArrayView value) {
    if (value.contains('(')) {
        const QByteArray bare = withoutComments(value);
        return ParameterScanner(bare).scan();
    }
    return ParameterScanner(value).scan();
}

} // namespace detail

} // namespace tributary::mime
