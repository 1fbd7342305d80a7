// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pages.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Avatar.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/Chip.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"
#include "ui/widgets/StageList.h"
#include "ui/widgets/Switch.h"
#include "ui/widgets/Toast.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace tributary::gallery {

namespace {

QWidget* banners() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto* info = new ui::Banner(ui::BannerKind::Info, QStringLiteral("Remote pictures are blocked in this message."));
    info->addAction(QStringLiteral("Show"));
    info->setClosable(true);
    auto* warning = new ui::Banner(ui::BannerKind::Warning, QStringLiteral("Working offline. What you do is kept and sent later."));
    auto* error = new ui::Banner(ui::BannerKind::Error, QStringLiteral("The server did not accept the password of Work."));
    error->setServerWords(QStringLiteral("A2 NO [AUTHENTICATIONFAILED] Authentication failed."));
    error->addAction(QStringLiteral("Sign in again"));
    error->findChildren<QPushButton*>().constFirst()->setChecked(true);
    auto* good = new ui::Banner(ui::BannerKind::Success, QStringLiteral("The account is ready."));
    for (ui::Banner* banner : {info, warning, error, good}) {
        column->addWidget(banner);
    }
    return box;
}

QWidget* accountCard() {
    auto* card = new ui::Card;
    card->setBarColor(ui::Tokens::current().accountColor(0));
    auto* grid = new QGridLayout(card);
    auto* avatar = new ui::Avatar;
    avatar->setPerson(QStringLiteral("Alice Brown"), QStringLiteral("alice@example.org"));
    grid->addWidget(avatar, 0, 0, 2, 1);
    grid->addWidget(new ui::RoleLabel(QStringLiteral("Work"), ui::ColorRole::Text, ui::TextSize::Strong), 0, 1);
    grid->addWidget(new ui::ElidedLabel(QStringLiteral("alice@example.org"), ui::ColorRole::Secondary), 1, 1);
    int column = 2;
    for (const auto& name : {"switch-account", "edit", "pause", "trash"}) {
        auto* button = new QToolButton;
        button->setIcon(ui::icon(QString::fromLatin1(name)));
        button->setAccessibleName(QString::fromLatin1(name));
        grid->addWidget(button, 0, column++, 2, 1);
    }
    auto* bar = new QProgressBar;
    bar->setValue(62);
    grid->addWidget(bar, 2, 1, 1, 5);
    grid->addWidget(new ui::RoleLabel(QStringLiteral("Up to date, 2 minutes ago"), ui::ColorRole::Secondary,
                                      ui::TextSize::Small), 3, 1, 1, 5);
    grid->setColumnStretch(1, 1);
    return card;
}

QWidget* stages() {
    auto* card = new ui::Card;
    auto* column = new QVBoxLayout(card);
    auto* list = new ui::StageList;
    list->setStages({QStringLiteral("Find the server"), QStringLiteral("Connect"), QStringLiteral("Secure the connection"),
                     QStringLiteral("Sign in"), QStringLiteral("List mailboxes"), QStringLiteral("Outgoing mail")});
    list->setStage(0, ui::StageState::Ok, 12, QStringLiteral("imap.example.org, 192.0.2.10"));
    list->setStage(1, ui::StageState::Ok, 41);
    list->setStage(2, ui::StageState::Running);
    list->setStage(3, ui::StageState::Failed, 1320, QStringLiteral("The user name or the password is wrong."));
    list->setStage(5, ui::StageState::Skipped);
    column->addWidget(list);
    return card;
}

QWidget* form() {
    auto* card = new ui::Card;
    auto* column = new QVBoxLayout(card);
    column->setSpacing(ui::Tokens::kSpaceM);
    auto* address = new QLineEdit(QStringLiteral("alice@example"));
    auto* first = new ui::FormRow(QStringLiteral("Mail address"), address);
    first->setError(QStringLiteral("This is not a whole mail address yet."));
    auto* password = new ui::PasswordEdit;
    password->setText(QStringLiteral("secret words"));
    auto* second = new ui::FormRow(QStringLiteral("Password"), password);
    second->setHint(QStringLiteral("Kept in the desktop's key ring."));
    column->addWidget(first);
    column->addWidget(second);
    auto* on = new ui::Switch(QStringLiteral("Notify about new mail"));
    on->setChecked(true);
    column->addWidget(on);
    column->addWidget(new ui::Switch(QStringLiteral("Play a sound")));
    auto* off = new ui::Switch(QStringLiteral("Managed by your organisation"));
    off->setEnabled(false);
    column->addWidget(off);
    return card;
}

QWidget* people() {
    auto* row = new ui::FlowRow;
    for (const auto& name : {"Alice Brown", "Bob", "Chloé Ångström", "山田 太郎", "dave@example.org", "Erin O'Neil",
                             "Frank Müller", "Grace Hopper", "Иван Петров"}) {
        auto* avatar = new ui::Avatar;
        avatar->setPerson(QString::fromUtf8(name), QString::fromUtf8(name));
        row->add(avatar);
    }
    row->add(new ui::Spinner);
    return row;
}

QWidget* chips() {
    auto* row = new ui::FlowRow;
    row->add(new ui::Chip(QStringLiteral("document"), QStringLiteral("report.pdf"), QStringLiteral("1.2 MB")));
    row->add(new ui::Chip(QStringLiteral("image"), QStringLiteral("photo.jpg"), QStringLiteral("800 KB")));
    row->add(new ui::Chip(QStringLiteral("attachment"),
                          QStringLiteral("a very long file name that nobody reads to its end.tar.gz"), QStringLiteral("4 GB")));
    auto* tag = new ui::Chip(QStringLiteral("tag"), QStringLiteral("Invoices"));
    tag->setRemovable(true);
    row->add(tag);
    return row;
}

} // namespace

QWidget* widgetsPage() {
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setSpacing(ui::Tokens::kSpaceM);
    grid->addWidget(banners(), 0, 0, 1, 2);
    grid->addWidget(accountCard(), 1, 0);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(people());
    column->addWidget(chips());
    column->addStretch();
    grid->addWidget(right, 1, 1);
    grid->addWidget(stages(), 2, 0);
    grid->addWidget(form(), 2, 1);
    auto* empty = new ui::EmptyState;
    empty->setContent(QStringLiteral("inbox"), QStringLiteral("Nothing here"), QStringLiteral("New mail shows up by itself."),
                      QStringLiteral("Look for mail now"));
    grid->addWidget(empty, 3, 0);
    auto* loading = new ui::EmptyState;
    loading->setContent(QStringLiteral("inbox"), QStringLiteral("Loading"));
    loading->setBusy(true);
    grid->addWidget(loading, 3, 1);
    grid->setRowStretch(3, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto* toast = new ui::Toast(page);
    toast->showText(QStringLiteral("3 messages archived"), QStringLiteral("Undo"), [] {}, 600000);
    return page;
}

} // namespace tributary::gallery
