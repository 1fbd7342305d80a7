// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QSet>
#include <QTextBrowser>
#include <QTimer>

#include <functional>

namespace tributary::ui {

/// What the text stands on.
enum class Paper {
    Window, ///< the window's own ground: plain text has no colours of its own
    Light,
    Dark,
};

/// Shows sanitised HTML or text, and never fetches: pictures come only from its owner. A link is shown before it is followed,
/// and told, never followed here.
class MailBrowser : public QTextBrowser {
    Q_OBJECT

  public:
    explicit MailBrowser(QWidget* parent = nullptr);

    void showBody(const QString& html, Paper paper, bool narrow); ///< narrow: lines no longer than the eye follows
    void givePicture(const QString& url, const QByteArray& bytes);
    void setZoom(int steps);
    /// Marks what is found; the count and which of them is the present one, from 1.
    void findText(const QString& text, bool backward, const std::function<void(int count, int current)>& found);

  Q_SIGNALS:
    /// A picture of the message is wanted: answer with givePicture().
    void pictureWanted(const QString& url);
    void linkHovered(const QString& target);
    void linkActivated(const QUrl& target, const QString& text);
    void menuWanted(const QPoint& global, const QUrl& target);

  protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    void applyStyle();
    void layoutAgain();
    [[nodiscard]] QString linkText(const QUrl& target) const;

    QHash<QString, QImage> m_pictures;
    quint64 m_number = 0; ///< of what is shown: a picture that is ready later may be another one's
    QSet<QString> m_asked;
    QString m_html;
    QTimer m_again; ///< pictures come one by one, and are laid out together
    QPoint m_clicked{-1, -1};
    QString m_sought;
    QList<QTextCursor> m_found;
    int m_current = 0;
    Paper m_paper = Paper::Window;
    bool m_narrow = true;
    int m_zoom = 0;
    bool m_styling = false; ///< the palette is being set by us
};

} // namespace tributary::ui
