// SPDX-License-Identifier: GPL-3.0-or-later
// Hunspell on a thread of its own. Only SpellChecker knows it.
#pragma once

#include "ui/composer/SpellDictionaries.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <memory>
#include <vector>

namespace tributary::ui {

class HunspellDictionary;

class SpellWorker : public QObject {
    Q_OBJECT

  public:
    SpellWorker();
    ~SpellWorker() override;

  public Q_SLOTS:
    void load(const QList<tributary::ui::SpellDictionary>& dictionaries, int generation);
    void readPersonal(const QString& path);
    void check(const QStringList& words, int generation);
    void suggest(const QString& word);
    /// To the personal file too where toFile.
    void accept(const QString& word, bool toFile);

  Q_SIGNALS:
    void loaded(int generation, int count);
    void checked(const QStringList& right, const QStringList& wrong, int generation);
    void suggested(const QString& word, const QStringList& suggestions);
    /// What the user accepts has changed.
    void accepted();
    void personalFailed(const QString& path);

  private:
    [[nodiscard]] bool isRight(const QString& word) const;

    std::vector<std::unique_ptr<HunspellDictionary>> m_dictionaries;
    QSet<QString> m_accepted; ///< in lower case
    QString m_personal;
};

} // namespace tributary::ui
