// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"
#include "ui/reader/BodyDocument.h"

#include <QUrl>
#include <QWidget>

#include <functional>

class QPageLayout;
class QPrinter;
class QStackedWidget;

namespace tributary::ui {

class MailBrowser;
class OriginalView;

/// The text of a message in the form that is asked for. The web engine is made when the original form is first wanted; where
/// it cannot work, or dies, the simple form takes its place. Documents are made on a thread of their own. GUI thread.
class BodyView : public QWidget {
    Q_OBJECT

  public:
    explicit BodyView(QWidget* parent = nullptr);

    void show(const engine::MessageContent& content, const BodyRequest& request);
    void clear();
    [[nodiscard]] const BodyRequest& request() const { return m_request; } ///< what is shown: a form that fell back is told here
    void givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType);
    void setZoom(int steps);
    using Found = std::function<void(int count, int current)>;
    void find(const QString& text, bool backward, Found found);
    [[nodiscard]] QString selectedText() const;
    void copy();
    void selectAll();
    using Done = std::function<void(bool ok)>;
    void print(QPrinter* printer, Done done);
    void savePdf(const QString& file, const QPageLayout& layout, Done done);
    void focusText();
    /// Requests of the page that were refused: for tests.
    [[nodiscard]] QStringList refused() const;

  Q_SIGNALS:
    void pictureWanted(const QString& url);
    void linkHovered(const QString& target);
    void linkActivated(const QUrl& target, const QString& text);
    void menuWanted(const QPoint& global, const QUrl& target);
    void painted();
    /// The renderer ended: the simple form is shown instead.
    void fellBack();

  private:
    bool wantOriginal();
    void make();
    void put(const QString& document);
    void follow(const QUrl& target, const QString& text);
    void rendererFailed();

    QStackedWidget* m_stack;
    MailBrowser* m_browser;
    OriginalView* m_original = nullptr;
    engine::MessageContent m_content;
    BodyRequest m_request;
    quint64 m_number = 0; ///< of what is being made; what comes later for another is dropped
    int m_zoom = 0;
};

} // namespace tributary::ui
