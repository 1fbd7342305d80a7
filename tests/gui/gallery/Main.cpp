// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pages.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QMainWindow>
#include <QTabWidget>
#include <QTimer>

namespace {

tributary::ui::SchemeChoice schemeOf(const QString& word) {
    using tributary::ui::SchemeChoice;
    if (word == QLatin1String("dark")) {
        return SchemeChoice::Dark;
    }
    return word == QLatin1String("contrast") ? SchemeChoice::HighContrast : SchemeChoice::Light;
}

// OUT.png becomes OUT-1.png, OUT-2.png ... one a page.
int grabAll(QMainWindow& window, QTabWidget& tabs, const QString& out) {
    const QFileInfo file(out);
    bool good = true;
    const QDeadlineTimer deadline(1000);
    while (!window.isActiveWindow() && !deadline.hasExpired()) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        QApplication::processEvents();
        const QString name = QStringLiteral("%1/%2-%3.png").arg(file.path(), file.completeBaseName()).arg(i + 1);
        good = window.grab().save(name) && good;
    }
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption grab(QStringLiteral("grab"), QStringLiteral("Write pictures and end."), QStringLiteral("png"));
    const QCommandLineOption scheme(QStringLiteral("scheme"), QStringLiteral("light, dark or contrast"),
                                    QStringLiteral("word"), QStringLiteral("light"));
    parser.addOptions({grab, scheme});
    parser.process(app);
    const tributary::ui::Theme theme(app, schemeOf(parser.value(scheme)));
    QMainWindow window;
    window.setWindowIcon(tributary::ui::icon(QStringLiteral("app")));
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
#ifdef GALLERY_WIDGETS
    tabs->addTab(tributary::gallery::widgetsPage(), QStringLiteral("Widgets"));
#endif
    tabs->addTab(tributary::gallery::controlsPage(), QStringLiteral("Controls"));
    tabs->addTab(tributary::gallery::tokensPage(), QStringLiteral("Tokens and icons"));
    window.setCentralWidget(tabs);
    window.resize(1120, 980);
    window.show();
    window.activateWindow();
    if (parser.isSet(grab)) {
        return grabAll(window, *tabs, parser.value(grab));
    }
    return QApplication::exec();
}
