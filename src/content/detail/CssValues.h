// SPDX-License-Identifier: GPL-3.0-or-later
// The values of CSS declarations for a browser engine: which tokens a property may hold, written in one canonical way.
#pragma once

#include "content/detail/ColourScheme.h"
#include "content/detail/CssTokens.h"
#include "content/detail/RemoteCollector.h"

#include <QList>

namespace tributary::content::detail {

using CssTokenList = QList<CssToken>;

struct CssContext {
    RemoteCollector& remote;
    QString prefix;       ///< of classes and ids
    bool dark = false;    ///< colours become those of a dark page
};

struct CssProperty {
    enum Flag : unsigned {
        Plain = 0,
        Negative = 1, ///< numbers below zero too
        Fonts = 2,    ///< strings and names of any letters
        Pictures = 4, ///< url() where the caller has a replacement; gradients
        Math = 8,     ///< calc(), min(), max(), clamp()
        Grid = 16,    ///< repeat(), minmax()
        Near = 32,    ///< no number over 100: it may not reach over what is not its own
    };
    const char* name = nullptr;
    unsigned flags = Plain;
    ColourRole role = ColourRole::None;
    const char* words = nullptr; ///< " a b ": the only ones; any without
};
/// The allow-list; nullptr: the declaration goes. name in lower case.
[[nodiscard]] const CssProperty* cssProperty(const QString& name);

/// Canonical, or empty when the declaration goes.
[[nodiscard]] QString cssValue(const CssProperty& property, const CssTokenList& tokens, CssContext& context);
/// Notes what would be fetched by a declaration, whether it is kept or not.
void noteReferences(const CssTokenList& tokens, RemoteReference::Kind kind, RemoteCollector& remote);
[[nodiscard]] RemoteReference::Kind referenceKind(const QString& property);

/// Digits as they are, without '+'; empty: too long, or with an exponent.
[[nodiscard]] QString cssNumber(const QString& text);
[[nodiscard]] bool isCssUnit(const QString& unit);

} // namespace tributary::content::detail
