// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FoldedFacts.h"

#include "rules/FoldedText.h"
#include "rules/Limits.h"

namespace tributary::rules {

using model::FilterField;

namespace {

constexpr QByteArrayView kListId = "list-id";

} // namespace

const QList<QByteArray>* FoldedFacts::texts(const TextSource& source) const {
    Texts* made = nullptr;
    if (source.field == FilterField::Header) {
        for (auto& [name, texts] : m_headerTexts) {
            if (name == source.header)
                return texts ? &*texts : nullptr;
        }
        // what was handed out before is not used any more when the next one is asked for
        made = &m_headerTexts.emplace_back(source.header, makeTexts(source)).second;
    } else {
        auto& [isMade, texts] = m_texts[static_cast<std::size_t>(source.field) * 3 + static_cast<std::size_t>(source.view)];
        if (!isMade)
            texts = makeTexts(source);
        isMade = true;
        made = &texts;
    }
    return *made ? &**made : nullptr;
}

FoldedFacts::Texts FoldedFacts::makeTexts(const TextSource& source) const {
    const MessageFacts& facts = *m_facts;
    QList<QByteArray> texts;
    switch (source.field) {
    case FilterField::From: addAddresses(texts, source.view, facts.from, "from"); return texts;
    case FilterField::To: addAddresses(texts, source.view, facts.to, "to"); return texts;
    case FilterField::Cc: addAddresses(texts, source.view, facts.cc, "cc"); return texts;
    case FilterField::Recipient:
        addAddresses(texts, source.view, facts.to, "to");
        addAddresses(texts, source.view, facts.cc, "cc");
        addAddresses(texts, source.view, facts.bcc, "bcc");
        return texts;
    case FilterField::Subject:
        if (facts.fieldsKnown)
            return fieldTexts("subject");
        return QList<QByteArray>{foldedText(facts.subject)};
    case FilterField::Body:
        if (!facts.body)
            return std::nullopt;
        return QList<QByteArray>{foldedText(QStringView(*facts.body).left(limits::kBodyChars))};
    case FilterField::Header: return source.header == kListId ? listIdTexts() : fieldTexts(source.header);
    case FilterField::ListId: return listIdTexts();
    case FilterField::Account: return QList<QByteArray>{foldedText(facts.account)};
    case FilterField::Size:
    case FilterField::Date:
    case FilterField::Age:
    case FilterField::Attachment: break;
    }
    return texts;
}

/// A row may know it where the header section is not here.
FoldedFacts::Texts FoldedFacts::listIdTexts() const {
    if (m_facts->fieldsKnown || !m_facts->listId)
        return fieldTexts(kListId);
    if (m_facts->listId->isEmpty())
        return QList<QByteArray>{};
    return QList<QByteArray>{foldedText(*m_facts->listId)};
}

FoldedFacts::Texts FoldedFacts::fieldTexts(QByteArrayView lowerName) const {
    if (!m_facts->fieldsKnown)
        return std::nullopt;
    QList<QByteArray> texts;
    for (const FactField& field : m_facts->fields) {
        if (field.name == lowerName)
            texts.append(foldedText(field.value));
    }
    return texts;
}

void FoldedFacts::addAddresses(QList<QByteArray>& texts, TextSource::View view, const model::AddressList& list, QByteArrayView field) const {
    if (view == TextSource::View::Whole) {
        if (const Texts written = fieldTexts(field))
            texts += *written;
        else if (!list.isEmpty())
            texts.append(foldedText(model::displayText(list)));
        return;
    }
    for (const model::Address& address : list) {
        if (!address.addrSpec.isEmpty())
            texts.append(foldedText(address.addrSpec));
        if (view == TextSource::View::Either && !address.name.isEmpty())
            texts.append(foldedText(address.name));
    }
}

} // namespace tributary::rules
