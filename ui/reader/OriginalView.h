// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader knows of the web engine: this interface. Behind it is a library of its own (ui/reader/original), opened at
// the first message that is shown in its original form, so that a session without one has no web engine in its memory.
// Plain virtual functions and no QObject: reader and library share no code but Qt.
#pragma once

#include <QByteArray>
#include <QPoint>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QtPlugin>

#include <functional>

class QPageLayout;
class QPrinter;
class QWidget;

namespace tributary::ui {

/// A page of mail as its sender made it. It runs no script and has no network: what it shows was given to it. GUI thread.
class OriginalView {
  public:
    /// What happens in the page. All on the GUI thread, none from inside a call to the view.
    struct Events {
        std::function<void(const QUrl& target, const QString& text)> linkActivated;
        std::function<void(const QString& target)> linkHovered; ///< empty: none any more
        /// A picture that the page names (tributary-part:..., tributary-picture:...): answer with givePicture(), also when there is none.
        std::function<void(const QString& url)> pictureWanted;
        /// global: where the menu is to stand; target: the link under it, or empty.
        std::function<void(const QPoint& global, const QUrl& target)> menuWanted;
        std::function<void()> painted; ///< the message is on screen
        std::function<void()> failed;  ///< the renderer is gone: show it in another form
    };
    using Found = std::function<void(int count, int current)>; ///< current from 1; 0: none
    using Done = std::function<void(bool ok)>;

    virtual ~OriginalView() = default;
    virtual QWidget* widget() = 0;
    /// A whole HTML document, made harmless before. dark: the ground before the first paint.
    virtual void show(const QString& html, bool dark) = 0;
    virtual void givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType) = 0;
    virtual void setZoom(double factor) = 0;
    virtual void find(const QString& text, bool backward, Found found) = 0; ///< empty: no marks any more
    [[nodiscard]] virtual QString selectedText() const = 0;
    virtual void copy() = 0;
    virtual void selectAll() = 0;
    virtual void print(QPrinter* printer, Done done) = 0; ///< the printer lives until done
    virtual void savePdf(const QString& file, const QPageLayout& layout, Done done) = 0;
    /// Requests of the page that were refused (at most 1,000 are kept): for tests, there should be none.
    [[nodiscard]] virtual QStringList refused() const = 0;
};

class OriginalViewFactory {
  public:
    virtual ~OriginalViewFactory() = default;
    /// Null: the web engine cannot run here (whyNot() says it for the log). The view's widget is a child of parent and goes
    /// with it; the view itself is deleted with its widget.
    virtual OriginalView* create(QWidget* parent, OriginalView::Events events) = 0;
    [[nodiscard]] virtual QString whyNot() const = 0;
};

} // namespace tributary::ui

#define TRIBUTARY_ORIGINAL_VIEW_IID "org.tributarymail.OriginalViewFactory/1"
Q_DECLARE_INTERFACE(tributary::ui::OriginalViewFactory, TRIBUTARY_ORIGINAL_VIEW_IID)
