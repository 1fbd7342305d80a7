// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/OriginalLibrary.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPluginLoader>

#include <optional>
#include <utility>

namespace tributary::ui {

namespace {

Q_LOGGING_CATEGORY(logReader, "tributary.reader")

struct State {
    std::optional<QString> chosen; ///< setFile()
    std::optional<QString> file;   ///< where it lies; empty: nowhere
    OriginalViewFactory* factory = nullptr;
    bool failed = false;
};

State& state() {
    static State one;
    return one;
}

QString findFile() {
    if (state().chosen)
        return QFileInfo::exists(*state().chosen) ? *state().chosen : QString();
    const QString program = QCoreApplication::applicationDirPath();
    for (const char* folder : {".", TRIBUTARY_LIBRARIES}) {
        const QString path = program + u'/' + QString::fromUtf8(folder) + QStringLiteral("/tributary-original.so");
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

OriginalViewFactory* openLibrary(const QString& file) {
    QPluginLoader loader(file); // stays open when the loader goes
    auto* factory = qobject_cast<OriginalViewFactory*>(loader.instance());
    if (!factory)
        qCWarning(logReader, "the web engine's library does not open: %s", qPrintable(loader.errorString()));
    return factory;
}

} // namespace

bool OriginalLibrary::mayWork() {
    State& s = state();
    if (!s.file)
        s.file = findFile();
    return !s.failed && !s.file->isEmpty();
}

OriginalView* OriginalLibrary::create(QWidget* parent, OriginalView::Events events) {
    State& s = state();
    if (!mayWork())
        return nullptr;
    if (!s.factory)
        s.factory = openLibrary(*s.file);
    OriginalView* view = s.factory ? s.factory->create(parent, std::move(events)) : nullptr;
    s.failed = !view;
    if (s.failed && s.factory)
        qCWarning(logReader, "the web engine does not start: %s", qPrintable(s.factory->whyNot()));
    return view;
}

bool OriginalLibrary::isOpen() { return state().factory != nullptr; }

void OriginalLibrary::setFile(const QString& path) {
    State& s = state();
    s.chosen = path;
    s.file.reset();
    s.failed = false;
}

} // namespace tributary::ui
