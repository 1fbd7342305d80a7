// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SenderTable.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

QString normalised(const QString& address) { return address.trimmed().toLower(); }

/// A number that a later version may have written is the default here.
model::BodyForm formOf(int number) {
    return number >= 0 && number <= static_cast<int>(model::BodyForm::Original) ? static_cast<model::BodyForm>(number) : model::BodyForm::Default;
}

model::SenderChoice rowOf(const Query& query) {
    return {query.text(0), query.flag(1), formOf(query.small(2)), query.text(3).toLatin1()};
}

} // namespace

model::SenderChoice SenderTable::choice(const QString& address) {
    Query query = m_connection.query("SELECT address, pictures, form, charset FROM sender_choice WHERE address = ?");
    if (query.add(normalised(address)).step())
        return rowOf(query);
    return {normalised(address), false, model::BodyForm::Default, {}};
}

QList<model::SenderChoice> SenderTable::all() {
    QList<model::SenderChoice> choices;
    Query query = m_connection.query("SELECT address, pictures, form, charset FROM sender_choice ORDER BY address");
    while (query.step())
        choices.append(rowOf(query));
    return choices;
}

void SenderTable::change(const QString& address, const model::SenderChange& change) {
    model::SenderChoice next = choice(address);
    next.pictures = change.pictures.value_or(next.pictures);
    next.form = change.form.value_or(next.form);
    next.charset = change.charset.value_or(next.charset);
    if (next == model::SenderChoice{next.address, false, model::BodyForm::Default, {}}) {
        m_connection.query("DELETE FROM sender_choice WHERE address = ?").add(next.address).run();
        return;
    }
    m_connection.query("INSERT OR REPLACE INTO sender_choice (address, pictures, form, charset) VALUES (?, ?, ?, ?)")
        .add(next.address).add(qint64(next.pictures)).add(qint64(next.form)).add(QString::fromLatin1(next.charset)).run();
}

} // namespace tributary::store::detail
