// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

namespace tributary::mime::detail {

/// parseAddressList() and which limits bit.
struct AddressScan {
    ParsedAddresses addresses;
    bool nameTooLong = false;
    bool addressTooLong = false;
    bool tooMany = false;
};
[[nodiscard]] AddressScan scanAddresses(QByteArrayView value, QByteArrayView hint);

} // namespace tributary::mime::detail
