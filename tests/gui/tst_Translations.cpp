// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Translations.h"
#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"
#include "ui/settings/SettingsDialog.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

namespace tributary::ui::tst_Translations {
namespace {

TEST(Translations, japaneseReachesClassesAndFreeFunctions) {
    installTranslations(*QCoreApplication::instance(), QStringLiteral("ja"));
    EXPECT_EQ(SettingsDialog::tr("Settings"), QStringLiteral("設定"));
    EXPECT_EQ(viewTitle(model::View::Inbox), QStringLiteral("すべての受信トレイ"));
    EXPECT_EQ(errorText({ErrorKind::Storage, ErrorCode::DiskFull, {}, {}}).title, QStringLiteral("ディスクがいっぱいです"));
}

TEST(Translations, nothingIsLeftUnfinished) {
    for (const char* language : {"ja", "en"}) {
        QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/resources/translations/tributary_%1.ts").arg(QLatin1String(language)));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_FALSE(file.readAll().contains("unfinished")) << language;
    }
}

} // namespace
} // namespace tributary::ui::tst_Translations
