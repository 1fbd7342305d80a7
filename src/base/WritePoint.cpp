// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/WritePoint.h"

#include <QtGlobal>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace tributary {

namespace {

struct Watch {
    QByteArray name = qgetenv("TRIBUTARY_TEST_KILL");
    QByteArray list = qgetenv("TRIBUTARY_TEST_KILL_LIST");
    int passing = 0; ///< which one kills
    std::atomic<int> passed{0};

    Watch() {
        const qsizetype colon = name.lastIndexOf(':');
        if (colon > 0) {
            passing = name.mid(colon + 1).toInt();
            name.truncate(colon);
        }
    }
};

Watch& watch() {
    static Watch instance;
    return instance;
}

} // namespace

bool writePointsWatched() {
    static const bool watched = !watch().name.isEmpty() || !watch().list.isEmpty();
    return watched;
}

void passWritePoint(const QByteArray& name) {
    if (!writePointsWatched())
        return;
    Watch& w = watch();
    if (!w.list.isEmpty()) {
        if (std::FILE* file = std::fopen(w.list.constData(), "a")) {
            std::fprintf(file, "%s\n", name.constData());
            std::fclose(file);
        }
    }
    if (name == w.name && ++w.passed == w.passing)
        (void)std::raise(SIGKILL);
}

} // namespace tributary
