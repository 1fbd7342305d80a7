// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/original/Sandbox.h"

#include <QFileInfo>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace tributary::ui {

#ifdef Q_OS_LINUX

namespace {

/// A child of one thread asks the kernel for the namespaces that the renderer will live in.
bool mayHaveNamespaces() {
    const pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        _exit(unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET) == 0 ? 0 : 1);
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return false;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

QString whyNoSandbox() {
    // Set by tests alone: they run as root in containers.
    if (qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") == 1)
        return {};
    if (geteuid() == 0)
        return QStringLiteral("the web engine has no sandbox for root");
    if (!mayHaveNamespaces())
        return QStringLiteral("the system allows no user namespaces");
    return {};
}

#else

QString whyNoSandbox() { return {}; }

#endif

} // namespace tributary::ui
