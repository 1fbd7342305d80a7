// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"
#include "cli/Output.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int g_signalPipe[2];

void onSignal(int) {
    const char byte = 1;
    (void)!write(g_signalPipe[1], &byte, 1);
}

/// Passwords are in memory: no core file, no other process of the user looking in.
void forbidDumps() {
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

void installSignals() {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, g_signalPipe) != 0)
        return;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

} // namespace

int main(int argc, char** argv) {
    using namespace tributary;
    forbidDumps();
    installSignals();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tributary-cli"));
    const auto line = cli::parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!line && QCoreApplication::arguments().contains(QStringLiteral("--json"))) {
        cli::CommandLine asked;
        asked.json = true;
        cli::Output(asked).error(line.error());
        return 2;
    }
    if (!line) {
        std::fprintf(stderr, "tributary-cli: %s\n\n%s", qPrintable(line.error().detail), qPrintable(cli::usageText()));
        return 2;
    }
    if (line->help || line->version) {
        std::printf("%s", line->help ? qPrintable(cli::usageText()) : "tributary-cli " TRIBUTARY_VERSION "\n");
        return 0;
    }
    QLoggingCategory::setFilterRules(line->verbose ? QStringLiteral("tributary.*=true")
                                                   : QStringLiteral("tributary.*.info=false\ntributary.*.debug=false\ntributary.*.warning=false"));
    cli::Cli cli(*line);
    QSocketNotifier signals_(g_signalPipe[0], QSocketNotifier::Read);
    QObject::connect(&signals_, &QSocketNotifier::activated, &cli, [&] {
        char byte = 0;
        (void)!read(g_signalPipe[0], &byte, 1);
        cli.interrupt();
    });
    int exitCode = 0;
    QObject::connect(&cli, &cli::Cli::finished, &app, [&](int code) {
        exitCode = code;
        QCoreApplication::quit();
    });
    cli.start();
    // A command may have ended before the loop ran: its end is posted and comes now.
    QCoreApplication::exec();
    return exitCode;
}
