// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellWords.h"

#include "content/Links.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr qsizetype kLongestWord = 60;

bool isUnspaced(QChar::Script script) {
    switch (script) {
    case QChar::Script_Han: case QChar::Script_Hiragana: case QChar::Script_Katakana: case QChar::Script_Hangul:
    case QChar::Script_Bopomofo: case QChar::Script_Thai: case QChar::Script_Lao: case QChar::Script_Khmer: case QChar::Script_Myanmar: return true;
    default: return false;
    }
}

bool isTechnical(QChar c) { return c == u'_' || c == u'/' || c == u'\\' || c == u'@' || c == u'#'; }

bool canBeKnown(const QString& line, qsizetype begin, qsizetype end) {
    const QStringView word = QStringView(line).mid(begin, end - begin);
    if (word.size() < 2 || word.size() > kLongestWord || !word[0].isLetter())
        return false;
    if ((begin > 0 && isTechnical(line[begin - 1])) || (end < line.size() && isTechnical(line[end])))
        return false;
    bool lower = false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const QChar c = word[i];
        const bool pair = c.isHighSurrogate() && i + 1 < word.size();
        if (c.isDigit() || c == u'_' || isUnspaced(pair ? QChar::script(QChar::surrogateToUcs4(c, word[i + 1])) : c.script()))
            return false;
        lower = lower || !c.isUpper();
    }
    return lower;
}

} // namespace

QList<TextRange> spellWords(const QString& line) {
    QList<TextRange> words;
    const QList<content::TextLink> links = content::findLinks(line);
    auto link = links.begin();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, line);
    qsizetype begin = -1;
    for (qsizetype at = finder.position(); at >= 0; at = finder.toNextBoundary()) {
        const auto reasons = finder.boundaryReasons();
        if (reasons.testFlag(QTextBoundaryFinder::EndOfItem) && begin >= 0) {
            while (link != links.end() && link->begin + link->length <= begin)
                ++link;
            const bool inLink = link != links.end() && link->begin < at;
            if (!inLink && canBeKnown(line, begin, at))
                words.append({static_cast<int>(begin), static_cast<int>(at - begin)});
        }
        if (reasons.testFlag(QTextBoundaryFinder::EndOfItem))
            begin = -1;
        if (reasons.testFlag(QTextBoundaryFinder::StartOfItem))
            begin = at;
    }
    return words;
}

QString spellForm(QStringView word) {
    QString form = word.toString();
    form.replace(QChar(0x2019), u'\'');
    form.remove(QChar::SoftHyphen);
    return form;
}

} // namespace tributary::ui
