// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include "model/Address.h"
#include "model/MailboxGlobs.h"

#include <QLocale>
#include <QMap>

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kPage = 500;
constexpr qint64 kDefaultLimit = 50;

/// Its last error is why it needs the user; else the user has switched it off.
Error switchedOff(const model::AccountSnapshot& snapshot) {
    const QString why = snapshot.state.reason ? messageOf(*snapshot.state.reason) : u"it was switched off"_s;
    return {ErrorKind::InvalidInput, ErrorCode::BadValue, {},
            u"%1 is disabled (%2); 'account enable %1' switches it on"_s.arg(snapshot.account.email, why)};
}

void addUp(model::SyncReport& sum, const model::SyncReport& report) {
    sum.account = report.account;
    sum.email = report.email;
    sum.pushed += report.pushed;
    sum.refused += report.refused;
    for (const model::MailboxReport& one : report.mailboxes) {
        auto it = std::find_if(sum.mailboxes.begin(), sum.mailboxes.end(), [&](const auto& m) { return m.name == one.name; });
        if (it == sum.mailboxes.end()) {
            sum.mailboxes.append(one);
            continue;
        }
        it->added += one.added;
        it->changed += one.changed;
        it->gone += one.gone;
        it->bytes += one.bytes;
        it->roundTrips += one.roundTrips;
        it->ms += one.ms;
        it->error = one.error;
    }
}

/// "alice@example.org INBOX: 1,000 of 3,000, 12.5 MB, 1.2 MB/s, 40 s left"; empty where there is nothing to count yet.
QString progressText(const QString& account, const model::SyncProgress& progress) {
    if (progress.messagesTotal <= 0)
        return {};
    const QLocale locale = QLocale::c();
    const QString what = progress.mailboxName.isEmpty() ? QString(model::stageName(progress.stage)) : progress.mailboxName;
    QString text = u"%1 %2: %3 of %4"_s.arg(account, what).arg(progress.messagesDone).arg(progress.messagesTotal);
    if (progress.bytes > 0)
        text += u", "_s + locale.formattedDataSize(progress.bytes, 1, QLocale::DataSizeSIFormat);
    if (progress.bytesPerSecond > 0)
        text += u", %1/s"_s.arg(locale.formattedDataSize(progress.bytesPerSecond, 1, QLocale::DataSizeSIFormat));
    if (progress.msLeft > 0)
        text += u", %1 s left"_s.arg((progress.msLeft + 999) / 1000);
    return text;
}

} // namespace

namespace {

QString messagesText(int count) { return count == 1 ? u"1 message"_s : u"%1 messages"_s.arg(count); }

/// "2 messages could not be sent; 1 message waits (password refused)"; empty: there is nothing to tell.
QString outboxText(const model::OutboxReport& outbox) {
    QStringList parts;
    if (outbox.failed > 0)
        parts.append(messagesText(outbox.failed) + u" could not be sent"_s);
    if (outbox.unknown > 0)
        parts.append(messagesText(outbox.unknown) + u" may have been sent or not: nobody knows"_s);
    if (outbox.partly > 0)
        parts.append(messagesText(outbox.partly) + u" did not go to everybody"_s);
    if (outbox.waiting > 0 && outbox.reason)
        parts.append(u"%1 still to be sent (%2)"_s.arg(messagesText(outbox.waiting), messageOf(*outbox.reason)));
    return parts.join(u"; "_s);
}

} // namespace

/// True: something came to an end in this run that the user has to look after.
bool Cli::tellOutbox(const model::SyncReport& report) {
    if (!report.outbox)
        return false;
    if (const QString text = outboxText(*report.outbox); !text.isEmpty()) {
        QJsonObject event = cli::toJson(*report.outbox);
        event.insert(u"event"_s, u"unsent"_s);
        event.insert(u"account"_s, report.email);
        m_out.event(event, u"%1: %2; 'outbox list' names them"_s.arg(report.email, text));
    }
    return report.outbox->fresh > 0;
}

/// The mailboxes' figures, also of a sync that was stopped.
void Cli::printReports(const QList<model::SyncReport>& reports) {
    QJsonArray accounts;
    QList<QStringList> rows;
    for (const model::SyncReport& report : reports) {
        accounts.append(toJson(report));
        for (const model::MailboxReport& m : report.mailboxes) {
            rows.append({report.email, m.name, QString::number(m.added), QString::number(m.changed), QString::number(m.gone),
                         QString::number(m.bytes), QString::number(m.roundTrips), QString::number(m.ms), m.error ? messageOf(*m.error) : QString()});
        }
    }
    if (m_out.isJson())
        m_out.value(QJsonObject{{u"accounts"_s, accounts}});
    else
        m_out.table({u"account"_s, u"mailbox"_s, u"new"_s, u"changed"_s, u"gone"_s, u"bytes"_s, u"trips"_s, u"ms"_s, u""_s}, rows);
}

/// What was named and no account has; what an account that failed has is not known.
static QStringList absentMailboxes(const QList<model::SyncReport>& reports, const QStringList& named) {
    if (std::any_of(reports.begin(), reports.end(), [](const model::SyncReport& r) { return r.error.has_value(); }))
        return {};
    QStringList absent;
    for (const QString& glob : named) {
        const bool isThere = std::any_of(reports.begin(), reports.end(), [&](const model::SyncReport& r) {
            return std::any_of(r.mailboxes.begin(), r.mailboxes.end(), [&](const model::MailboxReport& m) {
                return model::matchesGlobs(m.name, {glob});
            });
        });
        if (!isThere)
            absent.append(glob);
    }
    return absent;
}

void Cli::tellReports(const QList<model::SyncReport>& reports) {
    printReports(reports);
    bool anyFailed = false;
    bool anyWorked = false;
    std::optional<Error> first;
    QList<AccountId> accountIds;
    for (const model::SyncReport& report : reports) {
        const bool failed = report.error || std::any_of(report.mailboxes.begin(), report.mailboxes.end(), [](const auto& m) { return m.error.has_value(); });
        const bool anyUnsent = tellOutbox(report);
        anyFailed = anyFailed || failed || report.refused > 0 || anyUnsent;
        anyWorked = anyWorked || !report.error;
        if (report.error && !first)
            first = report.error;
        accountIds.append(report.account);
        if (report.refused > 0) {
            m_out.event({{u"event"_s, u"refused"_s}, {u"account"_s, report.email}, {u"changes"_s, report.refused}},
                        u"%1: the server refused %2 of the changes made here; they were taken back, 'change list' names them"_s.arg(report.email).arg(report.refused));
        }
    }
    if (first && !anyWorked)
        return fail(*first);
    if (first)
        m_out.error(*first);
    if (!m_absent.isEmpty())
        m_out.error({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"mailbox "_s + m_absent.join(u", "_s)});
    tellHeld(std::move(accountIds), anyFailed || !m_absent.isEmpty() ? 11 : 0);
}

/// Messages that disappeared from the server in a mass are kept for a day, and the user is asked (S2).
void Cli::tellHeld(QList<AccountId> accounts, int exitCode) {
    if (accounts.isEmpty())
        return done(exitCode);
    const AccountId account = accounts.takeFirst();
    m_engine->loadMailboxes(account, this, [this, account, accounts, exitCode](const Result<QList<model::Mailbox>>& mailboxes) {
        if (!mailboxes)
            return fail(mailboxes.error());
        for (const model::Mailbox& mailbox : *mailboxes) {
            if (mailbox.held == 0)
                continue;
            m_out.event({{u"event"_s, u"held"_s}, {u"account"_s, emailOf(account)}, {u"mailbox"_s, mailbox.name}, {u"messages"_s, mailbox.held},
                         {u"until"_s, rfc3339(mailbox.heldUntilMs)}},
                        u"%1 %2: %3 messages disappeared from the server at once; they are kept until %4: 'mailbox put-back' or 'mailbox let-go'"_s
                            .arg(emailOf(account), mailbox.name).arg(mailbox.held).arg(rfc3339(mailbox.heldUntilMs)));
        }
        tellHeld(accounts, exitCode);
    });
}

/// What comes, and why nothing comes any more.
void Cli::tellWhileWatching() {
    for (const model::AccountSnapshot& snapshot : m_engine->accounts())
        m_watchedStates.insert(snapshot.account.id.value, snapshot.state);
    connect(m_engine.get(), &engine::Engine::syncReported, this, [this](const model::SyncReport& report) {
        QJsonObject event = toJson(report);
        event.insert(u"event"_s, u"sync"_s);
        int added = 0;
        for (const model::MailboxReport& m : report.mailboxes)
            added += m.added;
        m_out.event(event, u"%1: %2 new"_s.arg(report.email).arg(added));
        addUp(m_watched[report.account.value], report);
    });
    connect(m_engine.get(), &engine::Engine::accountsChanged, this, [this] {
        for (const model::AccountSnapshot& snapshot : m_engine->accounts())
            tellState(snapshot);
    });
    watchOutbox();
}

/// Offline, and when it is tried again; there again.
void Cli::tellState(const model::AccountSnapshot& snapshot) {
    using model::AccountActivity;
    const model::AccountState& state = snapshot.state;
    const bool isDown = state.reason && (state.activity == AccountActivity::Offline || state.activity == AccountActivity::Disabled);
    if (!isDown && state.activity != AccountActivity::Ready)
        return; // on its way
    model::AccountState& before = m_watchedStates[snapshot.account.id.value];
    const bool isNews = isDown ? before.retryAtMs != state.retryAtMs || before.reason != state.reason : before.reason.has_value();
    before = state;
    if (!isNews)
        return;
    QJsonObject event{{u"event"_s, u"state"_s}, {u"account"_s, snapshot.account.email}, {u"state"_s, QString(model::activityName(state.activity))}};
    QString text = snapshot.account.email + u": connected again"_s;
    if (isDown) {
        event.insert(u"error"_s, toJson(*state.reason));
        text = snapshot.account.email + u": "_s + messageOf(*state.reason);
    }
    if (isDown && state.retryAtMs > 0) {
        event.insert(u"retryAt"_s, rfc3339(state.retryAtMs));
        text += u"; tried again at "_s + rfc3339(state.retryAtMs);
    }
    m_out.event(event, text);
}

/// The engine leaves those alone whose sign-in was refused (S17); that is no attempt, and must not look like one.
void Cli::tellNotTried(const QList<AccountId>& named) {
    if (m_line.has("retry"))
        return;
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        const bool isMeant = named.isEmpty() || named.contains(snapshot.account.id);
        if (isMeant && snapshot.account.enabled && refusedBefore(snapshot)) {
            m_out.event({{u"event"_s, u"not-tried"_s}, {u"account"_s, snapshot.account.email}},
                        u"%1: not tried, its sign-in was refused before; 'account password %1' takes another password (--oauth: signs in again), 'sync --retry %1' tries the same one again"_s
                            .arg(snapshot.account.email));
        }
    }
}

void Cli::syncAccounts() {
    QList<AccountId> chosen;
    for (const QString& name : std::as_const(m_line.operands)) {
        const auto snapshot = namedAccount(name);
        if (!snapshot)
            return;
        if (!snapshot->account.enabled)
            return fail(switchedOff(*snapshot));
        chosen.append(snapshot->account.id);
    }
    if (m_engine->accounts().isEmpty())
        return tellReports({});
    connect(m_engine.get(), &engine::Engine::syncProgressed, this, [this](const model::SyncProgress& progress) {
        if (progress.finished)
            return;
        m_out.event({{u"event"_s, u"progress"_s}, {u"account"_s, emailOf(progress.account)}, {u"mailbox"_s, progress.mailboxName},
                     {u"stage"_s, QString(model::stageName(progress.stage))}, {u"done"_s, progress.messagesDone}, {u"total"_s, progress.messagesTotal}, {u"bytes"_s, progress.bytes},
                     {u"bytesTotal"_s, progress.bytesTotal}, {u"bytesPerSecond"_s, progress.bytesPerSecond}, {u"msLeft"_s, progress.msLeft}},
                    progressText(emailOf(progress.account), progress));
    });
    const bool watch = m_line.has("watch");
    if (watch)
        tellWhileWatching();
    tellNotTried(chosen);
    m_task = m_engine->sync(chosen, m_line.values("mailbox"), watch, this, [this, watch](Result<QList<model::SyncReport>> reports) {
        if (!reports)
            return fail(reports.error());
        const bool interrupted = std::any_of(reports->begin(), reports->end(), [](const model::SyncReport& r) {
            return r.error && r.error->kind == ErrorKind::Cancelled;
        });
        if (interrupted) {
            const QList<model::SyncReport> ended = watch ? watchedReports(*reports) : *reports;
            printReports(ended);
            for (const model::SyncReport& report : ended)
                (void)tellOutbox(report);
            m_out.event({{u"event"_s, u"interrupted"_s}}, u"interrupted; run again to go on"_s);
            return done(130);
        }
        m_absent = absentMailboxes(*reports, m_line.values("mailbox"));
        const bool anyThere = std::any_of(reports->begin(), reports->end(), [](const model::SyncReport& r) { return r.error || !r.mailboxes.isEmpty(); });
        if (!m_absent.isEmpty() && !anyThere)
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"mailbox "_s + m_absent.join(u", "_s)});
        tellReports(*reports);
    }, m_line.has("retry"));
}

void Cli::mailboxList() {
    QList<model::AccountSnapshot> accounts = m_engine->accounts();
    if (!m_line.operands.isEmpty()) {
        const auto named = namedAccount(m_line.operands.first());
        if (!named)
            return;
        accounts = {*named};
    }
    const auto left = std::make_shared<qsizetype>(accounts.size());
    const auto finish = [this] {
        if (m_out.isJson())
            m_out.value(m_rows);
        else
            m_out.table({u"account"_s, u"name"_s, u"special use"_s, u"total"_s, u"unread"_s, u"synced"_s, u"oldest"_s, u"kept back"_s}, m_table);
        done();
    };
    if (accounts.isEmpty())
        return finish();
    for (const model::AccountSnapshot& snapshot : std::as_const(accounts)) {
        m_engine->loadMailboxes(snapshot.account.id, this, [=, this](Result<QList<model::Mailbox>> mailboxes) {
            if (!mailboxes)
                return fail(mailboxes.error());
            for (const model::Mailbox& m : *mailboxes) {
                QJsonObject object = toJson(m);
                object.insert(u"account"_s, snapshot.account.email);
                m_rows.append(object);
                m_table.append({snapshot.account.email, m.name, QString(model::specialUseName(m.specialUse)), QString::number(m.total),
                                QString::number(m.unread), m.synced ? u"yes"_s : u"no"_s, rfc3339(m.oldestMs),
                                m.held > 0 ? QString::number(m.held) : QString()});
            }
            if (--*left == 0)
                finish();
        });
    }
}

/// Pages until as many rows as wanted are there; wanted < 0: all.
void Cli::listPage(const model::MessageQuery& query, qint64 wanted) {
    m_engine->loadMessages(query, 0, this, [this, query, wanted](Result<model::MessagePage> page) {
        if (!page)
            return fail(page.error());
        for (const model::MessageSummary& m : std::as_const(page->messages)) {
            m_rows.append(toJson(m, emailOf(m.account)));
            m_table.append({QString::number(m.id.value), rfc3339(m.dateMs).left(16), model::displayText(m.from), m.subject, m.mailboxName});
        }
        const qint64 left = wanted < 0 ? -1 : wanted - m_rows.size();
        if (!page->next.isEmpty() && left != 0) {
            model::MessageQuery next = query;
            next.after = page->next;
            next.limit = left < 0 ? kPage : static_cast<int>(std::min<qint64>(left, kPage));
            return listPage(next, wanted);
        }
        if (m_out.isJson()) {
            m_out.value(m_rows);
        } else {
            m_out.table({u"id"_s, u"date"_s, u"from"_s, u"subject"_s, u"mailbox"_s}, m_table);
            if (!page->next.isEmpty())
                m_out.event({}, u"more: --after %1"_s.arg(page->next));
        }
        doneInParts();
    });
}

void Cli::messageList() {
    model::MessageQuery query;
    query.view = model::View::All;
    qint64 wanted = kDefaultLimit;
    if (m_line.has("limit")) {
        bool ok = false;
        wanted = m_line.value("limit").toLongLong(&ok);
        if (!ok || wanted < 1)
            return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"limit"_s});
    }
    if (m_line.has("account")) {
        const auto named = namedAccount(m_line.value("account"));
        if (!named)
            return;
        query.account = named->account.id;
    }
    if (m_line.has("view")) {
        static const QMap<QString, model::View> kViews{{u"inbox"_s, model::View::Inbox}, {u"unread"_s, model::View::Unread},
                                                       {u"flagged"_s, model::View::Flagged}, {u"all"_s, model::View::All}};
        if (!kViews.contains(m_line.value("view")))
            return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"view"_s});
        query.view = kViews.value(m_line.value("view"));
    } else {
        query.view = model::View::Inbox;
    }
    query.after = m_line.value("after");
    query.limit = static_cast<int>(std::min<qint64>(wanted, kPage));
    if (m_line.has("mailbox"))
        return loadMessagesOfMailbox(query, wanted);
    listPage(query, wanted);
}

void Cli::loadMessagesOfMailbox(model::MessageQuery query, qint64 wanted) {
    const QString name = m_line.value("mailbox");
    const QList<model::AccountSnapshot> accounts = m_engine->accounts();
    if (!query.account && accounts.size() != 1)
        return fail({ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"account (--mailbox needs it)"_s});
    const AccountId id = query.account.value_or(accounts.first().account.id);
    m_engine->loadMailboxes(id, this, [this, query, wanted, name](Result<QList<model::Mailbox>> mailboxes) mutable {
        if (!mailboxes)
            return fail(mailboxes.error());
        const auto it = std::find_if(mailboxes->begin(), mailboxes->end(), [&](const model::Mailbox& m) { return m.name == name; });
        if (it == mailboxes->end())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, name});
        query.view = model::View::Mailbox;
        query.mailbox = it->id;
        listPage(query, wanted);
    });
}

void Cli::searchMessages() {
    model::MessageQuery query;
    query.view = model::View::All;
    query.search = m_line.operands.join(u' ');
    query.after = m_line.value("after");
    qint64 wanted = 100;
    if (m_line.has("limit")) {
        bool ok = false;
        wanted = m_line.value("limit").toLongLong(&ok);
        if (!ok || wanted < 1)
            return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"limit"_s});
    }
    if (m_line.has("account")) {
        const auto named = namedAccount(m_line.value("account"));
        if (!named)
            return;
        query.account = named->account.id;
    }
    if (m_line.has("server"))
        return searchOnServers(query, wanted);
    query.limit = static_cast<int>(std::min<qint64>(wanted, kPage));
    listPage(query, wanted);
}

void Cli::doctor() {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    if (const auto refused = refusedBefore(*snapshot))
        return fail(*refused);
    m_task = m_engine->doctor(snapshot->account.id, m_line.value("mailbox"), this, [this](Result<QList<engine::Difference>> found) {
        if (!found)
            return fail(found.error());
        QList<QStringList> rows;
        QJsonArray waiting;
        for (const engine::Difference& d : *found) {
            if (d.what == "waiting"_L1) { // a change that is queued: no difference
                waiting.append(QJsonObject{{u"mailbox"_s, d.mailbox}, {u"subject"_s, d.cache}});
                continue;
            }
            m_rows.append(QJsonObject{{u"mailbox"_s, d.mailbox}, {u"uid"_s, static_cast<qint64>(d.uid)}, {u"what"_s, d.what},
                                      {u"cache"_s, d.cache}, {u"server"_s, d.server}});
            rows.append({d.mailbox, d.uid == 0 ? QString() : QString::number(d.uid), d.what, d.cache, d.server});
        }
        if (m_out.isJson())
            m_out.value(QJsonObject{{u"differences"_s, m_rows}, {u"waiting"_s, waiting}});
        else if (rows.isEmpty())
            m_out.text(waiting.isEmpty() ? u"no difference"_s : u"no difference; waiting for the server: messages of %1 changes"_s.arg(waiting.size()));
        else
            m_out.table({u"mailbox"_s, u"uid"_s, u"what"_s, u"cache"_s, u"server"_s}, rows);
        const bool isDamaged = std::any_of(found->begin(), found->end(), [](const engine::Difference& d) { return d.what == "database"_L1; });
        done(isDamaged ? 9 : rows.isEmpty() ? 0 : 1);
    });
}

} // namespace tributary::cli
