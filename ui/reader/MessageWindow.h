// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/ReadingOptions.h"

#include <QWidget>

namespace tributary::ui {

class ReaderView;

/// A message that is attached to another one, in a window of its own.
class MessageWindow : public QWidget {
    Q_OBJECT

  public:
    MessageWindow(engine::Engine& engine, MessageId id, const QString& section, const QString& name, const ReadingOptions& options, QWidget* parent);

  private:
    ReaderView* m_reader;
};

} // namespace tributary::ui
