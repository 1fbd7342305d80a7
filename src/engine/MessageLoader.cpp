// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MessageLoader.h"

#include "content/Content.h"
#include "mime/Message.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxRawShown = 16 << 20;
constexpr qsizetype kMaxSourceShown = 4 << 20;
constexpr int kMaxNameTries = 10'000;

QString defectWords(mime::Defect defect) {
    switch (defect) {
    case mime::Defect::TooManyParts: return u"too-many-parts"_s;
    case mime::Defect::TooDeep: return u"too-deep"_s;
    case mime::Defect::HeaderTooLarge: return u"header-too-large"_s;
    case mime::Defect::TooManyAddresses: return u"too-many-addresses"_s;
    case mime::Defect::MissingBoundary: return u"missing-boundary"_s;
    case mime::Defect::UnterminatedMultipart: return u"unterminated-multipart"_s;
    case mime::Defect::BadTransferEncoding: return u"bad-transfer-encoding"_s;
    case mime::Defect::UnknownCharset: return u"unknown-charset"_s;
    case mime::Defect::InvalidCharset: return u"invalid-charset"_s;
    case mime::Defect::BadDate: return u"bad-date"_s;
    case mime::Defect::MissingHeaders: return u"missing-headers"_s;
    case mime::Defect::DuplicateSingleHeader: return u"duplicate-header"_s;
    case mime::Defect::MessageTooLarge: return u"message-too-large"_s;
    case mime::Defect::FieldTooLong: return u"field-too-long"_s;
    case mime::Defect::TooManyFields: return u"too-many-fields"_s;
    case mime::Defect::NameTooLong: return u"name-too-long"_s;
    case mime::Defect::AddressTooLong: return u"address-too-long"_s;
    case mime::Defect::TooManyParameters: return u"too-many-parameters"_s;
    case mime::Defect::ParameterTooLong: return u"parameter-too-long"_s;
    case mime::Defect::BoundaryTooLong: return u"boundary-too-long"_s;
    case mime::Defect::TooManyReferences: return u"too-many-references"_s;
    case mime::Defect::TextTooLong: return u"text-too-long"_s;
    case mime::Defect::TooManyFiles: return u"too-many-files"_s;
    case mime::Defect::FilesTooLarge: return u"files-too-large"_s;
    case mime::Defect::TooManyTnefProperties: return u"too-many-tnef-properties"_s;
    case mime::Defect::TooManyRecipients: return u"too-many-recipients"_s;
    case mime::Defect::DamagedFile: return u"damaged-file"_s;
    }
    return {};
}

/// The size that the sync wrote in place of a part it left out (sync/PartialFetch), as decoded bytes; below zero: it is there.
qint64 omittedSize(const mime::Part& part) {
    for (const mime::HeaderField& field : part.headers) {
        if (field.name.compare("X-Tributary-Omitted", Qt::CaseInsensitive) != 0)
            continue;
        const qint64 encoded = field.value.trimmed().toLongLong();
        constexpr qint64 kLineIn = 57, kLineOut = 78; // RFC 2045 6.8: 57 bytes make a line of 76 and its end
        return part.encoding == mime::TransferEncoding::Base64 ? encoded * kLineIn / kLineOut : encoded;
    }
    return -1;
}

/// isPartial: only then may a field of the message say that something was left out; anyone can write one.
model::AttachmentSummary summaryOf(const QByteArray& raw, const mime::Part& part, bool isPartial) {
    model::AttachmentSummary summary;
    summary.part = part.section;
    summary.name = mime::safeFileName(part);
    summary.mediaType = QString::fromLatin1(part.type + '/' + part.subtype);
    summary.size = mime::decodedBody(raw, part).size();
    summary.isInline = part.disposition == "inline" || !part.contentId.isEmpty();
    summary.contentId = QString::fromUtf8(part.contentId);
    const qint64 omitted = isPartial ? omittedSize(part) : -1;
    summary.isOmitted = omitted >= 0;
    if (summary.isOmitted)
        summary.size = omitted;
    return summary;
}

void describe(MessageContent& content, const mime::ParsedMessage& message) {
    for (const mime::HeaderField& field : message.headers())
        content.headers.append({QString::fromLatin1(field.name), mime::decodeEncodedWords(field.value)});
    for (const mime::Part& part : message.parts) {
        content.structure.append(u"%1 %2/%3 %4"_s.arg(part.section.isEmpty() ? u"-"_s : part.section,
                                                     QString::fromLatin1(part.type), QString::fromLatin1(part.subtype),
                                                     QString::number(part.bodySize)));
    }
    for (const mime::Defect defect : message.defects)
        content.defects.append(defectWords(defect));
}

struct Opened {
    QByteArray raw;
    mime::ParsedMessage message;
    const mime::Part* part = nullptr;
};

Result<Opened> openPart(store::Reader& reader, MessageId id, const QString& section) {
    Opened opened;
    TRY(opened.raw, reader.rawMessage(id));
    opened.message = mime::parseMessage(opened.raw);
    opened.part = opened.message.findSection(section);
    if (!opened.part)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, section);
    return opened;
}

/// Under name or, where that is taken, "name (2)"; never over a file that is there, never executable.
Result<QString> saveBytes(const QByteArray& bytes, const QString& safeName, const QString& directory) {
    const QFileInfo name(safeName);
    const QDir folder(directory);
    if (!folder.exists())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, directory);
    const QString suffix = name.suffix().isEmpty() ? QString() : QString(u'.' + name.suffix());
    for (int attempt = 1; attempt < kMaxNameTries; ++attempt) {
        const QString candidate =
            attempt == 1 ? name.fileName() : u"%1 (%2)%3"_s.arg(name.completeBaseName()).arg(attempt).arg(suffix);
        QFile file(folder.filePath(candidate));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            if (file.exists())
                continue;
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, file.fileName() + u": "_s + file.errorString());
        }
        if (file.write(bytes) != bytes.size() || !file.flush()) {
            const QString reason = file.errorString();
            file.remove();
            return failure(ErrorKind::Storage, ErrorCode::DiskFull, file.fileName() + u": "_s + reason);
        }
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        return file.fileName();
    }
    return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
}

/// A file name for the source of a message.
QString sourceName(const QString& subject) {
    mime::Part part;
    part.type = "message";
    part.subtype = "rfc822";
    part.fileName = (subject.trimmed().isEmpty() ? u"message"_s : subject.trimmed()) + u".eml"_s;
    part.fileName.replace(u'/', u'-').replace(u'\\', u'-'); // a subject is no path
    return mime::safeFileName(part);
}

} // namespace

Result<MessageContent> loadContent(store::Reader& reader, MessageId id, const ReadOptions& /*options*/) {
    TRY(const store::StoredMessage stored, reader.message(id));
    MessageContent content;
    content.summary = stored.summary;
    content.cc = stored.cc;
    content.replyTo = stored.replyTo;
    auto raw = reader.rawMessage(id);
    if (!raw) {
        content.bodyMissing = raw.error().code == ErrorCode::NotFound;
        if (content.bodyMissing)
            return content;
        return failure(raw.error());
    }
    const mime::ParsedMessage message = mime::parseMessage(*raw);
    describe(content, message);
    content.text = content::bodyText(*raw, message);
    const mime::BodyChoice choice = mime::chooseBody(message);
    if (choice.html >= 0) {
        const content::SanitisedHtml clean = content::sanitiseHtml(mime::decodedText(*raw, message.parts.at(choice.html)));
        content.html = clean.html;
        content.htmlOriginal = clean.html;
        content.blockedRemote = clean.blockedRemote;
    }
    for (const int index : mime::attachmentParts(message))
        content.attachments.append(summaryOf(*raw, message.parts.at(index), stored.summary.body == model::BodyState::Text));
    if (raw->size() <= kMaxRawShown)
        content.raw = *raw;
    return content;
}

Result<QByteArray> loadPartBytes(store::Reader& reader, MessageId id, const QString& section) {
    TRY(const Opened opened, openPart(reader, id, section));
    return mime::decodedBody(opened.raw, *opened.part);
}

Result<QString> savePart(store::Reader& reader, MessageId id, const QString& section, const QString& directory) {
    TRY(const QStringList paths, saveParts(reader, id, {section}, directory));
    return paths.first();
}

Result<QStringList> saveParts(store::Reader& reader, MessageId id, const QStringList& sections, const QString& directory) {
    TRY(const QByteArray raw, reader.rawMessage(id));
    const mime::ParsedMessage message = mime::parseMessage(raw);
    QStringList paths;
    for (const QString& section : sections) {
        const mime::Part* const part = message.findSection(section);
        if (!part)
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, section);
        TRY(const QString path, saveBytes(mime::decodedBody(raw, *part), mime::safeFileName(*part), directory));
        paths.append(path);
    }
    return paths;
}

Result<RawMessage> loadSource(store::Reader& reader, MessageId id) {
    TRY(const QByteArray raw, reader.rawMessage(id));
    return RawMessage{raw.first(std::min(raw.size(), kMaxSourceShown)), raw.size()};
}

Result<QString> saveSource(store::Reader& reader, MessageId id, const QString& directory) {
    TRY(const store::StoredMessage stored, reader.message(id));
    TRY(const QByteArray raw, reader.rawMessage(id));
    return saveBytes(raw, sourceName(stored.summary.subject), directory);
}

} // namespace tributary::engine
