// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QStringList>

namespace tributary::ui {

class SpellChecker;

/// The languages whose words are right, several at once, and none at all. Says what is chosen; the owner keeps it for the next time.
class SpellMenu : public QMenu {
    Q_OBJECT

  public:
    explicit SpellMenu(SpellChecker* checker, QWidget* parent = nullptr);

  Q_SIGNALS:
    void languagesChosen(const QStringList& codes); ///< the checker has them already

  private:
    void fill();
    void choose(const QString& code, bool on);

    SpellChecker* m_checker;
};

} // namespace tributary::ui
