// SPDX-License-Identifier: GPL-3.0-or-later
// A small editor for formatted text, as forms need one: what it is made of is another part's (the composer's), given by whoever owns both.
// GUI thread only.
#pragma once

#include <QWidget>

#include <functional>

namespace tributary::ui {

class RichTextField : public QWidget {
    Q_OBJECT
  public:
    using QWidget::QWidget;
    // html empty: text is all there is.
    virtual void setContent(const QString& html, const QString& text) = 0;
    // Empty for an empty text.
    virtual QString html() const = 0;
    virtual QString text() const = 0;

  Q_SIGNALS:
    // The user's changes and setContent().
    void changed();
};

using MakeRichText = std::function<RichTextField*(QWidget* parent)>;

} // namespace tributary::ui
