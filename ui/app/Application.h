// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/app/InstanceCall.h"
#include "ui/app/Options.h"
#include "ui/app/RunningInstance.h"
#include "ui/settings/Preferences.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QWidget>

#include <memory>

namespace tributary::ui {

class DemoTour;
class MainWindow;
class Theme;

/// From the start of the program to its window: opens the engine without keeping the window waiting, and shows what is
/// wrong when it cannot be opened. Where the profile has a window already, that one is told what was asked of this process.
class Application : public QObject {
    Q_OBJECT

  public:
    Application(Options options, Theme& theme);
    ~Application() override;
    void start();
    /// Of the program: not 0 while what is shown is why there is no window.
    [[nodiscard]] int exitCode() const { return m_isFailed ? 1 : 0; }

  Q_SIGNALS:
    /// Nothing is left to do here: the window of another process has taken over, or there is nobody to show a failure to.
    void ended(int exitCode);

  private:
    void callRunning();
    void callAnswered(InstanceCall::Outcome outcome);
    void openProfile();
    void take(const InstanceMessage& message);
    void showFailure(const QString& title, QString hint);
    void writeLinks();
    void opened(Result<std::shared_ptr<engine::Engine>> engine);
    void showError(const Error& error);
    void chooseScheme(const QString& scheme);

    Options m_options;
    Theme& m_theme;
    std::unique_ptr<QWidget> m_waiting;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DemoTour> m_tour;
    QDeadlineTimer m_patience;  ///< with another process that has the profile
    bool m_isFailed = false;
    RunningInstance m_instance; ///< the last member: no more calls are taken before the profile is given back
};

} // namespace tributary::ui
