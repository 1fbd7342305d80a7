// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerHeader.h"

#include "ui/composer/RecipientField.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

enum Row { kFrom, kTo, kCc, kBcc, kSubject };
enum Column { kLabel, kField, kMore };

} // namespace

ComposerHeader::ComposerHeader(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)), m_from(new QComboBox(this)), m_subject(new QLineEdit(this)) {
    m_grid->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceS, Tokens::kSpaceL, Tokens::kSpaceS);
    m_grid->setHorizontalSpacing(Tokens::kSpaceM);
    m_grid->setVerticalSpacing(Tokens::kSpaceXs + 2);
    m_grid->setColumnStretch(kField, 1);
    const auto label = [this](const QString& text, QWidget* field, int row) {
        auto* made = new RoleLabel(text, ColorRole::Secondary, TextSize::Normal, this);
        made->setBuddy(field);
        made->setMinimumHeight(Tokens::current().controlHeight);
        m_grid->addWidget(made, row, kLabel, Qt::AlignTop);
        field->setAccessibleName(QString(text).remove(u'&'));
    };
    m_from->setObjectName(QStringLiteral("composerFrom"));
    m_from->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    label(tr("&From"), m_from, kFrom);
    m_grid->addWidget(m_from, kFrom, kField, 1, 2);
    m_to = addRecipients(tr("&To"), kTo);
    m_cc = addRecipients(tr("&Cc"), kCc);
    m_bcc = addRecipients(tr("&Bcc"), kBcc);
    m_to->setObjectName(QStringLiteral("composerTo"));
    m_cc->setObjectName(QStringLiteral("composerCc"));
    m_bcc->setObjectName(QStringLiteral("composerBcc"));
    m_grid->addWidget(makeMore(), kTo, kMore, Qt::AlignTop);
    m_subject->setObjectName(QStringLiteral("composerSubject"));
    m_subject->setMaxLength(1000);
    label(tr("&Subject"), m_subject, kSubject);
    m_grid->addWidget(m_subject, kSubject, kField, 1, 2);
    showRow(kCc, false);
    showRow(kBcc, false);
    connect(m_subject, &QLineEdit::textChanged, this, &ComposerHeader::changed);
    connect(m_from, &QComboBox::activated, this, [this] {
        Q_EMIT identityChosen();
        Q_EMIT changed();
    });
    QWidget* before = m_from;
    for (QWidget* field : QList<QWidget*>{m_to->focusProxy(), m_cc->focusProxy(), m_bcc->focusProxy(), m_subject})
        setTabOrder(std::exchange(before, field), field);
}

RecipientField* ComposerHeader::addRecipients(const QString& text, int row) {
    auto* field = new RecipientField(QString(text).remove(u'&'), this);
    auto* label = new RoleLabel(text, ColorRole::Secondary, TextSize::Normal, this);
    label->setBuddy(field);
    label->setMinimumHeight(Tokens::current().controlHeight);
    m_grid->addWidget(label, row, kLabel, Qt::AlignTop);
    m_grid->addWidget(field, row, kField, 1, row == kTo ? 1 : 2);
    connect(field, &RecipientField::changed, this, &ComposerHeader::changed);
    connect(field, &RecipientField::completionRequested, this, [this, field](const QString& prefix) { Q_EMIT completionRequested(field, prefix); });
    return field;
}

QWidget* ComposerHeader::makeMore() {
    auto* more = new QWidget(this);
    auto* row = new QHBoxLayout(more);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& text, const QString& name, const QKeySequence& keys, int gridRow, RecipientField* field) {
        auto* button = new QToolButton(more);
        button->setText(text);
        button->setAccessibleName(name);
        button->setToolTip(tr("%1 (%2)", "what a button does, its key").arg(name, keys.toString(QKeySequence::NativeText)));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::ClickFocus); // Tab goes from the recipients on to the subject; the keys do the same
        row->addWidget(button);
        const auto show = [this, gridRow, field] {
            showRow(gridRow, true);
            followMore();
            field->setFocus();
        };
        connect(button, &QToolButton::clicked, this, show);
        connect(new QShortcut(keys, this), &QShortcut::activated, this, show);
        return button;
    };
    m_showCc = add(tr("Cc"), tr("Add Cc"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), kCc, m_cc);
    m_showBcc = add(tr("Bcc"), tr("Add Bcc"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), kBcc, m_bcc);
    m_more = more;
    return more;
}

void ComposerHeader::showRow(int row, bool shown) {
    for (const int column : {int(kLabel), int(kField)}) {
        if (QLayoutItem* item = m_grid->itemAtPosition(row, column); item && item->widget())
            item->widget()->setVisible(shown);
    }
}

void ComposerHeader::showFilled() {
    if (!m_cc->isEmpty())
        showRow(kCc, true);
    if (!m_bcc->isEmpty())
        showRow(kBcc, true);
    followMore();
}

/// Buttons only for the rows that are not there yet; without any the To field has all the width.
void ComposerHeader::followMore() {
    m_showCc->setVisible(m_cc->isHidden());
    m_showBcc->setVisible(m_bcc->isHidden());
    m_more->setVisible(m_cc->isHidden() || m_bcc->isHidden());
}

void ComposerHeader::setIdentities(const QList<model::Identity>& identities, const QHash<qint64, QString>& accounts) {
    const auto chosen = identity();
    m_identities = identities;
    m_from->clear();
    for (const model::Identity& one : identities) {
        QString text = recipientText({one.displayName, one.address});
        if (const QString account = accounts.value(one.account.value); accounts.size() > 1 && !account.isEmpty() && account != one.address)
            text = tr("%1 — %2", "an address to send as, its account").arg(text, account);
        m_from->addItem(text, one.id.value);
    }
    if (chosen)
        setIdentity(chosen->id);
}

void ComposerHeader::setIdentity(IdentityId id) {
    const auto isIt = [id](const model::Identity& one) { return one.id == id; };
    auto found = std::find_if(m_identities.begin(), m_identities.end(), isIt);
    if (found == m_identities.end())
        found = std::find_if(m_identities.begin(), m_identities.end(), [](const model::Identity& one) { return one.isDefault; });
    if (found != m_identities.end())
        m_from->setCurrentIndex(static_cast<int>(found - m_identities.begin()));
}

std::optional<model::Identity> ComposerHeader::identity() const {
    const int index = m_from->currentIndex();
    return index >= 0 && index < m_identities.size() ? std::optional(m_identities.at(index)) : std::nullopt;
}

QString ComposerHeader::subject() const { return m_subject->text(); }
void ComposerHeader::setSubject(const QString& subject) { m_subject->setText(subject); }
void ComposerHeader::focusSubject() { m_subject->setFocus(); }
QWidget* ComposerHeader::lastField() const { return m_subject; }

void ComposerHeader::focusFirstEmpty() {
    if (m_to->isEmpty())
        m_to->setFocus();
    else if (m_subject->text().isEmpty())
        m_subject->setFocus();
}

} // namespace tributary::ui
