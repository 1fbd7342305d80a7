// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/VacationPage.h"

#include "ui/models/ErrorText.h"
#include "ui/models/PlacementText.h"
#include "ui/models/VacationText.h"
#include "ui/rules/PlacementBadge.h"
#include "ui/rules/SieveBanner.h"
#include "ui/rules/VacationForm.h"
#include "ui/rules/VacationPreviewPane.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <variant>

namespace tributary::ui {

VacationPage::VacationPage(engine::Engine& engine, const MakeRichText& makeText, QWidget* parent)
    : QWidget(parent), m_engine(&engine), m_isLocked(engine.policy().locks(engine::Lock::Vacation)), m_choice(new QComboBox(this)), m_banner(new Banner(BannerKind::Error, {}, this)), m_sieve(new SieveBanner(engine, this)),
      m_empty(new EmptyState(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    makeHead(*column);
    m_content = makeContent(makeText);
    column->addWidget(m_content, 1);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    m_empty->setContent(QStringLiteral("clock"), tr("No account yet"), tr("The vacation replies of your accounts stand here."));
    m_empty->hide();
    column->addWidget(m_empty, 1);
    connectParts();
    followAccounts();
    followDirty();
}

QString VacationPage::title() { return tr("Vacation reply"); }

void VacationPage::makeHead(QVBoxLayout& column) {
    column.addWidget(new RoleLabel(title(), ColorRole::Text, TextSize::Title, this));
    if (m_isLocked)
        column.addWidget(new ManagedMark({}, this));
    m_choice->setObjectName(QStringLiteral("vacationAccount"));
    column.addWidget(new FormRow(tr("For mail &of"), m_choice, this));
    m_banner->setObjectName(QStringLiteral("vacationBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    column.addWidget(m_banner);
    column.addWidget(m_sieve);
}

QWidget* VacationPage::makeSwitch() {
    auto* both = new QWidget(this);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceXs);
    auto* row = new QHBoxLayout;
    m_on = new Switch(tr("Answer &mail while I am away"), both);
    m_on->setObjectName(QStringLiteral("vacationOn"));
    row->addWidget(m_on);
    row->addStretch();
    m_badge = new PlacementBadge(both);
    m_badge->setObjectName(QStringLiteral("vacationBadge"));
    row->addWidget(m_badge);
    column->addLayout(row);
    m_reason = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, both);
    m_state = new RoleLabel({}, ColorRole::Text, TextSize::Normal, both);
    m_reason->setObjectName(QStringLiteral("vacationReason"));
    m_state->setObjectName(QStringLiteral("vacationState"));
    for (RoleLabel* label : {m_reason, m_state}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    return both;
}

QWidget* VacationPage::makeContent(const MakeRichText& makeText) {
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(title());
    auto* inner = new QWidget(area);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, Tokens::kSpaceS, 0);
    column->setSpacing(Tokens::kSpaceL);
    column->addWidget(makeSwitch());
    m_form = new VacationForm(makeText, inner);
    m_form->setEnabled(!m_isLocked);
    column->addWidget(m_form);
    m_preview = new VacationPreviewPane(*m_engine, inner);
    column->addWidget(m_preview);
    area->setWidget(inner);
    return area;
}

QWidget* VacationPage::makeFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    m_revert = new QPushButton(tr("&Discard changes"), foot);
    m_revert->setObjectName(QStringLiteral("revertVacation"));
    m_revert->setAutoDefault(false);
    row->addWidget(m_revert);
    m_save = new QPushButton(tr("&Save"), foot);
    m_save->setObjectName(QStringLiteral("saveVacation"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    m_save->setAutoDefault(false);
    row->addWidget(m_save);
    return foot;
}

void VacationPage::connectParts() {
    connect(m_choice, &QComboBox::activated, this, [this] { showAccount(AccountId(m_choice->currentData().toLongLong())); });
    connect(m_on, &Switch::toggled, this, &VacationPage::turn);
    connect(m_form, &VacationForm::changed, this, &VacationPage::edited);
    connect(m_save, &QPushButton::clicked, this, [this] { save(typed()); });
    connect(m_revert, &QPushButton::clicked, this, &VacationPage::showForm);
    connect(m_sieve, &SieveBanner::stateChanged, this, &VacationPage::load);
    connect(m_sieve, &SieveBanner::failed, this, &VacationPage::tell);
    connect(m_engine, &engine::Engine::accountsChanged, this, &VacationPage::followAccounts);
    connect(m_engine, &engine::Engine::storeChanged, this, &VacationPage::followChanges);
}

void VacationPage::followAccounts() {
    const QList<model::AccountSnapshot> accounts = m_engine->accounts();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const model::AccountSnapshot& one : accounts)
            m_choice->addItem(one.account.name.isEmpty() ? one.account.email : one.account.name, one.account.id.value);
    }
    AccountId next = m_account;
    if (m_choice->findData(next.value) < 0) {
        const auto chosen = std::find_if(accounts.begin(), accounts.end(), [](const auto& one) { return one.account.isDefault; });
        next = accounts.isEmpty() ? AccountId() : (chosen == accounts.end() ? accounts.constFirst() : *chosen).account.id;
        m_isLoaded = false; // of one that is gone nothing is saved
    }
    m_choice->setCurrentIndex(m_choice->findData(next.value));
    m_choice->setEnabled(!accounts.isEmpty());
    for (QWidget* part : {m_content, m_foot})
        part->setVisible(!accounts.isEmpty());
    m_empty->setVisible(accounts.isEmpty());
    if (next != m_account)
        showAccount(next);
}

void VacationPage::showAccount(AccountId account) {
    if (m_isLoaded && isDirty() && typed().on)
        m_unsaved.insert(m_account.value, m_form->vacation());
    leave();
    m_banner->hide();
    m_account = account;
    m_isLoaded = false;
    m_choice->setCurrentIndex(m_choice->findData(account.value));
    load();
}

void VacationPage::followChanges(const QList<model::StoreChange>& changes) {
    const bool isOurs = std::any_of(changes.begin(), changes.end(), [this](const model::StoreChange& change) {
        const auto* vacation = std::get_if<model::VacationChanged>(&change);
        return vacation && vacation->account == m_account;
    });
    if (isOurs)
        load();
}

void VacationPage::load() {
    if (!m_engine || !m_account.isValid())
        return;
    m_engine->vacations().loadVacation(m_account, this, [this, account = m_account](const Result<engine::VacationView>& view) {
        if (account == m_account && m_writes == 0) // else this is from before them
            take(view);
    });
}

/// What is being typed is never overwritten by what was saved a moment ago.
void VacationPage::take(const Result<engine::VacationView>& view) {
    if (!view) {
        if (m_isLoaded)
            showState(); // the switch may have been pressed
        return tell(view.error());
    }
    const bool keep = m_isLoaded && isDirty();
    const bool isOther = !m_isLoaded || m_view.vacation != view->vacation;
    m_view = *view;
    showState();
    if (isOther && !keep)
        showForm();
    m_isLoaded = true;
    if (m_unsaved.contains(m_account.value)) {
        m_form->setVacation(m_unsaved.take(m_account.value), model::domainOf(emailOf(m_account)));
        edited();
    }
    followDirty();
}

void VacationPage::showState() {
    const QString wrong = m_view.problems.isEmpty() ? QString() : vacationFaultText(m_view.problems.constFirst());
    const bool isOn = m_view.vacation.on && !m_view.replies.stopped;
    const QString other = m_view.server.otherAnswers ? m_view.server.otherScript : QString();
    const PlacementWords where = vacationPlacement(m_view.placement, isOn, wrong, m_view.serverAnswersYet, other);
    {
        const QSignalBlocker quiet(m_on);
        m_on->setChecked(isOn);
    }
    m_badge->setPlacement(where);
    m_reason->setText(where.reason);
    const QString state = repliesText(m_view, QDateTime::currentDateTime());
    m_state->setText(state);
    m_state->setRole(m_view.replies.stopped == model::VacationStop::TooMany ? ColorRole::Warning : ColorRole::Text);
    m_state->setVisible(!state.isEmpty());
    m_sieve->show(m_view.server);
}

QString VacationPage::emailOf(AccountId account) const {
    for (const model::AccountSnapshot& one : m_engine->accounts()) {
        if (one.account.id == account)
            return one.account.email;
    }
    return {};
}

void VacationPage::showForm() {
    m_form->setVacation(m_view.vacation, model::domainOf(emailOf(m_account)));
    m_shown = m_form->vacation();
    m_preview->setVacation(m_shown);
    followDirty();
}

/// On or not is as it is saved: the form does not know.
model::Vacation VacationPage::typed() const {
    model::Vacation vacation = m_form->vacation();
    vacation.on = m_view.vacation.on && !m_view.replies.stopped;
    return vacation;
}

bool VacationPage::isDirty() const { return m_form->vacation() != m_shown; }

void VacationPage::edited() {
    const model::Vacation vacation = typed();
    m_preview->setVacation(vacation);
    QList<engine::VacationProblem> problems = engine::Vacations::checkVacation(vacation);
    if (!vacation.on) // not written yet is no fault while it is off
        problems.removeIf([](const engine::VacationProblem& one) { return one.fault == engine::VacationFault::NoText; });
    m_form->showProblems(problems);
    followDirty();
}

void VacationPage::followDirty() {
    const bool dirty = m_isLoaded && isDirty();
    m_save->setEnabled(dirty);
    m_revert->setEnabled(dirty);
    m_on->setEnabled(m_isLoaded && (m_on->isChecked() || !m_isLocked)); // off is always allowed
}

/// On: with what is typed. Off: at once, and what is typed stays on screen.
void VacationPage::turn(bool on) {
    if (on) {
        model::Vacation vacation = m_form->vacation();
        vacation.on = true;
        const QList<engine::VacationProblem> problems = engine::Vacations::checkVacation(vacation);
        if (problems.isEmpty())
            return save(vacation);
        m_form->showProblems(problems);
        FormRow::showFirstError(m_form);
        const QSignalBlocker quiet(m_on);
        m_on->setChecked(false);
        return;
    }
    ++m_writes;
    m_engine->vacations().turnOff(m_account, this, [this](const Result<engine::VacationView>& view) {
        --m_writes;
        take(view);
    });
}

/// What is typed while it is off is kept. While it is on it goes out by Save alone.
void VacationPage::leave() {
    if (m_isLoaded && m_engine && isDirty() && !typed().on)
        save(typed());
}

void VacationPage::hideEvent(QHideEvent* event) {
    leave();
    QWidget::hideEvent(event);
}

void VacationPage::save(const model::Vacation& vacation) {
    ++m_writes;
    m_banner->hide();
    m_engine->vacations().saveVacation(vacation, this, [this, vacation](const Result<engine::VacationView>& saved) {
        --m_writes;
        finish(saved, vacation);
    });
    m_shown = m_form->vacation(); // until there is an answer it counts as saved
    followDirty();
}

void VacationPage::finish(const Result<engine::VacationView>& saved, const model::Vacation& as) {
    if (as.account != m_account)
        return;
    if (saved) {
        m_view = *saved;
        showState();
        return followDirty();
    }
    m_shown = m_view.vacation; // not saved: it differs
    showState();
    followDirty();
    m_form->showProblems(engine::Vacations::checkVacation(as));
    tell(saved.error());
}

void VacationPage::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
