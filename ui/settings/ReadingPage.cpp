// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ReadingPage.h"

#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

ReadingPage::ReadingPage(const ReadingOptions& options, QWidget* parent) : QWidget(parent), m_options(options) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    column->addWidget(new RoleLabel(tr("Reading"), ColorRole::Text, TextSize::Title, this));
    addForms(tr("Show &messages as"), "readingForm", &ReadingOptions::form, 0);
    addForms(tr("Of &senders that are unknown or odd"), "readingDoubtful", &ReadingOptions::doubtfulForm, 1);
    auto* hint = new RoleLabel(tr("Junk is always shown as plain text. What you choose for a message is kept for its sender. No form fetches anything from outside."),
                               ColorRole::Secondary, TextSize::Small, this);
    hint->setWordWrap(true);
    column->addWidget(hint);
    addSwitch(tr("&Dark paper for HTML where the window is dark"), "readingDark", &ReadingOptions::darkPaper);
    addSwitch(tr("&Fold quotations at the end of a message"), "readingFold", &ReadingOptions::foldQuotes);
    Switch* together = addSwitch(tr("Show &conversations: the other messages around the open one"), "readingConversations", &ReadingOptions::conversations);
    Switch* order = addSwitch(tr("The &newest message of a conversation first"), "readingNewestFirst", &ReadingOptions::newestFirst);
    order->setEnabled(together->isChecked());
    connect(together, &Switch::toggled, order, &Switch::setEnabled);
    column->addStretch();
}

QComboBox* ReadingPage::addForms(const QString& label, const char* name, ReadingForm ReadingOptions::*choice, int first) {
    auto* box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    const QStringList names{tr("Original: as the sender laid it out"), tr("Simple: text, links and pictures"), tr("Plain text")};
    for (int i = first; i < names.size(); ++i)
        box->addItem(names[i], i);
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(m_options.*choice))));
    connect(box, &QComboBox::activated, this, [this, box, choice] {
        m_options.*choice = static_cast<ReadingForm>(box->currentData().toInt());
        Q_EMIT changed(m_options);
    });
    layout()->addWidget(new FormRow(label, box, this));
    return box;
}

Switch* ReadingPage::addSwitch(const QString& text, const char* name, bool ReadingOptions::*choice) {
    auto* made = new Switch(text, this);
    made->setObjectName(QString::fromLatin1(name));
    made->setChecked(m_options.*choice);
    connect(made, &Switch::toggled, this, [this, choice](bool on) {
        m_options.*choice = on;
        Q_EMIT changed(m_options);
    });
    layout()->addWidget(made);
    return made;
}

} // namespace tributary::ui
