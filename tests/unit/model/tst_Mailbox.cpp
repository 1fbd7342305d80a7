// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Mailbox.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::model::tst_Mailbox {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(SpecialUse, attributesOfRfc6154AreKnownInAnyCase) {
    const std::pair<const char*, SpecialUse> known[]{
        {"\\Drafts", SpecialUse::Drafts},   {"\\SENT", SpecialUse::Sent},          {"\\archive", SpecialUse::Archive},
        {"\\Junk", SpecialUse::Junk},       {"\\Trash", SpecialUse::Trash},        {"\\All", SpecialUse::All},
        {"\\Flagged", SpecialUse::Flagged}, {"\\Important", SpecialUse::Important}};
    for (const auto& [attribute, use] : known)
        EXPECT_EQ(parseSpecialUse(QString::fromLatin1(attribute)), use) << attribute;
    for (const char* other : {"", "\\", "Sent", "\\HasChildren", "\\Noselect", "\\Inbox", "\\Sent "})
        EXPECT_EQ(parseSpecialUse(QString::fromLatin1(other)), SpecialUse::None) << other;
}

TEST(SpecialUse, namesAreThoseOfTheCommandLine) {
    QStringList names;
    for (int use = 0; use <= static_cast<int>(SpecialUse::Important); ++use)
        names.append(QString(specialUseName(static_cast<SpecialUse>(use))));
    EXPECT_EQ(names, (QStringList{u""_s, u"inbox"_s, u"drafts"_s, u"sent"_s, u"archive"_s, u"junk"_s, u"trash"_s,
                                  u"all"_s, u"flagged"_s, u"important"_s}));
}

TEST(MailboxOrder, isSpecialUseThenNameInAnyCase) {
    QList<Mailbox> list;
    const auto add = [&](const QString& name, SpecialUse use = SpecialUse::None) {
        Mailbox mailbox;
        mailbox.name = name;
        mailbox.specialUse = use;
        list.append(mailbox);
    };
    add(u"work"_s);
    add(u"Trash"_s, SpecialUse::Trash);
    add(u"Alpha"_s);
    add(u"Zeta"_s, SpecialUse::Sent);
    add(u"beta"_s);
    add(u"INBOX"_s, SpecialUse::Inbox);
    std::sort(list.begin(), list.end(), mailboxLess);
    QStringList names;
    for (const Mailbox& mailbox : std::as_const(list))
        names.append(mailbox.name);
    EXPECT_EQ(names, (QStringList{u"INBOX"_s, u"Zeta"_s, u"Trash"_s, u"Alpha"_s, u"beta"_s, u"work"_s}));
    EXPECT_FALSE(mailboxLess(list[0], list[0]));
}

} // namespace
} // namespace tributary::model::tst_Mailbox
