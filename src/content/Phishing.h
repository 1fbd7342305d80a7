// SPDX-License-Identifier: GPL-3.0-or-later
// What a person should know of a link before it is opened. docs/content.md has the rules.
#pragma once

#include "content/KnownDomains.h"

#include <QList>
#include <QString>

namespace tributary::content {

enum class LinkHint {
    OtherHost,    ///< the text names another host than the target's
    LookAlike,    ///< looks like, or begins like, a known domain that it is not: LinkCheck::lookAlikeOf
    MixedScripts, ///< letters of several scripts in one label, or a foreign script that imitates Latin
    Punycode,     ///< an internationalised host (display tells whether it can be shown as it is)
    UserInfo,     ///< "https://bank.example@evil.example/"
    IpAddress,    ///< a number instead of a name, in any spelling
    UnusualPort,
    Shortener,    ///< the real target is not known
    NotEncrypted, ///< http
    NotAllowed,   ///< neither http, https nor mailto, or of no host that can be read: never to be opened
};

struct LinkCheck {
    QList<LinkHint> hints;  ///< each once, in the order of the enum
    QString host;           ///< of the target, ASCII (punycode), lower case; of mailto the domain of the address
    QString displayHost;    ///< for people: Unicode only where each label is of one script and imitates no Latin one
    QString textHost;       ///< OtherHost: what the text names
    QString lookAlikeOf;    ///< LookAlike: the known domain

    [[nodiscard]] bool has(LinkHint hint) const { return hints.contains(hint); }
    /// Worth a question before opening: all but Punycode, Shortener and NotEncrypted alone.
    [[nodiscard]] bool isSuspicious() const;
    /// Worth a word before anybody looks at the link: OtherHost, LookAlike, MixedScripts, UserInfo.
    [[nodiscard]] bool isDeceptive() const;
};

/// text: what the message shows for the link.
[[nodiscard]] LinkCheck checkLink(const QString& text, const QString& url, const KnownDomains& known = {});

/// The host for people (see LinkCheck::displayHost).
[[nodiscard]] QString displayHost(const QString& host);
/// The part of a host that was registered ("a.b.co.uk" -> "b.co.uk", Public Suffix List), lower case ASCII; the host itself
/// when it has none.
[[nodiscard]] QString registrableDomain(const QString& host);

} // namespace tributary::content
