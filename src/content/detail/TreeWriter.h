// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over a tree, written out by the allow-lists. Never recurses.
#pragma once

#include "content/Sanitiser.h"
#include "content/detail/PlainNesting.h"
#include "content/detail/RemoteCollector.h"

#include <gumbo.h>

#include <QHash>

#include <vector>

namespace tributary::content::detail {

struct ElementRule;
struct CssContext;

/// Characters that no viewer is to read differently; text of an attribute or of an element.
void appendEscaped(QString& out, QStringView text, bool inAttribute);
/// Lower case; also of elements that Gumbo does not know.
[[nodiscard]] QByteArray elementName(const GumboElement& element);
[[nodiscard]] bool isElement(const GumboNode* node);
[[nodiscard]] QString attributeOf(const GumboElement& element, const char* name);

class TreeWriter {
public:
    /// dark: with the colours of a dark page.
    TreeWriter(const SanitiseOptions& options, RemoteCollector& remote, bool dark = false)
        : m_options(options), m_remote(remote), m_dark(dark) {}

    [[nodiscard]] QString write(const GumboNode* root);
    [[nodiscard]] bool wasCut() const { return m_cut; }
    /// Forms; controls outside of any count as one.
    [[nodiscard]] int forms() const { return m_forms > 0 ? m_forms : (m_asks ? 1 : 0); }
    /// Any parser reads what was written as it was meant.
    [[nodiscard]] bool isPlain() const { return m_nesting.isPlain(); }

private:
    struct Frame {
        const GumboNode* node = nullptr;
        unsigned next = 0;           ///< child to visit
        const char* close = nullptr; ///< end tag to write
        bool silent = false;         ///< dropped: what it would fetch is noted, no more
        bool hidden = false;         ///< not seen: its pictures are trackers
    };
    struct Style {
        QString text;
        bool hidden = false; ///< display:none, visibility:hidden, no opacity
        int width = -1, height = -1;
    };

    void visit(const GumboNode* node, const Frame& parent);
    void open(const GumboNode* node, const Frame& parent);
    const char* openTag(const GumboElement& element, const QByteArray& name, const ElementRule& rule, const Style& style,
                        bool hidden);
    void textOut(QStringView text);
    void keepFirstLineEnd(const GumboElement& element);
    void picture(const GumboElement& element, const Style& style, bool hidden);
    void input(const GumboElement& element, const Style& style);
    void face(const GumboElement& element, const Style& style, const QString& text);
    void noteForm(const GumboElement& element, const QByteArray& name);
    void styleSheet(const GumboElement& element, bool silent);
    bool link(const GumboElement& element, QString& attributes) const;
    void background(const GumboElement& element, Style& style);
    void noteAttributes(const GumboElement& element, const QByteArray& name, bool hidden);
    const Style& styleOf(const QString& text);
    [[nodiscard]] QString attributesOf(const GumboElement& element, QByteArrayView outputName) const;
    [[nodiscard]] QString darkened(QByteArrayView name, const QString& value) const;
    static bool isTracker(const GumboElement& element, const Style& style, bool hidden);
    static void append(QString& attributes, QLatin1StringView name, const QString& value);
    [[nodiscard]] bool isOriginal() const { return m_options.use == HtmlUse::Original; }

    const SanitiseOptions& m_options;
    RemoteCollector& m_remote;
    bool m_dark;
    QString m_html;
    PlainNesting m_nesting;
    bool m_cut = false;
    int m_forms = 0;
    bool m_asks = false; ///< a control that is to be written into
    std::vector<Frame> m_stack;
    std::size_t m_depth = 0;
    qsizetype m_sheets = 0;          ///< characters of style sheets read
    QHash<QString, Style> m_styles;  ///< newsletters repeat theirs
};

} // namespace tributary::content::detail
