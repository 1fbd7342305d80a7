// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/FilterRow.h"

#include "ui/models/FilterText.h"
#include "ui/models/MailboxNames.h"
#include "ui/rules/PlacementBadge.h"
#include "ui/style/Icons.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <initializer_list>

namespace tributary::ui {

FilterRow::FilterRow(QWidget* parent)
    : MovableCard(parent), m_enabled(new Switch({}, this)), m_name(new ElidedLabel({}, ColorRole::Text, TextSize::Strong, this)),
      m_line(new RoleLabel({}, ColorRole::Text, TextSize::Normal, this)), m_badge(new PlacementBadge(this)),
      m_reason(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)) {
    setFocusPolicy(Qt::StrongFocus);
    makeParts();
    connect(m_enabled, &Switch::toggled, this, &FilterRow::enabledChosen);
    connect(m_apply, &QToolButton::clicked, this, &FilterRow::applyRequested);
    connect(m_copy, &QToolButton::clicked, this, &FilterRow::copyRequested);
    connect(m_edit, &QToolButton::clicked, this, &FilterRow::editRequested);
    connect(m_remove, &QToolButton::clicked, this, &FilterRow::removeRequested);
}

void FilterRow::makeParts() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceM);
    row->setSpacing(Tokens::kSpaceM);
    m_enabled->setObjectName(QStringLiteral("filterEnabled"));
    row->addWidget(m_enabled, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    auto* first = new QHBoxLayout;
    first->setSpacing(Tokens::kSpaceS);
    m_name->setObjectName(QStringLiteral("filterRowName"));
    first->addWidget(m_name, 1);
    m_badge->setObjectName(QStringLiteral("filterBadge"));
    first->addWidget(m_badge);
    texts->addLayout(first);
    m_line->setObjectName(QStringLiteral("filterLine"));
    m_reason->setObjectName(QStringLiteral("filterReason"));
    for (RoleLabel* one : {m_line, m_reason}) {
        one->setWordWrap(true);
        one->installEventFilter(this);
        texts->addWidget(one);
    }
    row->addLayout(texts, 1);
    m_apply = addButton("play", "applyFilter");
    m_copy = addButton("copy", "copyFilter");
    m_edit = addButton("edit", "editFilter");
    m_remove = addButton("remove", "removeFilter");
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(0);
    for (QToolButton* one : {m_apply, m_copy, m_edit, m_remove})
        buttons->addWidget(one, 0, Qt::AlignTop);
    row->addLayout(buttons);
}

QToolButton* FilterRow::addButton(const char* iconName, const char* name) {
    auto* button = new QToolButton(this);
    button->setIcon(icon(QString::fromLatin1(iconName)));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

void FilterRow::show(const engine::ListedFilter& listed, int position, int count) {
    m_listed = listed;
    const model::Filter& filter = listed.filter;
    const PlacementWords where = filterPlacement(listed);
    {
        const QSignalBlocker quiet(m_enabled);
        m_enabled->setChecked(filter.enabled);
    }
    const QString line = filterLine(filter);
    m_name->setText(filter.name);
    m_line->setText(line);
    m_badge->setPlacement(where);
    const QString taken = takenText();
    m_reason->setText(taken.isEmpty() ? where.reason : tr("%1 %2", "two sentences").arg(where.reason, taken));
    m_reason->setRole(where.kind == PlacementKind::Invalid ? ColorRole::Danger : ColorRole::Secondary);
    makeRoomFor(m_line);
    makeRoomFor(m_reason);
    setAccessibleName(tr("%1, %2 of %3: %4. %5: %6", "a filter: name, place, count, what it does, where it runs, why").arg(filter.name, QString::number(position + 1), QString::number(count), line, where.badge, where.reason));
    nameButtons();
}

/// A scroll area that has enough room at first does not ask a row again how high its wrapped words are.
void FilterRow::makeRoomFor(RoleLabel* words) {
    words->setMinimumHeight(0); // it counts in heightForWidth()
    words->setMinimumHeight(words->heightForWidth(words->width()));
}

bool FilterRow::eventFilter(QObject* watched, QEvent* event) {
    auto* words = watched == m_line ? m_line : watched == m_reason ? m_reason : nullptr;
    if (words && event->type() == QEvent::Resize && static_cast<QResizeEvent*>(event)->oldSize().width() != words->width())
        makeRoomFor(words);
    return MovableCard::eventFilter(watched, event);
}

QString FilterRow::takenText() const {
    if (m_listed.taken <= 0)
        return {};
    const QString taken = tr("It took %Ln message(s) here", nullptr, m_listed.taken);
    return m_listed.lastMs > 0 ? tr("%1, the last one %2.", "how many messages, when").arg(taken, shortDate(m_listed.lastMs, QDateTime::currentDateTime())) : tr("%1.", "a whole sentence: how many messages").arg(taken);
}

void FilterRow::nameButtons() {
    const QString& name = m_listed.filter.name;
    m_enabled->setAccessibleName(tr("Use the filter %1").arg(name));
    m_enabled->setToolTip(m_enabled->isChecked() ? tr("Turn this filter off") : tr("Turn this filter on: it looks at what arrives from then on"));
    const auto call = [](QToolButton* button, const QString& toolTip, const QString& spoken) {
        button->setToolTip(toolTip);
        button->setAccessibleName(spoken);
    };
    call(m_apply, tr("Apply now to mail that is here…"), tr("Apply %1 now").arg(name));
    call(m_copy, tr("Make a copy"), tr("Copy %1").arg(name));
    call(m_edit, tr("Edit (Return)"), tr("Edit %1").arg(name));
    call(m_remove, tr("Remove (Delete)"), tr("Remove %1").arg(name));
    m_apply->setEnabled(engine::canRun(m_listed.problems));
    if (m_isLocked)
        setLocked();
}

void FilterRow::setLocked() {
    m_isLocked = true;
    setMovable(false);
    for (QWidget* one : std::initializer_list<QWidget*>{m_enabled, m_copy, m_remove})
        ManagedMark::lock(one);
    m_edit->setToolTip(tr("Show (Return)"));
}

bool FilterRow::changeByKey(const QKeyEvent& event) {
    const bool alone = event.modifiers() == Qt::NoModifier || event.modifiers() == Qt::KeypadModifier;
    const bool alt = event.modifiers() == Qt::AltModifier;
    if (alt && (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down))
        Q_EMIT moveRequested(event.key() == Qt::Key_Up ? -1 : 1);
    else if (alone && event.key() == Qt::Key_Delete)
        Q_EMIT removeRequested();
    else if (alone && event.key() == Qt::Key_Space)
        m_enabled->toggle();
    else
        return false;
    return true;
}

void FilterRow::keyPressEvent(QKeyEvent* event) {
    const bool alone = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (!m_isLocked && changeByKey(*event))
        return event->accept();
    if (alone && event->key() == Qt::Key_Up) {
        Q_EMIT stepRequested(-1);
    } else if (alone && event->key() == Qt::Key_Down) {
        Q_EMIT stepRequested(1);
    } else if (alone && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT editRequested();
    } else {
        return MovableCard::keyPressEvent(event);
    }
    event->accept();
}

void FilterRow::mouseDoubleClickEvent(QMouseEvent* /*event*/) { Q_EMIT editRequested(); }

void FilterRow::focusInEvent(QFocusEvent* event) {
    setSelected(true);
    MovableCard::focusInEvent(event);
}

void FilterRow::focusOutEvent(QFocusEvent* event) {
    setSelected(false);
    MovableCard::focusOutEvent(event);
}

} // namespace tributary::ui
