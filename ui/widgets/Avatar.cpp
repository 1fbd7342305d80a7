// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Avatar.h"

#include "ui/style/Tokens.h"

#include <QPainter>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary::ui {

namespace {

// The first letter or digit as the reader sees it (a surrogate pair and its marks stay together).
QString firstLetter(const QString& word) {
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to > from; to = finder.toNextBoundary()) {
        const QString letter = word.mid(from, to - from);
        const QChar first = letter.front();
        if (first.isLetterOrNumber() || first.isHighSurrogate()) {
            return letter.toUpper();
        }
        from = to;
    }
    return {};
}

// Of Kanji, Kana, Hangul one letter says enough and two are too wide.
bool isWide(const QString& letter) { return !letter.isEmpty() && letter.front().unicode() >= 0x2E80; }

} // namespace

QString initialsOf(const QString& name) {
    const QString words = name.section(QLatin1Char('@'), 0, 0);
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList letters;
    for (const QString& part : parts) {
        const QString letter = firstLetter(part);
        if (!letter.isEmpty()) {
            letters.append(letter);
        }
    }
    if (letters.isEmpty()) {
        return QStringLiteral("?");
    }
    if (letters.size() == 1 || isWide(letters.constFirst())) {
        return letters.constFirst();
    }
    return letters.constFirst() + letters.constLast();
}

void paintAvatar(QPainter& painter, const QRect& rect, const QString& name, const QString& key) {
    const auto& colors = Tokens::current().avatarFor(key.isEmpty() ? name : key);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.background);
    painter.drawEllipse(rect);
    QFont font = Tokens::strongFont(painter.font());
    font.setPixelSize(std::max(8, rect.height() * 38 / 100));
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(rect, Qt::AlignCenter, initialsOf(name.trimmed().isEmpty() ? key : name));
    painter.restore();
}

Avatar::Avatar(QWidget* parent) : QWidget(parent), m_side(Tokens::current().avatarSize) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setPerson(const QString& name, const QString& key) {
    m_name = name;
    m_key = key;
    update();
}

void Avatar::setSide(int side) {
    m_side = side;
    updateGeometry();
    update();
}

QSize Avatar::sizeHint() const { return {m_side, m_side}; }

void Avatar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintAvatar(painter, QRect((width() - m_side) / 2, (height() - m_side) / 2, m_side, m_side), m_name, m_key);
}

} // namespace tributary::ui
