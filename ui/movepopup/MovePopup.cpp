// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/movepopup/MovePopup.h"

#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

constexpr int kWidth = 300;
constexpr int kRows = 10;
constexpr int kIndex = Qt::UserRole;

/// The path is shown behind the name where the name alone does not say which one it is.
QString rowText(const model::Mailbox& mailbox) {
    const QString path = mailbox.name.section(QLatin1Char('/'), 0, -2);
    const QString title = mailboxTitle(mailbox);
    return path.isEmpty() || mailbox.specialUse != model::SpecialUse::None ? title : MovePopup::tr("%1 – in %2", "mailbox – in its parent").arg(title, path);
}

bool fits(const model::Mailbox& mailbox, const QString& text) {
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString all = mailboxTitle(mailbox) + QLatin1Char(' ') + mailbox.name;
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace

QList<model::Mailbox> MovePopup::targets(const QList<model::Mailbox>& mailboxes, const QSet<qint64>& without) {
    QList<model::Mailbox> targets;
    for (const model::Mailbox& mailbox : mailboxes) {
        if (mailbox.selectable && mailbox.allows('i') && !without.contains(mailbox.id.value))
            targets.append(mailbox);
    }
    std::stable_sort(targets.begin(), targets.end(), model::mailboxLess);
    return targets;
}

MovePopup::MovePopup(const QString& title, QList<model::Mailbox> mailboxes, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint), m_mailboxes(std::move(mailboxes)), m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)), m_none(new RoleLabel(tr("No mailbox of this name"), ColorRole::Secondary, TextSize::Normal, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("movePopup"));
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceS, Tokens::kSpaceS, Tokens::kSpaceS);
    column->setSpacing(Tokens::kSpaceXs);
    auto* head = new RoleLabel(title, ColorRole::Text, TextSize::Strong, this);
    head->setContentsMargins(Tokens::kSpaceXs, 0, 0, 0);
    column->addWidget(head);
    m_search->setPlaceholderText(tr("Mailbox"));
    m_search->setAccessibleName(title);
    m_search->setObjectName(QStringLiteral("moveSearch"));
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    column->addWidget(m_search);
    m_list->setObjectName(QStringLiteral("moveList"));
    m_list->setAccessibleName(tr("Mailboxes"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys go to the field, which leads the list
    column->addWidget(m_list);
    m_none->setContentsMargins(Tokens::kSpaceS, Tokens::kSpaceXs, Tokens::kSpaceS, Tokens::kSpaceS);
    column->addWidget(m_none);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &MovePopup::filter);
    connect(m_list, &QListWidget::itemClicked, this, &MovePopup::choose);
    setFixedWidth(kWidth);
    filter({});
}

void MovePopup::filter(const QString& text) {
    m_list->clear();
    for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
        if (!fits(m_mailboxes[i], text))
            continue;
        auto* item = new QListWidgetItem(icon(mailboxIcon(m_mailboxes[i].specialUse)), rowText(m_mailboxes[i]), m_list);
        item->setData(kIndex, i);
        item->setToolTip(m_mailboxes[i].name);
        item->setSizeHint(QSize(0, Tokens::current().rowHeight));
    }
    m_list->setCurrentRow(0);
    m_none->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    const qsizetype rows = std::min<qsizetype>(std::max<qsizetype>(m_mailboxes.size(), 1), kRows);
    m_list->setFixedHeight(static_cast<int>(rows) * Tokens::current().rowHeight + 4);
}

void MovePopup::popup(const QPoint& globalPosition) {
    adjustSize();
    QPoint at = globalPosition;
    if (const QScreen* place = parentWidget() ? parentWidget()->screen() : screen()) {
        const QRect room = place->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    }
    move(at);
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void MovePopup::choose() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const model::Mailbox mailbox = m_mailboxes[item->data(kIndex).toLongLong()];
    hide();
    Q_EMIT chosen(mailbox.id, mailboxTitle(mailbox));
    close();
}

bool MovePopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int step = key->key() == Qt::Key_Down ? 1 : -1;
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Escape: close(); return true;
    default: return false;
    }
}

void MovePopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void MovePopup::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.menuBackground);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace tributary::ui
