// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <compare>
#include <cstddef>
#include <functional>

namespace tributary {

/// An integer that means one thing only: an AccountId never passes for a MailboxId. 0 is 'none'.
template <typename Tag, typename Rep = qint64> struct StrongId {
    Rep value = 0;

    constexpr StrongId() = default;
    constexpr explicit StrongId(Rep v) : value(v) {}
    [[nodiscard]] constexpr bool isValid() const { return value != 0; }
    constexpr auto operator<=>(const StrongId&) const = default;
};

using AccountId = StrongId<struct AccountTag>; ///< row of table account
using MailboxId = StrongId<struct MailboxTag>; ///< row of table mailbox
using MessageId = StrongId<struct MessageTag>; ///< row of table message; not the RFC 5322 Message-ID
using ChangeId = StrongId<struct ChangeTag>;   ///< row of table local_change: one action of the user, one undo
using IdentityId = StrongId<struct IdentityTag>; ///< row of table identity
using DraftId = StrongId<struct DraftTag>;       ///< row of table draft
using OutboxId = StrongId<struct OutboxTag>;     ///< row of table outbox
using FilterId = StrongId<struct FilterTag>;     ///< row of table filter

/// The protocol's numbers (RFC 9051 2.3.1, RFC 7162 3.1). A Uid means something only together with a UidValidity.
using Uid = StrongId<struct UidTag, quint32>;
using SeqNum = StrongId<struct SeqNumTag, quint32>;
using UidValidity = StrongId<struct UidValidityTag, quint32>;
using ModSeq = StrongId<struct ModSeqTag, quint64>;

} // namespace tributary

template <typename Tag, typename Rep> struct std::hash<tributary::StrongId<Tag, Rep>> {
    std::size_t operator()(const tributary::StrongId<Tag, Rep>& id) const noexcept {
        return std::hash<Rep>{}(id.value);
    }
};
