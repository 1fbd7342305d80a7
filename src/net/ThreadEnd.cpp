// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ThreadEnd.h"

#include <openssl/crypto.h>

namespace tributary::net {

void endThread() noexcept { OPENSSL_thread_stop(); }

} // namespace tributary::net
