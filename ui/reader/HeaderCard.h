// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QToolButton;

namespace tributary::ui {

class Avatar;
class ElidedLabel;
class LineButton;
class RoleLabel;

/// Who wrote, to whom, when; the real address is always in sight. Details unfold all header fields.
class HeaderCard : public QWidget {
    Q_OBJECT

  public:
    explicit HeaderCard(QWidget* parent = nullptr);
    void show(const engine::MessageContent& content);
    void setHeadersShown(bool shown);
    /// What came of leaving the list; empty: the button is there again.
    void setUnsubscribed(const QString& words);
    /// Why it is where it is (S5); all of it is the tool tip. Empty: no filter has done anything to it.
    void setReason(const QString& line, const QString& all);

  Q_SIGNALS:
    void headersShown(bool shown);
    void unsubscribeRequested();
    void reasonActivated();

  private:
    QLayout* makePeople();
    QLayout* makeRight();
    void unfold(bool open);
    void showLabels(const QStringList& labels);

    RoleLabel* m_subject;
    Avatar* m_avatar;
    RoleLabel* m_name;
    ElidedLabel* m_address;
    ElidedLabel* m_recipients;
    ElidedLabel* m_labels;
    LineButton* m_reason;
    RoleLabel* m_date;
    QPushButton* m_unsubscribe;
    RoleLabel* m_unsubscribed;
    QToolButton* m_details;
    QScrollArea* m_headerArea; ///< hundreds of lines never push the message out of the window
    RoleLabel* m_headers;
};

} // namespace tributary::ui
