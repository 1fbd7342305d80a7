// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ComposerOptions.h"

#include <QWidget>

namespace tributary::ui {

class Switch;

/// Settings > Writing (S3): how messages are written and what is looked at before they leave. Each choice takes effect at once.
class WritingPage : public QWidget {
    Q_OBJECT

  public:
    explicit WritingPage(const ComposerOptions& options, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The languages of the spelling are not chosen here: they are those of the options that were given.
    void changed(const tributary::ui::ComposerOptions& options);

  private:
    void addForm();
    void addUndo();
    Switch* addSwitch(const QString& text, const char* name, bool ComposerOptions::*choice);

    ComposerOptions m_options;
};

} // namespace tributary::ui
