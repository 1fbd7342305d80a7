// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QTextBrowser>

namespace tributary::ui {

/// Shows sanitised HTML or text, and never fetches: pictures come only from the message itself (cid:), given in by the
/// owner. A link is shown before it is followed, and is followed only by the desktop's browser.
class MailBrowser : public QTextBrowser {
    Q_OBJECT

  public:
    explicit MailBrowser(QWidget* parent = nullptr);

    void showHtml(const QString& html, bool plain);
    void addPicture(const QString& contentId, const QByteArray& bytes);
    void zoom(int steps); ///< 0: back to normal

  Q_SIGNALS:
    /// A picture of the message is wanted: answer with addPicture().
    void pictureWanted(const QString& contentId);
    void linkHovered(const QString& target);
    void linkActivated(const QUrl& target);

  protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void applyStyle();
    QHash<QString, QByteArray> m_pictures;
    QSet<QString> m_asked;
    QString m_html;
    bool m_plain = true;
    int m_zoom = 0;
    bool m_styling = false; ///< the palette is being set by us
};

} // namespace tributary::ui
