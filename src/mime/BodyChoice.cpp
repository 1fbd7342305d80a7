// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/PartTree.h"

#include <QSet>

#include <algorithm>

namespace tributary::mime {

namespace {

bool isAttachment(const Part& part) {
    return part.disposition == "attachment" || (part.disposition != "inline" && !part.fileName.isEmpty());
}

/// A text that shows nothing: a lone line end before the real body.
bool isBlankText(const Part& part) { return part.bodySize <= 2; }

/// To be read by people, as far as one knows.
bool isUnknownText(const Part& part) {
    static const QSet<QByteArray> known{"html", "calendar", "vcard", "x-vcard", "directory", "css", "rtf", "javascript", "ecmascript", "vbscript"};
    return part.type == "text" && !known.contains(part.subtype);
}

/// What one part and everything below it offers as the body.
struct Candidates {
    int plain = -1;
    int html = -1;
    [[nodiscard]] bool any() const { return plain >= 0 || html >= 0; }
};

/// Parts come in pre-order, so the children of each are done before it when they are taken from the end.
class BodyChooser {
  public:
    explicit BodyChooser(const ParsedMessage& message) : m_parts(message.parts), m_found(message.parts.size()) {}

    Candidates choose() {
        for (qsizetype i = m_parts.size() - 1; i >= 0; --i)
            m_found[i] = ofPart(static_cast<int>(i));
        return m_found.front();
    }

  private:
    Candidates ofPart(int index) const {
        const Part& part = m_parts[index];
        if (part.isMultipart() && !part.children.isEmpty()) {
            if (part.subtype == "alternative")
                return ofAlternative(part);
            return part.subtype == "related" ? ofRelated(part) : ofMixed(part);
        }
        // A multipart without parts (no boundary) is shown as the text that it is, and so is a whole message of a kind of text
        // that nobody knows (RFC 2046 4.1.4).
        const bool plain = part.is("text", "plain") || part.isMultipart() || (index == 0 && isUnknownText(part));
        const bool attached = index == 0 ? part.disposition == "attachment" : isAttachment(part);
        if (attached || (!plain && !part.is("text", "html")))
            return {};
        return plain ? Candidates{index, -1} : Candidates{-1, index};
    }

    /// The last of a kind is the best (RFC 2046 5.1.4).
    Candidates ofAlternative(const Part& part) const {
        Candidates chosen;
        for (const int child : part.children) {
            chosen.plain = m_found[child].plain >= 0 ? m_found[child].plain : chosen.plain;
            chosen.html = m_found[child].html >= 0 ? m_found[child].html : chosen.html;
        }
        return chosen;
    }

    /// The root is the one that "start" names, else the first (RFC 2387 3.2).
    Candidates ofRelated(const Part& part) const {
        const QList<QByteArray> start = detail::parseMessageIds(part.parameter("start").toLatin1());
        for (const int child : part.children) {
            if (!start.isEmpty() && m_parts[child].contentId == start.front() && m_found[child].any())
                return m_found[child];
        }
        return ofMixed(part);
    }

    Candidates ofMixed(const Part& part) const {
        Candidates blank;
        for (const int child : part.children) {
            const Candidates& found = m_found[child];
            if (!found.any())
                continue;
            const bool shows = found.html >= 0 || !isBlankText(m_parts[found.plain]);
            if (shows)
                return found;
            if (!blank.any())
                blank = found;
        }
        return blank;
    }

    const QList<Part>& m_parts;
    QList<Candidates> m_found;
};

/// What goes on with the text of a part (BodyChoice).
QList<int> textsAfter(const ParsedMessage& message, int shown) {
    QList<int> texts;
    for (int child = shown; child > 0; child = message.parts[child].parent) {
        const Part& above = message.parts[message.parts[child].parent];
        if (above.subtype != "mixed")
            continue;
        const auto at = std::find(above.children.begin(), above.children.end(), child);
        for (auto next = at == above.children.end() ? at : at + 1; next != above.children.end() && texts.size() < limits::kTextsAfter; ++next) {
            const Part& part = message.parts[*next];
            const bool isText = part.is("text", "plain") || part.is("text", "html");
            if (isText && part.disposition != "attachment" && part.fileName.isEmpty() && !isBlankText(part))
                texts.append(*next);
        }
    }
    return texts;
}

/// For each part whether it lies below a message inside, and below which alternative and related (-1: none).
struct Surroundings {
    bool insideMessage = false;
    int alternative = -1;
    int related = -1;
};

QList<Surroundings> surroundings(const ParsedMessage& message) {
    QList<Surroundings> all(message.parts.size());
    for (qsizetype i = 1; i < message.parts.size(); ++i) {
        const int parent = message.parts[i].parent;
        const Part& above = message.parts[parent];
        all[i] = all[parent];
        all[i].insideMessage = all[i].insideMessage || detail::isMessage(above);
        if (above.isMultipart() && above.subtype == "alternative")
            all[i].alternative = parent;
        if (above.isMultipart() && above.subtype == "related")
            all[i].related = parent;
    }
    return all;
}

/// Another form of the text that is shown: nobody calls that an attachment.
bool isOtherForm(const Part& part, const Surroundings& where) {
    return where.alternative >= 0 && part.type == "text" && part.subtype != "calendar" && !isAttachment(part);
}

} // namespace

BodyChoice chooseBody(const ParsedMessage& message) {
    const Candidates chosen = BodyChooser(message).choose();
    return {chosen.plain, chosen.html, textsAfter(message, chosen.plain), textsAfter(message, chosen.html)};
}

QList<int> attachmentParts(const ParsedMessage& message) {
    const BodyChoice choice = chooseBody(message);
    const QList<Surroundings> places = surroundings(message);
    QList<int> attachments;
    for (int i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const bool container = part.isMultipart() && !part.children.isEmpty();
        const bool body = i == choice.plain || i == choice.html || choice.afterPlain.contains(i) || choice.afterHtml.contains(i);
        if (container || body || places[i].insideMessage || isOtherForm(part, places[i]))
            continue;
        // The picture that the HTML shows, by cid: (RFC 2392), lies in the related of that HTML.
        const bool picture = part.type == "image" && !part.contentId.isEmpty() && part.disposition != "attachment" &&
                             choice.html >= 0 && places[i].related >= 0 &&
                             places[i].related == places[choice.html].related;
        const bool nothing = part.bodySize == 0 && part.fileName.isEmpty() && part.disposition != "attachment";
        const bool blank = part.is("text", "plain") && isBlankText(part) && !isAttachment(part);
        if (!picture && !nothing && !blank)
            attachments.append(i);
    }
    return attachments;
}

} // namespace tributary::mime
