// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellMenu.h"

#include "ui/composer/SpellChecker.h"
#include "ui/style/Icons.h"

namespace tributary::ui {

SpellMenu::SpellMenu(SpellChecker* checker, QWidget* parent) : QMenu(tr("Spelling"), parent), m_checker(checker) {
    setObjectName(QStringLiteral("spellMenu"));
    menuAction()->setIcon(ui::icon(QStringLiteral("spelling")));
    connect(this, &QMenu::aboutToShow, this, &SpellMenu::fill);
    fill();
}

void SpellMenu::fill() {
    clear();
    if (m_checker->installed().isEmpty()) {
        addAction(tr("No dictionaries are installed"))->setEnabled(false);
        return;
    }
    QAction* none = addAction(tr("Do not check"));
    none->setCheckable(true);
    none->setChecked(m_checker->languages().isEmpty());
    connect(none, &QAction::triggered, this, [this] {
        m_checker->setLanguages({});
        Q_EMIT languagesChosen({});
    });
    addSeparator();
    for (const SpellDictionary& dictionary : m_checker->installed()) {
        QAction* action = addAction(dictionaryName(dictionary.code));
        action->setCheckable(true);
        action->setChecked(m_checker->languages().contains(dictionary.code));
        action->setData(dictionary.code);
        connect(action, &QAction::triggered, this, [this, code = dictionary.code](bool on) { choose(code, on); });
    }
}

void SpellMenu::choose(const QString& code, bool on) {
    QStringList codes = m_checker->languages();
    if (on)
        codes.append(code);
    else
        codes.removeAll(code);
    m_checker->setLanguages(codes);
    Q_EMIT languagesChosen(m_checker->languages());
}

} // namespace tributary::ui
