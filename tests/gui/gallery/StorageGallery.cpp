// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of Settings > Storage and of the cards' bars, in each scheme: storage_gallery FOLDER. Not installed.
#include "../PreparedProfile.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QListWidget>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

namespace {

using namespace tributary;
using namespace tributary::ui;
using namespace Qt::Literals::StringLiterals;

void fill(PreparedProfile& profile, int account, const QString& name, int count, qsizetype bytes) {
    profile.fill(profile.mailbox(account, name), count, [bytes](store::NewMessage& message) {
        QByteArray noise(bytes, '\0');
        QRandomGenerator random(message.uid.value);
        random.fillRange(reinterpret_cast<quint32*>(noise.data()), bytes / qsizetype(sizeof(quint32)));
        message.rawCompressed = store::compressRaw(noise);
    });
}

bool grab(engine::Engine& engine, const QString& base, Qt::LayoutDirection direction) {
    Preferences preferences(engine.profileDirectory());
    SettingsDialog dialog(engine, preferences);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setLayoutDirection(direction);
    dialog.open();
    QTest::qWait(700); // what it loads
    bool good = dialog.grab().save(base + u"cards.png"_s);
    auto* titles = dialog.findChild<QListWidget*>();
    for (int row = 0; row < titles->count(); ++row) {
        if (titles->item(row)->data(Qt::UserRole).toInt() == static_cast<int>(SettingsPlace::Storage))
            titles->setCurrentRow(row);
    }
    QTest::qWait(300);
    good = dialog.grab().save(base + u"page.png"_s) && good;
    for (QScrollArea* area : dialog.findChildren<QScrollArea*>()) {
        if (area->isVisible())
            area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    }
    QTest::qWait(100);
    good = dialog.grab().save(base + u"below.png"_s) && good;
    dialog.resize(1100, 900);
    QTest::qWait(100);
    return dialog.grab().save(base + u"large.png"_s) && good;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    Theme theme(app, SchemeChoice::Light);
    bool good = true;
    {
        PreparedProfile empty;
        const auto engine = empty.openEngine();
        good = engine && grab(*engine, folder + u"/empty-"_s, Qt::LeftToRight);
    }
    PreparedProfile profile;
    fill(profile, 0, u"INBOX"_s, 60, 160'000);
    fill(profile, 0, u"Archive"_s, 150, 120'000);
    fill(profile, 0, u"Projects"_s, 20, 90'000);
    fill(profile, 0, u"Projects/Roof"_s, 40, 140'000);
    fill(profile, 0, u"Junk"_s, 10, 4'000);
    fill(profile, 0, u"Trash"_s, 4, 4'000);
    fill(profile, 1, u"INBOX"_s, 70, 90'000);
    fill(profile, 1, u"Archive"_s, 20, 60'000);
    profile.setQuota(0, {.usedBytes = 13LL << 30, .limitBytes = 15LL << 30, .usedMessages = {}, .limitMessages = {}, .askedMs = QDateTime::currentMSecsSinceEpoch()});
    const auto engine = profile.openEngine();
    if (!engine)
        return 1;
    bool set = false;
    engine->setStorageBudget(1LL << 30, engine.get(), [&](const Result<engine::BudgetOutcome>&) { set = true; });
    good = soon([&] { return set; }) && good;
    for (const auto& [scheme, name] : {std::pair{SchemeChoice::Light, "light"}, std::pair{SchemeChoice::Dark, "dark"}, std::pair{SchemeChoice::HighContrast, "contrast"}}) {
        theme.setChoice(scheme);
        good = grab(*engine, u"%1/%2-"_s.arg(folder, QLatin1StringView(name)), Qt::LeftToRight) && good;
    }
    theme.setChoice(SchemeChoice::Light);
    return grab(*engine, folder + u"/rtl-"_s, Qt::RightToLeft) && good ? 0 : 1;
}
