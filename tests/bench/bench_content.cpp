// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a message before it is shown: 100 KB of newsletter (nested tables, a style attribute on every cell, a style
// sheet with media queries, pictures and links) sanitised for both uses, made dark, made text, split.
#include "content/Content.h"
#include "content/Dark.h"
#include "content/Links.h"
#include "content/Quotes.h"


#include <benchmark/benchmark.h>


namespace {

using namespace tributary::content;

QString sheet() {
    QString css = QStringLiteral("@import url(https://fonts.example/css?family=Open+Sans);\n@font-face{font-family:X;src:url(https://f.example/x)}\n");
    for (int i = 0; i < 60; ++i)
        css += QStringLiteral(".c%1 { color: #33%1; font-family: Helvetica, Arial, sans-serif; line-height: 1.5 }\n").arg(i + 10);
    css += QStringLiteral("@media only screen and (max-width: 480px) {\n");
    for (int i = 0; i < 40; ++i)
        css += QStringLiteral("  table[class=w%1], .w%1 { width: 100% !important; padding: 0 %1px !important }\n").arg(i + 10);
    return css + QStringLiteral("}\n");
}

QString article(int i) {
    return QStringLiteral(
               "<tr><td align=\"center\" style=\"padding: 20px 0 %1px 0; background-color: #f4f4f4\"><table width=\"600\" cellpadding=\"0\" "
               "cellspacing=\"0\" border=\"0\" class=\"w%1 container\"><tr><td valign=\"top\" width=\"180\" style=\"font-family: Helvetica, Arial, "
               "sans-serif; font-size: 14px; line-height: 21px; color: #333333\"><a href=\"https://click.news.example/t/%1?id=abc&amp;u=%1\" "
               "style=\"color: #0066cc; text-decoration: none\"><img src=\"https://img.news.example/p/%1.png\" width=\"180\" height=\"120\" "
               "alt=\"Picture %1\" style=\"display: block; border: 0\"></a></td><td style=\"font-family: Helvetica, Arial, sans-serif; font-size: "
               "14px; line-height: 21px; color: #333333\"><h2 style=\"margin: 0 0 10px 0; font-size: 20px\">Headline number %1</h2><p>Some words "
               "of the story that anybody may read, <b>bold</b> and <i>not</i>, with an entity &mdash; and one more &nbsp; here; 日本語の文も。"
               "</p><a class=\"c%1 button\" href=\"https://click.news.example/more/%1\">Read on &raquo;</a></td></tr></table></td></tr>\n")
        .arg(i % 50 + 10);
}

const QString& newsletter() {
    static const QString html = [] {
        QString made = QStringLiteral("<!DOCTYPE html><html><head><meta charset=utf-8><title>News</title><style type=\"text/css\">") + sheet() +
                       QStringLiteral("</style></head><body bgcolor=\"#f4f4f4\" style=\"margin:0\"><table width=\"100%\">");
        for (int i = 0; made.toUtf8().size() < 100'000 - 200; ++i)
            made += article(i);
        return QString(made + QStringLiteral("</table><img src=\"https://news.example/open?u=1\" width=1 height=1></body></html>"));
    }();
    return html;
}

void sanitise(benchmark::State& state, HtmlUse use) {
    SanitiseOptions options;
    options.use = use;
    const QString& html = newsletter();
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(sanitiseHtml(html, options));
    const double bytes = double(html.toUtf8().size());
    state.counters["KB"] = bytes / 1000;
    state.counters["MB/s"] = benchmark::Counter(bytes / 1e6 * double(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(sanitise, simple, HtmlUse::Simple)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(sanitise, original, HtmlUse::Original)->Unit(benchmark::kMillisecond);

const QString& clean() {
    static const QString html = [] {
        SanitiseOptions options;
        options.use = HtmlUse::Original;
        return sanitiseHtml(newsletter(), options).html;
    }();
    return html;
}

void dark(benchmark::State& state) {
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(darkHtml(clean()));
}
BENCHMARK(dark)->Unit(benchmark::kMillisecond);

void text(benchmark::State& state) {
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(htmlToText(newsletter()));
}
BENCHMARK(text)->Unit(benchmark::kMillisecond);

void quotes(benchmark::State& state) {
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(splitHtmlQuotes(clean()));
}
BENCHMARK(quotes)->Unit(benchmark::kMillisecond);

void links(benchmark::State& state) {
    const QString words = htmlToText(newsletter()).repeated(10);
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(findLinks(words));
    state.counters["KB"] = double(words.toUtf8().size()) / 1000;
}
BENCHMARK(links)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
