// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Contact.h"
#include "store/detail/Connection.h"

#include <QList>
#include <QStringList>

namespace tributary::store::detail {

/// Reader::contacts(): quick however many there are, since it is asked at every key. What few contacts match is sorted; of
/// what many match the first in rank are found by going through the contacts in that order. Throws SQLite::Exception.
class ContactSearch {
  public:
    explicit ContactSearch(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<model::Contact> run(const QString& text, int limit);

  private:
    [[nodiscard]] QList<model::Contact> matching(const QStringList& words, int limit);
    [[nodiscard]] int count(const QString& word, int most);
    [[nodiscard]] QList<model::Contact> byWord(const QString& word, const QStringList& all, int limit);
    [[nodiscard]] QList<model::Contact> byRank(const QStringList& all, int limit);

    Connection& m_connection;
};

} // namespace tributary::store::detail
