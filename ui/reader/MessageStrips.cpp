// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageStrips.h"

#include "content/Phishing.h"
#include "content/Senders.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/ManagedMark.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

using engine::MessageContent;
using engine::SenderHint;

QString header(const MessageContent& content, QLatin1StringView name) {
    for (const auto& [field, value] : content.headers) {
        if (field.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/// Strings of a message may hide or turn what stands beside them.
QString shown(const QString& text) { return content::visibleText(text.left(200)); }

QString hintText(const MessageContent& content, SenderHint hint) {
    const model::Address from = content.summary.from.isEmpty() ? model::Address() : content.summary.from.first();
    switch (hint) {
    case SenderHint::NameHoldsAddress:
        return MessageStrips::tr("The sender's name says %1, but the address is %2.").arg(shown(content.senderHints.addressInName), shown(from.addrSpec));
    case SenderHint::MixedScripts: return MessageStrips::tr("The sender's name or address uses letters that imitate others.");
    case SenderHint::SeveralFrom: {
        QStringList all;
        for (const model::Address& one : content.summary.from)
            all.append(shown(one.addrSpec));
        return all.size() > 1 ? MessageStrips::tr("This message names several senders: %1.").arg(all.mid(0, 5).join(QStringLiteral(", ")))
                              : MessageStrips::tr("This message names several senders.");
    }
    case SenderHint::SenderElsewhere: return MessageStrips::tr("It was sent by %1 for the sender that is named.").arg(shown(header(content, QLatin1StringView("Sender"))));
    case SenderHint::ReplyToElsewhere: {
        const QString to = content.replyTo.isEmpty() ? QString() : shown(content.replyTo.first().addrSpec);
        return MessageStrips::tr("Answers do not go to the sender but to %1.").arg(to);
    }
    case SenderHint::HiddenCharacters: return MessageStrips::tr("The sender's name holds invisible characters.");
    case SenderHint::LookAlike:
        return MessageStrips::tr("The sender's address is of %1, which looks like %2 and is not.").arg(shown(content::displayHost(model::domainOf(from.addrSpec))), shown(content.senderHints.lookAlikeOf));
    case SenderHint::NoAddress: return MessageStrips::tr("The sender has no address.");
    }
    return {};
}

/// Which limit or mistake bit; what does not change what is read is not worth a strip.
QString defectText(const QString& defect) {
    static const QHash<QString, const char*> texts{
        {QStringLiteral("too-many-parts"), QT_TRANSLATE_NOOP("MessageStrips", "It has more parts than are read; the rest is left out.")},
        {QStringLiteral("too-deep"), QT_TRANSLATE_NOOP("MessageStrips", "Its parts are nested too deep; the innermost are left out.")},
        {QStringLiteral("header-too-large"), QT_TRANSLATE_NOOP("MessageStrips", "Its header is too large; the rest of it is left out.")},
        {QStringLiteral("too-many-addresses"), QT_TRANSLATE_NOOP("MessageStrips", "It has more addresses than are read; the rest is left out.")},
        {QStringLiteral("missing-boundary"), QT_TRANSLATE_NOOP("MessageStrips", "It does not say where its parts begin.")},
        {QStringLiteral("unterminated-multipart"), QT_TRANSLATE_NOOP("MessageStrips", "Its end is missing: something may have been cut off on the way.")},
        {QStringLiteral("bad-transfer-encoding"), QT_TRANSLATE_NOOP("MessageStrips", "A part of it is encoded wrongly.")},
        {QStringLiteral("invalid-charset"), QT_TRANSLATE_NOOP("MessageStrips", "Some characters do not fit the encoding that it names; View > Text encoding may help.")},
        {QStringLiteral("text-too-long"), QT_TRANSLATE_NOOP("MessageStrips", "Its text is longer than is shown; View source has all of it.")},
        {QStringLiteral("html-reduced"), QT_TRANSLATE_NOOP("MessageStrips", "Its layout is too large or too deeply nested; some of it is left out.")},
        {QStringLiteral("message-too-large"), QT_TRANSLATE_NOOP("MessageStrips", "It is larger than is read; the rest is left out.")},
        {QStringLiteral("field-too-long"), QT_TRANSLATE_NOOP("MessageStrips", "A field of its header is too long; the end of it is left out.")},
        {QStringLiteral("too-many-files"), QT_TRANSLATE_NOOP("MessageStrips", "It has more files in its text than are read; the rest is left out.")},
        {QStringLiteral("files-too-large"), QT_TRANSLATE_NOOP("MessageStrips", "The files in its text are too large; some are left out.")},
        {QStringLiteral("unknown-charset"), QT_TRANSLATE_NOOP("MessageStrips", "It names an unknown text encoding; the one that fits best is used.")},
    };
    const char* text = texts.value(defect);
    return text ? MessageStrips::tr(text) : QString();
}

QString protectionText(const engine::Protection& protection) {
    if (protection.scheme == engine::Protection::Scheme::None)
        return {};
    const QString scheme = protection.scheme == engine::Protection::Scheme::Smime ? QStringLiteral("S/MIME") : QStringLiteral("OpenPGP");
    if (protection.isEncrypted)
        return MessageStrips::tr("This message is encrypted (%1). It cannot be read here yet.").arg(scheme);
    return protection.isSigned ? MessageStrips::tr("This message is signed (%1). The signature is not checked.").arg(scheme) : QString();
}

QString reportText(const engine::Report& report) {
    QStringList lines;
    if (!report.originalSubject.isEmpty())
        lines.append(MessageStrips::tr("About your message “%1”.").arg(shown(report.originalSubject)));
    constexpr qsizetype kMost = 5;
    for (const engine::ReportedRecipient& one : report.recipients.mid(0, kMost)) {
        const QString who = shown(one.recipient);
        if (one.action == QLatin1String("failed"))
            lines.append(one.status.isEmpty() ? MessageStrips::tr("Not delivered to %1.").arg(who) : MessageStrips::tr("Not delivered to %1 (%2).").arg(who, one.status));
        else if (one.action == QLatin1String("delayed"))
            lines.append(one.status.isEmpty() ? MessageStrips::tr("Still on the way to %1.").arg(who) : MessageStrips::tr("Still on the way to %1 (%2).").arg(who, one.status));
        else if (one.action == QLatin1String("displayed"))
            lines.append(MessageStrips::tr("%1 has opened it.").arg(who));
        else if (one.action == QLatin1String("deleted"))
            lines.append(MessageStrips::tr("%1 has deleted it unread.").arg(who));
        else
            lines.append(MessageStrips::tr("Delivered to %1.").arg(who));
    }
    return lines.join(u'\n');
}

/// What the engine would fetch.
bool isPicture(const engine::RemoteReference& one) {
    using Kind = engine::RemoteReference::Kind;
    return !one.isTracker && (one.kind == Kind::Picture || one.kind == Kind::Background);
}

/// "mail.example", "a.example and b.example", "a.example and 3 others".
QString hostsText(const QStringList& hosts) {
    if (hosts.size() <= 1)
        return hosts.value(0);
    if (hosts.size() == 2)
        return MessageStrips::tr("%1 and %2").arg(hosts[0], hosts[1]);
    return MessageStrips::tr("%1 and %n others", nullptr, static_cast<int>(hosts.size() - 1)).arg(hosts.first());
}

/// One line, however many there are.
QString doubtText(const MessageContent& content) {
    QStringList doubts;
    if (const auto links = static_cast<int>(content.doubtfulLinks.size()); links > 0)
        doubts.append(MessageStrips::tr("%n link(s) in this message pretend to lead elsewhere; you are asked before one opens.", nullptr, links));
    if (content.forms > 0)
        doubts.append(MessageStrips::tr("%n form(s) in this message cannot be filled in here.", nullptr, content.forms));
    return doubts.join(u' ');
}

} // namespace

bool isSenderWarning(SenderHint hint) { return hint != SenderHint::ReplyToElsewhere && hint != SenderHint::SenderElsewhere; }

QString blockedText(const MessageContent& content) {
    int pictures = 0, trackers = 0;
    for (const engine::RemoteReference& one : content.remote) {
        trackers += one.isTracker ? 1 : 0;
        pictures += isPicture(one) ? 1 : 0;
    }
    if (pictures + trackers == 0)
        return {};
    const QString p = MessageStrips::tr("%n picture(s)", nullptr, pictures), t = MessageStrips::tr("%n tracker(s)", nullptr, trackers);
    const QString what = trackers == 0 ? p : (pictures == 0 ? t : MessageStrips::tr("%1 and %2").arg(p, t));
    const QString hosts = shown(hostsText(content.remoteHosts));
    return hosts.isEmpty() ? MessageStrips::tr("%1 blocked.", "3 pictures").arg(what)
                           : MessageStrips::tr("%1 from %2 are blocked.", "3 pictures, a server", pictures + trackers).arg(what, hosts);
}

MessageStrips::MessageStrips(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, 0, Tokens::kSpaceL, Tokens::kSpaceS);
    column->setSpacing(Tokens::kSpaceXs);
    m_quarantine = add("stripQuarantine");
    m_warning = add("stripWarning");
    m_report = add("stripReport");
    m_info = add("stripInfo");
    m_pictures = add("stripPictures");
    m_note = add("stripNote");
    m_quarantine->setKind(BannerKind::Error);
    m_quarantine->setText(tr("Reading this message has ended the program twice. It is shown as its source alone."));
    QPushButton* again = m_quarantine->addAction(tr("Try again"));
    again->setObjectName(QStringLiteral("releaseMessage"));
    connect(again, &QPushButton::clicked, this, &MessageStrips::releaseRequested);
    m_warning->setKind(BannerKind::Warning);
    m_note->setClosable(true);
    connect(m_note, &Banner::closed, this, [this] { setNote({}); });
}

Banner* MessageStrips::add(const char* name) {
    auto* banner = new Banner(BannerKind::Info, {}, this);
    banner->setObjectName(QString::fromLatin1(name));
    banner->hide();
    layout()->addWidget(banner);
    return banner;
}

void MessageStrips::show(const MessageContent& content) {
    m_content = content;
    QStringList warnings, infos;
    for (const SenderHint hint : content.senderHints.hints)
        (isSenderWarning(hint) ? warnings : infos).append(hintText(content, hint));
    if (const QString text = doubtText(content); !text.isEmpty())
        warnings.append(text);
    QStringList defects;
    for (const QString& defect : content.defects) {
        if (const QString text = defectText(defect); !text.isEmpty())
            defects.append(text);
    }
    if (!defects.isEmpty())
        infos.append(tr("This message is damaged. What can be read of it is shown.") + u' ' + defects.join(u' '));
    if (const QString text = protectionText(content.protection); !text.isEmpty())
        infos.append(text);
    const auto put = [](Banner* banner, const QStringList& lines) {
        banner->setText(lines.join(u'\n'));
        banner->setVisible(!lines.isEmpty());
    };
    put(m_warning, warnings);
    put(m_info, infos);
    m_quarantine->setVisible(content.quarantined);
    m_report->setVisible(content.report.has_value());
    if (content.report) {
        const auto& to = content.report->recipients;
        const bool failed = std::any_of(to.begin(), to.end(), [](const auto& one) { return one.action == QLatin1String("failed"); });
        m_report->setKind(failed ? BannerKind::Error : BannerKind::Info);
        m_report->setText(reportText(*content.report));
        m_report->setServerWords(to.isEmpty() ? QString() : shown(to.first().diagnostic));
    }
    showPictures();
}

void MessageStrips::setPictures(Pictures state, int failed) {
    m_state = state;
    m_failed = failed;
    showPictures();
}

void MessageStrips::showPictures() {
    m_pictures->clearActions();
    const auto action = [this](const QString& text, const char* name, void (MessageStrips::*wanted)()) {
        QPushButton* button = m_pictures->addAction(text);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, wanted);
    };
    if (m_state == Pictures::Coming) {
        m_pictures->setText(tr("Fetching the pictures…"));
        action(tr("Stop"), "stopPictures", &MessageStrips::picturesStopRequested);
        m_pictures->show();
        return;
    }
    if (m_state == Pictures::Shown) {
        m_pictures->setText(tr("%n picture(s) could not be fetched.", nullptr, m_failed));
        m_pictures->setVisible(m_failed > 0);
        return;
    }
    const QString text = blockedText(m_content);
    m_pictures->setText(text);
    m_pictures->setVisible(!text.isEmpty());
    const bool any = std::any_of(m_content.remote.begin(), m_content.remote.end(), isPicture);
    if (!any)
        return; // trackers alone are never fetched
    if (m_rule == engine::RemotePictureRule::Never) {
        m_pictures->setText(text + u' ' + ManagedMark::words());
        return;
    }
    action(tr("Show"), "showPictures", &MessageStrips::picturesRequested);
    if (!m_rule && !m_content.summary.from.isEmpty() && !m_content.summary.from.first().addrSpec.isEmpty())
        action(tr("Always from this sender"), "alwaysPictures", &MessageStrips::picturesAlwaysRequested);
}

void MessageStrips::setNote(const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace tributary::ui
