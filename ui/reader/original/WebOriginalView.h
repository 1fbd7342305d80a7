// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reader/OriginalView.h"

#include <QWebEngineView>

namespace tributary::ui {

class MailPage;
class MailProfile;

/// OriginalView over QtWebEngine. The widget and the interface are one object.
class WebOriginalView : public QWebEngineView, public OriginalView {
    Q_OBJECT

  public:
    WebOriginalView(QWidget* parent, Events events);
    ~WebOriginalView() override;

    QWidget* widget() override { return this; }
    void show(const QString& html, bool dark) override;
    void givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType) override;
    void setZoom(double factor) override;
    void find(const QString& text, bool backward, Found found) override;
    QString selectedText() const override { return QWebEngineView::selectedText(); }
    void copy() override { triggerPageAction(QWebEnginePage::Copy); }
    void selectAll() override { triggerPageAction(QWebEnginePage::SelectAll); }
    void print(QPrinter* printer, Done done) override;
    void savePdf(const QString& file, const QPageLayout& layout, Done done) override;
    QStringList refused() const override;

  protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void tellLink(const QUrl& target);
    void tellPainted();
    void findNow(const QString& text, bool backward, const Found& found);
    void whenLoaded(std::function<void(bool)> work);
    void loaded(bool there);

    Events m_events;
    MailProfile* m_profile;
    MailPage* m_page;
    double m_zoom = 1.0;
    bool m_painted = true, m_loaded = true;
    QList<std::function<void(bool)>> m_waiting; ///< for the whole page: false says that another took its place
    quint64 m_number = 0; ///< a message has a name of its own, so that nothing of the one before is taken for it
};

} // namespace tributary::ui
