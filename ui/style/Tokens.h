// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that knows sizes and colours of the window. Everything else asks here or the palette made from here;
// no widget names a colour of its own. Lengths are in device-independent pixels. GUI thread only.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>

namespace tributary::ui {

enum class Scheme { Light, Dark, HighContrast };

// A colour by meaning, for icons and text of widgets that are told what they mean.
enum class ColorRole { Icon, Text, Secondary, Accent, OnAccent, Danger, Warning, Success, Flag, Disabled };

struct Tokens {
    static constexpr int kSpaceXs = 4;
    static constexpr int kSpaceS = 8;
    static constexpr int kSpaceM = 12;
    static constexpr int kSpaceL = 16;
    static constexpr int kSpaceXl = 24;
    static constexpr int kRadius = 6;
    static constexpr int kRadiusLarge = 10; // cards, toasts, dialogs' sheets
    static constexpr int kFocusRing = 2;
    static constexpr int kMotionMs = 150; // no motion lasts longer
    static constexpr int kAccountColors = 8;
    static constexpr int kAvatarColors = 10;

    Scheme scheme = Scheme::Light;

    // From the font, so that 100 to 300 % and large system fonts hold.
    int controlHeight = 32;    // buttons, line edits, combo boxes
    int rowHeight = 30;        // one line: sidebar, menus, plain lists
    int rowHeightTwoLine = 48; // two lines: account cards, pickers
    int messageRowHeight = 76; // sender, subject, snippet
    int iconSize = 18;         // beside text
    int toolIconSize = 20;     // alone on a tool button
    int avatarSize = 36;

    QColor accent;      // links, marks, focus; reaches 4.5:1 as text on every background below
    QColor accentFill;  // filled buttons, check marks, switches
    QColor accentHover; // accentFill under the pointer
    QColor accentText;  // on accentFill
    QColor accentSoft;  // a tint of accent, see-through
    QColor danger;
    QColor dangerFill;
    QColor dangerText; // on dangerFill
    QColor warning;
    QColor success;
    QColor info;
    QColor flag;
    QColor unreadDot;

    QColor text;
    QColor secondaryText; // at least 4.5:1 on every background below, hovered or selected too
    QColor disabledText;
    QColor icon;
    QColor separator;
    QColor border;      // of controls
    QColor borderStrong; // of check boxes and switches: 3:1
    QColor hover;        // see-through, over any background
    QColor pressed;      // see-through
    QColor selection;    // see-through: the chosen row
    QColor selectionInactive;
    QColor selectionText;

    QColor windowBackground; // dialogs and tool bars
    QColor sidebarBackground;
    QColor listBackground;
    QColor readerBackground;
    QColor cardBackground;
    QColor fieldBackground; // line edits
    QColor buttonBackground;
    QColor menuBackground;
    QColor toastBackground;
    QColor toastText;
    QColor toastAccent; // the action on a toast
    QColor scrollHandle;
    QColor shadow;

    std::array<QColor, kAccountColors> accountColors; // 3:1 on sidebar and list
    struct AvatarPair {
        QColor background;
        QColor text;
    };
    std::array<AvatarPair, kAvatarColors> avatarColors; // 4.5:1 in each pair

    QColor color(ColorRole role) const;
    // The account's colour by its index in the user's order; wraps round.
    QColor accountColor(int index) const;
    // The same person has the same colour each time and on every machine (no per-process hash seed).
    const AvatarPair& avatarFor(const QString& key) const;
    // One point smaller than font, never under 7 pt.
    static QFont secondaryFont(const QFont& font);
    // Weight 600: unread, titles.
    static QFont strongFont(const QFont& font);
    // points more than font, weight 600.
    static QFont titleFont(const QFont& font, int morePoints = 5);
    QPalette palette() const;

    static Tokens make(Scheme scheme, const QFont& font);
    // What the window now shows. Theme sets it; before a Theme exists it is the light scheme.
    static const Tokens& current();
    static void setCurrent(const Tokens& tokens);
};

// WCAG 2.2: relative luminance and contrast ratio (1 to 21) of opaque colours.
double luminance(const QColor& color);
double contrastRatio(const QColor& a, const QColor& b);
// over, with its alpha, laid on an opaque ground.
QColor blended(const QColor& over, const QColor& ground);

} // namespace tributary::ui
