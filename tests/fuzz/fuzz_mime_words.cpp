// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may stand where encoded words (RFC 2047) and parameters (RFC 2231) do.
#include "fuzz/Require.h"

#include "mime/Limits.h"
#include "mime/detail/Parameters.h"

using namespace tributary::mime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArrayView raw(data, static_cast<qsizetype>(size));
    require(isOneLine(decodeEncodedWords(raw)));
    const detail::StructuredValue value = detail::parseStructured(raw);
    require(value.parameters.size() <= limits::kParameters);
    for (const Parameter& parameter : value.parameters)
        require(!parameter.name.isEmpty() && parameter.name.size() <= limits::kParameterName && isOneLine(parameter.value));
    return 0;
}
