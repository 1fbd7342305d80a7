// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/PartFinder.h"

#include "engine/MessageReading.h"
#include "mime/Message.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDepth = 16; ///< messages in messages in messages

tl::unexpected<Error> noPart(const QString& section) { return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, section); }

Result<LoadedPart> fileInside(QByteArrayView raw, const mime::ParsedMessage& message, const QString& section) {
    const qsizetype slash = section.indexOf(u'/');
    const mime::EmbeddedFiles inside = filesInside(raw, message);
    const int number = section.mid(slash + 1).toInt();
    if (number < 1 || number > inside.files.size())
        return noPart(section);
    const mime::EmbeddedFile& file = inside.files.at(number - 1);
    if (message.parts.at(file.part).section != section.left(slash))
        return noPart(section);
    return LoadedPart{mime::safeFileName(file), file.bytes};
}

/// Mail programs attach messages under many types; anything else is no message, whatever stands in it.
bool mayHoldMessage(const mime::Part& part) {
    return part.type == "message" || part.is("application", "octet-stream") || part.fileName.endsWith(".eml"_L1, Qt::CaseInsensitive);
}

/// The longest beginning of the section that is a part here; the rest is a section in it.
const mime::Part* holderOf(const mime::ParsedMessage& message, const QString& section, QString& rest) {
    for (qsizetype dot = section.lastIndexOf(u'.'); dot > 0; dot = section.lastIndexOf(u'.', dot - 1)) {
        const mime::Part* const part = message.findSection(section.left(dot));
        if (!part || !mayHoldMessage(*part))
            continue;
        rest = section.mid(dot + 1);
        return part;
    }
    return nullptr;
}

} // namespace

Result<LoadedPart> findPart(QByteArrayView raw, const QString& section, bool isPartial) {
    QByteArray owned;
    QString rest = section;
    for (int depth = 0; depth < kMaxDepth; ++depth) {
        const mime::ParsedMessage message = mime::parseMessage(raw);
        if (const mime::Part* const part = message.findSection(rest)) {
            if (isPartial && omittedSize(*part) >= 0)
                return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, section + u": left out of what is cached"_s);
            return LoadedPart{mime::safeFileName(raw, *part), mime::decodedBody(raw, *part)};
        }
        if (rest.contains(u'/') && message.findSection(rest.left(rest.indexOf(u'/'))))
            return fileInside(raw, message, rest);
        QString inner;
        const mime::Part* const holder = holderOf(message, rest, inner);
        if (!holder)
            return noPart(section);
        owned = mime::decodedBody(raw, *holder);
        raw = owned;
        rest = inner;
    }
    return noPart(section);
}

} // namespace tributary::engine
