// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/detail/LocatedJson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kDeepest = 32;

/// Where the values and names of well-formed JSON begin, in the file's order: the order of the parser's events.
QList<qsizetype> tokenStarts(const QByteArray& bytes) {
    QList<qsizetype> starts;
    const auto isBetween = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':' || c == ']' || c == '}'; };
    qsizetype at = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (at < bytes.size()) {
        const char c = bytes[at];
        if (isBetween(c)) {
            ++at;
            continue;
        }
        starts.append(at++);
        if (c == '"') {
            while (at < bytes.size() && bytes[at] != '"')
                at += bytes[at] == '\\' ? 2 : 1;
            ++at;
        } else if (c != '{' && c != '[') {
            while (at < bytes.size() && !isBetween(bytes[at]))
                ++at;
        }
    }
    return starts;
}

/// Builds the values from the parser's events.
class LocatingReader : public nlohmann::json_sax<nlohmann::json> {
  public:
    LocatingReader(const QByteArray& bytes, JsonFaults& faults) : m_starts(tokenStarts(bytes)), m_faults(faults) {}

    [[nodiscard]] JsonValue take() { return std::move(m_root); }

    bool null() override { return add(JsonValue::Kind::Null, [](JsonValue&) {}); }
    bool boolean(bool value) override {
        return add(JsonValue::Kind::Boolean, [&](JsonValue& v) { v.boolean = value; });
    }
    bool number_integer(number_integer_t value) override {
        return add(JsonValue::Kind::Number, [&](JsonValue& v) { v.whole = value; });
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add(JsonValue::Kind::Number, [&](JsonValue& v) {
            if (value <= static_cast<quint64>(std::numeric_limits<qint64>::max()))
                v.whole = static_cast<qint64>(value);
        });
    }
    bool number_float(number_float_t, const string_t&) override { return add(JsonValue::Kind::Number, [](JsonValue&) {}); }
    bool string(string_t& value) override {
        return add(JsonValue::Kind::Text, [&](JsonValue& v) { v.text = QString::fromStdString(value); });
    }
    bool binary(binary_t&) override { return false; } // JSON has none
    bool start_object(std::size_t) override { return open(JsonValue::Kind::Object); }
    bool start_array(std::size_t) override { return open(JsonValue::Kind::List); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        m_frames.back().key = QString::fromStdString(name);
        m_frames.back().keyAt = next();
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& exception) override {
        // "[...] parse error at line 1, column 2: syntax error while parsing ...": the place is told by us.
        // What was read last may be a secret.
        const QString text = QString::fromUtf8(exception.what()).section("; last read"_L1, 0, 0);
        const qsizetype words = text.indexOf(": "_L1, text.indexOf("column"_L1));
        m_faults.append({std::max<qsizetype>(static_cast<qsizetype>(position) - 1, 0), {}, u"not JSON: "_s + (words < 0 ? text : text.mid(words + 2))});
        return false;
    }

  private:
    qsizetype next() { return m_token < m_starts.size() ? m_starts[m_token++] : 0; }

    /// Of the value that is being read in the innermost frame.
    [[nodiscard]] QString path() const {
        QString path;
        for (const Frame& frame : m_frames)
            path = frame.value.kind == JsonValue::Kind::List ? itemPath(path, static_cast<qsizetype>(frame.value.items.size())) : memberPath(path, frame.key);
        return path;
    }

    template <typename Fill> bool add(JsonValue::Kind kind, const Fill& fill) {
        JsonValue value;
        value.kind = kind;
        value.at = next();
        fill(value);
        return place(std::move(value));
    }

    bool place(JsonValue value) {
        if (m_frames.empty()) {
            m_root = std::move(value);
            return true;
        }
        JsonValue& parent = m_frames.back().value;
        if (parent.kind == JsonValue::Kind::List) {
            parent.items.push_back(std::move(value));
            return true;
        }
        const Frame& frame = m_frames.back();
        const bool isThere = std::any_of(parent.members.begin(), parent.members.end(), [&](const JsonMember& m) { return m.name == frame.key; });
        if (isThere)
            m_faults.append({frame.keyAt, path(), u"this key stands here twice"_s});
        else
            parent.members.push_back({frame.key, frame.keyAt, std::move(value)});
        return true;
    }

    bool open(JsonValue::Kind kind) {
        JsonValue value;
        value.kind = kind;
        value.at = next();
        if (m_frames.size() >= kDeepest) {
            m_faults.append({value.at, {}, u"not JSON that is used here: nested more than %1 deep"_s.arg(kDeepest)});
            return false;
        }
        m_frames.push_back({std::move(value), {}, 0});
        return true;
    }

    bool close() {
        JsonValue value = std::move(m_frames.back().value);
        m_frames.pop_back();
        return place(std::move(value));
    }

    struct Frame {
        JsonValue value;
        QString key; ///< of the member that is being read
        qsizetype keyAt = 0;
    };
    const QList<qsizetype> m_starts;
    JsonFaults& m_faults;
    qsizetype m_token = 0;
    std::vector<Frame> m_frames;
    JsonValue m_root;
};

QString kindWordsOf(JsonValue::Kind kind) {
    switch (kind) {
    case JsonValue::Kind::Null: return u"null"_s;
    case JsonValue::Kind::Boolean: return u"true or false"_s;
    case JsonValue::Kind::Number: return u"a number"_s;
    case JsonValue::Kind::Text: return u"text"_s;
    case JsonValue::Kind::List: return u"a list"_s;
    case JsonValue::Kind::Object: return u"an object"_s;
    }
    return {};
}

} // namespace

QString kindWords(const JsonValue& value) { return kindWordsOf(value.kind); }

QString memberPath(const QString& path, const QString& name) { return path.isEmpty() ? name : path + u'.' + name; }

QString itemPath(const QString& path, qsizetype index) { return u"%1[%2]"_s.arg(path).arg(index); }

std::optional<JsonValue> parseLocatedJson(const QByteArray& bytes, JsonFaults& faults) {
    LocatingReader reader(bytes, faults);
    if (!nlohmann::json::sax_parse(bytes.cbegin(), bytes.cend(), &reader))
        return std::nullopt;
    return reader.take();
}

QString lineAndColumn(const QByteArray& bytes, qsizetype at) {
    const QByteArrayView before = QByteArrayView(bytes).first(std::clamp<qsizetype>(at, 0, bytes.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const QByteArrayView line = before.sliced(lineStart);
    const auto begun = std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return u"%1:%2"_s.arg(std::count(before.begin(), before.end(), '\n') + 1).arg(begun + 1);
}

bool isOfKind(const JsonValue& value, JsonValue::Kind kind, const QString& path, const QString& wanted, JsonFaults& faults) {
    if (value.kind == kind)
        return true;
    faults.append({value.at, path, u"must be %1, is %2"_s.arg(wanted, kindWords(value))});
    return false;
}

} // namespace tributary::accounts
