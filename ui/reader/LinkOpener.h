// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"

#include <QString>
#include <QUrl>

class QWidget;

namespace tributary::ui {

/// Hands a link of a message to the desktop; asks first where it does not lead to where it says.
void openMessageLink(const QUrl& target, const QString& text, QWidget* parent, const content::KnownDomains& known = {});
/// The same of this message: what the link shows beside its words (a picture's text) and whom the user knows count too.
void openLinkOf(const engine::MessageContent& content, const QUrl& target, const QString& text, QWidget* parent);

/// What a person is shown of a target: its host in front, decoded only where that misleads nobody.
[[nodiscard]] QString shownTarget(const QString& target);

/// Replaces the desktop: for tests. Null: the desktop again.
using LinkSink = void (*)(const QUrl& target);
void setLinkSink(LinkSink sink);
/// To the desktop, without a question.
void openOutside(const QUrl& target);

} // namespace tributary::ui
