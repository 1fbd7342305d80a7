// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notifications/DesktopNotifier.h"

#include <QDBusPendingCallWatcher>
#include <QVariantMap>

#include <utility>

namespace tributary::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
const QString kDesktopEntry = u"org.tributarymail.Tributary"_s; // resources/desktop
const QString kDefaultAction = u"default"_s;                    // a click on the notification itself
const QString kButton = u"mend"_s;
constexpr int kAsTheDesktopLikes = -1; // how long it stays

QDBusMessage call(const QString& method) { return QDBusMessage::createMethodCall(kService, kPath, kService, method); }

} // namespace

DesktopNotifier::DesktopNotifier(QDBusConnection bus, QObject* parent) : QObject(parent), m_bus(std::move(bus)) {}

void DesktopNotifier::show(const QString& key, const DesktopNotice& notice) {
    if (!m_bus.isConnected())
        return;
    if (!std::exchange(m_listens, true)) {
        m_bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(actionInvoked(QDBusMessage)));
        m_bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(notificationClosed(QDBusMessage)));
    }
    if (m_asked.contains(key)) // its number, by which it is replaced, comes with the answer
        m_then.insert(key, notice);
    else
        send(key, notice);
}

void DesktopNotifier::send(const QString& key, const DesktopNotice& notice) {
    m_asked.insert(key);
    QDBusMessage message = call(u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, kDesktopEntry}};
    message << u"Tributary"_s << m_shown.value(key, 0) << kDesktopEntry << notice.title << notice.text.toHtmlEscaped()
            << QStringList{kDefaultAction, notice.action, kButton, notice.action} << hints << kAsTheDesktopLikes;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* done) {
        done->deleteLater();
        answered(key, done->reply());
    });
}

void DesktopNotifier::answered(const QString& key, const QDBusMessage& reply) {
    m_asked.remove(key);
    const bool isShown = reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty();
    if (isShown)
        m_shown.insert(key, reply.arguments().constFirst().toUInt());
    if (!m_then.contains(key))
        return;
    if (const auto next = m_then.take(key))
        send(key, *next);
    else if (isShown)
        close(m_shown.take(key));
}

void DesktopNotifier::withdraw(const QString& key) {
    if (m_asked.contains(key))
        m_then.insert(key, std::nullopt);
    else if (m_shown.contains(key))
        close(m_shown.take(key));
}

void DesktopNotifier::close(quint32 id) {
    QDBusMessage message = call(u"CloseNotification"_s);
    message << id;
    m_bus.asyncCall(message);
}

void DesktopNotifier::actionInvoked(const QDBusMessage& message) {
    const QString key = m_shown.key(message.arguments().value(0).toUInt());
    const QString action = message.arguments().value(1).toString();
    if (!key.isEmpty() && (action == kDefaultAction || action == kButton))
        Q_EMIT activated(key);
}

void DesktopNotifier::notificationClosed(const QDBusMessage& message) {
    const QString key = m_shown.key(message.arguments().value(0).toUInt());
    if (!key.isEmpty())
        m_shown.remove(key);
}

} // namespace tributary::ui
