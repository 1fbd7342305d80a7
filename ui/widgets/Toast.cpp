// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Toast.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QAccessible>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QSet>
#include <QStyle>
#include <QStyleOptionButton>
#include <QToolButton>
#include <QVariantAnimation>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kMargin = 20; // to the host's lower edge
constexpr int kShadow = 6;
constexpr int kMaxWidth = 520;

// Its ground is dark in the light scheme too, so it brings its own colours.
class ToastButton final : public QPushButton {
  public:
    ToastButton() { setAttribute(Qt::WA_Hover); }
    QSize sizeHint() const override {
        const QFontMetrics metrics(Tokens::strongFont(font()));
        return {metrics.size(Qt::TextShowMnemonic, text()).width() + 20, Tokens::current().controlHeight - 4};
    }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        QColor veil = t.toastText;
        veil.setAlphaF(underMouse() ? 0.14F : 0.0F);
        p.setPen(hasFocus() ? QPen(t.toastAccent, 2) : QPen(Qt::NoPen));
        p.setBrush(veil);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
        p.setPen(t.toastAccent);
        p.setFont(Tokens::strongFont(font()));
        p.drawText(rect(), Qt::AlignCenter | Qt::TextHideMnemonic, text());
    }
};

class ToastClose final : public QToolButton {
  public:
    ToastClose() { setAttribute(Qt::WA_Hover); }
    QSize sizeHint() const override { return {28, 28}; }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Tokens& t = Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        QColor veil = t.toastText;
        veil.setAlphaF(underMouse() ? 0.14F : 0.0F);
        p.setPen(hasFocus() ? QPen(t.toastAccent, 2) : QPen(Qt::NoPen));
        p.setBrush(veil);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
        paintIcon(p, rect().adjusted(6, 6, -6, -6), QStringLiteral("close"), t.toastText);
    }
};

} // namespace

Toast::Toast(QWidget* host)
    : QWidget(host), m_button(new ToastButton), m_close(new ToastClose), m_motion(new QVariantAnimation(this)) {
    m_button->setParent(this);
    m_close->setParent(this);
    m_button->setObjectName(QStringLiteral("toastAction"));
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setToolTip(tr("Close"));
    m_close->setFocusPolicy(Qt::TabFocus);
    hide();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::holdWhileUsed);
    connect(m_button, &QPushButton::clicked, this, &Toast::act);
    connect(m_close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_lift = value.toInt();
        place();
    });
    host->installEventFilter(this);
}

void Toast::showText(const QString& text, const QString& actionText, std::function<void()> action, int ms) {
    if (!isHidden() && m_action) {
        m_action = {};
        Q_EMIT dismissed();
    }
    m_text = text;
    m_action = std::move(action);
    m_ms = ms;
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    setAccessibleName(text);
    const int duration = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this);
    const bool wasHidden = isHidden();
    m_motion->stop();
    m_lift = 0;
    place();
    show();
    raise();
    if (wasHidden && duration > 0) {
        m_motion->setStartValue(12);
        m_motion->setEndValue(0);
        m_motion->setDuration(std::min(duration, Tokens::kMotionMs));
        m_motion->setEasingCurve(QEasingCurve::OutCubic);
        m_motion->start();
    }
    m_timer.start(m_ms);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::standOn(QWidget* bar) {
    m_bar = bar;
    bar->installEventFilter(this);
}

void Toast::dismiss() {
    if (isHidden()) {
        return;
    }
    m_timer.stop();
    m_action = {};
    hide();
    Q_EMIT dismissed();
}

bool Toast::focusAction() {
    if (isHidden()) {
        return false;
    }
    (m_button->isHidden() ? static_cast<QWidget*>(m_close) : m_button)->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void Toast::act() {
    m_timer.stop();
    hide();
    const std::function<void()> action = std::exchange(m_action, {});
    if (action) {
        action();
    }
}

void Toast::holdWhileUsed() {
    if (underMouse() || m_button->hasFocus() || m_close->hasFocus()) {
        m_timer.start(1000);
        return;
    }
    dismiss();
}

QSize Toast::sizeHint() const {
    const QFontMetrics metrics(font());
    int width = metrics.horizontalAdvance(m_text) + 2 + Tokens::kSpaceL + Tokens::kSpaceS + 28 + 8;
    if (!m_button->isHidden()) {
        width += m_button->sizeHint().width() + Tokens::kSpaceS;
    }
    const int room = parentWidget()->width() - 2 * Tokens::kSpaceM;
    return {std::min({width, kMaxWidth, room}) + 2 * kShadow, Tokens::current().controlHeight + 12 + 2 * kShadow};
}

QRect Toast::textRect() const {
    const QRect inner = rect().adjusted(kShadow + Tokens::kSpaceL, kShadow, -kShadow, -kShadow);
    const int end = (m_button->isHidden() ? m_close->geometry().left() : m_button->geometry().left()) - Tokens::kSpaceS;
    if (layoutDirection() == Qt::RightToLeft) {
        const int start = m_button->isHidden() ? m_close->geometry().right() : m_button->geometry().right();
        return {QPoint(start + Tokens::kSpaceS, inner.top()), QPoint(rect().right() - kShadow - Tokens::kSpaceL, inner.bottom())};
    }
    return {inner.topLeft(), QPoint(end, inner.bottom())};
}

void Toast::place() {
    const QSize size = sizeHint();
    const QWidget* host = parentWidget();
    const int floor = m_bar && !m_bar->isHidden() ? m_bar->mapTo(host, QPoint()).y() : host->height();
    setGeometry((host->width() - size.width()) / 2, floor - kMargin - size.height() + kShadow + m_lift,
                size.width(), size.height());
    const auto put = [this](QWidget* widget, int right) {
        const QSize want = widget->sizeHint();
        const QRect plain(right - want.width(), (height() - want.height()) / 2, want.width(), want.height());
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), plain));
        return plain.left();
    };
    const int left = put(m_close, width() - kShadow - 8);
    put(m_button, left - 2);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    static const QSet<QEvent::Type> kMoved{QEvent::Resize, QEvent::Move, QEvent::Show, QEvent::Hide};
    if (!isHidden() && (watched == parentWidget() ? event->type() == QEvent::Resize : kMoved.contains(event->type())))
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    m_timer.stop();
}

void Toast::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (!isHidden()) {
        m_timer.start(std::min(m_ms, 2000));
    }
}

void Toast::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF sheet = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    p.setPen(Qt::NoPen);
    QColor shade = t.shadow;
    for (int i = kShadow; i > 0; --i) {
        shade.setAlphaF(t.shadow.alphaF() / static_cast<float>(kShadow));
        p.setBrush(shade);
        p.drawRoundedRect(sheet.adjusted(-i + 1, -i + 2, i - 1, i), Tokens::kRadiusLarge + i, Tokens::kRadiusLarge + i);
    }
    p.setPen(t.scheme == Scheme::HighContrast ? QPen(t.border, 1) : QPen(Qt::NoPen));
    p.setBrush(t.toastBackground);
    p.drawRoundedRect(sheet, Tokens::kRadiusLarge, Tokens::kRadiusLarge);
    p.setPen(t.toastText);
    const QRect words = textRect();
    p.drawText(words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
               fontMetrics().elidedText(m_text, Qt::ElideRight, words.width()));
}

} // namespace tributary::ui
