// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Unsubscribing.h"

#include "net/PublicAddress.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxWays = 20;
constexpr qsizetype kMaxField = 16 << 10;
constexpr qsizetype kMaxUrl = 4 << 10;
constexpr qint64 kMaxAnswer = 1 << 20; ///< what a page says is not looked at

/// What stands in angle brackets; blanks and line ends in it are folding.
QList<QUrl> urlsOf(const QString& field) {
    QList<QUrl> urls;
    const QString text = field.left(kMaxField);
    for (qsizetype open = text.indexOf(u'<'); open >= 0 && urls.size() < kMaxWays; open = text.indexOf(u'<', open + 1)) {
        const qsizetype close = text.indexOf(u'>', open);
        if (close < 0)
            break;
        QString url = text.mid(open + 1, close - open - 1);
        url.removeIf([](QChar c) { return c.isSpace(); });
        if (url.size() <= kMaxUrl)
            urls.append(QUrl(url, QUrl::TolerantMode));
    }
    return urls;
}

bool isWeb(const QUrl& url, bool loopbackIsPublicForTests) {
    const bool scheme = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    const bool host = net::mayBePublicHost(url.host()) || (loopbackIsPublicForTests && net::isLoopbackHost(url.host()));
    return url.isValid() && scheme && host && url.userInfo().isEmpty();
}

} // namespace

Unsubscribe parseUnsubscribe(const QString& listUnsubscribe, const QString& listUnsubscribePost, bool loopbackIsPublicForTests) {
    Unsubscribe ways;
    for (const QUrl& url : urlsOf(listUnsubscribe)) {
        const bool better = ways.link.isEmpty() || (ways.link.scheme() == "http"_L1 && url.scheme() == "https"_L1);
        if (isWeb(url, loopbackIsPublicForTests) && better)
            ways.link = url;
        else if (url.scheme() == "mailto"_L1 && url.path().contains(u'@') && ways.mailto.isEmpty())
            ways.mailto = url;
    }
    QString post = listUnsubscribePost.left(kMaxField);
    post.removeIf([](QChar c) { return c.isSpace(); });
    if (ways.link.scheme() == "https"_L1 && post.compare("List-Unsubscribe=One-Click"_L1, Qt::CaseInsensitive) == 0)
        ways.oneClick = ways.link;
    return ways;
}

Result<Unsubscribed> leaveList(const Unsubscribe& ways, net::HttpOptions options) {
    if (ways.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"List-Unsubscribe"_s);
    if (ways.oneClick.isEmpty()) {
        const bool mail = !ways.mailto.isEmpty();
        return Unsubscribed{mail ? Unsubscribed::Outcome::NeedsMail : Unsubscribed::Outcome::NeedsBrowser, mail ? ways.mailto : ways.link};
    }
    options.httpsOnly = true;
    options.maxBytes = kMaxAnswer;
    const net::HttpRequest request{ways.oneClick, true, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"};
    TRY(const net::HttpAnswer answer, net::fetchHttp({request}, options).first());
    return Unsubscribed{Unsubscribed::Outcome::Done, ways.oneClick};
}

} // namespace tributary::engine
