// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/ServerSearchBar.h"

#include "ui/models/ErrorText.h"

#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kHits = 200; // of an account
} // namespace

ServerSearchBar::ServerSearchBar(engine::Engine& engine, QWidget* parent) : Banner(BannerKind::Info, {}, parent), m_engine(engine) {
    setObjectName(QStringLiteral("serverSearch"));
    setActionsBelow();
    m_button = addAction({});
    m_button->setObjectName(QStringLiteral("serverSearchButton"));
    connect(m_button, &QPushButton::clicked, this, &ServerSearchBar::pressed);
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] { setVisible(canSearch()); });
    hide();
}

bool ServerSearchBar::canSearch() const {
    const QList<model::AccountSnapshot> accounts = m_engine.accounts();
    return !m_query.search.isEmpty() && std::any_of(accounts.begin(), accounts.end(), [this](const model::AccountSnapshot& s) {
        return s.account.enabled && s.account.protocol == model::Protocol::Imap && (!m_query.account || *m_query.account == s.account.id);
    });
}

void ServerSearchBar::follow(const model::MessageQuery& query) {
    if (query == m_query)
        return;
    m_query = query;
    offer();
}

void ServerSearchBar::say(BannerKind kind, const QString& text, const QString& button) {
    setKind(kind);
    setText(text);
    m_button->setText(button);
    m_button->setAccessibleDescription(text);
}

void ServerSearchBar::offer() {
    ++m_generation;
    m_task.reset();
    m_state = State::Offered;
    setServerWords({});
    say(BannerKind::Info, tr("There may be more on the server, such as older mail."), tr("Search on the server"));
    setVisible(canSearch());
}

void ServerSearchBar::pressed() {
    if (m_state == State::Running)
        offer();
    else
        start();
}

void ServerSearchBar::start() {
    const int generation = ++m_generation;
    m_state = State::Running;
    m_progress.clear();
    m_result = {};
    setServerWords({});
    say(BannerKind::Info, tr("Searching on the server…"), tr("Stop"));
    model::MessageQuery query = m_query;
    query.limit = kHits;
    m_task = m_engine.searchServer(
        query, this,
        [this, generation](const model::ServerSearchProgress& progress) {
            if (generation == m_generation)
                tellProgress(progress);
        },
        [this, generation](const Result<model::ServerSearchResult>& result) {
            if (generation == m_generation)
                finish(result);
        });
}

void ServerSearchBar::tellProgress(const model::ServerSearchProgress& progress) {
    if (m_state != State::Running)
        return;
    m_progress.insert(progress.account.value, progress);
    int done = 0, total = 0;
    for (const model::ServerSearchProgress& p : std::as_const(m_progress)) {
        done += p.mailboxesDone;
        total += p.mailboxesTotal;
    }
    setText(tr("Searching on the server: %1 of %2 mailboxes").arg(QLocale().toString(done), QLocale().toString(total)));
}

void ServerSearchBar::finish(const Result<model::ServerSearchResult>& result) {
    m_task.reset();
    m_state = State::Done;
    if (!result)
        return fail(result.error());
    m_result = *result;
    if (m_result.ids.isEmpty())
        tellShown(0);
    else
        Q_EMIT found(m_result.ids);
}

void ServerSearchBar::fail(const Error& error) {
    const ErrorText text = errorText(error);
    say(BannerKind::Error, tr("The server could not be searched: %1").arg(text.title), tr("Try again"));
    setServerWords(text.serverWords.isEmpty() ? text.explanation : text.serverWords);
}

QString ServerSearchBar::failuresText() const {
    QStringList mailboxes;
    for (const model::ServerSearchFailure& failure : m_result.failures)
        mailboxes.append(failure.mailbox.isEmpty() ? errorText(failure.error).title : failure.mailbox);
    return tr("Not searched: %1.", "mailboxes").arg(mailboxes.mid(0, 5).join(tr(", ", "between mailboxes")));
}

void ServerSearchBar::tellShown(int rows) {
    if (m_state != State::Done)
        return;
    if (m_result.ids.isEmpty() && m_result.searched == 0 && !m_result.failures.isEmpty())
        return fail(m_result.failures.constFirst().error);
    QStringList sentences{rows < 0    ? tr("%Ln message(s) found on the server.", nullptr, static_cast<int>(m_result.ids.size()))
                          : rows == 0 ? tr("Nothing more was found on the server.")
                                      : tr("%Ln more message(s) found on the server.", nullptr, rows)};
    if (m_result.more)
        sentences.append(tr("Older ones were left out: add a word to find them."));
    if (!m_result.failures.isEmpty())
        sentences.append(failuresText());
    say(m_result.failures.isEmpty() ? BannerKind::Success : BannerKind::Warning, sentences.join(tr(" ", "between sentences")),
         tr("Search again"));
    if (!m_result.failures.isEmpty())
        setServerWords(errorText(m_result.failures.constFirst().error).serverWords);
}

} // namespace tributary::ui
