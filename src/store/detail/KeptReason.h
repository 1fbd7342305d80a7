// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary::store::detail {

/// Why a message is put aside; column kept_message.reason.
enum class KeptReason {
    Gone,     ///< the server no longer has it
    Reset,    ///< the mailbox's UIDs mean nothing any more
    Vanished, ///< its mailbox is no longer listed
    Expunged, ///< by the user
    Deleted,  ///< its mailbox was, by the user
    Held,     ///< gone in a mass: the user is asked
    Replaced, ///< a draft's copy that there is a newer one of: kept only until the server has let go of it
};

} // namespace tributary::store::detail
