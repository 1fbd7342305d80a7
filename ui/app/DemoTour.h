// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/addaccount/DemoAccounts.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace tributary::ui {

/// Walks through the program on a demo profile as a person would, by mouse and key events on its widgets, and keeps a
/// picture of each step: what `./run --demo` leaves where there is no display.
class DemoTour : public QObject {
    Q_OBJECT

  public:
    DemoTour(QWidget& window, QList<DemoAccount> accounts, QString directory);
    void start();

  Q_SIGNALS:
    void finished(bool complete);
    void schemeWanted(const QString& scheme);

  private:
    struct Step {
        QString name;                ///< of the picture; empty: none
        std::function<bool()> ready; ///< the step is reached
        std::function<void()> act;   ///< what leads to the next
    };
    void makeSteps();
    void addChangeSteps();
    void addRulesSteps();
    void addOtherAccountSteps();
    void trigger(const QString& action);
    void addAccountSteps(const DemoAccount& account, const QString& prefix);
    void tick();
    void takePicture(const QString& name);
    [[nodiscard]] QWidget* find(const QString& objectName) const;
    void click(const QString& objectName);
    void clickRow(const QString& viewName, int row);
    void deliver();
    void closeWindowOf(const QString& objectName);

    QWidget& m_window;
    QList<DemoAccount> m_accounts;
    QString m_directory;
    QList<Step> m_steps;
    qsizetype m_at = 0;
    int m_pictures = 0;
    int m_settled = 0;
    int m_rowsBefore = 0;
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace tributary::ui
