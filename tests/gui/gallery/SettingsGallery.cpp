// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the settings for sending, in each scheme, in English and Japanese: settings_gallery FOLDER. Not installed.
#include "../PreparedProfile.h"
#include "ui/app/Translations.h"
#include "ui/sendas/IdentityDialog.h"
#include "ui/sendas/SendAsPage.h"
#include "ui/sendas/SignaturesPage.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

namespace {

using namespace tributary;
using namespace tributary::ui;
using namespace Qt::Literals::StringLiterals;

model::Identity identityOf(AccountId account, const QString& address, const QString& name, const QString& replyTo = {}) {
    model::Identity identity;
    identity.account = account;
    identity.address = address;
    identity.displayName = name;
    identity.replyTo = replyTo;
    return identity;
}

void fill(engine::Engine& engine, const PreparedProfile& profile) {
    int waiting = 4;
    for (const model::Identity& one : {identityOf(profile.account(0), u"sales@work.example"_s, u"Work Sales Desk"_s), identityOf(profile.account(0), u"hanako@work.example"_s, u"山田 花子"_s, u"office@example.org"_s),
                                       identityOf(profile.account(0), u"a.very.long.address.of.somebody@department.of.a.large.university.example"_s, u"Ann of the Department of Long Names and Longer Addresses"_s)})
        engine.addIdentity(one, &engine, [&waiting](const Result<IdentityId>&) { --waiting; });
    engine.loadIdentities(&engine, [&](const Result<QList<model::Identity>>& all) {
        model::Identity first = all->constFirst();
        first.displayName = u"Ann Example"_s;
        first.signatureText = u"Ann Example\nExample Inc., 山田ビル 3F\nhttps://work.example"_s;
        first.signatureAboveQuote = true;
        engine.updateIdentity(first, &engine, [&waiting](const Result<std::monostate>&) { --waiting; });
    });
    (void)soon([&] { return waiting == 0; });
}

bool save(QWidget& widget, const QString& path) {
    QTest::qWait(150); // what the pages load, and the motion of switches
    return widget.grab().save(path);
}

bool grabDialog(engine::Engine& engine, const model::Identity& identity, const QString& address, const QString& path) {
    auto* dialog = new IdentityDialog(engine, identity);
    dialog->open();
    auto* edit = dialog->findChild<QLineEdit*>(u"identityAddress"_s);
    if (!address.isNull()) {
        QTest::keyClicks(edit, address);
        dialog->findChild<QAbstractButton*>(u"saveIdentity"_s)->click();
    }
    const bool good = save(*dialog, path);
    dialog->reject();
    return good;
}

bool grabAll(engine::Engine& engine, Preferences& preferences, const model::Identity& odd, const QString& base, Qt::LayoutDirection direction) {
    SettingsDialog dialog(engine, preferences);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setLayoutDirection(direction);
    auto* sendAs = new SendAsPage(engine, &dialog);
    dialog.addPage(SettingsPlace::SendAs, u"sent"_s, SendAsPage::title(), sendAs);
    dialog.addPage(SettingsPlace::Signatures, u"signature"_s, SignaturesPage::title(), new SignaturesPage(engine, &dialog));
    dialog.open();
    auto* titles = dialog.findChild<QListWidget*>();
    bool good = true;
    for (const auto& [row, name] : {std::pair{1, "sendas"}, std::pair{2, "signatures"}, std::pair{4, "writing"}}) {
        titles->setCurrentRow(row);
        good = save(dialog, base + QLatin1StringView(name) + u".png"_s) && good;
    }
    titles->setCurrentRow(1);
    for (QAbstractButton* remove : sendAs->findChildren<QAbstractButton*>(u"removeIdentity"_s).mid(4))
        remove->click();
    good = save(dialog, base + u"banner.png"_s) && good;
    return grabDialog(engine, odd, {}, base + u"edit.png"_s) && grabDialog(engine, identityOf(odd.account, {}, {}), u"nobody"_s, base + u"add.png"_s) && good;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    Theme theme(app, SchemeChoice::Light);
    PreparedProfile profile;
    const auto engine = profile.openEngine();
    if (!engine)
        return 1;
    fill(*engine, profile);
    Preferences preferences(engine->profileDirectory());
    model::Identity odd;
    bool answered = false;
    engine->loadIdentities(engine.get(), [&](const Result<QList<model::Identity>>& all) {
        odd = all->value(2);
        answered = true;
    });
    bool good = soon([&] { return answered; });
    for (const char* language : {"en", "ja"}) {
        if (QLatin1StringView(language) == "ja"_L1)
            installTranslations(app, u"ja"_s);
        for (const auto& [scheme, name] : {std::pair{SchemeChoice::Light, "light"}, std::pair{SchemeChoice::Dark, "dark"}, std::pair{SchemeChoice::HighContrast, "contrast"}}) {
            theme.setChoice(scheme);
            good = grabAll(*engine, preferences, odd, u"%1/%2-%3-"_s.arg(folder, QLatin1StringView(name), QLatin1StringView(language)), Qt::LeftToRight) && good;
        }
    }
    theme.setChoice(SchemeChoice::Light);
    return grabAll(*engine, preferences, odd, folder + u"/rtl-"_s, Qt::RightToLeft) && good ? 0 : 1;
}
