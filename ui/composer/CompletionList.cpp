// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CompletionList.h"

#include "content/Senders.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/style/RowCanvas.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Avatar.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kMostShownRows = 6;
constexpr int kWidth = 400;
constexpr int kNameRole = Qt::UserRole;
constexpr int kAddressRole = Qt::UserRole + 1;

/// Name over address beside the initials.
class Rows final : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override { return {0, Tokens::current().rowHeightTwoLine}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Tokens& t = Tokens::current();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(chosen ? t.selection : t.hover);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
        }
        const RowCanvas canvas(*painter, option.direction, option.rect);
        const QString name = index.data(kNameRole).toString(), address = index.data(kAddressRole).toString();
        const int side = option.rect.height() - 2 * Tokens::kSpaceS;
        const QRect row = option.rect.adjusted(Tokens::kSpaceS, 0, -Tokens::kSpaceS, 0);
        paintAvatar(*painter, canvas.at(QRect(row.left(), row.top() + Tokens::kSpaceS, side, side)), name.isEmpty() ? address : name, address);
        const QRect words = row.adjusted(side + Tokens::kSpaceM, Tokens::kSpaceXs, 0, -Tokens::kSpaceXs);
        const QColor ink = chosen ? t.selectionText : t.text;
        if (name.isEmpty()) {
            canvas.text(words, option.font, ink, address);
        } else {
            const int half = words.height() / 2;
            canvas.text(QRect(words.left(), words.top(), words.width(), half), option.font, ink, name);
            canvas.text(QRect(words.left(), words.top() + half, words.width(), words.height() - half), Tokens::secondaryFont(option.font), t.secondaryText, address);
        }
        painter->restore();
    }
};

} // namespace

CompletionList::CompletionList(QWidget* field) : QFrame(field->window()), m_field(field), m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("completionList"));
    setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXs, Tokens::kSpaceXs, Tokens::kSpaceXs, Tokens::kSpaceXs);
    column->addWidget(m_list);
    m_list->setItemDelegate(new Rows(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setAccessibleName(tr("Suggested addresses"));
    connect(m_list, &QListWidget::itemClicked, this, &CompletionList::choose);
    hide();
}

void CompletionList::showFor(const QList<model::Address>& addresses, const QRect& under, bool chooseFirst) {
    m_addresses = addresses;
    m_list->clear();
    for (const model::Address& address : addresses) {
        auto* item = new QListWidgetItem(m_list);
        const QString spec = content::visibleText(explainedAddrSpec(address.addrSpec));
        item->setData(kNameRole, content::visibleText(address.name));
        item->setData(kAddressRole, spec);
        item->setData(Qt::AccessibleTextRole, address.name.isEmpty() ? spec : QString(address.name + QStringLiteral(", ") + spec));
    }
    if (addresses.isEmpty()) {
        hide();
        return;
    }
    m_list->setCurrentRow(chooseFirst ? 0 : -1);
    QWidget* host = m_field->window();
    if (parentWidget() != host)
        setParent(host); // the field was moved to a window of its own
    const int rows = static_cast<int>(std::min<qsizetype>(addresses.size(), kMostShownRows));
    const QSize size(std::min(kWidth, host->width()), rows * Tokens::current().rowHeightTwoLine + 2 * Tokens::kSpaceXs);
    const QPoint at = m_field->mapTo(host, under.bottomLeft());
    const int lead = m_field->isRightToLeft() ? m_field->mapTo(host, under.bottomRight()).x() - size.width() : at.x();
    setGeometry(QRect(QPoint(std::clamp(lead, 0, std::max(0, host->width() - size.width())), at.y() + 2), size));
    raise();
    show();
}

void CompletionList::step(int by) {
    const int rows = m_list->count();
    if (rows > 0)
        m_list->setCurrentRow(m_list->currentRow() < 0 ? (by > 0 ? 0 : rows - 1) : (m_list->currentRow() + by + rows) % rows);
}

bool CompletionList::hasChoice() const { return isVisible() && m_list->currentRow() >= 0; }

void CompletionList::choose() {
    const int row = m_list->currentRow();
    hide();
    if (row >= 0 && row < m_addresses.size())
        Q_EMIT chosen(m_addresses[row]);
}

void CompletionList::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.menuBackground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::kRadius, Tokens::kRadius);
}

} // namespace tributary::ui
