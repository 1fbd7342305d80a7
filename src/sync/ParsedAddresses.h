// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as the parser found them, as the rest of the program keeps them.
#pragma once

#include "mime/Message.h"
#include "model/Address.h"

namespace tributary::sync {

inline model::AddressList toModel(const mime::ParsedAddresses& parsed) {
    model::AddressList list;
    list.reserve(parsed.size());
    for (const mime::ParsedAddress& address : parsed)
        list.append({address.name, address.addrSpec});
    return list;
}

} // namespace tributary::sync
