// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary::net {

/// Frees what OpenSSL keeps for the calling thread. At the end of a thread's work: OpenSSL does it itself only when the thread is gone, which a QThread that
/// is finished is not yet, and a program that ends between the two leaves it behind. What comes later gets it anew.
void endThread() noexcept;

} // namespace tributary::net
