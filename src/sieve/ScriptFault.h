// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary::sieve {

/// What a server found wrong in a script: RFC 5804 has words only.
struct ScriptFault {
    int line = 0;     ///< from 1, the first that is named; 0: none is
    QByteArray words; ///< the server's, verbatim; untrusted

    bool operator==(const ScriptFault&) const = default;
};

/// Reads "line 3" where it stands in them ("tributary: line 3: error: ..."), in any case. Pure.
[[nodiscard]] ScriptFault parseScriptFault(const QByteArray& words);

} // namespace tributary::sieve
