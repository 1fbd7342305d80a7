// SPDX-License-Identifier: GPL-3.0-or-later
// A profile's database looked at from outside: by another program than the one that owns the profile, while that one works. Worker threads.
#pragma once

#include "base/CancelToken.h"
#include "base/Result.h"
#include "store/Reader.h"

#include <QFile>

#include <functional>
#include <memory>

namespace tributary::store {

/// The whole database as it was at one moment, in a file that has no name: it is gone with this object or with the process. It takes as
/// much room in the profile's directory as the database. Its write-ahead log is in it; the owner is not held up.
class ProfileSnapshot {
  public:
    /// done of total pages; called on the caller's thread.
    using Told = std::function<void(qint64 done, qint64 total)>;
    /// InvalidInput/NotFound: there is no database; Storage (DiskFull, DatabaseDamaged, NotWritable); Cancelled.
    [[nodiscard]] static Result<std::unique_ptr<ProfileSnapshot>> take(const QString& directory, const CancelToken& cancel, const Told& told = {});

    [[nodiscard]] QFile& file() { return *m_file; } ///< open for reading, at its beginning
    [[nodiscard]] int schema() const { return m_schema; }

  private:
    ProfileSnapshot(std::unique_ptr<QFile> file, int schema) : m_file(std::move(file)), m_schema(schema) {}

    std::unique_ptr<QFile> m_file;
    int m_schema;
};

/// For accounts and identities of another profile, which is not written to, whether a program has it open or not. InvalidInput/NotFound;
/// Storage/DatabaseNewer; Storage/DatabaseFailed for one of an older program, which its own program, once started, brings up to date.
[[nodiscard]] Result<std::unique_ptr<Reader>> readOtherProfile(const QString& directory);

} // namespace tributary::store
