// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notifications/AccountNotices.h"

#include "ui/models/ErrorText.h"

namespace tributary::ui {

namespace {

QString keyOf(qint64 account) { return QString::number(account); }

bool needsUser(const model::AccountSnapshot& snapshot) {
    return snapshot.account.enabled && snapshot.state.needsUser();
}

} // namespace

AccountNotices::AccountNotices(engine::Engine& engine, QDBusConnection bus, QObject* parent)
    : QObject(parent), m_engine(engine), m_notifier(std::move(bus)) {
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        m_needs.insert(snapshot.account.id.value, needsUser(snapshot) ? errorText(*snapshot.state.reason).title : QString());
    connect(&m_engine, &engine::Engine::accountsChanged, this, &AccountNotices::follow);
    connect(&m_notifier, &DesktopNotifier::activated, this, [this](const QString& key) { Q_EMIT mendRequested(AccountId(key.toLongLong())); });
}

void AccountNotices::follow() {
    QHash<qint64, QString> now;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        const qint64 id = snapshot.account.id.value;
        const QString needs = needsUser(snapshot) ? errorText(*snapshot.state.reason).title : QString();
        now.insert(id, needs);
        if (needs == m_needs.value(id))
            continue;
        if (needs.isEmpty()) {
            m_notifier.withdraw(keyOf(id));
            continue;
        }
        const bool isSignIn = snapshot.state.reason->kind == ErrorKind::Auth;
        const QString name = snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name;
        //: On the desktop: the name of an account, and what it needs
        m_notifier.show(keyOf(id), {tr("%1 has stopped").arg(name), tr("%1. Its mail is kept, and what waits to be sent goes on afterwards.").arg(needs),
                                    isSignIn ? tr("Sign in") : tr("See why")});
    }
    for (auto gone = m_needs.constBegin(); gone != m_needs.constEnd(); ++gone) {
        if (!now.contains(gone.key()))
            m_notifier.withdraw(keyOf(gone.key()));
    }
    m_needs = now;
}

} // namespace tributary::ui
