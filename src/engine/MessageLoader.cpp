// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MessageLoader.h"

#include "engine/AttachmentFiles.h"
#include "engine/KnownDomainsOf.h"
#include "engine/MessageReading.h"
#include "engine/PartFinder.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxRawShown = 16 << 20;

tl::unexpected<Error> quarantinedError() { return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"quarantined: it crashed the program twice"_s); }

/// What the user chose for the sender. In Junk no choice counts: From is what its sender likes it to be.
Status takeChoices(MessageContent& content, store::Reader& reader, QByteArray& charset) {
    if (content.summary.from.isEmpty())
        return {};
    TRY(const model::SenderChoice choice, reader.senderChoice(content.summary.from.first().addrSpec));
    content.form = choice.form;
    content.picturesAllowed = choice.pictures;
    if (charset.isEmpty())
        charset = choice.charset;
    if (!choice.pictures)
        return {};
    TRY(const model::Mailbox mailbox, reader.mailbox(content.summary.mailbox));
    content.picturesAllowed = mailbox.specialUse != model::SpecialUse::Junk;
    return {};
}

bool namesSameSender(const model::MessageSummary& a, const model::MessageSummary& b) {
    const auto address = [](const model::MessageSummary& of) { return of.from.isEmpty() ? QString() : of.from.first().addrSpec; };
    return address(a).compare(address(b), Qt::CaseInsensitive) == 0;
}

/// Without Gmail's own (\Inbox, \Starred): the mailbox and the flags say those.
QStringList ownLabels(QStringList labels) {
    labels.removeIf([](const QString& label) { return label.startsWith(u'\\'); });
    return labels;
}

void takeRaw(MessageContent& content, const QByteArray& raw) {
    if (raw.size() <= kMaxRawShown)
        content.raw = raw;
    else
        content.defects.append(u"source-too-large"_s);
}

} // namespace

Result<MessageContent> loadContent(const LoadSource& from, MessageId id, const ReadOptions& options) {
    TRY(const store::StoredMessage stored, from.reader.message(id));
    MessageContent content;
    content.summary = stored.summary;
    content.cc = stored.cc;
    content.replyTo = stored.replyTo;
    content.labels = ownLabels(stored.labels);
    ReadingInput input;
    input.charset = options.charset;
    TRY_STATUS(takeChoices(content, from.reader, input.charset));
    const auto raw = from.reader.rawMessage(id);
    if (!raw) {
        content.bodyMissing = raw.error().code == ErrorCode::NotFound;
        return content.bodyMissing ? Result<MessageContent>(std::move(content)) : failure(raw.error());
    }
    input.raw = *raw;
    input.remotePictures = options.remotePictures;
    input.isPartial = stored.summary.body == model::BodyState::Text;
    input.loopbackIsPublicForTests = from.loopbackIsPublicForTests;
    input.knownDomains = knownDomainsOf(from.reader);
    if (const auto mark = from.marks.begin(CrashMarks::keyOf(*raw)))
        readMessage(content, input);
    else
        readQuarantined(content, *raw);
    // Several From, or another one than the server understood: whose choice it would be is not known. An encrypted message tells
    // nobody anything.
    const bool isAnother = !namesSameSender(content.summary, stored.summary);
    if (isAnother || content.senderHints.has(SenderHint::SeveralFrom) || content.protection.isEncrypted)
        content.picturesAllowed = false;
    takeRaw(content, *raw);
    return content;
}

Result<MessageContent> loadNestedContent(const LoadSource& from, MessageId id, const QString& section) {
    TRY(const store::StoredMessage stored, from.reader.message(id));
    TRY(const QByteArray outer, from.reader.rawMessage(id));
    const auto mark = from.marks.begin(CrashMarks::keyOf(outer));
    if (!mark)
        return quarantinedError();
    TRY(const LoadedPart part, findPart(outer, section, stored.summary.body == model::BodyState::Text)); // opened on the user's word: any part
    MessageContent content;
    content.summary = stored.summary;
    readSummary(content, part.bytes);
    ReadingInput input;
    input.raw = part.bytes;
    input.sectionPrefix = section + u'.';
    input.loopbackIsPublicForTests = from.loopbackIsPublicForTests;
    input.knownDomains = knownDomainsOf(from.reader);
    readMessage(content, input);
    takeRaw(content, part.bytes);
    return content;
}

Result<LoadedPart> loadOnePart(const LoadSource& from, MessageId id, const QString& section) {
    TRY(const store::StoredMessage stored, from.reader.message(id));
    TRY(const QByteArray raw, from.reader.rawMessage(id));
    const auto mark = from.marks.begin(CrashMarks::keyOf(raw));
    if (!mark)
        return quarantinedError();
    return findPart(raw, section, stored.summary.body == model::BodyState::Text);
}

Result<QStringList> saveParts(const LoadSource& from, MessageId id, const QStringList& sections, const QString& directory) {
    TRY(const store::StoredMessage stored, from.reader.message(id));
    TRY(const QByteArray raw, from.reader.rawMessage(id));
    const auto mark = from.marks.begin(CrashMarks::keyOf(raw));
    if (!mark)
        return quarantinedError();
    QStringList paths;
    for (const QString& section : sections) {
        TRY(const LoadedPart part, findPart(raw, section, stored.summary.body == model::BodyState::Text));
        TRY(const QString path, saveBytes(part.bytes, part.name, directory));
        paths.append(path);
    }
    return paths;
}

Result<RawMessage> loadSource(store::Reader& reader, MessageId id, qint64 maxBytes) {
    TRY(const QByteArray raw, reader.rawMessage(id));
    return RawMessage{raw.first(std::clamp<qsizetype>(maxBytes, 0, raw.size())), raw.size()};
}

Result<QString> saveSource(store::Reader& reader, MessageId id, const QString& directory) {
    TRY(const store::StoredMessage stored, reader.message(id));
    TRY(const QByteArray raw, reader.rawMessage(id));
    return saveBytes(raw, sourceName(stored.summary.subject), directory);
}

Status releaseFromQuarantine(const LoadSource& from, MessageId id) {
    TRY(const QByteArray raw, from.reader.rawMessage(id));
    from.marks.release(CrashMarks::keyOf(raw));
    return {};
}

} // namespace tributary::engine
