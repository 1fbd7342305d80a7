// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::mime::limits {

/// What a message may make us do. Each limit that bites on the tree, the headers or the addresses is recorded in
/// ParsedMessage::defects.
inline constexpr int kDepth = 64;                       ///< nested multiparts and messages; deeper ones stay one part
inline constexpr int kParts = 10'000;                   ///< parts of a message
inline constexpr qsizetype kHeaderBytes = 2 << 20;      ///< header bytes kept of one message, all parts together
inline constexpr qsizetype kHeaderField = 256 << 10;    ///< bytes of one field; the rest of it is not kept
inline constexpr int kHeaderFields = 5'000;             ///< fields of one part
inline constexpr int kAddresses = 5'000;                ///< addresses of one kind (all To fields together)
inline constexpr qsizetype kDisplayName = 16 << 10;     ///< bytes of one name or comment of an address
inline constexpr qsizetype kAddrSpec = 2 << 10;         ///< bytes of one address
inline constexpr int kParameters = 200;                 ///< parameters of one field, segments counted each
inline constexpr qsizetype kParameterName = 128;        ///< bytes
inline constexpr qsizetype kParameterValue = 64 << 10;  ///< bytes of one parameter, segments together
inline constexpr qsizetype kBoundary = 998;             ///< bytes; RFC 2046 allows 70, some send more
inline constexpr int kReferences = 500;                 ///< Message-IDs of one field
inline constexpr qsizetype kCharsetLabel = 64;          ///< bytes
inline constexpr qsizetype kDate = 512;                 ///< bytes of a date that are read
inline constexpr qsizetype kDetectionSample = 64 << 10; ///< bytes that a charset is guessed from
inline constexpr qsizetype kFileName = 200;             ///< UTF-8 bytes of a safe file name
inline constexpr qsizetype kFileSuffix = 16;            ///< characters of an extension that survives shortening

} // namespace tributary::mime::limits
