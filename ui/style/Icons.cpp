// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>

namespace tributary::ui {

namespace {

QString pathOf(const QString& name) { return QStringLiteral(":/tributary/icons/%1.svg").arg(name); }

bool keepsOwnColors(const QString& name) { return name == QLatin1String("app"); }

// pixels are device pixels. The picture's alpha is the shape; the colour comes from the caller.
QPixmap render(const QString& name, const QSize& pixels, const QColor& color) {
    const QString key = QStringLiteral("tributary:%1:%2x%3:%4")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 8, 16, QLatin1Char('0'));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(pathOf(name));
    const int side = std::min(pixels.width(), pixels.height());
    const QRectF target((pixels.width() - side) / 2, (pixels.height() - side) / 2, side, side);
    QPainter painter(&image);
    renderer.render(&painter, target);
    if (!keepsOwnColors(name)) {
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), color);
    }
    painter.end();
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class SchemeIconEngine final : public QIconEngine {
  public:
    SchemeIconEngine(QString name, ColorRole role) : m_name(std::move(name)), m_role(role) {
        const QString filled = m_name % QStringLiteral("-filled");
        m_onName = QFile::exists(pathOf(filled)) ? filled : m_name;
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        paintIcon(*painter, rect, shape(state), colorFor(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return render(shape(state), size, colorFor(mode, state));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/) override {
        return pixmap(size, mode, state);
    }
    QSize actualSize(const QSize& size, QIcon::Mode /*mode*/, QIcon::State /*state*/) override { return size; }
    QIconEngine* clone() const override { return new SchemeIconEngine(*this); }
    QString key() const override { return QStringLiteral("tributary"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

  private:
    const QString& shape(QIcon::State state) const { return state == QIcon::On ? m_onName : m_name; }
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const {
        const Tokens& tokens = Tokens::current();
        if (mode == QIcon::Disabled) {
            return tokens.disabledText;
        }
        if (state == QIcon::On && m_role == ColorRole::Icon) {
            return m_onName.startsWith(QLatin1String("star")) || m_onName.startsWith(QLatin1String("flag"))
                       ? tokens.flag
                       : tokens.accent;
        }
        if (mode == QIcon::Selected && m_role == ColorRole::Icon) {
            return tokens.selectionText;
        }
        return tokens.color(m_role);
    }

    QString m_name;
    QString m_onName;
    ColorRole m_role;
};

} // namespace

QIcon icon(const QString& name, ColorRole role) {
    if (!QFile::exists(pathOf(name))) {
        return {};
    }
    return QIcon(new SchemeIconEngine(name, role)); // QIcon owns its engine
}

void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color) {
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int side = std::min(rect.width(), rect.height());
    if (side <= 0) {
        return;
    }
    const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
    painter.drawPixmap(square.topLeft(), iconPixmap(name, side, ratio, color));
}

QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& color) {
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    QPixmap pixmap = render(name, QSize(pixels, pixels), color);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QStringList iconNames() {
    QStringList names;
    const QStringList files = QDir(QStringLiteral(":/tributary/icons")).entryList({QStringLiteral("*.svg")});
    for (const QString& file : files) {
        names.append(file.chopped(4));
    }
    names.sort();
    return names;
}

} // namespace tributary::ui
