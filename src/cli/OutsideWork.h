// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Relay.h"
#include "engine/TaskRunner.h"

namespace tributary::cli {

/// Work on files of a profile that is not opened: threads of their own, and the way back to the main one. Members are in the order of
/// their lives.
class OutsideWork {
  public:
    engine::Relay relay;
    engine::TaskRunner tasks;
};

} // namespace tributary::cli
