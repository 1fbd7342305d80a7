// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/PartialFetch.h"

#include "base/Log.h"

#include <algorithm>
#include <deque>

namespace tributary::sync {

namespace {

constexpr qint64 kSmallPart = 64LL << 10;  // pictures in the text, calendars, signatures
constexpr qint64 kTextPart = 512LL << 10;  // a longer text is cut here until the whole comes
constexpr qint64 kHeaderSlice = 256LL << 10;
constexpr int kSlicesInFlight = 4;
constexpr qsizetype kMostParts = 200;

QByteArray slice(const QByteArray& section, qint64 from, qint64 count) {
    return "BODY.PEEK[" + section + "]<" + QByteArray::number(from) + '.' + QByteArray::number(count) + '>';
}

QByteArray boundaryOf(const imap::BodyPart& part) {
    for (const auto& [name, value] : part.parameters) {
        if (name == "boundary")
            return value;
    }
    return {};
}

/// Where a multipart's children stand: its own section and a dot, nothing for the one at the top.
bool isWithin(const QByteArray& section, const QByteArray& parent) {
    return parent.isEmpty() || (section.size() > parent.size() && section.startsWith(parent) && section[parent.size()] == '.');
}

void endLine(QByteArray& out) {
    if (!out.endsWith('\n'))
        out += "\r\n";
}

/// A MIME header block without the empty line that ends it.
QByteArray withoutEnd(QByteArray header) {
    while (header.endsWith("\r\n\r\n"))
        header.chop(2);
    if (header == "\r\n")
        header.clear();
    endLine(header);
    return header == "\r\n" ? QByteArray() : header;
}

class Rebuilding {
  public:
    explicit Rebuilding(const QHash<QByteArray, QByteArray>& sections) : m_sections(sections) {}

    void add(const imap::BodyPart& part, bool isTop) {
        closeUntil(part.section);
        const bool isMultipart = part.type == "multipart";
        if (!isTop) {
            if (m_open.isEmpty())
                return; // a structure without a multipart above it: nothing to hang it on
            endLine(m_out);
            m_out += "--" + m_open.constLast().boundary + "\r\n";
            m_out += withoutEnd(m_sections.value(part.section + ".MIME"));
        }
        const QByteArray body = isTop && !isMultipart ? QByteArray("1") : part.section;
        if (!isMultipart && !m_sections.contains(body))
            m_out += "X-Tributary-Omitted: " + QByteArray::number(part.size) + "\r\n";
        m_out += "\r\n";
        if (isMultipart)
            m_open.append({part.section, boundaryOf(part)});
        else
            m_out += m_sections.value(body);
    }

    QByteArray finish() {
        while (!m_open.isEmpty())
            close();
        return std::move(m_out);
    }
    QByteArray& out() { return m_out; }

  private:
    struct Open {
        QByteArray section, boundary;
    };
    void close() {
        endLine(m_out);
        m_out += "--" + m_open.takeLast().boundary + "--\r\n";
    }
    void closeUntil(const QByteArray& section) {
        while (!m_open.isEmpty() && !isWithin(section, m_open.constLast().section))
            close();
    }

    const QHash<QByteArray, QByteArray>& m_sections;
    QByteArray m_out;
    QList<Open> m_open;
};

} // namespace

bool belongsToText(const imap::BodyPart& part) {
    if (part.type == "multipart")
        return false;
    const bool isRead = part.type == "text" && part.disposition != "attachment";
    return isRead || part.size <= kSmallPart;
}

QByteArray rebuildMessage(const QList<imap::BodyPart>& structure, const QHash<QByteArray, QByteArray>& sections) {
    Rebuilding message(sections);
    message.out() = withoutEnd(sections.value("HEADER"));
    // Parts below a message/rfc822 belong to that part's bytes, which are fetched or left out as one.
    QByteArray inner;
    for (qsizetype i = 0; i < structure.size(); ++i) {
        const imap::BodyPart& part = structure.at(i);
        if (!inner.isEmpty() && part.section.startsWith(inner))
            continue;
        inner = part.type == "message" && (part.subtype == "rfc822" || part.subtype == "global") ? part.section + '.' : QByteArray();
        message.add(part, i == 0);
    }
    return message.finish();
}

Result<bool> PartialFetch::fetchItems(Uid uid, const QByteArrayList& items, Sections& sections,
                                      QList<imap::BodyPart>* structure) {
    bool any = false;
    const auto handler = [&](imap::Event& event) -> Status {
        auto* data = std::get_if<imap::FetchData>(&event);
        if (!data || data->uid != uid || (data->sections.isEmpty() && !data->bodyStructure)) {
            m_selected.take(event);
            return {};
        }
        any = true;
        if (structure && data->bodyStructure)
            *structure = std::move(*data->bodyStructure);
        for (imap::BodySection& section : data->sections) {
            if (!section.nil)
                sections.insert(section.section.toUpper(), std::move(section.bytes));
        }
        return {};
    };
    QByteArrayList all{"UID"};
    all.append(items);
    TRY(const auto response, m_connection.run(imap::command::uidFetch(imap::UidSet::range(uid.value, uid.value), all), handler));
    if (!response.isOk())
        qCWarning(lcSync) << "the server does not give parts of UID" << uid.value << loggable(response.text);
    return any && response.isOk();
}

Result<std::optional<QByteArray>> PartialFetch::fetchText(Uid uid, qint64 size) {
    Sections sections;
    QList<imap::BodyPart> structure;
    TRY(const bool any, fetchItems(uid, {"BODYSTRUCTURE", slice("HEADER", 0, kHeaderSlice)}, sections, &structure));
    if (!any || !sections.contains("HEADER"))
        return std::optional<QByteArray>();
    if (structure.size() > kMostParts || std::any_of(structure.begin(), structure.end(), [](const imap::BodyPart& part) {
            return part.type == "multipart" && boundaryOf(part).isEmpty();
        }))
        structure.clear();
    QByteArrayList items;
    for (qsizetype i = 0; i < structure.size(); ++i) {
        const imap::BodyPart& part = structure.at(i);
        const QByteArray section = i == 0 && part.section.isEmpty() ? QByteArray("1") : part.section;
        if (i > 0)
            items.append(slice(part.section + ".MIME", 0, kHeaderSlice));
        if (part.type != "multipart" && belongsToText(part))
            items.append(slice(section, 0, kTextPart));
    }
    if (!items.isEmpty()) {
        TRY(const bool parts, fetchItems(uid, items, sections, nullptr));
        if (!parts)
            structure.clear();
    }
    if (structure.isEmpty()) { // it cannot be told what it is made of: the header alone, and the rest by the whole
        qCInfo(lcSync) << "no usable BODYSTRUCTURE for UID" << uid.value << "of" << size << "bytes";
        return std::optional<QByteArray>(withoutEnd(sections.value("HEADER")) + "\r\n");
    }
    return std::optional<QByteArray>(rebuildMessage(structure, sections));
}

Result<std::optional<QByteArray>> PartialFetch::fetchWhole(Uid uid, qint64 size) {
    if (size > kMaxAskedBody)
        return std::optional<QByteArray>();
    QByteArray whole;
    std::deque<imap::CommandId> underWay;
    QHash<quint32, QByteArray> pieces; // by origin
    const auto handler = [&](imap::Event& event) -> Status {
        auto* data = std::get_if<imap::FetchData>(&event);
        if (!data || data->uid != uid || data->sections.isEmpty()) {
            m_selected.take(event);
            return {};
        }
        for (imap::BodySection& section : data->sections) {
            if (section.section.isEmpty() && section.origin && !section.nil && section.bytes.size() <= kSlice)
                pieces.insert(*section.origin, std::move(section.bytes));
        }
        return {};
    };
    // On until a slice comes short, since the size is what the server says and no more; one that is missing before that is a
    // refusal.
    qint64 asked = 0;
    bool complete = false;
    for (bool ended = false; !ended || !underWay.empty();) {
        while (!ended && asked <= std::max(size, static_cast<qint64>(whole.size())) && underWay.size() < kSlicesInFlight) {
            TRY(const auto id, m_connection.send(imap::command::uidFetch(imap::UidSet::range(uid.value, uid.value),
                                                                         {"UID", slice({}, asked, kSlice)})));
            underWay.push_back(id);
            asked += kSlice;
        }
        if (underWay.empty())
            break;
        TRY(const auto response, m_connection.await(underWay.front(), handler));
        underWay.pop_front();
        if (ended)
            continue;
        const QByteArray piece = pieces.take(static_cast<quint32>(whole.size()));
        whole += piece;
        complete = response.isOk() && piece.size() < kSlice;
        ended = !response.isOk() || piece.size() < kSlice || whole.size() > kMaxAskedBody;
    }
    // Short of what the server calls the size: at its end, if nothing follows. Some servers give smaller slices than asked for.
    constexpr int kMostFurther = 2000;
    for (int i = 0; complete && i < kMostFurther && whole.size() < std::min<qint64>(size, kMaxAskedBody); ++i) {
        TRY(const auto response, m_connection.run(imap::command::uidFetch(imap::UidSet::range(uid.value, uid.value),
                                                                          {"UID", slice({}, whole.size(), kSlice)}), handler));
        complete = response.isOk();
        const QByteArray piece = pieces.take(static_cast<quint32>(whole.size()));
        if (piece.isEmpty())
            break;
        whole += piece;
    }
    if (!complete || whole.isEmpty())
        return std::optional<QByteArray>();
    return std::optional<QByteArray>(std::move(whole));
}

} // namespace tributary::sync
