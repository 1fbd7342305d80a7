// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QPlainTextEdit;

namespace tributary::ui {

class Banner;
class FindBar;

/// The source of a message in a window of its own: every byte as it came, to be searched and saved.
class SourceWindow : public QWidget {
    Q_OBJECT

  public:
    SourceWindow(engine::Engine& engine, MessageId id, const QString& subject, QWidget* parent);

  private:
    QLayout* makeFoot();
    void load();
    void put(const Result<engine::RawMessage>& raw);
    void find(const QString& text, bool backward);
    void save();

    engine::Engine& m_engine;
    MessageId m_id;
    Banner* m_banner;
    QPlainTextEdit* m_text;
    FindBar* m_find;
};

} // namespace tributary::ui
