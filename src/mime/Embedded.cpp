// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Embedded.h"

#include "mime/Limits.h"
#include "mime/detail/Scan.h"
#include "mime/detail/TextFiles.h"
#include "mime/detail/Tnef.h"
#include "mime/detail/TransferDecoding.h"

namespace tributary::mime {

namespace {

class FileCollector {
  public:
    FileCollector(QByteArrayView raw, const ParsedMessage& message) : m_raw(raw), m_message(message) {}

    EmbeddedFiles collect() {
        for (int index = 0; index < m_message.parts.size(); ++index) {
            const Part& part = m_message.parts[index];
            if (part.isMultipart() && !part.children.isEmpty())
                continue;
            const qsizetype before = m_found.files.size();
            if (isTnef(part))
                detail::unpackTnef(decodedBody(m_raw, part), m_found, m_budget, m_properties);
            // A multipart without parts (no boundary) is shown as the text that it is.
            else if ((part.is("text", "plain") || part.isMultipart()) && part.encoding != TransferEncoding::Uuencode)
                fromText(part);
            for (qsizetype i = before; i < m_found.files.size(); ++i)
                m_found.files[i].part = index;
        }
        for (EmbeddedFile& file : m_found.files) {
            if (file.type.isEmpty()) {
                file.type = "application";
                file.subtype = "octet-stream";
            }
        }
        return std::move(m_found);
    }

  private:
    void note(Defect defect) {
        if (!m_found.defects.contains(defect))
            m_found.defects.append(defect);
    }

    void fromText(const Part& part) {
        const QByteArrayView body = detail::encodedBody(m_raw, part);
        const bool plainBytes = part.encoding == TransferEncoding::Identity;
        const QByteArray owned = plainBytes ? QByteArray() : detail::decoded(body, part.encoding);
        const QByteArrayView text = plainBytes ? body : QByteArrayView(owned);
        for (const detail::TextFile& found : detail::findTextFiles(text)) {
            if (m_found.files.size() >= limits::kFiles)
                return note(Defect::TooManyFiles);
            if (found.dataTo - found.dataFrom > m_budget)
                return note(Defect::FilesTooLarge);
            EmbeddedFile file;
            file.embedding = found.embedding;
            file.fileName = decodeEncodedWords(found.fileName);
            file.bytes = detail::decodeTextFile(text, found, file.damaged);
            if (file.damaged)
                note(Defect::DamagedFile);
            m_budget -= file.bytes.size();
            m_found.files.append(std::move(file));
        }
    }

    QByteArrayView m_raw;
    const ParsedMessage& m_message;
    EmbeddedFiles m_found;
    qsizetype m_budget = limits::kFileBytes;
    int m_properties = limits::kTnefProperties;
};

} // namespace

EmbeddedFiles embeddedFiles(QByteArrayView raw, const ParsedMessage& message) { return FileCollector(raw, message).collect(); }

bool isTnef(const Part& part) {
    return part.is("application", "ms-tnef") || part.is("application", "vnd.ms-tnef") ||
           part.fileName.compare(u"winmail.dat", Qt::CaseInsensitive) == 0;
}

QString safeFileName(const EmbeddedFile& file) {
    Part part;
    part.type = file.type;
    part.subtype = file.subtype;
    part.fileName = file.fileName;
    return safeFileName(part);
}

} // namespace tributary::mime
