// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <memory>

class QFile;

namespace tributary::store {

/// One process owns a profile. Held until destruction. The kernel keeps the lock (flock on the file `lock`, which stays)
/// and ends it with the process however that ends; what stands in the file is for the message alone.
class ProfileLock {
  public:
    /// Storage/ProfileInUse with detail "PROGRAM (process PID)", or "another program", when it is taken; Storage/NotWritable.
    [[nodiscard]] static Result<ProfileLock> acquire(const QString& directory);
    ProfileLock(ProfileLock&&) noexcept;
    ProfileLock& operator=(ProfileLock&&) noexcept;
    ~ProfileLock();

  private:
    explicit ProfileLock(std::unique_ptr<QFile> file);
    std::unique_ptr<QFile> m_file;
};

} // namespace tributary::store
