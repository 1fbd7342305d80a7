// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of filters and vacation reply, in each scheme, in English and Japanese: filters_gallery FOLDER. Not installed.
#include "../PreparedProfile.h"
#include "engine/Filters.h"
#include "engine/Vacations.h"
#include "ui/app/Translations.h"
#include "ui/composer/RichTextEditor.h"
#include "ui/rules/FilterDialog.h"
#include "ui/rules/FiltersPage.h"
#include "ui/rules/SieveBanner.h"
#include "ui/rules/VacationBanner.h"
#include "ui/rules/VacationPage.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QDir>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

namespace {

using namespace tributary;
using namespace tributary::ui;
using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

model::Filter filterOf(AccountId account, const QString& name, const QList<model::FilterCondition>& conditions, const QList<model::FilterAction>& actions, bool on = true) {
    model::Filter filter;
    filter.account = account;
    filter.name = name;
    filter.conditions = conditions;
    filter.actions = actions;
    filter.enabled = on;
    return filter;
}

QList<model::Filter> filtersOf(AccountId account) {
    return {filterOf(account, u"Boss"_s, {{FilterField::From, FilterTest::Contains, false, {}, u"boss"_s}}, {{FilterVerb::Move, u"Projects"_s}, {FilterVerb::Stop, {}}}),
            filterOf(account, u"会議"_s, {{FilterField::Subject, FilterTest::Contains, false, {}, u"会議"_s}, {FilterField::Size, FilterTest::Below, false, {}, u"1048576"_s}},
                     {{FilterVerb::Label, u"meeting"_s}, {FilterVerb::Flag, {}}}),
            filterOf(account, u"Old place"_s, {{FilterField::ListId, FilterTest::Contains, false, {}, u"dev.lists.example"_s}}, {{FilterVerb::Move, u"Lists/Gone"_s}}, false),
            filterOf(account, u"Odd expressions"_s, {{FilterField::Subject, FilterTest::Expression, false, {}, u"(?:invoice|rechnung)\\s+\\d+"_s}}, {{FilterVerb::MarkRead, {}}})};
}

void fill(engine::Engine& engine, const PreparedProfile& profile) {
    bool isFilled = false, isOn = false;
    engine.filters().addFilters(profile.account(0), filtersOf(profile.account(0)), &engine, [&](const Result<QList<FilterId>>&) { isFilled = true; });
    model::Vacation vacation;
    vacation.account = profile.account(0);
    vacation.on = true;
    vacation.subject = u"Away until December 3"_s;
    vacation.reply = {u"I am away until December 3.\nFor what cannot wait: office@work.example."_s, u"<p>I am away until <b>December 3</b>.</p><p>For what cannot wait: office@work.example.</p>"_s};
    vacation.untilMs = QDateTime::currentDateTime().addDays(6).toMSecsSinceEpoch();
    vacation.exceptions = {u"boss@work.example"_s, u"@lists.example"_s};
    engine.vacations().saveVacation(vacation, &engine, [&](const Result<engine::VacationView>&) { isOn = true; });
    (void)soon([&] { return isFilled && isOn; });
}

bool save(QWidget& widget, const QString& path) {
    QTest::qWait(700); // what the pages load and try, and the motion of switches
    return widget.grab().save(path);
}

bool grabBanners(engine::Engine& engine, const QString& base) {
    QWidget ground;
    auto* column = new QVBoxLayout(&ground);
    engine::SieveState edited;
    edited.conflict = engine::ScriptConflict{engine::ScriptConflict::Kind::EditedElsewhere, u"tributary"_s, u"keep;"_s, u"discard;"_s};
    engine::SieveState refused;
    refused.refusal = engine::ScriptRefusal{{ErrorKind::Refused, ErrorCode::ServerRefused, "line 12: error: unknown command 'vacatoin'", {}}, 12, u"keep;"_s, 0};
    engine::SieveState other;
    other.otherScript = u"roundcube"_s;
    for (const engine::SieveState& state : {edited, refused, other}) {
        auto* banner = new SieveBanner(engine, &ground);
        column->addWidget(banner);
        banner->show(state);
    }
    column->addWidget(new VacationBanner(engine, &ground));
    column->addStretch();
    ground.resize(600, 420);
    ground.show();
    return save(ground, base + u"banners.png"_s);
}

bool grabAll(engine::Engine& engine, Preferences& preferences, AccountId account, const QString& base, Qt::LayoutDirection direction) {
    SettingsDialog dialog(engine, preferences);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setLayoutDirection(direction);
    auto* vacation = new VacationPage(engine, [](QWidget* parent) -> RichTextField* { return new RichTextEditor(parent); }, &dialog);
    dialog.addPage(SettingsPlace::Filters, u"filter"_s, FiltersPage::title(), new FiltersPage(engine, &dialog));
    dialog.addPage(SettingsPlace::Vacation, u"clock"_s, VacationPage::title(), vacation);
    dialog.open();
    dialog.showPage(SettingsPlace::Filters);
    bool good = save(dialog, base + u"filters.png"_s);
    dialog.showPage(SettingsPlace::Vacation);
    good = save(dialog, base + u"vacation.png"_s) && good;
    auto* area = vacation->findChild<QScrollArea*>();
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    good = save(dialog, base + u"vacation-end.png"_s) && good;
    auto* filter = new FilterDialog(engine, filterOf(account, {}, {{FilterField::Subject, FilterTest::Contains, false, {}, u"Message 1"_s}, {FilterField::Subject, FilterTest::Expression, false, {}, u"(("_s}},
                                                     {{FilterVerb::Move, u"Projects/Roof"_s}, {FilterVerb::Forward, u"nobody@else.example"_s}}));
    filter->suggest({FilterField::Subject, FilterTest::Contains, false, {}, u"Quarterly figures"_s});
    filter->setLayoutDirection(direction);
    filter->open();
    good = save(*filter, base + u"filter-wrong.png"_s) && good;
    filter->reject();
    auto* right = new FilterDialog(engine, filterOf(account, u"Ones"_s, {{FilterField::Subject, FilterTest::Contains, false, {}, u"Message 1"_s}}, {{FilterVerb::Move, u"Projects/Roof"_s}}));
    right->open();
    good = save(*right, base + u"filter.png"_s) && good;
    right->reject();
    return grabBanners(engine, base) && good;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    Theme theme(app, SchemeChoice::Light);
    PreparedProfile profile;
    profile.fill(profile.mailbox(0, u"INBOX"_s), 240);
    const auto engine = profile.openEngine();
    if (!engine)
        return 1;
    fill(*engine, profile);
    Preferences preferences(engine->profileDirectory());
    bool good = true;
    for (const char* language : {"en", "ja"}) {
        if (QLatin1StringView(language) == "ja"_L1)
            installTranslations(app, u"ja"_s);
        for (const auto& [scheme, name] : {std::pair{SchemeChoice::Light, "light"}, std::pair{SchemeChoice::Dark, "dark"}}) {
            theme.setChoice(scheme);
            good = grabAll(*engine, preferences, profile.account(0), u"%1/%2-%3-"_s.arg(folder, QLatin1StringView(name), QLatin1StringView(language)), Qt::LeftToRight) && good;
        }
    }
    theme.setChoice(SchemeChoice::Light);
    return grabAll(*engine, preferences, profile.account(0), folder + u"/rtl-"_s, Qt::RightToLeft) && good ? 0 : 1;
}
