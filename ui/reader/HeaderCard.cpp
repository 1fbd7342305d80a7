// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/HeaderCard.h"

#include "content/Senders.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Avatar.h"
#include "ui/widgets/LineButton.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

constexpr int kHeaderLines = 12;

/// What of a name or subject is worth a place on screen; more than that is laid out for seconds.
QString shownText(const QString& text) {
    constexpr qsizetype kMost = 500;
    return content::visibleText(text.size() > kMost ? QString(text.left(kMost) + u'…') : text);
}

QString namesOf(const model::AddressList& addresses) {
    QStringList names;
    constexpr qsizetype kMost = 30;
    for (qsizetype i = 0; i < addresses.size() && i < kMost; ++i)
        names.append(shownText(addresses[i].name.isEmpty() ? addresses[i].addrSpec : addresses[i].name));
    if (addresses.size() > kMost)
        names.append(QStringLiteral("…"));
    return names.join(QStringLiteral(", "));
}

} // namespace

HeaderCard::HeaderCard(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceS);
    column->setSpacing(Tokens::kSpaceM);
    m_subject = new RoleLabel({}, ColorRole::Text, TextSize::Title, this);
    m_subject->setWordWrap(true);
    m_subject->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_subject);
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceM);
    m_avatar = new Avatar(this);
    row->addWidget(m_avatar, 0, Qt::AlignTop);
    row->addLayout(makePeople(), 1);
    row->addLayout(makeRight());
    column->addLayout(row);
    m_headerArea = new QScrollArea(this);
    m_headerArea->setFrameShape(QFrame::NoFrame);
    m_headerArea->setWidgetResizable(true);
    m_headerArea->setMaximumHeight(fontMetrics().lineSpacing() * kHeaderLines);
    m_headerArea->setAccessibleName(tr("All header fields"));
    m_headers = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, m_headerArea);
    m_headers->setObjectName(QStringLiteral("allHeaderFields"));
    m_headers->setWordWrap(true);
    m_headers->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_headers->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_headerArea->setWidget(m_headers);
    column->addWidget(m_headerArea);
    connect(m_details, &QToolButton::toggled, this, &HeaderCard::unfold);
    connect(m_details, &QToolButton::clicked, this, &HeaderCard::headersShown);
    connect(m_reason, &QPushButton::clicked, this, &HeaderCard::reasonActivated);
    connect(m_unsubscribe, &QPushButton::clicked, this, &HeaderCard::unsubscribeRequested);
    unfold(false);
}

QLayout* HeaderCard::makePeople() {
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    auto* first = new QHBoxLayout;
    m_name = new RoleLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address = new ElidedLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_address->setElideMode(Qt::ElideMiddle); // the domain, which tells who it is, stays in sight
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    first->addWidget(m_name);
    first->addWidget(m_address, 1);
    texts->addLayout(first);
    m_recipients = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    texts->addWidget(m_recipients);
    m_labels = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_labels->setObjectName(QStringLiteral("labels"));
    m_labels->hide();
    texts->addWidget(m_labels);
    m_reason = new LineButton(QStringLiteral("filter"), this);
    m_reason->setObjectName(QStringLiteral("whyMoved"));
    m_reason->hide();
    texts->addWidget(m_reason, 0, Qt::AlignLeading);
    return texts;
}

QLayout* HeaderCard::makeRight() {
    auto* right = new QVBoxLayout;
    right->setSpacing(2);
    m_date = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_date->setAlignment(Qt::AlignRight);
    right->addWidget(m_date);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    m_unsubscribed = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_unsubscribed->setObjectName(QStringLiteral("unsubscribed"));
    buttons->addWidget(m_unsubscribed);
    m_unsubscribe = new QPushButton(tr("Unsubscribe"), this);
    m_unsubscribe->setObjectName(QStringLiteral("unsubscribe"));
    m_unsubscribe->setProperty("kind", QStringLiteral("quiet"));
    m_unsubscribe->setAutoDefault(false);
    m_unsubscribe->setToolTip(tr("Leave this mailing list"));
    buttons->addWidget(m_unsubscribe);
    m_details = new QToolButton(this);
    m_details->setObjectName(QStringLiteral("headerDetails"));
    m_details->setText(tr("Details"));
    m_details->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_details->setCheckable(true);
    m_details->setAutoRaise(true);
    m_details->setAccessibleName(tr("Show all header fields"));
    buttons->addWidget(m_details);
    right->addLayout(buttons);
    return right;
}

void HeaderCard::unfold(bool open) {
    m_headerArea->setVisible(open);
    m_details->setIcon(icon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
}

void HeaderCard::setHeadersShown(bool shown) { m_details->setChecked(shown); }

void HeaderCard::setUnsubscribed(const QString& words) {
    m_unsubscribed->setText(words);
    m_unsubscribed->setVisible(!words.isEmpty());
    m_unsubscribe->setVisible(words.isEmpty());
}

void HeaderCard::setReason(const QString& line, const QString& all) {
    m_reason->setLine(shownText(line));
    constexpr qsizetype kMostReasons = 20;
    QStringList lines;
    for (const QString& one : all.split(u'\n').mid(0, kMostReasons))
        lines.append(shownText(one).toHtmlEscaped());
    m_reason->setToolTip(lines.join(QStringLiteral("<br>")));
    m_reason->setAccessibleDescription(tr("Opens the filter"));
    m_reason->setVisible(!line.isEmpty());
}

void HeaderCard::showLabels(const QStringList& labels) {
    constexpr qsizetype kMost = 30;
    QStringList shown;
    for (const QString& label : labels.first(std::min(labels.size(), kMost)))
        shown.append(shownText(label));
    m_labels->setText(tr("Labels: %1").arg(shown.join(QStringLiteral(" · "))));
    m_labels->setVisible(!shown.isEmpty());
}

void HeaderCard::show(const engine::MessageContent& content) {
    const model::MessageSummary& s = content.summary;
    m_subject->setText(s.subject.isEmpty() ? tr("(no subject)") : shownText(s.subject));
    const model::Address from = s.from.isEmpty() ? model::Address() : s.from.first();
    m_avatar->setPerson(from.name.isEmpty() ? from.addrSpec : from.name, from.addrSpec);
    m_name->setText(shownText(from.name));
    m_name->setVisible(!from.name.isEmpty());
    const QString address = shownText(from.addrSpec);
    const QString shown = from.name.isEmpty() ? address : QString(u'<' + address + u'>');
    m_address->setText(address.isEmpty() ? tr("(no sender address)") : content.isFromSender ? tr("sent by %1").arg(shown) : shown);
    QString recipients = s.to.isEmpty() ? tr("no recipient named") : tr("to %1").arg(namesOf(s.to));
    if (!content.cc.isEmpty())
        recipients += QStringLiteral("  ·  ") + tr("copy to %1").arg(namesOf(content.cc));
    m_recipients->setText(recipients);
    showLabels(content.labels);
    m_date->setText(longDate(s.dateMs));
    QStringList lines;
    constexpr qsizetype kMostHeaders = 200;
    for (qsizetype i = 0; i < content.headers.size() && i < kMostHeaders; ++i)
        lines.append(content.headers[i].first + QStringLiteral(": ") + content.headers[i].second.left(2000));
    m_headers->setText(lines.join(u'\n'));
    m_unsubscribed->hide();
    m_unsubscribe->setVisible(!content.unsubscribe.isEmpty());
}

} // namespace tributary::ui
