// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/app/Options.h"
#include "ui/settings/Preferences.h"

#include <QObject>
#include <QWidget>

#include <memory>

namespace tributary::ui {

class DemoTour;
class MainWindow;
class Theme;

/// From the start of the program to its window: opens the engine without keeping the window waiting, and shows what is
/// wrong when it cannot be opened.
class Application : public QObject {
    Q_OBJECT

  public:
    Application(Options options, Theme& theme);
    ~Application() override;
    void start();

  private:
    void open();
    void opened(Result<std::shared_ptr<engine::Engine>> engine);
    void showError(const Error& error);
    void chooseScheme(const QString& scheme);

    Options m_options;
    Theme& m_theme;
    std::unique_ptr<QWidget> m_waiting;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DemoTour> m_tour;
};

} // namespace tributary::ui
