// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellChecker.h"

#include "ui/composer/SpellWorker.h"

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr qsizetype kMostRemembered = 200'000; // words
}

SpellChecker::SpellChecker(QObject* parent) : QObject(parent), m_worker(new SpellWorker) {
    qRegisterMetaType<QList<SpellDictionary>>();
    m_thread.setObjectName(QStringLiteral("spelling"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(this, &SpellChecker::loadWanted, m_worker, &SpellWorker::load);
    connect(this, &SpellChecker::personalWanted, m_worker, &SpellWorker::readPersonal);
    connect(this, &SpellChecker::checkWanted, m_worker, &SpellWorker::check);
    connect(this, &SpellChecker::suggestionsWanted, m_worker, &SpellWorker::suggest);
    connect(this, &SpellChecker::acceptWanted, m_worker, &SpellWorker::accept);
    connect(m_worker, &SpellWorker::checked, this, &SpellChecker::takeChecked);
    connect(m_worker, &SpellWorker::suggested, this, &SpellChecker::suggested);
    connect(m_worker, &SpellWorker::accepted, this, &SpellChecker::startAnew);
    connect(m_worker, &SpellWorker::personalFailed, this, &SpellChecker::personalFailed);
    m_thread.start(QThread::LowPriority);
}

SpellChecker::~SpellChecker() {
    m_thread.quit();
    m_thread.wait(); // at most one dictionary's reading
}

void SpellChecker::setInstalled(const QList<SpellDictionary>& dictionaries) { m_installed = dictionaries; }

void SpellChecker::setLanguages(const QStringList& codes) {
    QList<SpellDictionary> chosen;
    m_languages.clear();
    for (const SpellDictionary& dictionary : std::as_const(m_installed)) {
        if (codes.contains(dictionary.code)) {
            chosen.append(dictionary);
            m_languages.append(dictionary.code);
        }
    }
    Q_EMIT loadWanted(chosen, m_generation + 1);
    startAnew(); // what is asked from now on is answered after the loading
}

void SpellChecker::setPersonalFile(const QString& path) { Q_EMIT personalWanted(path); }

void SpellChecker::startAnew() {
    ++m_generation;
    m_known.clear();
    m_asked.clear();
    Q_EMIT generationChanged();
}

SpellChecker::Verdict SpellChecker::verdict(const QString& word) const {
    if (m_languages.isEmpty())
        return Verdict::Right;
    const auto known = m_known.constFind(word);
    return known == m_known.cend() ? Verdict::Unknown : *known ? Verdict::Right : Verdict::Wrong;
}

void SpellChecker::ask(const QStringList& words) {
    QStringList fresh;
    for (const QString& word : words) {
        if (!m_known.contains(word) && !m_asked.contains(word)) {
            m_asked.insert(word);
            fresh.append(word);
        }
    }
    if (!fresh.isEmpty())
        Q_EMIT checkWanted(fresh, m_generation);
}

void SpellChecker::askSuggestions(const QString& word) { Q_EMIT suggestionsWanted(word); }
void SpellChecker::addToPersonal(const QString& word) { Q_EMIT acceptWanted(word, true); }
void SpellChecker::ignore(const QString& word) { Q_EMIT acceptWanted(word, false); }

void SpellChecker::takeChecked(const QStringList& right, const QStringList& wrong, int generation) {
    if (generation != m_generation)
        return;
    if (m_known.size() > kMostRemembered)
        m_known.clear();
    for (const auto& [words, isRight] : {std::pair{&right, true}, std::pair{&wrong, false}}) {
        for (const QString& word : *words) {
            m_known.insert(word, isRight);
            m_asked.remove(word);
        }
    }
    Q_EMIT checked();
}

} // namespace tributary::ui
