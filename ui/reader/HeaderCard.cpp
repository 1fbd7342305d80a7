// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/HeaderCard.h"

#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Avatar.h"
#include "ui/widgets/RoleLabel.h"

#include <QVBoxLayout>
#include <QHBoxLayout>
#include <QToolButton>

namespace tributary::ui {

namespace {

QString namesOf(const model::AddressList& addresses) {
    QStringList names;
    constexpr qsizetype kMost = 30;
    for (qsizetype i = 0; i < addresses.size() && i < kMost; ++i)
        names.append(addresses[i].name.isEmpty() ? addresses[i].addrSpec : addresses[i].name);
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
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    auto* first = new QHBoxLayout;
    m_name = new RoleLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address = new ElidedLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    first->addWidget(m_name);
    first->addWidget(m_address, 1);
    texts->addLayout(first);
    m_recipients = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    texts->addWidget(m_recipients);
    row->addLayout(texts, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(2);
    m_date = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_date->setAlignment(Qt::AlignRight);
    right->addWidget(m_date);
    m_details = new QToolButton(this);
    m_details->setText(tr("Details"));
    m_details->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_details->setCheckable(true);
    m_details->setAutoRaise(true);
    m_details->setAccessibleName(tr("Show all header fields"));
    right->addWidget(m_details, 0, Qt::AlignRight);
    row->addLayout(right);
    column->addLayout(row);

    m_headers = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_headers->setWordWrap(true);
    m_headers->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_headers->hide();
    column->addWidget(m_headers);
    connect(m_details, &QToolButton::toggled, this, &HeaderCard::unfold);
    unfold(false);
}

void HeaderCard::unfold(bool open) {
    m_headers->setVisible(open);
    m_details->setIcon(icon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
}

void HeaderCard::show(const engine::MessageContent& content) {
    const model::MessageSummary& s = content.summary;
    m_subject->setText(s.subject.isEmpty() ? tr("(no subject)") : s.subject);
    const model::Address from = s.from.isEmpty() ? model::Address() : s.from.first();
    m_avatar->setPerson(from.name.isEmpty() ? from.addrSpec : from.name, from.addrSpec);
    m_name->setText(from.name);
    m_name->setVisible(!from.name.isEmpty());
    m_address->setText(from.addrSpec.isEmpty() ? tr("(no sender address)") : (from.name.isEmpty() ? from.addrSpec : QString(u'<' + from.addrSpec + u'>')));
    QString recipients = s.to.isEmpty() ? tr("no recipient named") : tr("to %1").arg(namesOf(s.to));
    if (!content.cc.isEmpty())
        recipients += QStringLiteral("  ·  ") + tr("copy to %1").arg(namesOf(content.cc));
    m_recipients->setText(recipients);
    m_date->setText(longDate(s.dateMs));
    QStringList lines;
    constexpr qsizetype kMostHeaders = 200;
    for (qsizetype i = 0; i < content.headers.size() && i < kMostHeaders; ++i)
        lines.append(content.headers[i].first + QStringLiteral(": ") + content.headers[i].second.left(2000));
    m_headers->setText(lines.join(u'\n'));
    m_details->setChecked(false);
}

} // namespace tributary::ui
