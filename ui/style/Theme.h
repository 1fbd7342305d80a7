// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the look on the application (Fusion under TributaryStyle, palette, Tokens) and keeps it on the desktop's scheme
// while that changes: org.freedesktop.portal.Settings, color-scheme and contrast of org.freedesktop.appearance; with
// no portal the lightness of the desktop's palette decides. GUI thread only; one an application.
#pragma once

#include "ui/style/Tokens.h"

#include <QDBusMessage>
#include <QObject>
#include <QVariant>

class QApplication;
class QWidget;

namespace tributary::ui {

class TributaryStyle;

enum class SchemeChoice { FollowDesktop, Light, Dark, HighContrast };

// Which ground a widget stands on. It is filled with that colour, and Base follows so that views on it match; the
// colour is set anew when the scheme changes.
enum class Surface { Window, Sidebar, List, Reader, Card };
void setSurface(QWidget* widget, Surface surface);

class Theme final : public QObject {
    Q_OBJECT
  public:
    // TRIBUTARY_SCHEME=light|dark|contrast in the environment goes before choice and before setChoice().
    explicit Theme(QApplication& application, SchemeChoice choice = SchemeChoice::FollowDesktop);
    ~Theme() override;

    Scheme scheme() const { return m_scheme; }
    SchemeChoice choice() const { return m_choice; }
    void setChoice(SchemeChoice choice);
    // Null before the first Theme.
    static Theme* instance();

    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    // After palette and Tokens::current() have changed.
    void schemeChanged(tributary::ui::Scheme scheme);

  private Q_SLOTS:
    void portalSettingChanged(const QDBusMessage& message);

  private:
    void readPortal();
    void takePortalValue(const QString& group, const QString& key, const QVariant& value);
    Scheme wanted() const;
    void apply();

    QApplication& m_application;
    TributaryStyle* m_style = nullptr; // owned by the application
    SchemeChoice m_choice;
    Scheme m_scheme = Scheme::Light;
    bool m_paletteDark = false;
    int m_portalScheme = 0;   // 0 no preference, 1 dark, 2 light
    int m_portalContrast = 0; // 1 high
    bool m_applied = false;
};

} // namespace tributary::ui
