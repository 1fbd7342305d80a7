// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <memory>

class QLockFile;

namespace tributary::store {

/// One process owns a profile. Held until destruction; a killed owner's lock is taken over.
class ProfileLock {
  public:
    /// Storage/ProfileInUse with detail "PROGRAM (process PID)" when another process has it; Storage/NotWritable.
    [[nodiscard]] static Result<ProfileLock> acquire(const QString& directory);
    ProfileLock(ProfileLock&&) noexcept;
    ProfileLock& operator=(ProfileLock&&) noexcept;
    ~ProfileLock();

  private:
    explicit ProfileLock(std::unique_ptr<QLockFile> file);
    std::unique_ptr<QLockFile> m_file;
};

} // namespace tributary::store
