// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a list of addresses: bounded, without line ends or controls in names and addresses.
#include "fuzz/Require.h"

#include "mime/Limits.h"
#include "mime/Message.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    for (const QByteArrayView hint : {QByteArrayView(), QByteArrayView("ja")}) {
        const ParsedAddresses addresses = parseAddressList(raw, hint);
        require(addresses.size() <= limits::kAddresses);
        for (const ParsedAddress& address : addresses) {
            require(!address.name.isEmpty() || !address.addrSpec.isEmpty());
            require(isOneLine(address.name) && isOneLine(address.addrSpec));
        }
    }
    return 0;
}
