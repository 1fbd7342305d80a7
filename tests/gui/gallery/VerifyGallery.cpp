// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the dialog that asks for a code, in each of its states, and of a held composer; in light and dark, in English and
// Japanese: verify_gallery FOLDER. Not installed.
#include "../PreparedProfile.h"
#include "ui/app/Translations.h"
#include "ui/composer/ComposerDesk.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/sendas/IdentityDialog.h"
#include "ui/sendas/SendAsPage.h"
#include "ui/sendas/VerifyForm.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

namespace {

using namespace tributary;
using namespace tributary::ui;
using namespace Qt::Literals::StringLiterals;
using model::CodeState;

constexpr qint64 kNow = 1'790'000'000'000;

struct Shot {
    const char* name;
    model::Verification state;
    std::optional<model::CodeOutcome> outcome;
    QString typed = {}, arrived = {}, failure = {}; ///< typed before it is told
};

QList<Shot> shots() {
    model::Verification one;
    one.target = {AccountId(1), u"answers@example.org"_s, model::VerificationPurpose::ReplyTo};
    one.triesLeft = model::kCodeTries;
    const auto with = [&](CodeState state, qint64 nextMs, const std::optional<Error>& error = {}) {
        model::Verification v = one;
        v.state = state;
        v.nextMailMs = nextMs == 0 ? 0 : kNow + nextMs;
        v.expiresMs = state == CodeState::Valid ? kNow + 845'000 : 0;
        v.mailError = error;
        return v;
    };
    model::Verification wrong = with(CodeState::Valid, 42'000), proven = with(CodeState::None, 0);
    wrong.triesLeft = 4;
    proven.isProven = true;
    return {{"none", with(CodeState::None, 0), {}},
            {"waiting", with(CodeState::Waiting, 42'000), {}},
            {"waits", with(CodeState::Waiting, 42'000, Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, "535 5.7.8 no", {}}), {}},
            {"valid", with(CodeState::Valid, 42'000), {}},
            {"arrived", with(CodeState::Valid, 0), {}, {}, u"424242"_s},
            {"wrong", wrong, model::CodeOutcome::Wrong, u"123456"_s},
            {"failed", with(CodeState::Failed, 0, Error{ErrorKind::Refused, ErrorCode::RecipientsRefused, "550 5.1.1 no such user here", {}}), {}},
            {"expired", with(CodeState::Expired, 0), {}},
            {"usedup", with(CodeState::UsedUp, 3'000'000), model::CodeOutcome::UsedUp, u"123456"_s},
            {"throttled", with(CodeState::Valid, 3'000'000), {}, {}, {}, u"Enough codes were mailed to this address for now. Use the newest of them, or wait."_s},
            {"proven", proven, {}}};
}

bool save(QWidget& widget, const QString& path) {
    QTest::qWait(150);
    return widget.grab().save(path);
}

bool grabForm(const Shot& shot, const QString& base, Qt::LayoutDirection direction) {
    QDialog dialog;
    dialog.setLayoutDirection(direction);
    dialog.setMinimumWidth(480);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(0, 0, 0, 0);
    auto* form = new VerifyForm(shot.state.target, u"Work"_s, [] { return kNow; }, &dialog);
    column->addWidget(form);
    dialog.open();
    auto* code = form->findChild<QLineEdit*>(u"code"_s);
    code->setText(shot.typed);
    form->showState(shot.state, u"Work"_s);
    if (shot.outcome)
        form->showOutcome({*shot.outcome, shot.state});
    form->showArrived(shot.arrived);
    form->showFailure(shot.failure, {});
    QTest::qWait(20);
    dialog.resize(dialog.sizeHint());
    return save(dialog, base + u"code-"_s + QLatin1StringView(shot.name) + u".png"_s);
}

bool grabRest(engine::Engine& engine, const PreparedProfile& profile, const QString& base) {
    Preferences preferences(engine.profileDirectory());
    SettingsDialog settings(engine, preferences);
    settings.setAttribute(Qt::WA_DeleteOnClose, false);
    settings.addPage(SettingsPlace::SendAs, u"sent"_s, SendAsPage::title(), new SendAsPage(engine, &settings));
    settings.open();
    settings.findChild<QListWidget*>()->setCurrentRow(1);
    bool good = save(settings, base + u"sendas.png"_s);
    settings.reject();
    QWidget host;
    ComposerDesk desk(engine, {}, &host);
    desk.write(profile.account(0));
    good = soon([&] { return !desk.windows().isEmpty(); }) && good;
    ComposerWindow* composer = desk.windows().constFirst();
    good = save(*composer, base + u"composer.png"_s) && good;
    composer->findChild<QPushButton*>(u"sendButton"_s)->click();
    return save(*composer, base + u"composer-pressed.png"_s) && good;
}

void fill(engine::Engine& engine, const PreparedProfile& profile) {
    int waiting = 2;
    engine.loadIdentities(&engine, [&](const Result<QList<model::Identity>>& all) {
        model::Identity first = all->constFirst();
        first.displayName = u"Ann Example"_s;
        first.replyTo = u"answers@example.org"_s;
        first.signatureText = first.signatureHtml = u"Ann Example, Example Inc."_s;
        engine.updateIdentity(first, &engine, [&waiting](const Result<std::monostate>&) { --waiting; });
        first.id = {};
        first.address = u"sales@work.example"_s;
        first.replyTo.clear();
        first.account = profile.account(1);
        engine.addIdentity(first, &engine, [&waiting](const Result<IdentityId>&) { --waiting; });
    });
    (void)soon([&] { return waiting == 0; });
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
    bool good = true;
    for (const char* language : {"en", "ja"}) {
        installTranslations(app, QLatin1StringView(language));
        for (const auto& [scheme, name] : {std::pair{SchemeChoice::Light, "light"}, std::pair{SchemeChoice::Dark, "dark"}, std::pair{SchemeChoice::HighContrast, "contrast"}}) {
            theme.setChoice(scheme);
            const QString base = u"%1/%2-%3-"_s.arg(folder, QLatin1StringView(name), QLatin1StringView(language));
            for (const Shot& shot : shots())
                good = grabForm(shot, base, Qt::LeftToRight) && good;
            good = grabRest(*engine, profile, base) && good;
        }
    }
    theme.setChoice(SchemeChoice::Light);
    for (const Shot& shot : shots())
        good = grabForm(shot, folder + u"/rtl-"_s, Qt::RightToLeft) && good;
    return good ? 0 : 1;
}
