// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace tributary::ui {

/// What the change feed told about messages since the list was last brought up to date: for each message the sum of it.
/// A message that left one mailbox and came into another within a batch is one that changed.
class ChangeBatch {
  public:
    enum class Fate { Added, Changed, Removed };
    /// More new ones than this at once are the first sync: they are counted, not kept.
    static constexpr int kMany = 400;

    /// keepAll: also of a storm each is kept.
    void add(const QList<MessageId>& ids, bool keepAll);
    void change(MessageId id);
    void remove(const QList<MessageId>& ids);
    void removeAll() { m_all = true; }
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_fates.isEmpty() && !m_all && !m_many; }
    [[nodiscard]] bool everythingWent() const { return m_all; }
    [[nodiscard]] bool muchCame() const { return m_many; }
    [[nodiscard]] QList<MessageId> ids(Fate fate) const;
    [[nodiscard]] QSet<qint64> removed() const;

  private:
    QHash<qint64, Fate> m_fates;
    int m_added = 0;
    bool m_many = false, m_all = false;
};

} // namespace tributary::ui
