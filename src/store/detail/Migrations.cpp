// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Migrations.h"

#include "store/detail/Connection.h"

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

int newestSchemaVersion() { return static_cast<int>(migrations().size()); }

Status migrate(Connection& connection, const QString& path) {
    return guarded(connection, [&]() -> Status {
        const qint64 version = connection.value("PRAGMA user_version");
        const bool isOurs = connection.value("PRAGMA application_id") == kApplicationId;
        if (!isOurs && connection.value("SELECT count(*) FROM sqlite_schema") > 0)
            return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, u"not a mail database of ours: "_s + path);
        if (version > newestSchemaVersion()) {
            return failure(ErrorKind::Storage, ErrorCode::DatabaseNewer,
                           u"schema %1, this program knows %2: %3"_s.arg(version).arg(newestSchemaVersion()).arg(path));
        }
        for (std::size_t step = static_cast<std::size_t>(version); step < migrations().size(); ++step) {
            connection.execute("BEGIN IMMEDIATE");
            try {
                connection.execute(migrations()[step].sql);
                const QString marks = u"PRAGMA user_version = %1; PRAGMA application_id = %2; COMMIT"_s
                                          .arg(step + 1).arg(kApplicationId);
                connection.execute(marks.toLatin1().constData());
            } catch (...) {
                connection.rollback();
                throw;
            }
            qCInfo(lcStore) << "schema" << migrations()[step].name << "applied";
        }
        return {};
    });
}

} // namespace tributary::store::detail
