// SPDX-License-Identifier: GPL-3.0-or-later
// winmail.dat: what Outlook makes of a message with attachments. Numbers are little-endian; every length is held against
// what is left before it is used.
#include "mime/detail/Tnef.h"

#include "mime/Limits.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/PartTree.h"
#include "mime/detail/Scan.h"

#include <algorithm>
#include <optional>

namespace tributary::mime::detail {

namespace {

constexpr quint32 kSignature = 0x223e9f78;
constexpr char kAttachmentLevel = 2;

/// MS-OXTNEF 2.1.3.2: the identifiers of attributes, without their types.
enum Attribute : quint16 {
    AttBody = 0x800c, AttAttachTitle = 0x8010, AttAttachData = 0x800f, AttAttachRenddata = 0x9002, AttMapiProps = 0x9003,
    AttAttachment = 0x9005, AttOemCodepage = 0x9007,
};

/// MS-OXPROPS.
enum Property : quint16 {
    PrRtfCompressed = 0x1009, PrHtml = 0x1013, PrDisplayName = 0x3001, PrAttachData = 0x3701, PrAttachFilename = 0x3704,
    PrAttachLongFilename = 0x3707, PrAttachMimeTag = 0x370e, PrAttachContentId = 0x3712,
};

enum ValueType : quint16 { PtObject = 0x0d, PtString8 = 0x1e, PtUnicode = 0x1f, PtBinary = 0x102, MultiValue = 0x1000 };

/// Reads within its bytes; behind the end everything is 0 and empty, and bad() says so.
class Cursor {
  public:
    explicit Cursor(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool bad() const { return m_bad; }
    [[nodiscard]] bool atEnd() const { return m_bad || m_at >= m_bytes.size(); }
    [[nodiscard]] qsizetype left() const { return m_bytes.size() - m_at; }

    QByteArrayView take(qint64 size) {
        if (size < 0 || size > left()) {
            m_bad = true;
            return {};
        }
        m_at += size;
        return m_bytes.sliced(m_at - size, size);
    }
    quint32 number(int size) {
        quint32 value = 0;
        const QByteArrayView bytes = take(size);
        for (qsizetype i = bytes.size() - 1; i >= 0; --i)
            value = value << 8 | static_cast<quint8>(bytes[i]);
        return value;
    }
    quint32 u32() { return number(4); }
    quint16 u16() { return static_cast<quint16>(number(2)); }
    /// Values are padded to four bytes; the last one's padding may be missing.
    void align(qint64 size) { m_at += std::min<qsizetype>((4 - size % 4) % 4, left()); }

  private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_bad = false;
};

struct PropertyValue {
    quint16 id = 0;
    quint16 type = 0; ///< without MultiValue
    QByteArrayView bytes; ///< of the first value
};

/// Bytes of one value of a fixed type; -1: its length stands before it; 0: unknown.
int fixedSize(quint16 type) {
    switch (type) {
    case 0x02: case 0x03: case 0x04: case 0x0a: case 0x0b: return 4;
    case 0x05: case 0x06: case 0x07: case 0x14: case 0x40: return 8;
    case 0x48: return 16;
    case PtObject: case PtString8: case PtUnicode: case PtBinary: return -1;
    default: return 0;
    }
}

/// The properties of an attachment or of the message (MS-OXTNEF 2.1.3.4).
class PropertyReader {
  public:
    PropertyReader(QByteArrayView bytes, int& budget) : m_in(bytes), m_left(m_in.u32()), m_budget(budget) {}

    [[nodiscard]] bool overBudget() const { return m_budget <= 0; }

    std::optional<PropertyValue> next() {
        if (m_left == 0 || m_in.atEnd() || m_budget <= 0)
            return std::nullopt;
        --m_left;
        --m_budget;
        PropertyValue value;
        const quint16 type = m_in.u16();
        value.type = static_cast<quint16>(type & ~MultiValue);
        value.id = m_in.u16();
        if (value.id >= 0x8000)
            skipName();
        const int fixed = fixedSize(value.type);
        if (fixed == 0)
            return std::nullopt; // where the next one begins is not known
        if (fixed > 0)
            readFixed(value, fixed, (type & MultiValue) != 0);
        else
            readVariable(value);
        return m_in.bad() ? std::nullopt : std::optional(value);
    }

  private:
    /// A named property: GUID, kind, and a number or a name.
    void skipName() {
        m_in.take(16);
        if (m_in.u32() == 0) {
            m_in.take(4);
            return;
        }
        const quint32 size = m_in.u32();
        m_in.take(size);
        m_in.align(size);
    }
    void readFixed(PropertyValue& value, int size, bool many) {
        const qint64 count = many ? m_in.u32() : 1;
        const QByteArrayView bytes = m_in.take(count * size);
        value.bytes = bytes.first(std::min<qsizetype>(bytes.size(), size));
    }
    void readVariable(PropertyValue& value) {
        quint32 count = m_in.u32();
        for (bool first = true; count > 0 && !m_in.bad() && m_budget > 0; --count, --m_budget, first = false) {
            const quint32 size = m_in.u32();
            const QByteArrayView bytes = m_in.take(size);
            m_in.align(size);
            if (first)
                value.bytes = bytes;
        }
    }

    Cursor m_in;
    quint32 m_left;
    int& m_budget;
};

QByteArrayView untilNul(QByteArrayView bytes) {
    const qsizetype nul = find(bytes, '\0', 0);
    return nul < 0 ? bytes : bytes.first(nul);
}

class TnefReader {
  public:
    TnefReader(EmbeddedFiles& into, qsizetype& budget, int& properties) : m_into(into), m_budget(budget), m_properties(properties) {}

    void read(QByteArrayView stream) {
        m_streams.append({stream, 0});
        // Messages inside wait their turn here: no recursion.
        for (qsizetype i = 0; i < m_streams.size(); ++i)
            readStream(m_streams[i].first, m_streams[i].second);
    }

  private:
    void note(Defect defect) {
        if (!m_into.defects.contains(defect))
            m_into.defects.append(defect);
    }

    void readStream(QByteArrayView stream, int depth) {
        Cursor in(stream);
        if (in.u32() != kSignature) {
            note(Defect::DamagedFile);
            return;
        }
        (void)in.u16(); // the key says nothing to a reader
        m_depth = depth;
        m_codepage = {};
        m_open = false;
        while (!in.atEnd() && takeAttribute(in)) {
        }
        if (in.bad()) {
            note(Defect::DamagedFile);
            m_file.damaged = m_open;
        }
        endFile();
    }

    bool takeAttribute(Cursor& in) {
        if (--m_properties <= 0) {
            note(Defect::TooManyTnefProperties);
            return false;
        }
        const auto level = static_cast<char>(in.number(1));
        const quint16 id = in.u16();
        (void)in.u16(); // its type
        const quint32 size = in.u32();
        const bool cut = size > in.left();
        const QByteArrayView data = in.take(cut ? in.left() : size);
        if (in.bad() || (level != 1 && level != kAttachmentLevel))
            return false; // garbage behind the last attribute
        const bool wrong = !cut && !checksumFits(data, in);
        if (level == kAttachmentLevel)
            takeAttachmentAttribute(id, data, cut || wrong);
        else
            takeMessageAttribute(id, data);
        if (cut)
            note(Defect::DamagedFile);
        return !cut;
    }

    static bool checksumFits(QByteArrayView data, Cursor& in) {
        quint32 sum = 0;
        for (const char c : data)
            sum += static_cast<quint8>(c);
        return in.u16() == (sum & 0xffff);
    }

    void takeMessageAttribute(quint16 id, QByteArrayView data) {
        if (id == AttOemCodepage) {
            m_codepage = "windows-" + QByteArray::number(Cursor(data).u32());
        } else if (id == AttBody) {
            m_into.hiddenText = m_into.hiddenText || !untilNul(data).isEmpty();
        } else if (id == AttMapiProps) {
            PropertyReader properties(data, m_properties);
            while (const auto value = properties.next())
                m_into.hiddenText = m_into.hiddenText || ((value->id == PrRtfCompressed || value->id == PrHtml) && !value->bytes.isEmpty());
        }
    }

    void takeAttachmentAttribute(quint16 id, QByteArrayView data, bool damaged) {
        if (id == AttAttachRenddata || !m_open) { // the first one of each attachment
            endFile();
            m_open = true;
        }
        m_file.damaged = m_file.damaged || damaged;
        if (id == AttAttachTitle)
            m_title = decodeCharset(untilNul(data), m_codepage);
        else if (id == AttAttachData)
            m_data = data;
        else if (id == AttAttachment)
            takeProperties(data);
    }

    QString text(const PropertyValue& value) const {
        if (value.type != PtUnicode)
            return decodeCharset(untilNul(value.bytes), m_codepage);
        const QString text = decodeCharset(value.bytes, "utf-16le");
        return text.left(text.indexOf(QChar(u'\0')) < 0 ? text.size() : text.indexOf(QChar(u'\0')));
    }

    void takeProperties(QByteArrayView data) {
        PropertyReader properties(data, m_properties);
        while (const auto value = properties.next()) {
            switch (value->id) {
            case PrAttachLongFilename: m_longName = text(*value); break;
            case PrAttachFilename: m_title = m_title.isEmpty() ? text(*value) : m_title; break;
            case PrDisplayName: m_displayName = text(*value); break;
            case PrAttachMimeTag: takeType(text(*value).toLatin1().toLower()); break;
            case PrAttachContentId: m_file.contentId = parseMessageIds(text(*value).toUtf8()).value(0); break;
            case PrAttachData: takeData(*value); break;
            default: break;
            }
        }
        if (properties.overBudget())
            note(Defect::TooManyTnefProperties);
    }

    void takeType(const QByteArray& value) {
        const qsizetype slash = value.indexOf('/');
        if (slash > 0 && slash + 1 < value.size()) {
            m_file.type = value.left(slash);
            m_file.subtype = value.mid(slash + 1);
        }
    }

    /// An object begins with what it is; that of a message is a stream like this one.
    void takeData(const PropertyValue& value) {
        constexpr qsizetype kInterface = 16;
        m_data = value.bytes;
        if (value.type != PtObject || value.bytes.size() <= kInterface)
            return;
        m_data = value.bytes.sliced(kInterface);
        if (Cursor(m_data).u32() != kSignature)
            return;
        if (m_depth + 1 >= limits::kTnefDepth) {
            note(Defect::TooDeep);
            return;
        }
        m_streams.append({m_data, m_depth + 1});
        m_isMessage = true;
    }

    void endFile() {
        const bool wanted = m_open && !m_isMessage && (!m_data.isEmpty() || !m_title.isEmpty() || !m_longName.isEmpty());
        if (wanted && m_into.files.size() >= limits::kFiles) {
            note(Defect::TooManyFiles);
        } else if (wanted && m_data.size() > m_budget) {
            note(Defect::FilesTooLarge);
        } else if (wanted) {
            m_file.embedding = Embedding::Tnef;
            m_file.fileName = !m_longName.isEmpty() ? m_longName : !m_title.isEmpty() ? m_title : m_displayName;
            m_file.bytes = m_data.toByteArray();
            m_budget -= m_data.size();
            if (m_file.damaged)
                note(Defect::DamagedFile);
            m_into.files.append(std::move(m_file));
        }
        m_file = {};
        m_data = {};
        m_title.clear();
        m_longName.clear();
        m_displayName.clear();
        m_open = m_isMessage = false;
    }

    EmbeddedFiles& m_into;
    qsizetype& m_budget;
    int& m_properties;
    QList<std::pair<QByteArrayView, int>> m_streams; ///< with their depths
    int m_depth = 0;
    QByteArray m_codepage;
    bool m_open = false; ///< an attachment has begun
    bool m_isMessage = false;
    EmbeddedFile m_file;
    QByteArrayView m_data;
    QString m_title, m_longName, m_displayName;
};

} // namespace

void unpackTnef(QByteArrayView stream, EmbeddedFiles& into, qsizetype& budget, int& properties) {
    TnefReader(into, budget, properties).read(stream);
}

} // namespace tributary::mime::detail
