// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `account test`, `add` and `edit`, one by one (cli.md). InvalidInput/BadValue with the option's name.
#pragma once

#include "base/Result.h"
#include "cli/CommandLine.h"
#include "model/Account.h"

namespace tributary::cli {

[[nodiscard]] tl::unexpected<Error> badOption(const char* name, ErrorCode code = ErrorCode::BadValue);
/// One side's server: what --in-... or --out-... say, over what it is.
[[nodiscard]] Status fillServer(const CommandLine& line, const QString& prefix, model::Protocol protocol, model::ServerSettings& server);
/// What is kept of its mail (S14, S15, S30, S32).
[[nodiscard]] Status fillKept(const CommandLine& line, model::Account& account);

} // namespace tributary::cli
