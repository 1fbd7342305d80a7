// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/SpellDictionaries.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>

namespace tributary::ui {

class SpellWorker;

/// Whether words are known to any of the chosen dictionaries. One an application: all editors share it. Dictionaries are read and words
/// looked up on a thread of its own; what was looked up is remembered here. GUI thread only.
class SpellChecker : public QObject {
    Q_OBJECT

  public:
    enum class Verdict { Unknown, Right, Wrong };

    explicit SpellChecker(QObject* parent = nullptr);
    ~SpellChecker() override;

    [[nodiscard]] const QList<SpellDictionary>& installed() const { return m_installed; }
    void setInstalled(const QList<SpellDictionary>& dictionaries); ///< as installedDictionaries() found them
    /// Codes; those that are not installed are passed over. None: nothing is checked.
    void setLanguages(const QStringList& codes);
    [[nodiscard]] const QStringList& languages() const { return m_languages; }
    /// A text file, a word a line, UTF-8; made when the first word is added.
    void setPersonalFile(const QString& path);

    /// Known words at once; for others ask() once, and look again at checked().
    [[nodiscard]] Verdict verdict(const QString& word) const;
    void ask(const QStringList& words);
    void askSuggestions(const QString& word);
    void addToPersonal(const QString& word);
    void ignore(const QString& word); ///< as long as the program runs
    /// Changes with the dictionaries and with what is accepted: verdicts of another generation count no more.
    [[nodiscard]] int generation() const { return m_generation; }

  Q_SIGNALS:
    void checked();
    void generationChanged();
    void suggested(const QString& word, const QStringList& suggestions);
    void personalFailed(const QString& path); ///< could not be written
    // To the worker.
    void loadWanted(const QList<tributary::ui::SpellDictionary>& dictionaries, int generation);
    void personalWanted(const QString& path);
    void checkWanted(const QStringList& words, int generation);
    void suggestionsWanted(const QString& word);
    void acceptWanted(const QString& word, bool toFile);

  private:
    void takeChecked(const QStringList& right, const QStringList& wrong, int generation);
    void startAnew();

    QList<SpellDictionary> m_installed;
    QStringList m_languages;
    QHash<QString, bool> m_known;
    QSet<QString> m_asked;
    int m_generation = 0;
    QThread m_thread;
    SpellWorker* m_worker;
};

} // namespace tributary::ui
