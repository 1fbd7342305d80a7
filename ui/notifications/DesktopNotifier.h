// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace tributary::ui {

/// What a notification says. Plain text: what the desktop would read as markup is written so that it shows.
struct DesktopNotice {
    QString title;
    QString text;
    QString action; ///< of its button; a click on the whole does the same

    bool operator==(const DesktopNotice&) const = default;
};

/// Notifications of the desktop (Desktop Notifications Specification 1.2, org.freedesktop.Notifications). One a key: a later one takes
/// the place of the one before. Never waits; on a desktop without them nothing happens, as the window says the same. GUI thread.
class DesktopNotifier : public QObject {
    Q_OBJECT

  public:
    explicit DesktopNotifier(QDBusConnection bus, QObject* parent = nullptr);

    void show(const QString& key, const DesktopNotice& notice);
    /// It is no longer so. Also one that the desktop has not answered yet is taken away.
    void withdraw(const QString& key);

  Q_SIGNALS:
    void activated(const QString& key);

  private Q_SLOTS: // by name: they take the message itself, so that its arguments are checked here
    void actionInvoked(const QDBusMessage& message);
    void notificationClosed(const QDBusMessage& message);

  private:
    void send(const QString& key, const DesktopNotice& notice);
    void answered(const QString& key, const QDBusMessage& reply);
    void close(quint32 id);

    QDBusConnection m_bus;
    bool m_listens = false;
    QHash<QString, quint32> m_shown;
    QSet<QString> m_asked;                        ///< the desktop has not answered
    QHash<QString, std::optional<DesktopNotice>> m_then; ///< to do for them after its answer; nullopt: take it away
};

} // namespace tributary::ui
