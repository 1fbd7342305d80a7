// SPDX-License-Identifier: GPL-3.0-or-later
// Names of mailboxes and messages are names of files that can hurt nobody.
#include "transfer/MailFolder.h"

#include <gtest/gtest.h>

namespace tributary::transfer::tst_MailFolder {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Flag;

TEST(MailFolder, flagsStandInAMaildirName) {
    model::Flags flags;
    for (const Flag flag : {Flag::Seen, Flag::Answered, Flag::Draft, Flag::Forwarded})
        flags.set(flag);
    EXPECT_EQ(maildirInfo(flags), u"2,DPRS"_s);
    const QString name = maildirName(1'793'613'600'000, 12, flags);
    EXPECT_EQ(name, u"1793613600.M000000012.tributary:2,DPRS"_s);
    EXPECT_EQ(flagsOfMaildirName(name), flags);
    EXPECT_EQ(dateOfMaildirName(name), 1'793'613'600'000);
    EXPECT_EQ(flagsOfMaildirName(u"1793613600.x.host"_s), model::Flags());
    EXPECT_EQ(dateOfMaildirName(u"99999999999999999999.x"_s), 0);
}

TEST(MailFolder, noMailboxLeadsElsewhere) {
    FolderNames names;
    for (const QString& name : {u"../../etc/passwd"_s, u"/etc/passwd"_s, u".."_s, u"a/../../b"_s, u"a\\b"_s, u""_s, u"x\u0000y"_s, u".hidden"_s}) {
        const QString path = names.pathOf(name);
        EXPECT_FALSE(path.isEmpty());
        EXPECT_FALSE(path.startsWith(u'/')) << qPrintable(path);
        for (const QString& level : path.split(u'/')) {
            EXPECT_NE(level, u".."_s) << qPrintable(path);
            EXPECT_FALSE(level.startsWith(u'.')) << qPrintable(path);
            EXPECT_FALSE(level.contains(QChar(0)) || level.contains(u'\\')) << qPrintable(path);
        }
    }
}

TEST(MailFolder, noTwoMailboxesAreOne) {
    FolderNames names;
    EXPECT_EQ(names.pathOf(u"Work/2026"_s), u"Work/2026"_s);
    EXPECT_NE(names.pathOf(u"work/2026"_s).toCaseFolded(), u"work/2026"_s);
    EXPECT_EQ(names.pathOf(u"Archive/cur"_s), u"Archive/cur_"_s);
    EXPECT_EQ(names.pathOf(u"会議"_s), u"会議"_s);
}

} // namespace
} // namespace tributary::transfer::tst_MailFolder
