// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Mailbox.h"

#include <array>

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView specialUseName(SpecialUse use) {
    static constexpr std::array names{""_L1,     "inbox"_L1, "drafts"_L1, "sent"_L1,    "archive"_L1,
                                      "junk"_L1, "trash"_L1, "all"_L1,    "flagged"_L1, "important"_L1};
    return names.at(static_cast<std::size_t>(use));
}

SpecialUse parseSpecialUse(const QString& attribute) {
    if (!attribute.startsWith(u'\\'))
        return SpecialUse::None;
    const QString word = attribute.mid(1).toLower();
    for (const SpecialUse use : {SpecialUse::Drafts, SpecialUse::Sent, SpecialUse::Archive, SpecialUse::Junk,
                                 SpecialUse::Trash, SpecialUse::All, SpecialUse::Flagged, SpecialUse::Important}) {
        if (word == specialUseName(use))
            return use;
    }
    return SpecialUse::None;
}

bool mailboxLess(const Mailbox& a, const Mailbox& b) {
    const auto rank = [](const Mailbox& m) { return m.specialUse == SpecialUse::None ? 100 : static_cast<int>(m.specialUse); };
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    return QString::compare(a.name, b.name, Qt::CaseInsensitive) < 0;
}

} // namespace tributary::model
