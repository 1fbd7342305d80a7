// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"

#include <QWidget>

class QToolButton;

namespace tributary::ui {

class Avatar;
class ElidedLabel;
class RoleLabel;

/// Who wrote, to whom, when; the real address is always in sight. Details unfold all header fields.
class HeaderCard : public QWidget {
    Q_OBJECT

  public:
    explicit HeaderCard(QWidget* parent = nullptr);
    void show(const engine::MessageContent& content);

  private:
    void unfold(bool open);

    RoleLabel* m_subject;
    Avatar* m_avatar;
    RoleLabel* m_name;
    ElidedLabel* m_address;
    ElidedLabel* m_recipients;
    RoleLabel* m_date;
    QToolButton* m_details;
    RoleLabel* m_headers;
};

} // namespace tributary::ui
