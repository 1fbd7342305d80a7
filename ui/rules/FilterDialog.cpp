// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/FilterDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/models/PlacementText.h"
#include "ui/rules/ApplyDialog.h"
#include "ui/rules/TrialPane.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Toast.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kUndoMs = 12'000;

/// Addresses that are shown to be the user's; not the account's own, where mail would come back to.
QStringList provenAddresses(const QList<model::Identity>& identities, const QString& own) {
    QStringList addresses;
    const auto add = [&](const QString& address, model::Proof proof) {
        const bool isKnown = std::any_of(addresses.begin(), addresses.end(), [&](const QString& one) { return model::mailboxKey(one) == model::mailboxKey(address); });
        if (!address.isEmpty() && proof != model::Proof::Unproven && model::mailboxKey(address) != model::mailboxKey(own) && !isKnown)
            addresses.append(address);
    };
    for (const model::Identity& one : identities) {
        add(one.address, one.addressProof);
        add(one.replyTo, one.replyToProof);
    }
    return addresses;
}

} // namespace

FilterDialog::FilterDialog(engine::Engine& engine, const model::Filter& filter, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_before(filter), m_isLocked(engine.policy().locks(engine::Lock::Filters)), m_banner(new Banner(BannerKind::Error, {}, this)), m_form(new FilterForm(this)),
      m_placement(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)), m_trial(new TrialPane(engine, this)), m_toast(new Toast(this)) {
    setWindowTitle(filter.id.isValid() ? tr("Edit Filter") : tr("New Filter"));
    setObjectName(QStringLiteral("filterDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    makeParts();
    m_form->setFilter(filter);
    connect(m_form, &FilterForm::changed, this, &FilterDialog::follow);
    loadPlaces();
    follow();
    resize(QSize(760, 740).boundedTo(screen()->availableSize() - QSize(Tokens::kSpaceXl, 3 * Tokens::kSpaceXl))); // with its title bar
}

FilterDialog::~FilterDialog() = default;

void FilterDialog::makeParts() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    m_banner->setObjectName(QStringLiteral("filterBanner"));
    m_banner->hide();
    column->addWidget(m_banner);
    if (m_isLocked) {
        column->addWidget(new ManagedMark({}, this));
        m_form->setEnabled(false);
    }
    makeAccount(*column);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeForm());
    m_trial->setObjectName(QStringLiteral("trialPane"));
    m_trial->setMinimumHeight(Tokens::current().rowHeight * 5);
    splitter->addWidget(m_trial);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    column->addWidget(splitter, 1);
    m_placement->setObjectName(QStringLiteral("draftPlacement"));
    m_placement->setWordWrap(true);
    m_placement->hide();
    column->addWidget(m_placement);
    makeButtons(*column);
    m_toast->setObjectName(QStringLiteral("filterToast"));
}

void FilterDialog::makeAccount(QVBoxLayout& column) {
    m_account = new QComboBox(this);
    m_account->setObjectName(QStringLiteral("filterAccount"));
    for (const model::AccountSnapshot& one : m_engine.accounts())
        m_account->addItem(one.account.name.isEmpty() ? one.account.email : one.account.name, one.account.id.value);
    m_account->setCurrentIndex(std::max(0, m_account->findData(m_before.account.value)));
    m_before.account = AccountId(m_account->currentData().toLongLong());
    auto* row = new FormRow(tr("For mail &of"), m_account, this);
    row->setVisible(!m_before.id.isValid() && m_account->count() > 1); // it stays where it is
    column.addWidget(row);
    connect(m_account, &QComboBox::activated, this, [this] {
        m_before.account = AccountId(m_account->currentData().toLongLong());
        model::Filter filter = m_form->filter();
        filter.account = m_before.account;
        m_form->setFilter(filter);
        loadPlaces();
        follow();
    });
}

QWidget* FilterDialog::makeForm() {
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumHeight(Tokens::current().controlHeight * 5);
    auto* inner = new QWidget(area);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, Tokens::kSpaceS, 0);
    column->addWidget(m_form);
    column->addStretch();
    area->setWidget(inner);
    return area;
}

void FilterDialog::makeButtons(QVBoxLayout& column) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("saveFilter"));
    m_save->setDefault(true);
    m_save->setProperty("kind", QStringLiteral("primary"));
    m_apply = buttons->addButton(tr("Save and app&ly now…"), QDialogButtonBox::ActionRole);
    m_apply->setObjectName(QStringLiteral("applyNow"));
    m_apply->setToolTip(tr("Saves the filter and applies it to mail that lies in mailboxes already"));
    column.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { save(false); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, [this] { save(true); });
    if (m_isLocked) {
        ManagedMark::lock(m_save);
        ManagedMark::lock(m_apply);
    }
}

void FilterDialog::loadPlaces() {
    QString own;
    m_places.accounts.clear();
    for (const model::AccountSnapshot& one : m_engine.accounts()) {
        m_places.accounts.append(one.account.email);
        if (one.account.id == m_before.account)
            own = one.account.email;
    }
    m_form->setPlaces(m_places);
    m_engine.loadMailboxes(m_before.account, this, [this, account = m_before.account](const Result<QList<model::Mailbox>>& mailboxes) {
        if (!mailboxes)
            return tell(mailboxes.error());
        if (account != m_before.account) // another one was chosen meanwhile
            return;
        m_places.mailboxes = *mailboxes;
        m_form->setPlaces(m_places);
    });
    m_engine.loadIdentities(this, [this, own](const Result<QList<model::Identity>>& identities) {
        m_places.forwardTo = provenAddresses(identities.value_or(QList<model::Identity>()), own);
        m_form->setPlaces(m_places);
    });
}

void FilterDialog::follow() {
    const model::Filter filter = m_form->filter();
    m_trial->setFilter(filter);
    setBusy(false); // a check for Save is overtaken by this one
    m_engine.filters().checkFilter(filter, this, [this](const Result<QList<engine::FilterProblem>>& problems) {
        if (!problems)
            return;
        m_problems = *problems;
        m_form->showProblems(m_problems);
    });
    m_engine.filters().placeDraft(filter, this, [this, isOn = filter.enabled](const Result<engine::Placement>& placement) {
        if (placement)
            showPlacement(*placement, isOn);
    });
}

void FilterDialog::showPlacement(const engine::Placement& placement, bool isOn) {
    const QString text = draftPlacementText(placement, isOn);
    if (text != m_placement->text())
        m_placement->setText(text);
    m_placement->setVisible(!text.isEmpty());
}

/// What is wrong is asked for once more: the last keystroke may be a moment ago.
void FilterDialog::save(bool thenApply) {
    const model::Filter filter = m_form->filter();
    m_banner->hide();
    setBusy(true);
    m_engine.filters().checkFilter(filter, this, [this, filter, thenApply](const Result<QList<engine::FilterProblem>>& problems) {
        if (problems && (engine::canRun(*problems) || (!filter.enabled && !thenApply)))
            return write(filter, thenApply);
        setBusy(false);
        if (!problems)
            return tell(problems.error());
        m_problems = *problems;
        m_form->showProblems(m_problems);
        m_form->showMissing();
        m_form->focusFirstProblem();
    });
}

void FilterDialog::write(const model::Filter& filter, bool thenApply) {
    m_engine.filters().saveFilter(filter, this, [this, thenApply](const Result<FilterId>& id) { finish(id, thenApply); });
}

void FilterDialog::finish(const Result<FilterId>& result, bool thenApply) {
    setBusy(false);
    if (!result)
        return tell(result.error());
    Q_EMIT saved(*result);
    if (!thenApply)
        return accept();
    model::Filter filter = m_form->filter();
    filter.id = *result;
    m_before = filter;
    m_form->setFilter(filter);
    apply();
}

void FilterDialog::setBusy(bool busy) {
    m_save->setEnabled(!busy && !m_isLocked);
    m_apply->setEnabled(!busy && !m_isLocked);
}

void FilterDialog::apply() {
    if (m_applying)
        return;
    m_applying = new ApplyDialog(m_engine, m_before.account, {m_before.id}, m_before.name, this);
    connect(m_applying, &ApplyDialog::applied, this, &FilterDialog::told);
    m_applying->open();
}

void FilterDialog::told(const QString& text, ChangeId change) {
    if (!change.isValid())
        return m_toast->showText(text);
    m_toast->showText(text, tr("Undo"), [this, change] {
        m_engine.undo(change, this, [this](const Result<std::monostate>& undone) { m_toast->showText(undone ? tr("Undone.") : errorText(undone.error()).title); });
    }, kUndoMs);
}

void FilterDialog::tell(const Error& error) {
    const ErrorText text = errorText(error);
    const bool isTooMany = error.detail == QLatin1StringView("too-many-filters");
    m_banner->setText(isTooMany ? tr("The account has a thousand filters: that is the most.") : text.title);
    m_banner->setServerWords(isTooMany ? QString() : text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
