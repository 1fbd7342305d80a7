// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::mime::limits {

/// What a message may make us do. Each limit that takes something away from what a person sees is recorded: behind it
/// stands the Defect. There is no clock: the parser is linear, so time is bounded by the bytes it looks at
/// (kMessageBytes, kTextBytes, kFileBytes), and a message is read alike on a fast machine and on a slow one.
inline constexpr qsizetype kMessageBytes = 256 << 20;   ///< bytes searched for parts; MessageTooLarge
inline constexpr int kDepth = 64;                       ///< nested multiparts and messages; deeper ones stay one part; TooDeep
inline constexpr int kParts = 10'000;                   ///< parts of a message; TooManyParts
inline constexpr qsizetype kHeaderBytes = 2 << 20;      ///< header bytes kept of one message, all parts together; HeaderTooLarge
inline constexpr qsizetype kHeaderField = 256 << 10;    ///< bytes of one field; the rest of it is not kept; FieldTooLong
inline constexpr int kHeaderFields = 5'000;             ///< fields of one part; TooManyFields
inline constexpr int kAddresses = 5'000;                ///< addresses of one kind (all To fields together); TooManyAddresses
inline constexpr qsizetype kDisplayName = 16 << 10;     ///< bytes of one name or comment of an address; NameTooLong
inline constexpr qsizetype kAddrSpec = 2 << 10;         ///< bytes of one address; AddressTooLong
inline constexpr int kParameters = 200;                 ///< parameters of one field, segments counted each; TooManyParameters
inline constexpr qsizetype kParameterName = 128;        ///< bytes; ParameterTooLong
inline constexpr qsizetype kParameterValue = 64 << 10;  ///< bytes of one parameter, segments together; ParameterTooLong
inline constexpr qsizetype kBoundary = 998;             ///< bytes; RFC 2046 allows 70, some send more; BoundaryTooLong
inline constexpr qsizetype kBoundarySearch = 64 << 10;  ///< bytes searched for a delimiter that nobody declared; MissingBoundary
inline constexpr int kReferences = 500;                 ///< Message-IDs of one field; TooManyReferences
inline constexpr qsizetype kCharsetLabel = 64;          ///< bytes; a longer one is no label: UnknownCharset
inline constexpr qsizetype kDate = 512;                 ///< bytes of a date that are read: BadDate where that is too little
inline constexpr qsizetype kTextBytes = 16 << 20;       ///< decoded bytes of a text that are shown; TextTooLong
inline constexpr qsizetype kDetectionSample = 16 << 10; ///< bytes that a charset is guessed from
inline constexpr int kTextsAfter = 100;                 ///< texts shown behind the first one
inline constexpr qsizetype kFileName = 200;             ///< UTF-8 bytes of a safe file name
inline constexpr qsizetype kFileSuffix = 16;            ///< characters of an extension that survives shortening

/// Files inside texts and winmail.dat (Embedded.h).
inline constexpr int kFiles = 1'000;                    ///< of one message; TooManyFiles
inline constexpr qsizetype kFileBytes = 256 << 20;      ///< decoded, all together; FilesTooLarge
inline constexpr int kTnefProperties = 50'000;          ///< attributes and properties of one message; TooManyTnefProperties
inline constexpr int kTnefDepth = 8;                    ///< messages inside messages in winmail.dat; TooDeep

/// Reports (Report.h).
inline constexpr int kReportRecipients = 1'000;         ///< of one delivery report; TooManyRecipients
inline constexpr qsizetype kReportBytes = 1 << 20;      ///< bytes of a report's fields that are read; TooManyRecipients

/// Protection.h.
inline constexpr qsizetype kArmourSearch = 256 << 10;   ///< encoded bytes of a text that are searched for OpenPGP armour

} // namespace tributary::mime::limits
