// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HtmlReader.h"

#include "content/Sanitiser.h"
#include "ui/composer/BlockSink.h"

#include <QSet>

#include <vector>

namespace tributary::ui {

namespace {

/// An open element.
struct Element {
    QString name;
    InlineFormat format;
    BlockStyle style;
    bool isBlock = false;
    bool quotes = false;    ///< a <blockquote> that counts
    bool lists = false;     ///< a list that counts
    bool paragraph = false;
    bool mayBeginSignature = false; ///< the first block in another <div>, which is the signature if this one says "-- "
    int blocks = 0;
};

bool isBlockName(const QString& name) {
    static const QSet<QString> names{
        QStringLiteral("blockquote"), QStringLiteral("caption"), QStringLiteral("center"), QStringLiteral("dd"),    QStringLiteral("div"),   QStringLiteral("dl"),
        QStringLiteral("dt"),         QStringLiteral("h1"),      QStringLiteral("h2"),     QStringLiteral("h3"),    QStringLiteral("h4"),    QStringLiteral("h5"),
        QStringLiteral("h6"),         QStringLiteral("li"),      QStringLiteral("ol"),     QStringLiteral("p"),     QStringLiteral("pre"),   QStringLiteral("table"),
        QStringLiteral("tbody"),      QStringLiteral("tfoot"),   QStringLiteral("thead"),  QStringLiteral("tr"),    QStringLiteral("ul")};
    return names.contains(name);
}

bool isHeading(const QString& name) { return name.size() == 2 && name[0] == u'h' && name[1].isDigit(); }

class Reader {
  public:
    Reader(QTextCursor& cursor, const HtmlReading& reading) : m_sink(cursor, reading.quoted), m_reading(reading) { m_stack.push_back({}); }

    void read(const QString& html) {
        HtmlTokens tokens(html);
        for (HtmlToken token = tokens.next(); token.kind != HtmlToken::Kind::Done; token = tokens.next()) {
            switch (token.kind) {
            case HtmlToken::Kind::Text: text(token.text); break;
            case HtmlToken::Kind::Start: start(token); break;
            default: end(token.text); break;
            }
        }
        m_sink.closeBlock();
    }

  private:
    void text(const QString& text);
    void start(const HtmlToken& token);
    void startBlock(const HtmlToken& token, Element& element);
    void single(const HtmlToken& token);
    void picture(const HtmlToken& token);
    void end(const QString& name);
    void leave(const Element& element);
    void boundary();
    void beginSignature();
    [[nodiscard]] BlockShape shape() const;

    BlockSink m_sink;
    const HtmlReading& m_reading;
    std::vector<Element> m_stack;
    std::size_t m_signature = 0; ///< size of the stack at which it ends
    bool m_preBegins = false;
    int m_pre = 0;
};

BlockShape Reader::shape() const {
    const Element& element = m_stack.back();
    BlockShape shape;
    shape.style = element.style;
    shape.isExplicit = m_stack.size() > 1 && element.isBlock;
    shape.paragraph = element.paragraph;
    shape.preformatted = m_pre > 0;
    shape.signature = m_signature > 0;
    return shape;
}

void Reader::text(const QString& text) {
    if (m_pre == 0) {
        m_sink.flowing(text, m_stack.back().format, shape());
        return;
    }
    const bool eaten = m_preBegins && text.startsWith(u'\n');
    m_preBegins = false;
    m_sink.verbatim(eaten ? text.mid(1) : text, shape());
}

void Reader::start(const HtmlToken& token) {
    if (token.text == QLatin1String("br") || token.text == QLatin1String("hr") || token.text == QLatin1String("img") || token.text == QLatin1String("col")) {
        single(token);
        return;
    }
    Element element = m_stack.back();
    element.name = token.text;
    element.quotes = element.lists = element.mayBeginSignature = false;
    element.blocks = 0;
    applyInlineStyle(element.format, token);
    if (isBlockName(token.text))
        startBlock(token, element);
    else if (token.text == QLatin1String("td") || token.text == QLatin1String("th"))
        m_sink.cell();
    m_stack.push_back(std::move(element));
}

void Reader::startBlock(const HtmlToken& token, Element& element) {
    applyBlockStyle(element.style, token);
    element.isBlock = true;
    element.paragraph = token.text == QLatin1String("p") || isHeading(token.text);
    Element& parent = m_stack.back();
    boundary();
    if (token.text == QLatin1String("blockquote")) {
        element.quotes = m_sink.openQuote();
        element.style.indent = 0; // mail programs indent quotations by margins too
    } else if (token.text == QLatin1String("ul") || token.text == QLatin1String("ol")) {
        element.lists = m_sink.openList(token.text == QLatin1String("ol"), shape());
    } else if (token.text == QLatin1String("li")) {
        m_sink.openItem();
    } else if (token.text == QLatin1String("pre")) {
        ++m_pre;
        m_preBegins = true;
    } else if (token.text == QLatin1String("div")) {
        element.mayBeginSignature = m_reading.findSignature && m_signature == 0 && parent.name == QLatin1String("div") && parent.blocks == 0 && m_sink.isOutermost();
    }
    ++parent.blocks;
}

void Reader::single(const HtmlToken& token) {
    if (token.text == QLatin1String("br"))
        m_pre > 0 ? m_sink.verbatim(QStringLiteral("\n"), shape()) : m_sink.lineBreak(m_stack.back().format, shape());
    else if (token.text == QLatin1String("img"))
        picture(token);
    else if (token.text == QLatin1String("hr"))
        m_sink.rule(shape());
}

void Reader::picture(const HtmlToken& token) {
    QString source = token.attributes.value(QStringLiteral("src"));
    if (m_reading.picture) {
        const QString contentId = m_reading.picture(source);
        source = contentId.isEmpty() ? QString() : QStringLiteral("cid:") + contentId;
    }
    const QString alt = token.attributes.value(QStringLiteral("alt"));
    if (m_pre > 0)
        return;
    if (!source.startsWith(QLatin1String("cid:"))) {
        m_sink.flowing(alt, m_stack.back().format, shape());
        return;
    }
    QTextImageFormat format;
    format.merge(charFormat(m_stack.back().format));
    format.setName(source);
    if (!alt.isEmpty())
        format.setProperty(QTextFormat::ImageAltText, alt);
    if (const int width = token.attributes.value(QStringLiteral("width")).toInt(); width > 0)
        format.setWidth(width);
    if (const int height = token.attributes.value(QStringLiteral("height")).toInt(); height > 0)
        format.setHeight(height);
    m_sink.picture(format, shape());
}

void Reader::end(const QString& name) {
    if (m_stack.size() <= 1 || m_stack.back().name != name)
        return; // the sanitiser's tags match
    const Element element = m_stack.back();
    leave(element);
    m_stack.pop_back();
    if (m_signature > m_stack.size())
        m_signature = 0;
}

void Reader::leave(const Element& element) {
    if (!isBlockName(element.name))
        return;
    if (element.name == QLatin1String("li")) {
        m_sink.closeItem(shape());
        return;
    }
    if (element.name == QLatin1String("pre")) {
        m_sink.endVerbatim(shape());
        --m_pre;
        m_preBegins = false;
    }
    const bool begins = element.mayBeginSignature && m_sink.line() == QLatin1String("-- ");
    boundary();
    if (begins)
        beginSignature();
    if (element.quotes)
        m_sink.closeQuote();
    if (element.lists)
        m_sink.closeList();
}

void Reader::boundary() { m_sink.boundary(); }

void Reader::beginSignature() {
    m_signature = m_stack.size() - 1; // the <div> around
    m_sink.markSignature();
}

} // namespace

void readSanitisedHtml(QTextCursor cursor, const QString& sanitised, const HtmlReading& reading) {
    cursor.beginEditBlock();
    Reader(cursor, reading).read(sanitised);
    cursor.endEditBlock();
}

void readHtml(QTextCursor cursor, const QString& html, const HtmlReading& reading) { readSanitisedHtml(cursor, content::sanitiseHtml(html).html, reading); }

} // namespace tributary::ui
