// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/SieveState.h"

#include <QDialog>

class QDialogButtonBox;
class QPlainTextEdit;

namespace tributary::ui {

/// Sieve scripts to be read: theirs beside ours with the choice between them, or the one that the server refused, at its line.
/// Open with open().
class ScriptDialog : public QDialog {
    Q_OBJECT

  public:
    /// isLocked: the organisation lets nothing be chosen (S6).
    explicit ScriptDialog(const engine::ScriptConflict& conflict, bool isLocked, QWidget* parent = nullptr);
    explicit ScriptDialog(const engine::ScriptRefusal& refusal, QWidget* parent = nullptr);
    /// What becomes of the vacation reply (engine::ScriptConflict::turnsReplyOff).
    [[nodiscard]] static QString replyText();

  Q_SIGNALS:
    void chosen(tributary::engine::ScriptChoice choice);

  private:
    QPlainTextEdit* makeText(const QString& text, const QString& name);
    void begin(const QString& title);
    QDialogButtonBox* makeButtons(QDialogButtonBox* buttons);
    void choose(engine::ScriptChoice choice);
};

} // namespace tributary::ui
