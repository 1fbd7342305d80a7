// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/WakeUp.h"

namespace tributary::net {
using tributary::WakeUp;
} // namespace tributary::net
