// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Theme.h"

#include "ui/style/TributaryStyle.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QEvent>
#include <QPixmapCache>
#include <QToolTip>
#include <QWidget>

namespace tributary::ui {

namespace {

Theme* g_instance = nullptr;

QString portalService() { return QStringLiteral("org.freedesktop.portal.Desktop"); }
QString portalPath() { return QStringLiteral("/org/freedesktop/portal/desktop"); }
QString portalInterface() { return QStringLiteral("org.freedesktop.portal.Settings"); }
QString appearance() { return QStringLiteral("org.freedesktop.appearance"); }
QString gnomeInterface() { return QStringLiteral("org.gnome.desktop.interface"); }

SchemeChoice fromEnvironment(SchemeChoice otherwise) {
    const QString word = qEnvironmentVariable("TRIBUTARY_SCHEME").toLower();
    if (word == QLatin1String("light")) {
        return SchemeChoice::Light;
    }
    if (word == QLatin1String("dark")) {
        return SchemeChoice::Dark;
    }
    return word == QLatin1String("contrast") ? SchemeChoice::HighContrast : otherwise;
}

// The portal's Read wraps a value in a variant in a variant.
QVariant unwrapped(QVariant value) {
    while (value.canConvert<QDBusVariant>()) {
        value = qvariant_cast<QDBusVariant>(value).variant();
    }
    return value;
}

constexpr const char* kSurfaceProperty = "tributarySurface";

QColor groundOf(Surface surface, const Tokens& tokens) {
    switch (surface) {
    case Surface::Window: return tokens.windowBackground;
    case Surface::Sidebar: return tokens.sidebarBackground;
    case Surface::List: return tokens.listBackground;
    case Surface::Reader: return tokens.readerBackground;
    case Surface::Card: return tokens.cardBackground;
    }
    return tokens.windowBackground;
}

void paintSurface(QWidget* widget) {
    const QVariant stored = widget->property(kSurfaceProperty);
    if (!stored.isValid()) {
        return;
    }
    const QColor ground = groundOf(static_cast<Surface>(stored.toInt()), Tokens::current());
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::Base, ground);
    widget->setPalette(palette);
}

} // namespace

void setSurface(QWidget* widget, Surface surface) {
    widget->setProperty(kSurfaceProperty, static_cast<int>(surface));
    widget->setAutoFillBackground(true);
    paintSurface(widget);
}

Theme::Theme(QApplication& application, SchemeChoice choice)
    : m_application(application), m_choice(fromEnvironment(choice)) {
    g_instance = this;
    m_paletteDark = luminance(QApplication::palette().color(QPalette::Window)) < 0.2;
    m_style = new TributaryStyle;
    QApplication::setStyle(m_style);
    readPortal();
    apply();
    application.installEventFilter(this);
}

Theme::~Theme() {
    if (g_instance == this) {
        g_instance = nullptr;
    }
}

Theme* Theme::instance() { return g_instance; }

void Theme::setChoice(SchemeChoice choice) {
    m_choice = fromEnvironment(choice);
    apply();
}

void Theme::readPortal() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    // The slot takes the message itself: its arguments are then checked here and not by their registered types.
    const bool heard = bus.connect(portalService(), portalPath(), portalInterface(), QStringLiteral("SettingChanged"),
                                   this, SLOT(portalSettingChanged(QDBusMessage)));
    if (!heard) {
        qWarning("The desktop's scheme is read once: its changes cannot be heard");
    }
    const std::array<std::pair<QString, QString>, 3> keys = {
        std::pair{appearance(), QStringLiteral("color-scheme")}, std::pair{appearance(), QStringLiteral("contrast")},
        std::pair{gnomeInterface(), QStringLiteral("enable-animations")}};
    for (const auto& [group, key] : keys) {
        QDBusMessage message =
            QDBusMessage::createMethodCall(portalService(), portalPath(), portalInterface(), QStringLiteral("Read"));
        message << group << key;
        // Never waits: a portal that must first be started would hold back the window.
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, 3000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group = group, key = key, watcher] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (!reply.isError()) {
                takePortalValue(group, key, reply.value().variant());
            }
            watcher->deleteLater();
        });
    }
}

void Theme::portalSettingChanged(const QDBusMessage& message) {
    const QList<QVariant> arguments = message.arguments();
    if (arguments.size() >= 3) {
        takePortalValue(arguments[0].toString(), arguments[1].toString(), arguments[2]);
    }
}

void Theme::takePortalValue(const QString& group, const QString& key, const QVariant& value) {
    const QVariant plain = unwrapped(value);
    if (group == appearance() && key == QLatin1String("color-scheme")) {
        m_portalScheme = plain.toInt();
    } else if (group == appearance() && key == QLatin1String("contrast")) {
        m_portalContrast = plain.toInt();
    } else if (group == gnomeInterface() && key == QLatin1String("enable-animations")) {
        m_style->setAnimated(plain.toBool());
    }
    apply();
}

Scheme Theme::wanted() const {
    switch (m_choice) {
    case SchemeChoice::Light: return Scheme::Light;
    case SchemeChoice::Dark: return Scheme::Dark;
    case SchemeChoice::HighContrast: return Scheme::HighContrast;
    case SchemeChoice::FollowDesktop: break;
    }
    if (m_portalContrast == 1) {
        return Scheme::HighContrast;
    }
    if (m_portalScheme == 1 || (m_portalScheme == 0 && m_paletteDark)) {
        return Scheme::Dark;
    }
    return Scheme::Light;
}

void Theme::apply() {
    const Scheme scheme = wanted();
    if (m_applied && scheme == m_scheme) {
        return;
    }
    m_applied = true;
    m_scheme = scheme;
    const Tokens tokens = Tokens::make(scheme, QApplication::font());
    Tokens::setCurrent(tokens);
    QApplication::setPalette(tokens.palette());
    QToolTip::setPalette(tokens.palette());
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets) {
        paintSurface(widget);
        widget->update();
    }
    Q_EMIT schemeChanged(scheme);
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_application && event->type() == QEvent::ApplicationFontChange) {
        Tokens::setCurrent(Tokens::make(m_scheme, QApplication::font()));
        Q_EMIT schemeChanged(m_scheme);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tributary::ui
