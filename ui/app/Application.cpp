// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Application.h"

#include "ui/app/DemoTour.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/EmptyState.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFile>
#include <QTimer>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

constexpr int kPatienceMs = 400; // an engine that opens faster than this shows no waiting page

/// A bare window with one message in it: while the engine opens, or when it cannot be opened.
std::unique_ptr<QWidget> makePage(EmptyState*& state) {
    auto page = std::make_unique<QWidget>();
    page->setWindowTitle(QStringLiteral("Tributary"));
    page->setWindowIcon(QIcon(QStringLiteral(":/tributary/icons/app.svg")));
    page->resize(720, 480);
    auto* column = new QVBoxLayout(page.get());
    state = new EmptyState(page.get());
    column->addWidget(state);
    return page;
}

} // namespace

Application::Application(Options options, Theme& theme) : m_options(std::move(options)), m_theme(theme) {}
Application::~Application() = default;

void Application::start() {
    if (m_options.engine.secrets == engine::SecretBackend::Sealed) {
        QFile file(m_options.passphraseFile);
        if (!file.open(QIODevice::ReadOnly))
            return showError({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, tr("Name the passphrase's file in TRIBUTARY_PASSPHRASE_FILE.")});
        QByteArray line = file.readLine(8192).trimmed();
        m_options.engine.passphrase = Secret(line);
        Secret::wipe(line);
    }
    open();
}

void Application::open() {
    QTimer::singleShot(kPatienceMs, this, [this] {
        if (m_window || m_waiting)
            return;
        EmptyState* state = nullptr;
        m_waiting = makePage(state);
        state->setContent(QStringLiteral("mail"), tr("Opening your mail…"));
        state->setBusy(true);
        m_waiting->show();
    });
    engine::Engine::open(m_options.engine, this, [this](Result<std::shared_ptr<engine::Engine>> engine) { opened(std::move(engine)); });
}

void Application::opened(Result<std::shared_ptr<engine::Engine>> engine) {
    if (!engine)
        return showError(engine.error());
    const QString directory = (*engine)->profileDirectory();
    chooseScheme(Preferences(directory).scheme());
    QFile demo(directory + QStringLiteral("/demo.json"));
    const QList<DemoAccount> accounts = demo.open(QIODevice::ReadOnly) ? parseDemoAccounts(demo.readAll()) : QList<DemoAccount>();
    m_window = std::make_unique<MainWindow>(std::move(*engine), accounts);
    connect(m_window.get(), &MainWindow::schemeChosen, this, &Application::chooseScheme);
    m_window->show();
    m_waiting.reset();
    if (!m_options.mailto.isEmpty())
        QDesktopServices::openUrl(m_options.mailto); // the window's own handler takes it
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
    EmptyState* state = nullptr;
    m_waiting = makePage(state);
    QString hint = text.explanation;
    if (!text.advice.isEmpty())
        hint += (hint.isEmpty() ? QString() : QStringLiteral("\n")) + text.advice.join(u'\n');
    state->setContent(QStringLiteral("error"), text.title, hint, tr("Try again"));
    connect(state, &EmptyState::actionTriggered, this, [this] {
        m_waiting->hide();
        m_waiting.release()->deleteLater();
        start();
    });
    m_waiting->show();
    if (!m_options.demoTour.isEmpty())
        QApplication::exit(1);
}

} // namespace tributary::ui
