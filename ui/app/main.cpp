// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Application.h"
#include "ui/app/Translations.h"
#include "ui/style/Theme.h"

#include <QApplication>

#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

/// Passwords are in memory: no core file, no other process of the user looking in.
void forbidDumps() {
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

} // namespace

int main(int argc, char** argv) {
    forbidDumps();
    signal(SIGPIPE, SIG_IGN);
    // For the web engine, which comes later (ui/reader/OriginalLibrary) and cannot ask for it then.
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tributary"));
    QApplication::setApplicationVersion(QStringLiteral(TRIBUTARY_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.tributarymail.Tributary"));
    const tributary::ui::Options options = tributary::ui::parseOptions(QApplication::arguments());
    tributary::ui::installTranslations(application, options.language);
    tributary::ui::Theme theme(application);
    tributary::ui::Application tributary(options, theme);
    QObject::connect(&tributary, &tributary::ui::Application::ended, &application, &QApplication::exit);
    tributary.start();
    const int code = QApplication::exec();
    return code != 0 ? code : tributary.exitCode();
}
