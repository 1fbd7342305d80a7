// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pages.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QWidget>

namespace tributary::gallery {

namespace {

class Swatches final : public QWidget {
  public:
    Swatches() { setMinimumHeight(150); }

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const ui::Tokens& t = ui::Tokens::current();
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const auto swatch = [&](int column, int row, const QColor& fill, const QString& text, const QColor& ink) {
            const QRect cell(column * 92, row * 48, 86, 42);
            p.setPen(QPen(t.border, 1));
            p.setBrush(fill);
            p.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), ui::Tokens::kRadius, ui::Tokens::kRadius);
            p.setPen(ink);
            p.setFont(ui::Tokens::secondaryFont(font()));
            p.drawText(cell, Qt::AlignCenter, text);
        };
        swatch(0, 0, t.windowBackground, QStringLiteral("window"), t.secondaryText);
        swatch(1, 0, t.sidebarBackground, QStringLiteral("sidebar"), t.secondaryText);
        swatch(2, 0, t.listBackground, QStringLiteral("list"), t.secondaryText);
        swatch(3, 0, t.readerBackground, QStringLiteral("reader"), t.secondaryText);
        swatch(4, 0, t.cardBackground, QStringLiteral("card"), t.secondaryText);
        swatch(5, 0, ui::blended(t.selection, t.listBackground), QStringLiteral("selected"), t.selectionText);
        swatch(6, 0, ui::blended(t.hover, t.listBackground), QStringLiteral("hover"), t.text);
        swatch(7, 0, t.accentFill, QStringLiteral("accent"), t.accentText);
        swatch(8, 0, t.dangerFill, QStringLiteral("danger"), t.dangerText);
        swatch(9, 0, t.listBackground, QStringLiteral("warning"), t.warning);
        swatch(10, 0, t.listBackground, QStringLiteral("success"), t.success);
        for (int i = 0; i < ui::Tokens::kAccountColors; ++i) {
            swatch(i, 1, t.accountColor(i), QString(), t.text);
        }
        for (int i = 0; i < ui::Tokens::kAvatarColors; ++i) {
            const auto& pair = t.avatarColors[static_cast<std::size_t>(i)];
            swatch(i, 2, pair.background, QStringLiteral("AB"), pair.text);
        }
    }
};

} // namespace

QWidget* tokensPage() {
    auto* page = new QWidget;
    auto* layout = new QGridLayout(page);
    layout->addWidget(new Swatches, 0, 0, 1, 12);
    const QStringList names = ui::iconNames();
    int index = 0;
    for (const QString& name : names) {
        auto* cell = new QWidget;
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 4, 0, 4);
        auto* picture = new QLabel;
        picture->setAlignment(Qt::AlignCenter);
        picture->setPixmap(ui::icon(name).pixmap(QSize(24, 24), picture->devicePixelRatioF()));
        auto* small = new QLabel;
        small->setAlignment(Qt::AlignCenter);
        small->setPixmap(ui::icon(name).pixmap(QSize(16, 16), picture->devicePixelRatioF()));
        auto* word = new QLabel(name);
        word->setAlignment(Qt::AlignCenter);
        word->setFont(ui::Tokens::secondaryFont(word->font()));
        column->addWidget(picture);
        column->addWidget(small);
        column->addWidget(word);
        layout->addWidget(cell, 1 + index / 12, index % 12);
        ++index;
    }
    auto* app = new QLabel;
    app->setPixmap(ui::icon(QStringLiteral("app")).pixmap(QSize(128, 128), 1.0));
    layout->addWidget(app, 1 + index / 12, index % 12, 2, 2);
    return page;
}

} // namespace tributary::gallery
