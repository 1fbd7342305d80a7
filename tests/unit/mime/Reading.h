// SPDX-License-Identifier: GPL-3.0-or-later
// What two parsers must agree about, in a form that both can give: white space is squeezed everywhere.
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace tributary::test {

struct Reading {
    QString subject;
    QStringList from, to;        ///< "name <address>"; to: To, then Cc
    std::optional<qint64> date;  ///< seconds since 1970
    QString tree;                ///< "multipart/mixed(text/plain image/png)"
    QString text;                ///< of all text leaves, decoded
};

[[nodiscard]] QString squeezed(const QString& text);
[[nodiscard]] Reading readByOurs(const QByteArray& raw);
/// Names of the fields that differ.
[[nodiscard]] QStringList differences(const Reading& ours, const Reading& theirs);

/// The corpus lies beside the sources and is never part of them. Empty: it is not there.
[[nodiscard]] QString corpusFolder();
[[nodiscard]] QStringList corpusFiles(); ///< relative to it, sorted
[[nodiscard]] QByteArray corpusFile(const QString& name);

/// Holds what differs against tests/data/mime/differences.tsv (oracle, field, group, file): what is new fails, and so does
/// what has vanished; each group must be explained in docs/mime.md. With TRIBUTARY_WRITE_DIFFERENCES=FILE what was found is
/// appended there, with both values, to look at.
class DifferenceList {
  public:
    explicit DifferenceList(QByteArray oracle);
    void add(const QString& file, const Reading& ours, const Reading& theirs);
    void check() const; ///< gtest expectations

  private:
    QByteArray m_oracle;
    QMap<QString, QString> m_expected; ///< "field\tfile" -> group
    QStringList m_found;
};

} // namespace tributary::test
