// SPDX-License-Identifier: GPL-3.0-or-later
// The table of docs/errors.md: where each text was seen stands there. Only words that say what is the matter are in it; 'authentication
// failed' alone says nothing.
#include "accounts/detail/ProviderTextTable.h"

namespace tributary::accounts::detail {

namespace {

using H = ProviderHint;
using P = Provider;

constexpr ProviderHosts kHosts[] = {
    {P::Gmail, "gmail", "gmail.com googlemail.com google.com"},
    {P::Outlook, "outlook office365", "office365.com outlook.com live.com hotmail.com office.com"},
    {P::YahooJapan, "yahoo-japan", "yahoo.co.jp"},
    {P::Yahoo, "yahoo", "yahoo.com"},
    {P::Aol, "aol", "aol.com"},
    {P::ICloud, "icloud", "me.com icloud.com"},
    {P::Zoho, "zoho zoho-eu zoho-in zoho-jp zoho-au", "zoho.com zoho.eu zoho.in zoho.jp zoho.com.au zohocloud.ca zoho.com.cn"},
    {P::Fastmail, "fastmail", "fastmail.com messagingengine.com"},
    {P::Gmx, "gmx", "gmx.net gmx.com gmx.de gmx.at gmx.ch"},
    {P::WebDe, "webde", "web.de"},
    {P::TOnline, "t-online", "t-online.de"},
    {P::Yandex, "yandex", "yandex.com yandex.ru yandex.net"},
    {P::MailRu, "mailru", "mail.ru"},
    {P::Naver, "naver", "naver.com"},
    {P::Tencent, "qq", "qq.com exmail.qq.com foxmail.com"},
    {P::NetEase, "163", "163.com 126.com yeah.net"},
    {P::Docomo, "docomo", "spmode.ne.jp"},
    {P::Au, "au", "ezweb.ne.jp au.com"},
    {P::SoftBank, "softbank", "softbank.jp softbank.ne.jp"},
    {P::Nifty, "nifty", "nifty.com"},
    {P::SoNet, "so-net", "so-net.ne.jp"},
    {P::Proton, "proton", "protonmail.com proton.me"},
};

constexpr TextRow kTexts[] = {
    {P::Yandex, Of::Both, "invalid credentials or imap is disabled", H::ImapOff},
    {P::Yandex, Of::Both, "invalid credentials or imap is disabled", H::AppPassword},
    {P::Yandex, Of::Incoming, "does not have access rights to this service", H::ImapOff},
    {P::Yandex, Of::Outgoing, "does not have access rights to this service", H::SmtpAuthOff},
    {P::NetEase, Of::Both, "unsafe login", H::ImapOff},
    {P::NetEase, Of::Both, "unsafe login", H::AuthorizationCode},
    {P::NetEase, Of::Outgoing, "user has no permission", H::SmtpAuthOff},
    {P::Tencent, Of::Both, "service is not open", H::ImapOff},
    {P::Tencent, Of::Both, "service is not open", H::AuthorizationCode},
    {P::Outlook, Of::Both, "user is authenticated but not connected", H::NotConnected},
    {P::Outlook, Of::Both, "account is blocked", H::WebSignInNeeded},

    {P::Any, Of::Both, "application-specific password", H::AppPassword},
    {P::Any, Of::Both, "app-specific password", H::AppPassword},
    {P::Any, Of::Both, "app password", H::AppPassword},
    {P::Any, Of::Both, "application password", H::AppPassword},
    {P::Any, Of::Both, "aplication password", H::AppPassword}, // Mail.ru
    {P::Any, Of::Both, "authorization code", H::AuthorizationCode},
    {P::Any, Of::Both, "\xE6\x8E\x88\xE6\x9D\x83\xE7\xA0\x81", H::AuthorizationCode}, // the same in Chinese
    {P::Any, Of::Incoming, "yet to enable imap", H::ImapOff},
    {P::Any, Of::Incoming, "imap access is disabled", H::ImapOff},
    {P::Any, Of::Incoming, "imap is disabled", H::ImapOff},
    {P::Any, Of::Incoming, "imap is not enabled", H::ImapOff},
    {P::Any, Of::Incoming, "imap access is not enabled", H::ImapOff},
    {P::Any, Of::Incoming, "not enabled for imap", H::ImapOff},
    {P::Any, Of::Incoming, "imap access not allowed", H::ImapOff},
    {P::Any, Of::Incoming, "yet to enable pop", H::PopOff},
    {P::Any, Of::Incoming, "pop access is disabled", H::PopOff},
    {P::Any, Of::Incoming, "pop3 is disabled", H::PopOff},
    {P::Any, Of::Incoming, "pop3 access is disabled", H::PopOff},
    {P::Any, Of::Incoming, "not enabled for pop", H::PopOff},
    {P::Any, Of::Both, "basic authentication is disabled", H::BasicAuthOff},
    {P::Any, Of::Both, "basic authentication is not supported", H::BasicAuthOff},
    {P::Any, Of::Both, "basicauthblocked", H::BasicAuthOff},
    {P::Any, Of::Outgoing, "smtpclientauthentication is disabled", H::SmtpAuthOff},
    {P::Any, Of::Both, "via your web browser", H::WebSignInNeeded},
    {P::Any, Of::Both, "via a web browser", H::WebSignInNeeded},
    {P::Any, Of::Both, "with your web browser", H::WebSignInNeeded},
    {P::Any, Of::Both, "web login required", H::WebSignInNeeded},
    {P::Any, Of::Both, "account has been locked", H::AccountLocked},
    {P::Any, Of::Both, "account is locked", H::AccountLocked},
    {P::Any, Of::Both, "account is temporarily locked", H::AccountLocked},
    {P::Any, Of::Both, "account has been suspended", H::AccountLocked},
    {P::Any, Of::Both, "account is disabled", H::AccountLocked},
    {P::Any, Of::Both, "account disabled", H::AccountLocked},
    {P::Any, Of::Both, "[expired]", H::PasswordExpired},
    {P::Any, Of::Both, "password has expired", H::PasswordExpired},
    {P::Any, Of::Both, "password expired", H::PasswordExpired},
    {P::Any, Of::Both, "[contactadmin]", H::AskAdministrator},
    {P::Any, Of::Both, "[authorizationfailed]", H::AskAdministrator},
};

constexpr UsualRow kUsual[] = {
    {P::Gmail, Of::Both, H::AppPassword},
    {P::Outlook, Of::Both, H::BasicAuthOff},
    {P::Yahoo, Of::Both, H::AppPassword},
    {P::Aol, Of::Both, H::AppPassword},
    {P::YahooJapan, Of::Both, H::ImapOff},
    {P::YahooJapan, Of::Both, H::UserIsLocalPart},
    {P::ICloud, Of::Both, H::AppPassword},
    {P::ICloud, Of::Incoming, H::UserIsLocalPart},
    {P::ICloud, Of::Outgoing, H::UserIsAddress},
    {P::Zoho, Of::Both, H::WrongRegion},
    {P::Zoho, Of::Both, H::AppPassword},
    {P::Fastmail, Of::Both, H::AppPassword},
    {P::Fastmail, Of::Both, H::UserIsAddress},
    {P::Gmx, Of::Both, H::ImapOff},
    {P::Gmx, Of::Both, H::WrongRegion},
    {P::Gmx, Of::Both, H::AppPassword},
    {P::WebDe, Of::Both, H::ImapOff},
    {P::WebDe, Of::Both, H::AppPassword},
    {P::TOnline, Of::Both, H::SeparatePassword},
    {P::Yandex, Of::Both, H::AppPassword},
    {P::Yandex, Of::Both, H::ImapOff},
    {P::MailRu, Of::Both, H::AppPassword},
    {P::Naver, Of::Both, H::ImapOff},
    {P::Naver, Of::Both, H::AppPassword},
    {P::Tencent, Of::Both, H::AuthorizationCode},
    {P::NetEase, Of::Both, H::AuthorizationCode},
    {P::Docomo, Of::Both, H::SeparatePassword},
    {P::Docomo, Of::Both, H::UserIsIssuedId},
    {P::Au, Of::Both, H::UserIsIssuedId},
    {P::SoftBank, Of::Both, H::UserIsLocalPart},
    {P::Nifty, Of::Imap, H::PaidOption},
    {P::Nifty, Of::Both, H::UserIsLocalPart},
    {P::SoNet, Of::Imap, H::PaidOption},
    {P::Proton, Of::Both, H::SeparatePassword},
};

constexpr HelpRow kHelp[] = {
    {P::Gmail, H::AppPassword, "https://support.google.com/accounts/answer/185833"},
    {P::Gmail, H::ImapOff, "https://support.google.com/mail/answer/7126229"},
    {P::Gmail, H::PopOff, "https://support.google.com/mail/answer/7104828"},
    {P::Gmail, H::WebSignInNeeded, "https://support.google.com/mail/accounts/answer/78754"},
    {P::Gmail, H::TooManyConnections, "https://support.google.com/mail/answer/7126229"},
    {P::Outlook, H::BasicAuthOff, "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online"},
    {P::Outlook, H::SmtpAuthOff, "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission"},
    {P::Outlook, H::ImapOff, "https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040"},
    {P::Outlook, H::PopOff, "https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040"},
    {P::Outlook, H::NotConnected, "https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040"},
    {P::Outlook, H::WebSignInNeeded, "https://account.microsoft.com/security"},
    {P::Yahoo, H::AppPassword, "https://help.yahoo.com/kb/SLN15241.html"},
    {P::Aol, H::AppPassword, "https://help.aol.com/articles/Create-and-manage-app-password"},
    {P::YahooJapan, H::ImapOff, "https://support.yahoo-net.jp/PccMail/s/article/H000014864"},
    {P::ICloud, H::AppPassword, "https://support.apple.com/102654"},
    {P::Zoho, H::ImapOff, "https://www.zoho.com/mail/help/imap-access.html"},
    {P::Zoho, H::WrongRegion, "https://www.zoho.com/mail/help/imap-access.html"},
    {P::Zoho, H::AppPassword, "https://www.zoho.com/mail/help/imap-access.html"},
    {P::Zoho, H::PopOff, "https://www.zoho.com/mail/help/pop-access.html"},
    {P::Fastmail, H::AppPassword, "https://www.fastmail.help/hc/en-us/articles/360058752854"},
    {P::Gmx, H::ImapOff, "https://hilfe.gmx.net/pop-imap/einschalten.html"},
    {P::WebDe, H::ImapOff, "https://hilfe.web.de/pop-imap/einschalten.html"},
    {P::Yandex, H::AppPassword, "https://yandex.com/support/mail/mail-clients.html"},
    {P::Yandex, H::ImapOff, "https://yandex.com/support/mail/mail-clients.html"},
    {P::MailRu, H::AppPassword, "https://help.mail.ru/mail/security/protection/external"},
    {P::Tencent, H::AuthorizationCode, "https://service.mail.qq.com/"},
    {P::Tencent, H::ImapOff, "https://service.mail.qq.com/"},
    {P::NetEase, H::AuthorizationCode, "https://help.mail.163.com/"},
    {P::NetEase, H::ImapOff, "https://help.mail.163.com/"},
};

} // namespace

std::span<const ProviderHosts> providerHosts() { return kHosts; }
std::span<const TextRow> textRows() { return kTexts; }
std::span<const UsualRow> usualRows() { return kUsual; }
std::span<const HelpRow> helpRows() { return kHelp; }

} // namespace tributary::accounts::detail
