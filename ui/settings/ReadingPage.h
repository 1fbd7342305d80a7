// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ReadingOptions.h"

#include <QWidget>

class QComboBox;

namespace tributary::ui {

class Switch;

/// Settings > Reading: how messages are shown. Each choice takes effect at once.
class ReadingPage : public QWidget {
    Q_OBJECT

  public:
    explicit ReadingPage(const ReadingOptions& options, QWidget* parent = nullptr);

  Q_SIGNALS:
    void changed(const tributary::ui::ReadingOptions& options);

  private:
    QComboBox* addForms(const QString& label, const char* name, ReadingForm ReadingOptions::*choice, int first);
    Switch* addSwitch(const QString& text, const char* name, bool ReadingOptions::*choice);

    ReadingOptions m_options;
};

} // namespace tributary::ui
