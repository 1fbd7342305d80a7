// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Application.h"

#include "ui/app/DemoTour.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/CodeMailText.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/EmptyState.h"

#include <QApplication>
#include <QFile>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace tributary::ui {

namespace {

constexpr int kPatienceMs = 400; // an engine that opens faster than this shows no waiting page
constexpr int kHandOverMs = 5000; // so long another process that has the profile may take to answer, or to end
constexpr int kLeastMs = 1000;
constexpr int kAgainMs = 200;
constexpr qsizetype kMostWaiting = 4 * kMostLinks;

/// Else nobody ever closes a page that tells of a failure: a script would wait for its end for ever.
bool hasScreen() {
    const QString platform = QGuiApplication::platformName();
    return platform != QLatin1String("offscreen") && platform != QLatin1String("minimal");
}

/// A bare window with one message in it: while the engine opens, or when it cannot be opened.
std::unique_ptr<QWidget> makePage(EmptyState*& state) {
    auto page = std::make_unique<QWidget>();
    page->setWindowTitle(QStringLiteral("Tributary"));
    page->setWindowIcon(QIcon(QStringLiteral(":/tributary/icons/app.svg")));
    page->resize(720, 480);
    auto* column = new QVBoxLayout(page.get());
    auto* area = new QScrollArea(page.get()); // a faulty policy has many lines to say
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    state = new EmptyState(area);
    area->setWidget(state);
    column->addWidget(area);
    return page;
}

} // namespace

Application::Application(Options options, Theme& theme) : m_options(std::move(options)), m_theme(theme) {
    connect(&m_instance, &RunningInstance::asked, this, &Application::take);
}
Application::~Application() = default;

void Application::start() {
    m_isFailed = false;
    m_patience.setRemainingTime(kHandOverMs);
    QTimer::singleShot(kPatienceMs, this, [this] {
        if (m_window || m_waiting)
            return;
        EmptyState* state = nullptr;
        m_waiting = makePage(state);
        state->setContent(QStringLiteral("mail"), tr("Opening your mail…"));
        state->setBusy(true);
        m_waiting->show();
    });
    callRunning();
}

/// Before anything that the other process has behind it already: its passphrase is none of ours.
void Application::callRunning() {
    const QString directory = engine::Engine::directoryOf(m_options.engine);
    if (!m_options.demoTour.isEmpty() || !QFile::exists(directory + QStringLiteral("/window")))
        return openProfile();
    const int patience = std::max(kLeastMs, static_cast<int>(m_patience.remainingTime()));
    auto* call = new InstanceCall(directory, {m_options.links, qgetenv("XDG_ACTIVATION_TOKEN")}, patience, this);
    connect(call, &InstanceCall::done, this, [this, call](InstanceCall::Outcome outcome) {
        call->deleteLater();
        callAnswered(outcome);
    });
}

void Application::callAnswered(InstanceCall::Outcome outcome) {
    switch (outcome) {
    case InstanceCall::Outcome::Nobody: return openProfile(); // it was killed, or is ending: the lock will tell
    case InstanceCall::Outcome::Refused: return showFailure(tr("The open window is of another version of Tributary"), tr("Close it, and try again."));
    case InstanceCall::Outcome::NoAnswer: return showFailure(tr("The open window does not answer"), tr("Wait until it does, or end it, and try again."));
    case InstanceCall::Outcome::Taken: break;
    }
    m_waiting.reset();
    Q_EMIT ended(0);
}

void Application::openProfile() {
    if (m_options.engine.secrets == engine::SecretBackend::Sealed) {
        QFile file(m_options.passphraseFile);
        if (!file.open(QIODevice::ReadOnly))
            return showError({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, tr("Name the passphrase's file in TRIBUTARY_PASSPHRASE_FILE.")});
        QByteArray line = file.readLine(8192).trimmed();
        m_options.engine.passphrase = Secret(line);
        Secret::wipe(line);
    }
    m_options.engine.codeMailWords = codeMailWords();
    const QString directory = engine::Engine::directoryOf(m_options.engine);
    engine::Engine::open(
        m_options.engine, this, [this](Result<std::shared_ptr<engine::Engine>> engine) { opened(std::move(engine)); },
        [this, directory] { m_instance.listen(directory); });
}

void Application::take(const InstanceMessage& message) {
    if (!message.activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", message.activationToken); // where Qt looks for it when a window is activated
    // Bounded, should somebody go on while the profile cannot be opened; the oldest are what the user began with.
    m_options.links += message.links.first(std::min(message.links.size(), std::max<qsizetype>(0, kMostWaiting - m_options.links.size())));
    if (m_window) {
        m_window->comeForward();
        writeLinks();
    } else if (m_waiting) {
        m_waiting->raise();
        m_waiting->activateWindow();
    }
}

void Application::writeLinks() {
    const QStringList links = std::exchange(m_options.links, {});
    for (const QString& link : links)
        m_window->writeTo(link);
}

void Application::opened(Result<std::shared_ptr<engine::Engine>> engine) {
    if (!engine) {
        m_instance.close(); // the profile is not ours any more, or never was
        // Its owner is about to listen, or to end, or is a command that is soon done.
        if (engine.error().code == ErrorCode::ProfileInUse && !m_patience.hasExpired() && m_options.demoTour.isEmpty())
            return QTimer::singleShot(kAgainMs, this, &Application::callRunning);
        return showError(engine.error());
    }
    const QString directory = (*engine)->profileDirectory();
    chooseScheme(Preferences(directory).scheme());
    QFile demo(directory + QStringLiteral("/demo.json"));
    const QList<DemoAccount> accounts = demo.open(QIODevice::ReadOnly) ? parseDemoAccounts(demo.readAll()) : QList<DemoAccount>();
    m_window = std::make_unique<MainWindow>(std::move(*engine), accounts);
    connect(m_window.get(), &MainWindow::schemeChosen, this, &Application::chooseScheme);
    m_window->show();
    m_waiting.reset();
    writeLinks();
    if (m_options.demoTour.isEmpty())
        return;
    m_tour = std::make_unique<DemoTour>(*m_window, accounts, m_options.demoTour);
    connect(m_tour.get(), &DemoTour::finished, this, [](bool complete) { QApplication::exit(complete ? 0 : 1); });
    connect(m_tour.get(), &DemoTour::schemeWanted, this, &Application::chooseScheme);
    m_tour->start();
}

void Application::chooseScheme(const QString& scheme) {
    if (scheme == QLatin1String("light"))
        m_theme.setChoice(SchemeChoice::Light);
    else if (scheme == QLatin1String("dark"))
        m_theme.setChoice(SchemeChoice::Dark);
    else if (scheme == QLatin1String("contrast"))
        m_theme.setChoice(SchemeChoice::HighContrast);
    else
        m_theme.setChoice(SchemeChoice::FollowDesktop);
}

void Application::showError(const Error& error) {
    const ErrorText text = errorText(error);
    QString hint = text.explanation;
    if (!text.advice.isEmpty())
        hint += (hint.isEmpty() ? QString() : QStringLiteral("\n")) + text.advice.join(u'\n');
    showFailure(text.title, hint);
}

void Application::showFailure(const QString& title, QString hint) {
    m_isFailed = true;
    std::fprintf(stderr, "tributary: %s\n", qPrintable(title + (hint.isEmpty() ? QString() : QStringLiteral(": ")) + hint));
    if (!m_options.links.isEmpty())
        hint += (hint.isEmpty() ? QString() : QStringLiteral("\n")) + tr("The message that was to be written is begun then.");
    EmptyState* state = nullptr;
    m_waiting = makePage(state);
    state->setContent(QStringLiteral("error"), title, hint, tr("Try again"));
    connect(state, &EmptyState::actionTriggered, this, [this] {
        m_waiting->hide();
        m_waiting.release()->deleteLater();
        start();
    });
    m_waiting->show();
    if (!m_options.demoTour.isEmpty() || !hasScreen())
        Q_EMIT ended(1);
}

} // namespace tributary::ui
