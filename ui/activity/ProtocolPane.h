// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QSet>
#include <QStringList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace tributary::ui {

class Switch;

/// What an account's connections say and hear while it is recorded; the engine cuts every secret before it gets here.
class ProtocolPane : public QWidget {
    Q_OBJECT

  public:
    explicit ProtocolPane(engine::Engine& engine, QWidget* parent = nullptr);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void followAccounts();
    void chooseAccount();
    void record(bool on);
    void refresh();
    void save();
    void tellNotSaved(const QString& path);

    engine::Engine& m_engine;
    QComboBox* m_account;
    Switch* m_record;
    QPushButton* m_copy;
    QPushButton* m_save;
    QPlainTextEdit* m_text;
    QTimer m_tick;
    QStringList m_lines;      ///< as shown
    QSet<qint64> m_recording; ///< accounts
};

} // namespace tributary::ui
