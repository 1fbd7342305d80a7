// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cards/Calendar.h"
#include "cards/Card.h"
#include "content/DoubtfulLinks.h"
#include "content/KnownDomains.h"
#include "content/Sanitiser.h"
#include "content/Senders.h"
#include "model/Message.h"
#include "model/SenderChoice.h"

#include <QHash>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace tributary::engine {

using content::RemoteReference;
using content::RemoteReferences;
using content::SenderCheck;
using content::SenderHint;

/// What stands in htmlOriginal in place of "cid:": the reader answers it with Engine::loadPart(section).
[[nodiscard]] QString partUrl(const QString& section);
/// Of the section, or empty when it is not one of these.
[[nodiscard]] QString sectionOf(const QUrl& partUrl);
/// What stands there in place of a remote picture (ReadOptions::remotePictures): the reader answers it out of RemotePictures.
[[nodiscard]] QString pictureUrl(const QString& remoteUrl);
[[nodiscard]] QString remoteUrlOf(const QUrl& pictureUrl);
inline constexpr const char* kPartScheme = "tributary-part";
inline constexpr const char* kPictureScheme = "tributary-picture";

/// How the message is protected (RFC 3156, RFC 8551); nothing is verified or decrypted here.
struct Protection {
    enum class Scheme { None, OpenPgp, Smime };
    Scheme scheme = Scheme::None;
    bool isSigned = false;
    bool isEncrypted = false;
    bool isPartial = false; ///< something of the body lies outside of it

    bool operator==(const Protection&) const = default;
};

/// One recipient of a delivery report (RFC 3464 2.3), or the whole of a disposition notification (RFC 8098 3.2).
struct ReportedRecipient {
    QString recipient;
    QString action;     ///< "failed", "delayed", "delivered", "relayed", "expanded"; of a notification "displayed", "deleted" ...
    QString status;     ///< RFC 3463: "5.1.1"
    QString diagnostic; ///< the other server's words
    QString remoteServer;
};

/// What a multipart/report says.
struct Report {
    enum class Kind { Delivery, Disposition };
    Kind kind = Kind::Delivery;
    QString reportingServer;
    QByteArray originalMessageId; ///< without <>
    QString originalSubject;
    QList<ReportedRecipient> recipients;
};

/// Ways out of a mailing list that the message names (RFC 2369, RFC 8058). Never one to an address of this machine or network.
struct Unsubscribe {
    QUrl oneClick; ///< https: Engine::unsubscribe() does it
    QUrl link;     ///< https or http page for a browser
    QUrl mailto;   ///< a message for the composer

    [[nodiscard]] bool isEmpty() const { return oneClick.isEmpty() && link.isEmpty() && mailto.isEmpty(); }
    bool operator==(const Unsubscribe&) const = default;
};

using model::BodyForm;

/// How a message is to be read.
struct ReadOptions {
    QByteArray charset;          ///< instead of what the parts say; empty: the sender's choice, else what they say
    bool remotePictures = false; ///< the HTML has pictureUrl() in the places of remote pictures; nothing is fetched here
};

/// A message ready to be shown: parsed and sanitised off the GUI thread.
struct MessageContent {
    model::MessageSummary summary;
    model::AddressList cc, replyTo;
    QStringList labels;       ///< the user's own at Gmail (X-GM-LABELS), where the account is Gmail's
    QList<QPair<QString, QString>> headers; ///< all, decoded, in order
    QString text;             ///< plain text: the plain part, else made from the HTML
    QString html;             ///< sanitised, simple; empty when there is no HTML part
    QString htmlOriginal;     ///< sanitised, as the sender laid it out, for the HTML engine; empty when there is no HTML part
    int blockedRemote = 0;    ///< remote references that were taken out of html
    RemoteReferences remote;  ///< each once, in order
    QStringList remoteHosts;  ///< of remote, each once, sorted
    QList<model::AttachmentSummary> attachments;
    qsizetype shownPictures = 0; ///< the last ones of them are pictures that the HTML shows in its text: no attachments to a person
    SenderCheck senderHints;
    bool isFromSender = false; ///< From names no address: summary.from is who the Sender field says has sent it
    content::KnownDomains knownDomains; ///< of the user's accounts and of whom the user writes to: what links are held against
    QList<content::DoubtfulLink> doubtfulLinks; ///< those that pretend to lead elsewhere
    int forms = 0;            ///< that were taken out of the HTML
    Protection protection;
    std::optional<Report> report;
    Unsubscribe unsubscribe;
    QString charset;          ///< of the text that is shown, as used; empty: there is no text
    BodyForm form = BodyForm::Default; ///< the user's choice for this sender
    bool picturesAllowed = false; ///< the user's choice for this sender; never in Junk
    bool quarantined = false; ///< crashed the program twice: only headers, text and raw are here, nothing of it was parsed
    QStringList structure;    ///< a line a part: "1.2 text/html 1234"
    QStringList defects;      ///< what is broken or was cut by a limit, in words for --json
    QByteArray raw;           ///< empty unless small (<= 16 MiB): see Engine::loadRaw
    bool bodyMissing = false; ///< only headers are cached
};

/// The source of a message of any size.
struct RawMessage {
    QByteArray first;  ///< as many as were asked for
    qint64 size = 0;   ///< of the whole: Engine::saveRaw writes it
};

/// A remote picture: PNG, JPEG, GIF or WebP by its first bytes.
struct RemotePicture {
    QByteArray bytes;
    QByteArray mediaType;
};

/// What came of a message's remote pictures; kept by the caller alone.
struct RemotePictures {
    QHash<QString, RemotePicture> pictures; ///< by RemoteReference::url
    int failed = 0;  ///< not reached, no picture, too large
    int skipped = 0; ///< trackers, and what is over the limits
};

/// What came of Engine::unsubscribe().
struct Unsubscribed {
    enum class Outcome {
        Done,         ///< the server has taken it
        NeedsMail,    ///< mailto is for the composer
        NeedsBrowser, ///< link is for the browser
    };
    Outcome outcome = Outcome::Done;
    QUrl url; ///< what was asked, or what is to be opened
};

} // namespace tributary::engine
