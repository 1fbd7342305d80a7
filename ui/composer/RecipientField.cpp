// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RecipientField.h"

#include "ui/composer/CompletionList.h"
#include "ui/composer/RecipientChip.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/style/Tokens.h"

#include <QDrag>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionFrame>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kMargin = 5;
constexpr int kGap = 4;
constexpr int kLeastEdit = 90; // pixels for typing
constexpr int kMostRows = 4;

const QString& recipientType() {
    static const QString type = QStringLiteral("application/x-tributary-recipient");
    return type;
}
} // namespace

RecipientField::RecipientField(const QString& name, QWidget* parent)
    : QFrame(parent), m_name(name), m_scroll(new QScrollArea(this)), m_rows(new QWidget), m_edit(new QLineEdit(m_rows)), m_list(new CompletionList(this)) {
    setObjectName(QStringLiteral("recipients"));
    setAcceptDrops(true);
    setCursor(Qt::IBeamCursor);
    m_scroll->setWidget(m_rows);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_rows->setAutoFillBackground(false);
    m_edit->setFrame(false);
    m_edit->setAttribute(Qt::WA_MacShowFocusRect, false);
    m_edit->setProperty("kind", QStringLiteral("bare"));
    m_edit->setAccessibleName(name);
    m_edit->setAcceptDrops(false); // the field takes all
    QPalette clear = m_edit->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_edit->setPalette(clear);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_edit, &QLineEdit::textEdited, this, &RecipientField::takeTyped);
    connect(m_list, &CompletionList::chosen, this, [this](const model::Address& address) {
        m_edit->clear();
        insertChips({recipientText(address)});
    });
}

QString RecipientField::typed() const { return m_edit->text().trimmed(); }

QString RecipientField::text() const {
    QStringList entries;
    for (const RecipientChip* chip : m_chips)
        entries.append(chip->typed());
    if (!typed().isEmpty())
        entries.insert(m_editAt, typed());
    return entries.join(QStringLiteral(", "));
}

void RecipientField::setText(const QString& text) {
    if (text == this->text() && typed().isEmpty())
        return;
    qDeleteAll(m_chips);
    m_chips.clear();
    m_editAt = 0;
    m_edit->clear();
    m_list->hide();
    insertChips(splitRecipients(text));
    if (m_chips.isEmpty())
        refresh();
}

void RecipientField::addAddresses(const model::AddressList& addresses) {
    QStringList entries;
    for (const model::Address& address : addresses)
        entries.append(recipientText(address));
    m_editAt = m_chips.size();
    insertChips(entries);
}

model::AddressList RecipientField::addresses() const {
    model::AddressList all;
    for (const RecipientChip* chip : m_chips) {
        if (chip->address() && !chip->address()->addrSpec.isEmpty())
            all.append(*chip->address());
    }
    for (const QString& entry : splitRecipients(typed())) {
        if (const auto address = parseRecipient(entry); address && !address->addrSpec.isEmpty())
            all.append(*address);
    }
    return all;
}

bool RecipientField::hasInvalid() const {
    const QStringList open = splitRecipients(typed());
    return std::any_of(m_chips.begin(), m_chips.end(), [](const RecipientChip* chip) { return chip->isInvalid(); }) ||
           std::any_of(open.begin(), open.end(), [](const QString& entry) { return !parseRecipient(entry); });
}

bool RecipientField::isEmpty() const { return m_chips.isEmpty() && typed().isEmpty(); }

void RecipientField::setPlaceholder(const QString& text) { m_edit->setPlaceholderText(text); }

void RecipientField::insertChips(const QStringList& entries) {
    for (const QString& entry : entries) {
        auto* chip = new RecipientChip(entry, m_name, m_rows);
        chip->setFont(font());
        chip->installEventFilter(this);
        connect(chip, &RecipientChip::removeRequested, this, [this, chip] { removeChip(chip, 0); });
        connect(chip, &RecipientChip::editRequested, this, [this, chip] { editChip(chip); });
        connect(chip, &RecipientChip::dragRequested, this, [this, chip] { dragChip(chip); });
        m_chips.insert(m_editAt++, chip);
        chip->show();
    }
    if (!entries.isEmpty())
        refresh();
}

/// What is typed becomes chips, however unfinished; the line goes behind all of them.
void RecipientField::commit() {
    m_list->hide();
    const QStringList entries = splitRecipients(m_edit->text());
    m_edit->clear();
    insertChips(entries);
    if (m_editAt != m_chips.size()) {
        m_editAt = m_chips.size();
        refresh();
    }
}

void RecipientField::takeTyped(const QString& text) {
    if (holdsSeparator(text)) {
        commit();
        return;
    }
    refresh();
    const QString prefix = text.trimmed();
    if (prefix.isEmpty())
        m_list->hide();
    else
        Q_EMIT completionRequested(prefix);
}

void RecipientField::setCompletions(const QString& prefix, const QList<model::Address>& addresses) {
    if (prefix != typed() || prefix.isEmpty() || !m_edit->hasFocus())
        return;
    // A whole address stays what it is, though another begins like it.
    m_list->showFor(addresses, QRect(m_edit->mapTo(this, QPoint(0, 0)), m_edit->size()), !parseRecipient(prefix));
}

void RecipientField::removeChip(RecipientChip* chip, int focusStep) {
    const qsizetype at = m_chips.indexOf(chip);
    if (at < 0)
        return;
    m_chips.removeAt(at);
    if (m_editAt > at)
        --m_editAt;
    chip->hide();
    chip->deleteLater();
    focusStep < 0 && at > 0 ? focusChip(at - 1) : focusStep > 0 && at < m_chips.size() ? focusChip(at) : m_edit->setFocus();
    refresh();
}

void RecipientField::editChip(RecipientChip* chip) {
    const QString text = chip->typed();
    commit();
    const qsizetype at = m_chips.indexOf(chip);
    if (at < 0)
        return;
    m_edit->setFocus();
    m_chips.removeAt(at);
    chip->hide();
    chip->deleteLater();
    m_editAt = at;
    m_edit->setText(text);
    m_edit->selectAll();
    refresh();
}

void RecipientField::dragChip(RecipientChip* chip) {
    auto* carried = new QMimeData;
    carried->setText(chip->typed());
    carried->setData(recipientType(), chip->typed().toUtf8());
    auto* drag = new QDrag(chip);
    drag->setMimeData(carried);
    drag->setPixmap(chip->grab());
    drag->setHotSpot(chip->rect().center());
    const QPointer<RecipientChip> guard(chip);
    if (drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction) == Qt::MoveAction && guard)
        removeChip(chip, 0);
}

void RecipientField::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasFormat(recipientType()) || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void RecipientField::dropEvent(QDropEvent* event) {
    const bool own = event->mimeData()->hasFormat(recipientType());
    const QString text = own ? QString::fromUtf8(event->mimeData()->data(recipientType())) : event->mimeData()->text();
    commit();
    const QPoint at = m_rows->mapFrom(this, event->position().toPoint());
    const auto isBehind = [&](const RecipientChip* chip) { return chip->geometry().bottom() >= at.y() && (chip->geometry().top() > at.y() || chip->geometry().center().x() > at.x()); };
    const auto place = std::find_if(m_chips.begin(), m_chips.end(), isBehind);
    m_editAt = place - m_chips.begin();
    insertChips(own ? QStringList(text) : splitRecipients(text));
    m_editAt = m_chips.size();
    refresh();
    event->setDropAction(own ? Qt::MoveAction : Qt::CopyAction);
    event->accept();
}

int RecipientField::rowHeight() const { return std::max(RecipientChip::heightFor(fontMetrics()), fontMetrics().height() + 4); }

/// Chips and the line in rows. Returns the height.
int RecipientField::arrange(int width, bool place) const {
    const int row = rowHeight();
    const int right = std::max(width - kMargin, kMargin + 1);
    int x = kMargin, y = kMargin;
    const auto put = [&](QWidget* widget, int wanted, bool fills) {
        const int least = std::min(wanted, right - kMargin);
        if (x > kMargin && x + least > right) {
            x = kMargin;
            y += row + kGap;
        }
        const int size = fills ? right - x : least;
        if (place)
            widget->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width, row), QRect(x, y, size, row)));
        x += size + kGap;
    };
    // The line takes what is left of the last row, or as much as its text needs between chips.
    const bool last = m_editAt >= m_chips.size();
    const int needed = std::max(kLeastEdit, m_edit->fontMetrics().horizontalAdvance(m_edit->text()) + 2 * Tokens::kSpaceM);
    for (qsizetype i = 0; i <= m_chips.size(); ++i) {
        if (i == m_editAt)
            put(m_edit, needed, last);
        if (i < m_chips.size())
            put(m_chips[i], m_chips[i]->sizeHint().width(), false);
    }
    return y + row + kMargin;
}

int RecipientField::heightForWidth(int width) const {
    const int most = kMostRows * (rowHeight() + kGap) - kGap + 2 * kMargin;
    return std::min(arrange(width - 2, false), most) + 2;
}

QSize RecipientField::sizeHint() const { return {300, heightForWidth(std::max(width(), 300))}; }
QSize RecipientField::minimumSizeHint() const { return {kLeastEdit + 2 * kMargin, rowHeight() + 2 * kMargin + 2}; }

void RecipientField::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_scroll->setGeometry(rect().adjusted(1, 1, -1, -1));
    int width = m_scroll->width();
    const int all = arrange(width, false);
    if (all > m_scroll->height())
        width -= m_scroll->verticalScrollBar()->sizeHint().width();
    m_rows->resize(width, arrange(width, false));
    arrange(width, true);
}

void RecipientField::refresh() {
    updateGeometry();
    QResizeEvent same(size(), size());
    resizeEvent(&same);
    if (m_edit->hasFocus())
        m_scroll->ensureWidgetVisible(m_edit, 0, kMargin);
    update();
    Q_EMIT changed();
}

void RecipientField::paintEvent(QPaintEvent* /*event*/) {
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = 1;
    option.state |= QStyle::State_Sunken;
    const QWidget* focus = focusWidget();
    const bool inside = focus != nullptr && (focus == m_edit || m_rows->isAncestorOf(focus)) && focus->hasFocus();
    option.state.setFlag(QStyle::State_HasFocus, inside);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
}

void RecipientField::mousePressEvent(QMouseEvent* event) {
    m_edit->setFocus(Qt::MouseFocusReason);
    event->accept();
}

void RecipientField::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        QResizeEvent same(size(), size());
        resizeEvent(&same);
    }
}

} // namespace tributary::ui
