// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachedCards.h"

#include "content/Senders.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/RoleLabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

/// Lines stay lines; what hides or turns is made visible.
QString shownLines(const QString& text) {
    QStringList lines;
    for (const QString& line : text.split(u'\n'))
        lines.append(content::visibleText(line));
    return lines.join(u'\n');
}

} // namespace

AttachedCards::AttachedCards(const QString& fileName, const QList<AttachedFacts>& facts, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("attachedCards"));
    setWindowTitle(fileName);
    resize(520, 460);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceL, Tokens::kSpaceL);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* inner = new QWidget(area);
    auto* cards = new QVBoxLayout(inner);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(Tokens::kSpaceM);
    if (facts.isEmpty())
        cards->addWidget(new RoleLabel(tr("Nothing in this file can be shown."), ColorRole::Secondary, TextSize::Normal, inner));
    for (const AttachedFacts& one : facts)
        cards->addWidget(makeCard(one));
    cards->addStretch();
    area->setWidget(inner);
    column->addWidget(area, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

QWidget* AttachedCards::makeCard(const AttachedFacts& facts) {
    auto* card = new Card(this);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceL, Tokens::kSpaceM);
    const auto label = [card](const QString& text, ColorRole role, TextSize size) {
        auto* made = new RoleLabel(text, role, size, card);
        made->setWordWrap(true);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        return made;
    };
    column->addWidget(label(facts.title.isEmpty() ? tr("(no title)") : shownLines(facts.title), ColorRole::Text, TextSize::Title));
    if (!facts.note.isEmpty())
        column->addWidget(label(facts.note, ColorRole::Secondary, TextSize::Normal));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(Tokens::kSpaceL);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const auto& [name, value] : facts.lines)
        form->addRow(new RoleLabel(name, ColorRole::Secondary, TextSize::Normal, card), label(shownLines(value), ColorRole::Text, TextSize::Normal));
    column->addLayout(form);
    return card;
}

} // namespace tributary::ui
