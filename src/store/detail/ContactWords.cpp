// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactWords.h"

namespace tributary::store::detail {

namespace {

constexpr qsizetype kLongestText = 400;
constexpr qsizetype kLongestWord = 40;
constexpr qsizetype kMostWords = 32;

enum class Script { Other, Spaced, Cjk };

Script scriptOf(char32_t c) {
    if (!QChar::isLetterOrNumber(c) && !QChar::isMark(c))
        return Script::Other;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo: return Script::Cjk;
    default: return Script::Spaced;
    }
}

bool isAccent(QChar c) { return c.unicode() >= 0x300 && c.unicode() <= 0x36F; }

QString folded(const QString& text) {
    QString apart = text.left(kLongestText).normalized(QString::NormalizationForm_KD);
    apart.removeIf(isAccent);
    return apart.normalized(QString::NormalizationForm_C).toCaseFolded();
}

struct Run {
    QString word;
    bool isCjk = false;
};

QList<Run> runsOf(const QString& text) {
    QList<Run> runs;
    Script before = Script::Other;
    for (const char32_t c : folded(text).toUcs4()) {
        Script script = scriptOf(c);
        // Marks and the long-vowel sign belong to what they follow.
        if (script == Script::Spaced && before == Script::Cjk && (QChar::isMark(c) || QChar::script(c) == QChar::Script_Common))
            script = QChar::isNumber(c) ? Script::Spaced : Script::Cjk;
        if (script != Script::Other) {
            if (script != before)
                runs.append({QString(), script == Script::Cjk});
            if (runs.last().word.size() < kLongestWord)
                runs.last().word += QString::fromUcs4(&c, 1);
        }
        before = script;
    }
    return runs;
}

void addEndings(QStringList& words, const Run& run) {
    for (qsizetype from = 0; from < run.word.size() && words.size() < kMostWords; ++from) {
        if (run.word[from].isLowSurrogate())
            continue;
        const QString ending = run.word.sliced(from);
        if (!words.contains(ending))
            words.append(ending);
        if (!run.isCjk)
            return;
    }
}

} // namespace

QStringList contactWords(const QString& name, const QString& address) {
    QStringList words;
    for (const QString& text : {address, name}) { // the address first: a long name does not hide it
        for (const Run& run : runsOf(text))
            addEndings(words, run);
    }
    return words;
}

QStringList typedWords(const QString& text) {
    QStringList words;
    for (const Run& run : runsOf(text)) {
        if (words.size() < kMostWords && !words.contains(run.word))
            words.append(run.word);
    }
    return words;
}

} // namespace tributary::store::detail
