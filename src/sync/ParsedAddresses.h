// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as the parser found them, as the rest of the program keeps them.
#pragma once

#include "mime/Message.h"
#include "model/Address.h"

#include <algorithm>

namespace tributary::sync {

inline model::AddressList toModel(const mime::ParsedAddresses& parsed) {
    model::AddressList list;
    list.reserve(parsed.size());
    for (const mime::ParsedAddress& address : parsed)
        list.append({address.name, address.addrSpec});
    return list;
}

/// Nobody is named in From, or nobody who has an address, and the Sender field names one who has.
inline bool isFromSender(const mime::ParsedMessage& message) {
    const auto hasAddress = [](const mime::ParsedAddress& one) { return !one.addrSpec.isEmpty(); };
    return std::none_of(message.from.begin(), message.from.end(), hasAddress) && std::any_of(message.sender.begin(), message.sender.end(), hasAddress);
}

/// Whom lists and the reader show. Where the message says nothing: otherwise.
inline model::AddressList sentBy(const mime::ParsedMessage& message, const model::AddressList& otherwise = {}) {
    if (isFromSender(message))
        return toModel(message.sender);
    return message.from.isEmpty() ? otherwise : toModel(message.from);
}

} // namespace tributary::sync
