// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::mime::limits {

/// What a message may make us do. Each limit that bites is recorded in ParsedMessage::defects.
inline constexpr int kDepth = 64;                        ///< nested multiparts and messages
inline constexpr int kParts = 10'000;                    ///< parts of a message
inline constexpr qsizetype kHeaderBlock = 2 << 20;       ///< bytes of one part's header block
inline constexpr int kHeaderFields = 5'000;              ///< fields of one part
inline constexpr int kAddresses = 5'000;                 ///< addresses of one field
inline constexpr int kCommentDepth = 32;                 ///< nested comments; deeper ones end the field
inline constexpr int kParameters = 200;                  ///< parameters of one field
inline constexpr qsizetype kParameterValue = 64 << 10;   ///< bytes of one parameter, segments together
inline constexpr qsizetype kBoundary = 998;              ///< RFC 2046 allows 70; some send more
inline constexpr int kReferences = 500;
inline constexpr int kEncodedWords = 20'000;             ///< in one field
inline constexpr qsizetype kFileName = 200;              ///< UTF-8 bytes of a safe file name

} // namespace tributary::mime::limits
