// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/WritingPage.h"

#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tributary::ui {

WritingPage::WritingPage(const ComposerOptions& options, QWidget* parent) : QWidget(parent), m_options(options) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    column->addWidget(new RoleLabel(tr("Writing"), ColorRole::Text, TextSize::Title, this));
    addForm();
    addUndo();
    column->addWidget(new RoleLabel(tr("Before a message is sent"), ColorRole::Text, TextSize::Strong, this));
    addSwitch(tr("Warn when a file is &mentioned but nothing is attached"), "writingAttachments", &ComposerOptions::checkAttachments);
    addSwitch(tr("Warn when the &subject is empty"), "writingSubject", &ComposerOptions::checkSubject);
    addSwitch(tr("Ask when somebody is usually written to from &another address"), "writingSender", &ComposerOptions::checkSender);
    column->addStretch();
}

void WritingPage::addForm() {
    auto* form = new QComboBox(this);
    form->setObjectName(QStringLiteral("writingForm"));
    form->addItem(tr("Rich text: fonts, lists, links and pictures"), true);
    form->addItem(tr("Plain text"), false);
    form->setCurrentIndex(m_options.html ? 0 : 1);
    connect(form, &QComboBox::activated, this, [this, form] {
        m_options.html = form->currentData().toBool();
        Q_EMIT changed(m_options);
    });
    auto* row = new FormRow(tr("Write &new messages as"), form, this);
    row->setHint(tr("A message can be changed from one to the other while it is written."));
    layout()->addWidget(row);
}

void WritingPage::addUndo() {
    auto* seconds = new QSpinBox(this);
    seconds->setObjectName(QStringLiteral("writingUndo"));
    seconds->setRange(0, kMostUndoSeconds);
    seconds->setSuffix(tr(" s"));
    seconds->setSpecialValueText(tr("Not at all"));
    seconds->setValue(m_options.undoSeconds);
    connect(seconds, &QSpinBox::valueChanged, this, [this](int value) {
        m_options.undoSeconds = value;
        Q_EMIT changed(m_options);
    });
    auto* row = new FormRow(tr("A message can be &taken back after Send for"), seconds, this);
    row->setHint(tr("It waits that long before it leaves."));
    layout()->addWidget(row);
}

Switch* WritingPage::addSwitch(const QString& text, const char* name, bool ComposerOptions::*choice) {
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
