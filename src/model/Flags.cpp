// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Flags.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::array kWords{
    std::pair{Flag::Seen, "\\Seen"_L1},       std::pair{Flag::Answered, "\\Answered"_L1},
    std::pair{Flag::Flagged, "\\Flagged"_L1}, std::pair{Flag::Deleted, "\\Deleted"_L1},
    std::pair{Flag::Draft, "\\Draft"_L1},     std::pair{Flag::Recent, "\\Recent"_L1},
    std::pair{Flag::Forwarded, "$Forwarded"_L1}, std::pair{Flag::Junk, "$Junk"_L1},
};
} // namespace

Flags parseFlags(const QStringList& words) {
    Flags flags;
    for (const QString& word : words) {
        bool known = false;
        for (const auto& [flag, name] : kWords) {
            if (word.compare(name, Qt::CaseInsensitive) == 0) {
                known = true;
                if (flag != Flag::Recent)
                    flags.set(flag);
            }
        }
        if (!known && !word.isEmpty() && !flags.keywords.contains(word))
            flags.keywords.append(word);
    }
    flags.keywords.sort();
    return flags;
}

QString storableFlagWord(const QString& word) {
    for (const auto& [flag, name] : kWords) {
        if (word.compare(name, Qt::CaseInsensitive) == 0)
            return flag == Flag::Recent ? QString() : QString(name);
    }
    const bool isAtom = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7F && !u"(){%*\"\\]"_s.contains(c);
    });
    return isAtom ? word : QString();
}

bool hasFlagWord(const Flags& flags, const QString& word) {
    for (const auto& [flag, name] : kWords) {
        if (word == name)
            return flags.has(flag);
    }
    return flags.keywords.contains(word);
}

void setFlagWord(Flags& flags, const QString& word, bool on) {
    for (const auto& [flag, name] : kWords) {
        if (word == name) {
            flags.set(flag, on);
            return;
        }
    }
    flags.keywords.removeAll(word);
    if (!on)
        return;
    flags.keywords.append(word);
    flags.keywords.sort();
}

QStringList flagWords(const Flags& flags) {
    QStringList words;
    for (const auto& [flag, name] : kWords) {
        if (flags.has(flag))
            words.append(QString(name));
    }
    words.append(flags.keywords);
    return words;
}

} // namespace tributary::model
