// SPDX-License-Identifier: GPL-3.0-or-later
// The composer's bar, menus and keys.
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerHeader.h"
#include "ui/composer/ComposerPresenter.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/FormatBar.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/SpellHighlighter.h"
#include "ui/composer/SpellMenu.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/RoleLabel.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

void ComposerWindow::build() {
    setSurface(this, Surface::Window);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_format = new FormatBar(m_body, this);
    m_speller = new SpellHighlighter(m_body, m_body->highlighter(), &m_spelling);
    column->addWidget(makeBar());
    m_banner->setObjectName(QStringLiteral("composerBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    auto* beside = new QHBoxLayout;
    beside->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, 0);
    beside->addWidget(m_banner);
    column->addLayout(beside);
    column->addLayout(makeHeld());
    column->addWidget(m_header);
    column->addWidget(m_files);
    column->addWidget(m_format);
    m_body->setObjectName(QStringLiteral("composerBody"));
    m_body->setAccessibleName(tr("Message text"));
    m_body->setFrameShape(QFrame::NoFrame);
    m_body->setPlainFontFixed(false);
    column->addWidget(m_body, 1);
    setTabOrder(m_header->lastField(), m_body);
}

QLayout* ComposerWindow::makeHeld() {
    m_held->setObjectName(QStringLiteral("composerHeld"));
    m_held->hide();
    m_enterCode = m_held->addAction(tr("Enter code"));
    m_enterCode->setObjectName(QStringLiteral("enterCode"));
    connect(m_enterCode, &QPushButton::clicked, this, [this] {
        if (const auto target = unproven())
            Q_EMIT verificationRequested(*target);
    });
    auto* beside = new QHBoxLayout;
    beside->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, 0);
    beside->addWidget(m_held);
    return beside;
}

QWidget* ComposerWindow::makeBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceM, Tokens::kSpaceXs);
    row->setSpacing(Tokens::kSpaceXs);
    m_send = new QPushButton(icon(QStringLiteral("sent"), ColorRole::OnAccent), tr("Send"), bar);
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_send->setDefault(true);
    m_send->setToolTip(tr("Send (Ctrl+Enter)"));
    connect(m_send, &QPushButton::clicked, this, [this] { send(0); });
    row->addWidget(m_send);
    const auto add = [&](const QString& iconName, const QString& text) {
        auto* button = new QToolButton(bar);
        button->setIcon(icon(iconName));
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setAutoRaise(true);
        row->addWidget(button);
        return button;
    };
    m_sendMenu = add(QStringLiteral("clock"), tr("Send later"));
    m_sendMenu->setObjectName(QStringLiteral("sendLater"));
    m_sendMenu->setMenu(makeSendMenu());
    m_sendMenu->setPopupMode(QToolButton::InstantPopup);
    auto* attach = add(QStringLiteral("attachment"), tr("Attach files"));
    attach->setObjectName(QStringLiteral("attachButton"));
    connect(attach, &QToolButton::clicked, this, &ComposerWindow::askForFiles);
    auto* more = add(QStringLiteral("more"), tr("More"));
    more->setObjectName(QStringLiteral("composerMore"));
    more->setMenu(makeMoreMenu());
    more->setPopupMode(QToolButton::InstantPopup);
    m_state = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, bar);
    m_state->setObjectName(QStringLiteral("composerState"));
    m_state->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    row->addWidget(m_state, 1);
    auto* discard = add(QStringLiteral("trash"), tr("Discard this message"));
    discard->setObjectName(QStringLiteral("discardButton"));
    connect(discard, &QToolButton::clicked, m_presenter, &ComposerPresenter::discard);
    return bar;
}

QMenu* ComposerWindow::makeSendMenu() {
    auto* menu = new QMenu(this);
    const auto add = [&](const QString& text, std::function<QDateTime()> when) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, when = std::move(when)] { send(when().toMSecsSinceEpoch()); });
    };
    const auto morning = [](const QDate& day) { return QDateTime(day, QTime(8, 0)); };
    add(tr("In one hour"), [] { return QDateTime::currentDateTime().addSecs(3600); });
    add(tr("Tomorrow morning"), [morning] { return morning(QDate::currentDate().addDays(1)); });
    add(tr("Monday morning"), [morning] { return morning(QDate::currentDate().addDays(8 - QDate::currentDate().dayOfWeek())); });
    menu->addSeparator();
    connect(menu->addAction(tr("Choose a time…")), &QAction::triggered, this, &ComposerWindow::askForTime);
    return menu;
}

QMenu* ComposerWindow::makeMoreMenu() {
    auto* menu = new QMenu(this);
    QAction* rich = menu->addAction(tr("Rich text"));
    rich->setObjectName(QStringLiteral("richText"));
    rich->setCheckable(true);
    connect(rich, &QAction::triggered, m_body, [this](bool on) { m_body->askForMode(on ? BodyMode::Rich : BodyMode::Plain); });
    menu->addSeparator();
    auto* priority = menu->addMenu(tr("Priority"));
    auto* group = new QActionGroup(priority);
    for (const auto& [level, text] : {std::pair(1, tr("High")), std::pair(0, tr("Normal")), std::pair(-1, tr("Low"))}) {
        QAction* action = priority->addAction(text);
        action->setCheckable(true);
        action->setData(level);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, value = level] {
            m_draft.priority = value;
            edited();
        });
    }
    QAction* receipt = menu->addAction(tr("Ask for a receipt"));
    receipt->setCheckable(true);
    connect(receipt, &QAction::triggered, this, [this](bool on) {
        m_draft.requestReceipt = on;
        edited();
    });
    QAction* japanese = menu->addAction(tr("Japanese encoding (ISO-2022-JP)"));
    japanese->setCheckable(true);
    connect(japanese, &QAction::triggered, this, [this](bool on) {
        m_draft.charset = on ? QByteArray("iso-2022-jp") : QByteArray();
        edited();
    });
    menu->addSeparator();
    QAction* keep = menu->addAction(tr("Keep as a template"));
    keep->setObjectName(QStringLiteral("saveTemplate"));
    connect(keep, &QAction::triggered, m_presenter, &ComposerPresenter::saveAsTemplate);
    menu->addSeparator();
    auto* spelling = new SpellMenu(&m_spelling, menu);
    connect(spelling, &SpellMenu::languagesChosen, this, &ComposerWindow::spellingChosen);
    menu->addMenu(spelling);
    connect(menu, &QMenu::aboutToShow, this, [this, rich, group, receipt, japanese, keep] {
        keep->setVisible(!isTemplate());
        rich->setChecked(m_body->mode() == BodyMode::Rich);
        for (QAction* action : group->actions())
            action->setChecked(action->data().toInt() == m_draft.priority);
        receipt->setChecked(m_draft.requestReceipt);
        japanese->setChecked(m_draft.charset == "iso-2022-jp");
    });
    return menu;
}

void ComposerWindow::addKeys() {
    const auto key = [this](const QList<QKeySequence>& keys, auto&& run) {
        for (const QKeySequence& sequence : keys)
            connect(new QShortcut(sequence, this), &QShortcut::activated, this, run);
    };
    key({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}, [this] { send(0); });
    key({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)}, [this] { askForFiles(); });
    key({QKeySequence::Close}, [this] { close(); });
    key({QKeySequence::Save}, [this] { m_presenter->edited(); });
}

} // namespace tributary::ui
