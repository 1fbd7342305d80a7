// SPDX-License-Identifier: GPL-3.0-or-later
// uuencode (POSIX) and yEnc (1.3) as they stand in the middle of a text. Each line is looked at once: a file that turns
// out to be none gives back at most a few lines.
#include "mime/detail/TextFiles.h"

#include "mime/Limits.h"
#include "mime/detail/Scan.h"
#include "mime/detail/TransferDecoding.h"

#include <algorithm>
#include <array>

namespace tributary::mime::detail {

namespace {

constexpr int kFewestOpenLines = 3; ///< encoded lines that make a file of what has no end

constexpr std::array<quint32, 256> kCrcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ 0xedb88320U : value >> 1;
        table[i] = value;
    }
    return table;
}();

quint32 crc32(QByteArrayView bytes) {
    quint32 crc = 0xffffffffU;
    for (const char c : bytes)
        crc = (crc >> 8) ^ kCrcTable[(crc ^ static_cast<quint8>(c)) & 0xff];
    return ~crc;
}

QByteArrayView withoutLineEnds(QByteArrayView line) {
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

/// What stands behind "key=" up to a blank, or to the end of the line for a name. Empty: not there.
QByteArrayView yencValue(QByteArrayView line, QByteArrayView key) {
    const QByteArray wanted = ' ' + key.toByteArray() + '=';
    const qsizetype at = line.indexOf(wanted);
    if (at < 0)
        return {};
    const QByteArrayView rest = line.sliced(at + wanted.size());
    if (key == QByteArrayView("name"))
        return trimmed(rest);
    const qsizetype end = find(rest, ' ', 0);
    return end < 0 ? rest : rest.first(end);
}

qint64 numberOf(QByteArrayView digits, int base) {
    bool ok = false;
    const qint64 value = digits.isEmpty() ? -1 : digits.toByteArray().toLongLong(&ok, base);
    return ok && value >= 0 ? value : -1;
}

class FileFinder {
  public:
    explicit FileFinder(QByteArrayView text) : m_text(text) {}

    QList<TextFile> find() {
        QList<TextFile> files;
        constexpr QByteArrayView kBegin("begin ");
        for (qsizetype at = m_text.indexOf(kBegin); at >= 0 && files.size() <= limits::kFiles; at = m_text.indexOf(kBegin, m_at)) {
            m_at = at + kBegin.size();
            TextFile file;
            const bool yenc = at >= 2 && m_text[at - 1] == 'y' && m_text[at - 2] == '=' && isLineStart(at - 2);
            if (yenc ? readYenc(file, at - 2) : isLineStart(at) && readUu(file, at)) {
                m_at = file.to;
                files.append(std::move(file));
            }
        }
        return files;
    }

  private:
    bool isLineStart(qsizetype at) const { return at == 0 || m_text[at - 1] == '\n'; }
    QByteArrayView lineAt(qsizetype at, qsizetype& next) const {
        next = lineEnd(m_text, at);
        return withoutLineEnds(m_text.sliced(at, next - at));
    }

    /// "begin 644 name"; sets the name.
    static bool isUuBegin(QByteArrayView line, QByteArray& name) {
        const QByteArrayView rest = line.sliced(6);
        qsizetype digits = 0;
        while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '7')
            ++digits;
        if (digits < 3 || digits > 6 || digits >= rest.size() || rest[digits] != ' ')
            return false;
        name = trimmed(rest.sliced(digits)).toByteArray();
        return !name.isEmpty();
    }

    /// The first character says how many bytes follow; blanks at the end may be cut off, a checksum may be added.
    static bool isUuLine(QByteArrayView line) {
        if (line.isEmpty() || line[0] < ' ' || line[0] > '`')
            return false;
        const qsizetype bytes = (line[0] - ' ') & 63;
        const qsizetype longest = 1 + (bytes + 2) / 3 * 4 + 2;
        return line.size() <= longest && std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '`'; });
    }

    bool readUu(TextFile& file, qsizetype at) const {
        qsizetype next = 0;
        if (!isUuBegin(lineAt(at, next), file.fileName))
            return false;
        file.from = at;
        file.dataFrom = file.dataTo = file.to = next;
        int lines = 0;
        for (qsizetype line = next; line < m_text.size(); line = next) {
            const QByteArrayView content = lineAt(line, next);
            if (trimmed(content) == QByteArrayView("end")) {
                file.whole = true;
                file.to = next;
                break;
            }
            // An empty line may be one of blanks that were cut off, right before the end.
            if (content.isEmpty() ? !endFollows(next) : !isUuLine(content))
                break;
            ++lines;
            file.dataTo = file.to = next;
        }
        return lines > 0 && (file.whole || lines >= kFewestOpenLines);
    }

    bool endFollows(qsizetype at) const {
        qsizetype next = 0;
        return at < m_text.size() && trimmed(lineAt(at, next)) == QByteArrayView("end");
    }

    bool readYenc(TextFile& file, qsizetype at) const {
        qsizetype next = 0;
        const QByteArrayView begin = lineAt(at, next);
        file.embedding = Embedding::Yenc;
        file.fileName = yencValue(begin, "name").toByteArray();
        file.size = numberOf(yencValue(begin, "size"), 10);
        if (file.fileName.isEmpty() || file.size < 0)
            return false;
        file.from = at;
        const bool piece = numberOf(yencValue(begin, "part"), 10) > 0;
        if (qsizetype behind = 0; lineAt(next, behind).startsWith("=ypart "))
            next = behind;
        file.dataFrom = file.dataTo = file.to = next;
        for (qsizetype line = next; line < m_text.size(); line = next) {
            const QByteArrayView content = lineAt(line, next);
            if (content.startsWith("=ybegin "))
                break;
            if (content.startsWith("=yend ")) {
                const bool onlyPiece = !piece || numberOf(yencValue(content, "size"), 10) == file.size;
                file.whole = onlyPiece;
                file.crc = numberOf(yencValue(content, piece ? "pcrc32" : "crc32"), 16);
                file.to = next;
                break;
            }
            file.dataTo = file.to = next;
        }
        return file.dataTo > file.dataFrom;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QByteArray decodeYenc(QByteArrayView data) {
    QByteArray out(data.size(), Qt::Uninitialized);
    char* to = out.data();
    for (qsizetype i = 0; i < data.size(); ++i) {
        const char c = data[i];
        if (c == '\r' || c == '\n')
            continue;
        if (c == '=' && i + 1 < data.size())
            *to++ = static_cast<char>(data[++i] - 64 - 42);
        else
            *to++ = static_cast<char>(c - 42);
    }
    out.truncate(to - out.constData());
    return out;
}

} // namespace

QList<TextFile> findTextFiles(QByteArrayView text) { return FileFinder(text).find(); }

QByteArray withoutFiles(QByteArrayView text, const QList<TextFile>& files) {
    QByteArray kept;
    qsizetype from = 0;
    for (const TextFile& file : files) {
        kept.append(text.data() + from, file.from - from);
        from = file.to;
    }
    kept.append(text.data() + from, text.size() - from);
    return kept;
}

QByteArray decodeTextFile(QByteArrayView text, const TextFile& file, bool& damaged) {
    const QByteArrayView data = text.sliced(file.dataFrom, file.dataTo - file.dataFrom);
    damaged = !file.whole;
    if (file.embedding == Embedding::Uuencode)
        return decodeUuencodedLines(data);
    QByteArray bytes = decodeYenc(data);
    damaged = damaged || bytes.size() != file.size || (file.crc >= 0 && crc32(bytes) != file.crc);
    return bytes;
}

} // namespace tributary::mime::detail
