// SPDX-License-Identifier: GPL-3.0-or-later
// What a message names outside is asked only on the user's word, and never within this machine or network (S1). Real web servers.
#include "ReadingFixture.h"

#include "engine/RemotePictureLoader.h"
#include "engine/Unsubscribing.h"
#include "support/WebServer.h"

namespace tributary::engine::tst_Outside {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::WebServer;

class OutsideTest : public ReadingTest {
  protected:
    void SetUp() override {
        ReadingTest::SetUp();
        m_options.loopbackIsPublicForTests = true;
        const QString authority = m_dir.filePath(u"ca.pem"_s);
        writeFile(authority, tests::authorityPem());
        writeFile(m_options.policyFile, "{\"ExtraCertificateAuthorities\": [\"" + authority.toUtf8() + "\"]}");
        m_server = WebServer::start();
        m_secure = WebServer::start(tests::makeCertificate());
        ASSERT_TRUE(m_server && m_secure);
    }
    QByteArray picture(const QString& path) const { return "<p>x</p><img width=90 height=90 src='" + m_server->url(path).toEncoded() + "'>"; }
    Result<RemotePictures> fetch(MessageId id) {
        std::shared_ptr<Task> task;
        return wait<RemotePictures>([&](auto done) { task = engine().loadRemotePictures(id, &m_context, done); });
    }
    Result<Unsubscribed> leave(MessageId id) {
        return wait<Unsubscribed>([&](auto done) { engine().unsubscribe(id, &m_context, done); });
    }
    std::unique_ptr<WebServer> m_server, m_secure;
};

TEST_F(OutsideTest, picturesAreFetchedAndOnlyPictures) {
    const MessageId id = put(htmlMail(picture(u"/picture.png"_s) + picture(u"/picture.jpg"_s) + picture(u"/picture.gif"_s) + picture(u"/picture.webp"_s) +
                                      picture(u"/picture.svg"_s) + picture(u"/picture.html"_s) + picture(u"/status?code=404"_s)));
    const MessageContent content = load(id);
    EXPECT_TRUE(m_server->requests().isEmpty()) << "reading asks nobody";
    ASSERT_EQ(content.remote.size(), 7);
    const auto pictures = fetch(id);
    ASSERT_TRUE(pictures);
    EXPECT_EQ(pictures->pictures.size(), 4);
    EXPECT_EQ(pictures->failed, 3);
    const RemotePicture png = pictures->pictures.value(m_server->url(u"/picture.png"_s).toString());
    EXPECT_EQ(png.mediaType, "image/png");
    EXPECT_TRUE(png.bytes.startsWith("\x89PNG"));
    EXPECT_EQ(m_server->requests().size(), 7);
}

TEST_F(OutsideTest, trackersAreNotFetched) {
    const QByteArray tracker = "<img width=1 height=1 src='" + m_server->url(u"/picture.gif?who=ann"_s).toEncoded() + "'>";
    const MessageId id = put(htmlMail(picture(u"/picture.png"_s) + tracker));
    const auto pictures = fetch(id);
    ASSERT_TRUE(pictures);
    EXPECT_EQ(pictures->pictures.size(), 1);
    EXPECT_EQ(pictures->skipped, 1);
    EXPECT_EQ(m_server->requests().size(), 1);
}

TEST_F(OutsideTest, picturesOfThisMachineAreNotFetchedWithoutTheTestsWord) {
    m_options.loopbackIsPublicForTests = false;
    const auto pictures = fetch(put(htmlMail(picture(u"/picture.png"_s))));
    ASSERT_TRUE(pictures);
    EXPECT_TRUE(pictures->pictures.isEmpty());
    EXPECT_EQ(pictures->failed, 1);
    EXPECT_TRUE(m_server->requests().isEmpty());
}

TEST_F(OutsideTest, picturesOfJunkAndOfEncryptedMailAreNeverFetched) {
    const auto junk = fetch(put(htmlMail(picture(u"/picture.png"_s)), model::SpecialUse::Junk));
    ASSERT_FALSE(junk);
    EXPECT_EQ(junk.error().code, ErrorCode::RefusedByPolicy);
    EXPECT_TRUE(m_server->requests().isEmpty());
}

TEST_F(OutsideTest, noMoreThanAHundredPicturesAreFetched) {
    RemoteReferences references;
    for (int i = 0; i < 120; ++i)
        references.append({m_server->url(u"/picture.png?"_s + QString::number(i)).toString(), RemoteReference::Kind::Picture, i == 0, false});
    references.append({m_server->url(u"/style.css"_s).toString(), RemoteReference::Kind::Style, false, false});
    net::HttpOptions options;
    options.loopbackIsPublicForTests = true;
    const RemotePictures pictures = fetchPictures(references, options);
    EXPECT_EQ(pictures.pictures.size(), 100);
    EXPECT_EQ(pictures.skipped, 20);
    EXPECT_EQ(m_server->requests().size(), 100);
}

TEST_F(OutsideTest, lettingGoOfTheTaskEndsIt) {
    const MessageId id = put(htmlMail(picture(u"/slow?ms=20000"_s)));
    auto task = std::make_shared<std::shared_ptr<Task>>();
    const auto answer = wait<RemotePictures>([&](auto done) {
        *task = engine().loadRemotePictures(id, &m_context, done);
        QTimer::singleShot(300, &m_context, [task] { task->reset(); });
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Cancelled);
}

TEST(PictureType, isToldByTheFirstBytes) {
    EXPECT_EQ(pictureType("GIF89a..."), "image/gif");
    EXPECT_EQ(pictureType(QByteArrayView("RIFF\1\0\0\0WEBPVP8 ", 16)), "image/webp");
    for (const char* bytes : {"", "RIFF", "RIFF....WAVE", "<svg>", "<!doctype html>", "BM..", "%PDF-", "\x89PN"})
        EXPECT_TRUE(pictureType(bytes).isEmpty()) << bytes;
}

// --- leaving mailing lists (RFC 2369, RFC 8058)

TEST(Unsubscribe, theBestWaysAreTaken) {
    const QString post = u"List-Unsubscribe=One-Click"_s;
    Unsubscribe ways = parseUnsubscribe(u"<mailto:out@list.example?subject=x>, <http://list.example/a>, <https://list.example/b>"_s, post);
    EXPECT_EQ(ways.oneClick, QUrl(u"https://list.example/b"_s));
    EXPECT_EQ(ways.link, QUrl(u"https://list.example/b"_s));
    EXPECT_EQ(ways.mailto, QUrl(u"mailto:out@list.example?subject=x"_s));
    ways = parseUnsubscribe(u"<http://list.example/a>"_s, post);
    EXPECT_TRUE(ways.oneClick.isEmpty());
    EXPECT_FALSE(ways.link.isEmpty());
    EXPECT_TRUE(parseUnsubscribe(u"<https://list.example/b>"_s, {}).oneClick.isEmpty());
    EXPECT_TRUE(parseUnsubscribe(u"<https://list.example/b>"_s, u"yes"_s).oneClick.isEmpty());
    EXPECT_EQ(parseUnsubscribe(u"(words) <https://list.example/\r\n b>"_s, u" list-unsubscribe=one-click "_s).oneClick, QUrl(u"https://list.example/b"_s));
}

TEST(Unsubscribe, nothingOfThisMachineOrNetworkAndNothingStrangeIsAWay) {
    for (const char* field : {"<https://127.0.0.1/x>", "<https://localhost/x>", "<https://10.0.0.1/>", "<https://[::1]/>", "<https://router/>", "<https://169.254.169.254/>",
                              "<javascript:alert(1)>", "<file:///etc/passwd>", "<ftp://list.example/>", "<https://user:pw@list.example/>", "<mailto:>", "<>", "<", "https://list.example/",
                              "", "<data:text/html,x>"})
        EXPECT_TRUE(parseUnsubscribe(QString::fromLatin1(field), u"List-Unsubscribe=One-Click"_s).isEmpty()) << field;
    (void)parseUnsubscribe(QString(5'000'000, u'<'), {});
}

TEST_F(OutsideTest, oneClickIsOnePostWithoutCookies) {
    const QByteArray url = m_secure->url(u"/out?id=1"_s).toEncoded();
    const MessageId id = put(htmlMail("<p>x", "List-Unsubscribe: <" + url + ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    EXPECT_EQ(load(id).unsubscribe.oneClick, m_secure->url(u"/out?id=1"_s));
    EXPECT_TRUE(m_secure->requests().isEmpty()) << "never by reading";
    const auto answer = leave(id);
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->outcome, Unsubscribed::Outcome::Done);
    const auto requests = m_secure->requests();
    ASSERT_EQ(requests.size(), 1);
    EXPECT_EQ(requests.first().method, "POST");
    EXPECT_EQ(requests.first().path, "/out?id=1");
    EXPECT_EQ(requests.first().body, "List-Unsubscribe=One-Click");
    EXPECT_FALSE(requests.first().headers.contains(u"cookie"_s));
}

TEST_F(OutsideTest, aServerThatRefusesIsQuoted) {
    const QByteArray url = m_secure->url(u"/status?code=403"_s).toEncoded();
    const auto answer = leave(put(htmlMail("x", "List-Unsubscribe: <" + url + ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Refused);
    EXPECT_EQ(answer.error().serverText, "HTTP 403");
}

TEST_F(OutsideTest, withoutOneClickTheUserIsToldWhatToOpen) {
    const QList<MessageId> ids = put({htmlMail("x", "List-Unsubscribe: <https://list.example/page>, <mailto:out@list.example>\r\n"),
                                      htmlMail("x", "List-Unsubscribe: <https://list.example/page>\r\n"), htmlMail("x")});
    EXPECT_EQ(leave(ids.at(0)).value_or(Unsubscribed()).outcome, Unsubscribed::Outcome::NeedsMail);
    EXPECT_EQ(leave(ids.at(1)).value_or(Unsubscribed()).outcome, Unsubscribed::Outcome::NeedsBrowser);
    EXPECT_EQ(leave(ids.at(1)).value_or(Unsubscribed()).url, QUrl(u"https://list.example/page"_s));
    ASSERT_FALSE(leave(ids.at(2)));
    EXPECT_EQ(leave(ids.at(2)).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(m_server->requests().isEmpty() && m_secure->requests().isEmpty());
}

} // namespace
} // namespace tributary::engine::tst_Outside
