// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Treemap.h"

#include "ui/style/Tokens.h"
#include "ui/widgets/Squarify.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <numeric>

namespace tributary::ui {

namespace {

constexpr double kBoxGap = 1;      ///< around each box
constexpr double kGroupGap = 2; ///< around each group, beside that
constexpr double kBoxRadius = 3;

double weightOf(const TreemapGroup& group) {
    return std::accumulate(group.boxes.begin(), group.boxes.end(), 0.0, [](double sum, const TreemapBox& box) { return sum + box.weight; });
}

/// Of less than this a box says nothing.
QRectF inset(const QRectF& rect, double by) { return rect.width() > 4 * by && rect.height() > 4 * by ? rect.adjusted(by, by, -by, -by) : rect; }

} // namespace

Treemap::Treemap(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Treemap::setGroups(const QList<TreemapGroup>& groups) {
    m_groups = groups;
    m_hovered = -1;
    place();
    setCurrent(m_current < count() ? m_current : -1);
    update();
}

void Treemap::place() {
    m_boxes.clear();
    QList<double> weights;
    for (const TreemapGroup& group : std::as_const(m_groups))
        weights.append(weightOf(group));
    const QList<QRectF> areas = squarified(weights, QRectF(rect()));
    for (qsizetype g = 0; g < m_groups.size(); ++g) {
        QList<double> inside;
        for (const TreemapBox& box : std::as_const(m_groups[g].boxes))
            inside.append(box.weight);
        const QList<QRectF> rects = squarified(inside, inset(areas[g], kGroupGap));
        for (qsizetype b = 0; b < rects.size(); ++b)
            m_boxes.append({g, b, rects[b]});
    }
    if (layoutDirection() == Qt::RightToLeft) {
        for (Placed& placed : m_boxes)
            placed.rect.moveLeft(width() - placed.rect.right());
    }
}

QString Treemap::boxText(int box) const {
    if (box < 0 || box >= count())
        return {};
    const Placed& placed = m_boxes[box];
    const TreemapGroup& group = m_groups[placed.group];
    return group.name + QStringLiteral(", ") + group.boxes[placed.box].name + QStringLiteral(", ") + group.boxes[placed.box].amount;
}

void Treemap::setCurrent(int box) {
    m_current = box;
    setAccessibleDescription(boxText(box));
    update();
}

void Treemap::choose(int box) {
    if (box < 0 || box == m_current)
        return;
    setCurrent(box);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT currentChanged(box);
}

int Treemap::boxAt(const QPointF& point) const {
    for (int i = 0; i < count(); ++i) {
        if (m_boxes[i].rect.contains(point))
            return i;
    }
    return -1;
}

/// The nearest box whose middle lies that way, what is straight ahead before what is aside.
int Treemap::neighbour(int key) const {
    const QPointF from = m_boxes[m_current].rect.center();
    int best = m_current;
    double bestDistance = 0;
    for (int i = 0; i < count(); ++i) {
        const QPointF by = m_boxes[i].rect.center() - from;
        const double ahead = key == Qt::Key_Left ? -by.x() : key == Qt::Key_Right ? by.x() : key == Qt::Key_Up ? -by.y() : by.y();
        const double aside = std::abs(key == Qt::Key_Left || key == Qt::Key_Right ? by.y() : by.x());
        if (ahead <= 0.5 || i == m_current || m_boxes[i].rect.isEmpty())
            continue;
        const double distance = ahead + 2 * aside;
        if (best == m_current || distance < bestDistance) {
            best = i;
            bestDistance = distance;
        }
    }
    return best;
}

void Treemap::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (m_boxes.isEmpty() || (!isArrow && key != Qt::Key_Home && key != Qt::Key_End))
        return QWidget::keyPressEvent(event);
    if (key == Qt::Key_Home || m_current < 0)
        choose(0);
    else
        choose(key == Qt::Key_End ? count() - 1 : neighbour(key));
}

void Treemap::mousePressEvent(QMouseEvent* event) { choose(boxAt(event->position())); }

void Treemap::mouseMoveEvent(QMouseEvent* event) {
    if (const int box = boxAt(event->position()); std::exchange(m_hovered, box) != box)
        update();
}

void Treemap::leaveEvent(QEvent* /*event*/) {
    m_hovered = -1;
    update();
}

void Treemap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_boxes.isEmpty())
        choose(0);
}

void Treemap::resizeEvent(QResizeEvent* /*event*/) { place(); }

bool Treemap::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), boxText(boxAt(help->pos())), this);
        return true;
    }
    if (event->type() == QEvent::LayoutDirectionChange)
        place();
    return QWidget::event(event);
}

QSize Treemap::sizeHint() const { return {480, 220}; }
QSize Treemap::minimumSizeHint() const { return {200, 140}; }

void Treemap::paintBox(QPainter& p, int index) const {
    const Tokens& t = Tokens::current();
    const Placed& placed = m_boxes[index];
    const TreemapGroup& group = m_groups[placed.group];
    const TreemapBox& box = group.boxes[placed.box];
    const QRectF rect = inset(placed.rect, kBoxGap);
    if (rect.width() < 1 || rect.height() < 1)
        return;
    const QColor edge = t.accountColor(group.color);
    QColor fill = edge;
    fill.setAlphaF(index == m_hovered ? 0.46F : placed.box % 2 == 0 ? 0.34F : 0.24F);
    const QColor ground = blended(fill, t.windowBackground);
    p.setPen(Qt::NoPen);
    p.setBrush(ground);
    p.drawRoundedRect(rect, kBoxRadius, kBoxRadius);
    p.setBrush(Qt::NoBrush);
    const bool isCurrent = index == m_current && hasFocus();
    p.setPen(isCurrent ? QPen(t.accent, Tokens::kFocusRing) : QPen(edge, index == m_current ? 2 : 1));
    p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kBoxRadius, kBoxRadius);
    const QRectF text = rect.adjusted(Tokens::kSpaceXs + 2, Tokens::kSpaceXs, -Tokens::kSpaceXs, -Tokens::kSpaceXs);
    const QFontMetricsF metrics(font());
    const QFont small = Tokens::secondaryFont(font());
    constexpr int kLeastLetters = 4;
    if (text.height() < metrics.height() || text.width() < kLeastLetters * metrics.averageCharWidth())
        return;
    const Qt::Alignment start = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    p.setPen(contrastRatio(t.text, ground) >= contrastRatio(t.windowBackground, ground) ? t.text : t.windowBackground);
    p.setFont(font());
    p.drawText(text, int(start | Qt::AlignTop), metrics.elidedText(box.name, Qt::ElideRight, text.width()));
    const QFontMetricsF smallMetrics(small);
    if (text.height() < metrics.height() + smallMetrics.height() || smallMetrics.horizontalAdvance(box.amount) > text.width())
        return;
    p.setFont(small);
    p.drawText(text.adjusted(0, metrics.height(), 0, 0), int(start | Qt::AlignTop), box.amount);
}

void Treemap::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i)
        paintBox(p, i);
}

} // namespace tributary::ui
