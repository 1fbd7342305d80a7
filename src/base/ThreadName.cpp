// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ThreadName.h"

#ifdef __linux__
#include <pthread.h>
#endif

namespace tributary {

void nameThread(const char* name) {
#ifdef __linux__
    (void)pthread_setname_np(pthread_self(), name);
#else
    (void)name;
#endif
}

} // namespace tributary
