// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class EmptyState;
class IdentityList;
class IdentityRow;

/// Settings > Send mail as (S3, S20, S26, S27): every address, with its account.
class SendAsPage : public QWidget {
    Q_OBJECT

  public:
    explicit SendAsPage(engine::Engine& engine, QWidget* parent = nullptr);
    [[nodiscard]] static QString title();

  private:
    void follow();
    IdentityRow* makeRow(IdentityId id);
    void edit(const model::Identity& identity);
    void addNew();
    void verify(IdentityId id);
    void askForCode(IdentityId id, const model::Identity& before);
    void confirmRemoval(IdentityId id);
    void remove(IdentityId id);
    void tell(const Error& error);
    void tellLast(IdentityId id);

    engine::Engine& m_engine;
    IdentityList* m_identities;
    QPushButton* m_add;
    Banner* m_banner;
    QScrollArea* m_area;
    QVBoxLayout* m_rows;
    EmptyState* m_empty;
    bool m_isLocked = false; ///< by the organisation (S6)
    QHash<qint64, IdentityRow*> m_known; ///< by IdentityId
};

} // namespace tributary::ui
