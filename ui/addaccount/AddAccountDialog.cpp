// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/AddAccountDialog.h"

#include "ui/addaccount/AddressPage.h"
#include "ui/addaccount/UnprovenAddress.h"
#include "ui/addaccount/CheckingPage.h"
#include "ui/addaccount/DetailsPage.h"
#include "ui/addaccount/SearchingPage.h"
#include "ui/addaccount/SignInDialog.h"
#include "ui/addaccount/TestDialog.h"
#include "ui/addaccount/WaitingPage.h"
#include "ui/models/ErrorText.h"
#include "ui/models/ManagedAccounts.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

QScrollArea* scrolled(QWidget* page) {
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

/// Servers of its own, where the account has such: for a sign-in at a page in the place of the provider's, else in the place of all.
QList<engine::ServerCandidate> withDemoServers(QList<engine::ServerCandidate> candidates, const DemoAccount& demo) {
    const bool signsIn = !demo.provider.isEmpty();
    if (demo.incoming.host.isEmpty() || candidates.isEmpty() || (signsIn && candidates.first().providerId != demo.provider))
        return candidates;
    engine::ServerCandidate own = candidates.takeFirst();
    own.protocol = demo.protocol;
    own.incoming = demo.incoming;
    own.outgoing = demo.outgoing;
    if (!signsIn)
        candidates.clear();
    candidates.prepend(own);
    return candidates;
}

} // namespace

AddAccountDialog::AddAccountDialog(engine::Engine& engine, const QList<DemoAccount>& demo, bool allowNonStandard, QWidget* parent)
    : QDialog(parent), m_engine(engine) {
    setWindowTitle(tr("Add mail account"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(620, 640);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    m_title = new RoleLabel({}, ColorRole::Text, TextSize::Title, this);
    column->addWidget(m_title);
    m_pages = new QStackedWidget(this);
    m_address = new AddressPage(this);
    m_address->explain(accounts::isProtocolAllowed(engine.policy(), model::Protocol::Imap), accounts::isProtocolAllowed(engine.policy(), model::Protocol::Pop3));
    m_address->offerProviders(engine.providers({}), accounts::isProviderAllowed(engine.policy(), QStringLiteral("other")));
    m_address->offerDemo(demo);
    m_address->offerPrepared(preparedAccounts(engine));
    connect(m_address, &AddressPage::preparedChosen, this, &AddAccountDialog::discover);
    m_searching = new SearchingPage(this);
    m_details = new DetailsPage(engine, allowNonStandard, this);
    m_waiting = new WaitingPage(this);
    m_checking = new CheckingPage(this);
    m_done = new EmptyState(this);
    m_pages->addWidget(scrolled(m_address));
    m_pages->addWidget(scrolled(m_searching));
    m_pages->addWidget(scrolled(m_details));
    m_pages->addWidget(scrolled(m_waiting));
    m_pages->addWidget(scrolled(m_checking));
    m_pages->addWidget(m_done);
    column->addWidget(m_pages, 1);

    auto* buttons = new QHBoxLayout;
    m_copy = new QPushButton(tr("Copy details"), this);
    m_copy->setObjectName(QStringLiteral("copyDetails"));
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    m_back = new QPushButton(tr("Back"), this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_next = new QPushButton(tr("Next"), this);
    m_next->setProperty("kind", QStringLiteral("primary"));
    m_next->setObjectName(QStringLiteral("next"));
    m_back->setObjectName(QStringLiteral("back"));
    m_next->setDefault(true); // Return in any field
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_next);
    column->addLayout(buttons);

    connect(m_next, &QPushButton::clicked, this, &AddAccountDialog::next);
    connect(m_back, &QPushButton::clicked, this, &AddAccountDialog::back);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &AddAccountDialog::copyDetails);
    connect(m_waiting, &WaitingPage::codeRequested, this, [this] { signIn(true); });
    connect(m_details, &DetailsPage::methodChanged, this, [this] { goTo(Details); });
    connect(m_details, &DetailsPage::candidateChanged, this, [this] {
        followProvider();
        m_next->setText(m_details->usesSignIn() ? tr("Authenticate") : tr("Next"));
    });
    connect(m_searching, &SearchingPage::stopped, this, [this] { showDetails(m_found); });
    connect(m_address, &AddressPage::demoChosen, this, &AddAccountDialog::useDemo);
    connect(m_done, &EmptyState::actionTriggered, this, [this] {
        accept();
        if (m_unproven)
            Q_EMIT verificationRequested(*m_unproven);
    });
    goTo(Address);
}

void AddAccountDialog::goTo(Step step) {
    m_pages->setCurrentIndex(step);
    const QStringList titles{tr("Which account?"), tr("Looking for servers"), tr("Sign in to %1").arg(m_address->address()), tr("Sign in to %1").arg(m_address->address()), tr("Checking"), tr("The account is ready")};
    m_title->setText(titles[step]);
    m_back->setVisible(step == Searching || step == Details || step == Waiting || step == Checking);
    m_copy->setVisible(step == Checking);
    m_cancel->setVisible(step != Done);
    const bool isTrying = step == Waiting || step == Checking;
    m_next->setText(isTrying ? tr("Try again") : step == Done ? tr("Close") : step == Details && m_details->usesSignIn() ? tr("Authenticate") : tr("Next"));
    m_next->setVisible(step != Searching && (step != Waiting || !m_running));
    m_next->setEnabled(!isTrying || !m_running);
    if (step == Address)
        m_address->focusFirst();
    else if (step == Searching)
        m_searching->focusFirst();
    else if (step == Details)
        m_details->focusFirst();
    else
        m_next->setFocus();
}

void AddAccountDialog::next() {
    switch (m_pages->currentIndex()) {
    case Address:
        if (m_address->validate())
            discover();
        break;
    case Searching: break;
    case Details:
        m_details->validate() ? check() : FormRow::showFirstError(m_details);
        break;
    case Waiting:
    case Checking:
        if (!m_running)
            check();
        break;
    default: accept();
    }
}

void AddAccountDialog::back() {
    m_task.reset(); // ends a probe under way
    m_running = false;
    stopSearch();
    goTo(m_pages->currentIndex() <= Details ? Address : Details);
}

/// What this machine knows is gone on with at once; else the network is asked, for as long as the user wants to wait.
void AddAccountDialog::discover() {
    const QString address = m_address->address();
    const auto known = m_engine.knownServers(address);
    if (!known) {
        const bool isRefused = known.error().code == ErrorCode::RefusedByPolicy;
        return m_address->showError(isRefused ? errorText(known.error()).explanation : tr("This is not an e-mail address."));
    }
    for (const model::AccountSnapshot& there : m_engine.accounts()) {
        if (there.account.email.compare(address, Qt::CaseInsensitive) == 0)
            return m_address->showError(tr("This address is an account already: see Settings > Mail accounts."));
    }
    if (const Status may = m_engine.mayAddAccount(address); !may)
        return m_address->showError(errorText(may.error()).explanation);
    QList<engine::ServerCandidate> candidates = *known;
    if (const QString provider = m_address->provider(); !provider.isEmpty()) { // chosen by the user: it may serve any domain
        QList<engine::ServerCandidate> own = m_engine.providers(address);
        own.removeIf([&](const auto& candidate) { return candidate.providerId != provider; });
        candidates.removeIf([&](const auto& candidate) { return candidate.providerId == provider; });
        candidates = own + candidates;
    }
    if (!candidates.isEmpty())
        return showDetails(candidates);
    m_found.clear();
    m_searching->begin(address);
    goTo(Searching);
    const int number = ++m_searchNumber;
    m_search = m_engine.discover(
        address, this, [this, number](const QList<engine::ServerCandidate>& soFar) {
            if (number != m_searchNumber)
                return;
            m_found = soFar;
            m_searching->take(soFar);
        },
        [this, number](Result<QList<engine::ServerCandidate>> found) {
            if (number == m_searchNumber && m_pages->currentIndex() == Searching)
                showDetails(found.value_or(m_found));
        });
}

void AddAccountDialog::stopSearch() {
    ++m_searchNumber;
    m_search.reset();
}

void AddAccountDialog::showDetails(QList<engine::ServerCandidate> candidates) {
    stopSearch();
    const QString address = m_address->address();
    const bool isDemo = m_demo && m_demo->address == address;
    m_details->setAddress(address, isDemo ? withDemoServers(std::move(candidates), *m_demo) : candidates);
    if (isDemo)
        m_details->setPassword(m_demo->password); // setAddress() forgets that of the address before
    followProvider();
    goTo(Details);
}

void AddAccountDialog::followProvider() {
    if (const QString provider = m_details->providerId(); !provider.isEmpty())
        m_details->setClient(m_engine.oauthClient(provider), m_engine.isOAuthClientManaged(provider));
}

void AddAccountDialog::useDemo(const DemoAccount& account) {
    m_demo = account;
    discover();
}

void AddAccountDialog::check() {
    const engine::AccountDraft draft = m_details->draft();
    if (m_details->usesSignIn())
        return keepClient([this] { signIn(false); });
    m_running = true;
    m_checking->begin(draft.account, relayName(m_engine, draft.account));
    goTo(Checking);
    m_task = m_engine.addAccount(
        draft, this, [this](const engine::StageReport& report) { m_checking->take(report); },
        [this](Result<AccountId> result) { checked(result); });
}

void AddAccountDialog::keepClient(const std::function<void()>& then) {
    if (!m_details->isClientChanged())
        return then();
    const engine::AccountDraft draft = m_details->draft();
    m_engine.setOAuthClient(draft.account.provider, m_details->client(), this, [this, then](Result<std::monostate> kept) {
        if (!kept)
            return checked(failure(kept.error()));
        then();
    });
}

void AddAccountDialog::signIn(bool byDevice) {
    const engine::AccountDraft draft = m_details->draft();
    m_task.reset(); // the other way, if it is under way
    m_running = true;
    m_waiting->begin(m_details->providerName(), !byDevice);
    goTo(Waiting);
    engine::SignIn how = signInHow();
    how.byDevice = byDevice;
    const engine::SignInObserver observer{[this](const QUrl& link) { m_waiting->openLink(link); },
                                          [this](const engine::DevicePrompt& prompt) { m_waiting->showCode(prompt); },
                                          [this](const engine::StageReport& report) { take(report); }};
    m_task = m_engine.signInAndAdd(draft, how, this, observer, [this, number = ++m_attempt](Result<AccountId> result) {
        if (number == m_attempt) // else the user went another way meanwhile
            checked(result);
    });
}

void AddAccountDialog::take(const engine::StageReport& report) {
    if (!m_running)
        return;
    if (m_pages->currentIndex() == Waiting) { // signed in there: now the mail servers
        const model::Account account = m_details->draft().account;
        m_checking->begin(account, relayName(m_engine, account));
        goTo(Checking);
        activateWindow();
        raise();
    }
    m_checking->take(report);
}

void AddAccountDialog::checked(const Result<AccountId>& result) {
    if (!m_running)
        return; // Back was pressed
    m_running = false;
    m_next->setEnabled(true);
    m_next->show();
    if (result) {
        showDone(*result);
        Q_EMIT accountAdded(*result);
        return;
    }
    const Error& error = result.error();
    if (error.kind == ErrorKind::InvalidInput && error.code != ErrorCode::RefusedByPolicy && m_details->showFieldError(error.detail, errorText(error).title)) {
        goTo(Details);
        return FormRow::showFirstError(m_details);
    }
    if (m_pages->currentIndex() == Waiting || m_pages->currentIndex() == Details) {
        m_waiting->fail(error);
        return goTo(Waiting);
    }
    m_checking->fail(error);
}

/// A reply-to address of another mailbox got a code as the account was saved (S26): it can be entered from here.
void AddAccountDialog::showDone(AccountId account) {
    const QString added = tr("%1 has been added").arg(m_address->address()), arriving = tr("Its mail is arriving behind this window, newest first.");
    m_done->setContent(QStringLiteral("check"), added, arriving);
    goTo(Done);
    findUnproven(m_engine, account, this, [this, added, arriving](const model::VerificationTarget& target) {
        m_unproven = target;
        const QString hint = tr("A code was mailed to %1. Nothing is sent from the account before it is entered.").arg(target.address);
        m_done->setContent(QStringLiteral("check"), added, arriving + u'\n' + hint, tr("Enter code"));
    });
}

void AddAccountDialog::copyDetails() { QGuiApplication::clipboard()->setText(m_checking->details()); }

} // namespace tributary::ui
