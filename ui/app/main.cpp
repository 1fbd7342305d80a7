// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Application.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

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

/// Ours, with English plural forms for every other language, and Qt's own words.
void installTranslations(QApplication& application, const QString& language) {
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    const QLocale locale;
    auto* ours = new QTranslator(&application);
    const QString name = locale.language() == QLocale::Japanese ? QStringLiteral("tributary_ja") : QStringLiteral("tributary_en");
    if (ours->load(QStringLiteral(":/tributary/translations/") + name))
        QApplication::installTranslator(ours);
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qt);
}

} // namespace

int main(int argc, char** argv) {
    forbidDumps();
    signal(SIGPIPE, SIG_IGN);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tributary"));
    QApplication::setApplicationVersion(QStringLiteral(TRIBUTARY_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.tributarymail.Tributary"));
    const tributary::ui::Options options = tributary::ui::parseOptions(QApplication::arguments());
    installTranslations(application, options.language);
    tributary::ui::Theme theme(application);
    tributary::ui::Application tributary(options, theme);
    tributary.start();
    return QApplication::exec();
}
