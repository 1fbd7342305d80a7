// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "mime/Embedded.h"

namespace tributary::engine {

struct ReadingInput {
    QByteArrayView raw;
    QByteArray charset;          ///< instead of what the parts say; empty: as they say
    bool remotePictures = false; ///< see ReadOptions
    bool isPartial = false;      ///< large attachments were left out (BodyState::Text); only then a field of the message may say so
    QString sectionPrefix;       ///< of a message inside another one: "2." in front of its sections
    bool loopbackIsPublicForTests = false;
    content::KnownDomains knownDomains; ///< what links and senders are held against
};

/// Everything of the content that is made from the bytes: parsed, sanitised, summed up. Pure; bounded in time and memory by the limits
/// of mime and content, and no attachment is decoded for its size.
void readMessage(MessageContent& content, const ReadingInput& input);

/// The row's part of the content, for a message that has no row: one inside another.
void readSummary(MessageContent& content, QByteArrayView raw);

/// The same for bytes that nothing may look into: headers as they stand, text as the source is.
void readQuarantined(MessageContent& content, QByteArrayView raw);

/// Files inside of texts and winmail.dat; none where a glance says so. File N (from 1) of part S has the section "S/N".
[[nodiscard]] mime::EmbeddedFiles filesInside(QByteArrayView raw, const mime::ParsedMessage& message);

/// The part is of a message that is itself a part of this one.
[[nodiscard]] bool isInsideAnotherMessage(const mime::ParsedMessage& message, qsizetype part);

/// The size that the sync wrote in place of a part it left out (sync/PartialFetch), as decoded bytes; below zero: it is there.
[[nodiscard]] qint64 omittedSize(const mime::Part& part);

} // namespace tributary::engine
