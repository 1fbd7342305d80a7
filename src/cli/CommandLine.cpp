// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CommandLine.h"

#include "cli/FilterWords.h"

#include <QMap>

#include <algorithm>
#include <array>
#include <numeric>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What each command takes: options with a value, flags, and how many operands.
struct Shape {
    QStringList values;
    QStringList flags;
    int minOperands = 0;
    int maxOperands = 0;
};

const QStringList kAccountValues{u"email"_s, u"name"_s, u"display-name"_s, u"provider"_s, u"protocol"_s, u"in-host"_s, u"in-port"_s,
                                 u"in-security"_s, u"in-user"_s, u"out-host"_s, u"out-port"_s, u"out-security"_s, u"out-user"_s,
                                 u"relay"_s, u"from"_s, u"reply-to"_s, u"save-sent"_s, u"sync-since"_s, u"mailboxes"_s,
                                 u"leave"_s, u"poll-minutes"_s, u"batch"_s, u"unread-only"_s, u"flagged-only"_s, u"body-days"_s, u"colour"_s};
/// Another protocol or provider would be another account.
QStringList editValues() {
    QStringList values = kAccountValues;
    values.removeAll(u"protocol"_s);
    values.removeAll(u"provider"_s);
    return values;
}
const QStringList kAccountFlags{u"default"_s, u"password-stdin"_s, u"allow-non-standard-ports"_s, u"oauth"_s, u"device-code"_s};

const QStringList kIdentityValues{u"account"_s, u"address"_s, u"display-name"_s, u"reply-to"_s, u"signature-file"_s};

const QStringList kFilterValues{u"account"_s, u"name"_s, u"if"_s, u"then"_s, u"json-file"_s};
const QStringList kFilterFlags{u"any"_s, u"every"_s, u"disabled"_s};
const QStringList kVacationValues{u"json-file"_s, u"subject"_s, u"text"_s, u"text-file"_s, u"inside-text"_s, u"from"_s, u"until"_s, u"time-zone"_s,
                                  u"weekdays"_s, u"hours"_s, u"audience"_s, u"except"_s, u"interval-days"_s};

const QMap<QString, Shape>& shapes() {
    static const QMap<QString, Shape> map{
        {u"account discover"_s, {{u"protocol"_s}, {u"offline"_s}, 1, 1}},
        {u"account test"_s, {kAccountValues, kAccountFlags + QStringList{u"report"_s}, 0, 1}},
        {u"account add"_s, {kAccountValues, kAccountFlags, 0, 0}},
        {u"account edit"_s, {editValues(), {u"default"_s, u"password-stdin"_s, u"allow-non-standard-ports"_s}, 1, 1}},
        {u"account list"_s, {}},
        {u"account show"_s, {{}, {}, 1, 1}},
        {u"account password"_s, {{}, {u"password-stdin"_s, u"oauth"_s, u"device-code"_s}, 1, 1}},
        {u"account default"_s, {{}, {}, 1, 1}},
        {u"account enable"_s, {{}, {}, 1, 1}},
        {u"account disable"_s, {{}, {}, 1, 1}},
        {u"account remove"_s, {{}, {u"keep-mail"_s}, 1, 1}},
        {u"sync"_s, {{u"mailbox"_s}, {u"watch"_s, u"retry"_s}, 0, 1000}},
        {u"mailbox list"_s, {{}, {}, 0, 1}},
        {u"message list"_s, {{u"account"_s, u"mailbox"_s, u"view"_s, u"limit"_s, u"after"_s}, {}, 0, 0}},
        {u"message show"_s, {{u"part"_s}, {}, 1, 1}},
        {u"message attachments"_s, {{}, {}, 1, 1}},
        {u"message save"_s, {{u"to"_s}, {}, 2, 2}},
        {u"message mark"_s, {{u"keyword"_s, u"no-keyword"_s}, {u"seen"_s, u"unseen"_s, u"flagged"_s, u"unflagged"_s, u"stdin"_s}, 0, 100'000}},
        {u"message move"_s, {{u"to"_s}, {u"stdin"_s}, 0, 100'000}},
        {u"message copy"_s, {{u"to"_s}, {u"stdin"_s}, 0, 100'000}},
        {u"message delete"_s, {{}, {u"permanently"_s, u"stdin"_s}, 0, 100'000}},
        {u"message archive"_s, {{}, {u"stdin"_s}, 0, 100'000}},
        {u"message junk"_s, {{}, {u"not"_s, u"stdin"_s}, 0, 100'000}},
        {u"mailbox create"_s, {{u"account"_s}, {}, 1, 1}},
        {u"mailbox rename"_s, {{u"account"_s}, {}, 2, 2}},
        {u"mailbox delete"_s, {{u"account"_s}, {}, 1, 1}},
        {u"mailbox subscribe"_s, {{u"account"_s}, {}, 1, 1}},
        {u"mailbox unsubscribe"_s, {{u"account"_s}, {}, 1, 1}},
        {u"mailbox empty-trash"_s, {{u"account"_s}, {}, 0, 0}},
        {u"mailbox put-back"_s, {{u"account"_s}, {}, 1, 1}},
        {u"mailbox let-go"_s, {{u"account"_s}, {}, 1, 1}},
        {u"change list"_s, {{u"limit"_s}, {}, 0, 0}},
        {u"change undo"_s, {{}, {}, 1, 1}},
        {u"send"_s,
         {{u"account"_s, u"from"_s, u"to"_s, u"cc"_s, u"bcc"_s, u"subject"_s, u"body-file"_s, u"html-file"_s, u"attach"_s, u"reply"_s, u"forward"_s, u"charset"_s},
          {u"all"_s, u"queue"_s},
          0,
          0}},
        {u"outbox list"_s, {}},
        {u"outbox retry"_s, {{}, {}, 1, 1}},
        {u"outbox cancel"_s, {{}, {}, 1, 1}},
        {u"identity list"_s, {}},
        {u"identity add"_s, {kIdentityValues, {u"default"_s}, 0, 0}},
        {u"identity edit"_s, {kIdentityValues, {u"default"_s}, 1, 1}},
        {u"identity remove"_s, {{}, {}, 1, 1}},
        {u"identity verify"_s, {{u"account"_s, u"purpose"_s}, {}, 1, 1}},
        {u"identity confirm"_s, {{u"account"_s, u"purpose"_s}, {}, 2, 2}},
        {u"search"_s, {{u"account"_s, u"limit"_s, u"after"_s}, {u"server"_s}, 1, 1000}},
        {u"doctor"_s, {{u"mailbox"_s}, {}, 1, 1}},
        {u"storage"_s, {{u"budget"_s}, {}, 0, 1}},
        {u"export"_s, {{u"settings"_s, u"account"_s, u"mailbox"_s, u"format"_s, u"to"_s}, {u"offline"_s}, 0, 0}},
        {u"import"_s,
         {{u"settings"_s, u"thunderbird"_s, u"profile"_s, u"only"_s, u"account"_s, u"mailbox"_s, u"format"_s}, {u"allow-non-standard-ports"_s}, 0, 1}},
        {u"filter list"_s, {{}, {}, 0, 1}},
        {u"filter add"_s, {kFilterValues, kFilterFlags, 0, 0}},
        {u"filter edit"_s, {kFilterValues, kFilterFlags, 1, 1}},
        {u"filter remove"_s, {{}, {}, 1, 1}},
        {u"filter move"_s, {{}, {}, 2, 2}},
        {u"filter enable"_s, {{}, {}, 1, 1}},
        {u"filter disable"_s, {{}, {}, 1, 1}},
        {u"filter test"_s, {kFilterValues + QStringList{u"id"_s, u"mailbox"_s, u"limit"_s}, kFilterFlags, 0, 0}},
        {u"filter apply"_s, {{u"account"_s, u"id"_s, u"mailbox"_s}, {}, 0, 0}},
        {u"filter import"_s, {{u"account"_s}, {u"dry-run"_s}, 1, 1}},
        {u"filter why"_s, {{}, {}, 1, 1}},
        {u"filter server"_s, {{u"keep"_s}, {u"on"_s, u"off"_s, u"now"_s}, 1, 1}},
        {u"vacation show"_s, {{}, {}, 1, 1}},
        {u"vacation set"_s, {kVacationValues, {}, 1, 1}},
        {u"vacation off"_s, {{}, {}, 1, 1}},
        {u"vacation preview"_s, {kVacationValues + QStringList{u"limit"_s}, {}, 1, 1}},
        {u"backup"_s, {{u"passphrase-file"_s}, {u"with-secrets"_s}, 1, 1}},
        {u"restore"_s, {{u"passphrase-file"_s}, {}, 1, 1}},
    };
    return map;
}

tl::unexpected<Error> usage(const QString& what) {
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, what);
}

class Parser {
  public:
    explicit Parser(QStringList arguments) : m_left(std::move(arguments)) {}

    Result<CommandLine> parse() {
        TRY_STATUS(takeGlobals());
        if (m_line.help || m_line.version)
            return m_line;
        TRY_STATUS(takeCommand());
        const Shape& shape = shapes()[m_line.command];
        while (!m_left.isEmpty())
            TRY_STATUS(takeArgument(shape));
        const auto count = m_line.operands.size();
        if (count < shape.minOperands)
            return usage(u"%1: an argument is missing"_s.arg(m_line.command));
        if (count > shape.maxOperands)
            return usage(u"%1: too many arguments"_s.arg(m_line.command));
        TRY_STATUS(checkOperands());
        return m_line;
    }

  private:
    /// What needs no profile to be seen as wrong: ids that are no numbers, a search for punctuation (see search/Query.h).
    Status checkOperands() const {
        static const QStringList kTakeIds{u"message show"_s, u"message attachments"_s, u"message save"_s, u"message mark"_s,
                                          u"message move"_s, u"message copy"_s,        u"message delete"_s, u"message archive"_s,
                                          u"message junk"_s, u"change undo"_s, u"outbox retry"_s, u"outbox cancel"_s};
        if (kTakeIds.contains(m_line.command)) {
            if (m_line.operands.isEmpty() && !m_line.has("stdin"))
                return usage(u"%1: an id is missing"_s.arg(m_line.command));
            const qsizetype ids = m_line.command == "message save"_L1 ? 1 : m_line.operands.size();
            for (const QString& word : m_line.operands.first(ids)) {
                bool ok = false;
                if (word.toLongLong(&ok) <= 0 || !ok)
                    return usage(u"%1: '%2' is no id (a number that '%3 list' prints)"_s.arg(m_line.command, word, m_line.command.section(u' ', 0, 0)));
            }
        }
        TRY_STATUS(checkWords());
        if (m_line.command == "search"_L1) {
            const auto text = m_line.operands.join(u' ').toUcs4();
            if (std::none_of(text.begin(), text.end(), [](uint c) { return QChar::isLetterOrNumber(c); }))
                return usage(u"search: '%1' holds no word to look for"_s.arg(m_line.operands.join(u' ')));
        }
        return {};
    }

    /// Options of which one must be there, or that know certain words only.
    Status checkWords() const {
        static const QMap<QString, std::pair<const char*, QStringList>> kWords{
            {u"message list"_s, {"view", {u"inbox"_s, u"unread"_s, u"flagged"_s, u"all"_s}}},
            {u"message show"_s, {"part", {u"summary"_s, u"headers"_s, u"text"_s, u"html"_s, u"raw"_s, u"structure"_s}}},
            {u"account discover"_s, {"protocol", {u"imap"_s, u"pop3"_s}}},
            {u"filter server"_s, {"keep", {u"theirs"_s, u"ours"_s}}},
            {u"identity verify"_s, {"purpose", {u"reply-to"_s, u"sender"_s}}},
            {u"identity confirm"_s, {"purpose", {u"reply-to"_s, u"sender"_s}}}};
        const auto known = kWords.constFind(m_line.command);
        if (known != kWords.constEnd() && m_line.has(known->first) && !known->second.contains(m_line.value(known->first)))
            return usage(u"%1: --%2 is one of %3"_s.arg(m_line.command, QLatin1String(known->first), known->second.join(u' ')));
        if (m_line.command == "message mark"_L1) {
            static constexpr std::array kMarks{"seen", "unseen", "flagged", "unflagged", "keyword", "no-keyword"};
            const auto given = std::accumulate(kMarks.begin(), kMarks.end(), qsizetype(0), [this](qsizetype sum, const char* mark) {
                return sum + m_line.options.value(QLatin1String(mark)).size();
            });
            if (given != 1)
                return usage(u"message mark: one of --seen --unseen --flagged --unflagged --keyword K --no-keyword K at a time"_s);
        }
        if ((m_line.command == "message move"_L1 || m_line.command == "message copy"_L1) && !m_line.has("to"))
            return usage(u"%1: --to MAILBOX is missing"_s.arg(m_line.command));
        if (m_line.command == "identity add"_L1 && !m_line.has("address"))
            return usage(u"identity add: --address X is missing"_s);
        if (m_line.command == "send"_L1)
            return checkSend();
        if (m_line.command.startsWith("filter "_L1))
            return checkFilter();
        return checkTransfer();
    }

    Status checkFilter() const {
        if (m_line.has("any") && m_line.has("every"))
            return usage(u"%1: either --any or --every"_s.arg(m_line.command));
        if (m_line.has("if") && m_line.has("every")) // it would take all mail, whatever the condition says
            return usage(u"%1: either --if or --every"_s.arg(m_line.command));
        const bool isGiven = m_line.has("json-file") || m_line.has("if") || m_line.has("every");
        if (m_line.command == "filter add"_L1 && (!isGiven || !(m_line.has("then") || m_line.has("json-file"))))
            return usage(u"filter add: --if FIELD TEST VALUE (or --every) and --then VERB [TARGET], or --json-file F"_s);
        if (m_line.command == "filter test"_L1 && isGiven == m_line.has("id"))
            return usage(u"filter test: either --id ID or --if FIELD TEST VALUE (--every, --json-file F)"_s);
        if (m_line.command == "filter server"_L1 && m_line.options.size() > 1)
            return usage(u"filter server: one of --now --on --off --keep theirs|ours"_s);
        return {};
    }

    Status checkTransfer() const {
        const bool isExport = m_line.command == "export"_L1, isImport = m_line.command == "import"_L1;
        if (m_line.command == "restore"_L1 && m_line.profile.isEmpty())
            return usage(u"restore: --profile DIR is missing (a new or an empty folder)"_s);
        if (!isExport && !isImport)
            return {};
        int kinds = m_line.has("account") ? 1 : 0;
        for (const char* name : {"settings", "thunderbird", "profile"})
            kinds += m_line.has(name) ? 1 : 0;
        if (kinds != 1)
            return usage(isExport ? u"export: either --settings FILE or --account A"_s
                                  : u"import: one of --settings FILE, --thunderbird DIR, --profile DIR, or a file of mail with --account A"_s);
        static const QStringList kFormats{u"mbox"_s, u"maildir"_s, u"eml"_s};
        if (m_line.has("format") && !kFormats.contains(m_line.value("format")))
            return usage(u"%1: --format is one of %2"_s.arg(m_line.command, kFormats.join(u' ')));
        if (isExport && m_line.has("account") && (!m_line.has("to") || !m_line.has("format")))
            return usage(u"export: --format mbox|maildir|eml and --to DIR are needed"_s);
        if (isImport && m_line.has("account") && (m_line.operands.size() != 1 || !m_line.has("mailbox")))
            return usage(u"import: FILE|DIR --account A --mailbox M"_s);
        if (isImport && !m_line.has("account") && !m_line.operands.isEmpty())
            return usage(u"import: mail goes into a mailbox: --account A --mailbox M"_s);
        return {};
    }

    Status checkSend() const {
        if (m_line.has("reply") && m_line.has("forward"))
            return usage(u"send: either --reply or --forward"_s);
        if (m_line.has("all") && !m_line.has("reply"))
            return usage(u"send: --all belongs to --reply ID"_s);
        if (!m_line.has("to") && !m_line.has("cc") && !m_line.has("bcc") && !m_line.has("reply"))
            return usage(u"send: --to ADDRESS is missing"_s);
        // An answer and a forward bring their own; what is new says both, if only --subject '' or --body-file /dev/null.
        if (!m_line.has("reply") && !m_line.has("forward")) {
            if (!m_line.has("subject"))
                return usage(u"send: --subject S is missing"_s);
            if (!m_line.has("body-file") && !m_line.has("html-file"))
                return usage(u"send: --body-file F is missing"_s);
        }
        for (const char* name : {"reply", "forward"}) {
            if (m_line.has(name) && m_line.value(name).toLongLong() <= 0)
                return usage(u"send: --%1 takes the id of a message"_s.arg(QLatin1String(name)));
        }
        static const QStringList kCharsets{u"utf-8"_s, u"iso-2022-jp"_s};
        if (m_line.has("charset") && !kCharsets.contains(m_line.value("charset").toLower()))
            return usage(u"send: --charset is one of %1"_s.arg(kCharsets.join(u' ')));
        return {};
    }

    /// Global options may also stand behind the command.
    Result<bool> takeGlobal(const QString& argument) {
        QString* target = argument == "--profile"_L1   ? &m_line.profile
                          : argument == "--policy"_L1  ? &m_line.policy
                          : argument == "--secrets"_L1 ? &m_line.secrets
                                                       : nullptr;
        if (target) {
            if (m_left.isEmpty())
                return usage(u"%1 needs a value"_s.arg(argument));
            *target = m_left.takeFirst();
            if (target == &m_line.secrets && *target != "keychain"_L1 && *target != "sealed"_L1)
                return usage(u"--secrets: keychain or sealed"_s);
            return true;
        }
        bool* flag = argument == "--json"_L1                             ? &m_line.json
                     : argument == "--quiet"_L1                          ? &m_line.quiet
                     : argument == "--verbose"_L1                        ? &m_line.verbose
                     : argument == "--help"_L1 || argument == "-h"_L1    ? &m_line.help
                     : argument == "--version"_L1                        ? &m_line.version
                                                                         : nullptr;
        if (flag)
            *flag = true;
        return flag != nullptr;
    }

    Status takeGlobals() {
        while (!m_left.isEmpty() && m_left.first().startsWith(u'-')) {
            const QString argument = m_left.takeFirst();
            TRY(const bool taken, takeGlobal(argument));
            if (!taken)
                return usage(u"unknown option %1"_s.arg(argument));
        }
        return {};
    }

    Status takeCommand() {
        if (m_left.isEmpty())
            return usage(u"a command is missing"_s);
        QString command = m_left.takeFirst();
        if (!shapes().contains(command) && !m_left.isEmpty() && shapes().contains(command + u' ' + m_left.first()))
            command += u' ' + m_left.takeFirst();
        if (!shapes().contains(command))
            return usage(u"unknown command %1"_s.arg(m_left.isEmpty() ? command : QString(command + u' ' + m_left.first())));
        m_line.command = command;
        return {};
    }

    Status takeArgument(const Shape& shape) {
        QString argument = m_left.takeFirst();
        if (m_onlyOperands || !argument.startsWith("--"_L1)) {
            m_line.operands.append(argument);
            return {};
        }
        if (argument == "--"_L1) {
            m_onlyOperands = true;
            return {};
        }
        std::optional<QString> inlineValue;
        if (const qsizetype equals = argument.indexOf(u'='); equals > 0) {
            inlineValue = argument.mid(equals + 1);
            argument.truncate(equals);
        }
        const QString name = argument.mid(2);
        if (shape.flags.contains(name) && !inlineValue) {
            m_line.options[name].append(QString());
            return {};
        }
        if (shape.values.contains(name)) {
            if (!inlineValue && m_left.isEmpty())
                return usage(u"%1 needs a value"_s.arg(argument));
            if (inlineValue)
                m_left.prepend(*inlineValue);
            const int words = wordsOf(name, m_left);
            if (m_left.size() < words)
                return usage(u"%1 needs %2 values"_s.arg(argument).arg(words));
            m_line.options[name] += m_left.first(words);
            m_left.remove(0, words);
            return {};
        }
        TRY(const bool global, takeGlobal(argument));
        return global ? Status() : Status(usage(u"%1: unknown option %2"_s.arg(m_line.command, argument)));
    }

    QStringList m_left;
    CommandLine m_line;
    bool m_onlyOperands = false;
};

} // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments) { return Parser(arguments).parse(); }

QString usageText() {
    return u"tributary-cli [--profile DIR] [--policy FILE] [--secrets keychain|sealed] [--json] [--quiet] [--verbose] COMMAND ...\n"
           "\n"
           "  account discover ADDRESS [--protocol imap|pop3] [--offline]\n"
           "  account test|add --email A [--name N] [--provider ID] [--protocol imap|pop3] [--in-host H --in-port P --in-security tls|starttls|none\n"
           "               --in-user U] [--out-host H --out-port P --out-security S --out-user U] [--relay ACCOUNT] [--from A] [--reply-to A]\n"
           "               [--default] [--save-sent yes|no] [--sync-since YYYY-MM-DD] [--mailboxes GLOB,...]\n"
           "               [--leave always|DAYS|never] [--poll-minutes N] [--batch N]     (POP3: what stays on the server, how often it is asked)\n"
           "               [--unread-only yes|no] [--flagged-only yes|no] [--body-days N]   (IMAP: what comes here; 0: all texts)\n"
           "               [--allow-non-standard-ports] --password-stdin | --oauth | --device-code\n"
           "  account test ACCOUNT [--report]     as it is kept; --report (also with the options above): a text for whoever helps, without secrets\n"
           "  account edit A [the options of add, but --protocol and --provider] [--sync-since all] [--mailboxes *] [--relay none] [--colour 0..7]\n"
           "  account list | show A | default A | enable A | disable A | remove A | password A --password-stdin|--oauth|--device-code\n"
           "  sync [A...] [--mailbox M]... [--watch]\n"
           "  mailbox list [A]\n"
           "  message list [--account A] [--mailbox M | --view inbox|unread|flagged|all] [--limit N] [--after CURSOR]\n"
           "  message show ID [--part summary|headers|text|html|raw|structure]\n"
           "  message attachments ID | message save ID PART --to DIR\n"
           "  message mark ID... --seen|--unseen|--flagged|--unflagged|--keyword K|--no-keyword K\n"
           "  message move|copy ID... --to MAILBOX | message archive ID... | message junk ID... [--not]\n"
           "  message delete ID... [--permanently]     (ids also from standard input: --stdin)\n"
           "  mailbox create|delete|subscribe|unsubscribe NAME [--account A] | mailbox rename NAME NEW [--account A]\n"
           "  mailbox empty-trash [--account A] | mailbox put-back|let-go NAME [--account A]   (what disappeared in a mass)\n"
           "  change list [--limit N] | change undo ID\n"
           "  send --account A [--from A] --to A... [--cc A] [--bcc A] --subject S --body-file F [--html-file F] [--attach F]...\n"
           "       [--reply ID [--all] | --forward ID] [--charset utf-8|iso-2022-jp] [--queue]     (F: '-' is standard input)\n"
           "  outbox list | outbox retry ID | outbox cancel ID\n"
           "  identity list | identity add --account A --address X [--display-name N] [--reply-to R] [--signature-file F] [--default]\n"
           "  identity edit|remove ADDRESS\n"
           "  identity verify ADDRESS | identity confirm ADDRESS CODE [--account A] [--purpose reply-to|sender]\n"
           "  search QUERY [--account A] [--limit N] [--after CURSOR] [--server]     (--server: also what is not in the cache)\n"
           "  filter list [A] | filter remove|enable|disable ID | filter move ID POSITION\n"
           "  filter add [--account A] --name N --if FIELD TEST VALUE... [--any] | --every --then VERB [TARGET]... [--disabled] | --json-file F\n"
           "  filter edit ID [the options of add]     (FIELD from to cc recipient subject body header:NAME size date age attachment list-id account,\n"
           "         TEST [not-]is contains begins ends wildcard expression above below before since exists,\n"
           "         VERB move copy flag label mark-read junk delete forward stop)\n"
           "  filter test --id ID... | [the options of add] [--account A] [--mailbox M] [--limit N]     (what it would take; nothing is changed)\n"
           "  filter apply [--account A] [--id ID]... [--mailbox M]... | filter import FILE [--account A] [--dry-run] | filter why MESSAGE\n"
           "  filter server A [--now | --on | --off | --keep theirs|ours]     (Sieve: what can run at the mail server does)\n"
           "  vacation show|off A | vacation set|preview A [--json-file F] [--subject S] [--text T | --text-file F] [--inside-text T] [--from TIME] [--until TIME]\n"
           "         [--time-zone Z] [--weekdays 1,2,...] [--hours HH:MM-HH:MM] [--audience everybody|known|others] [--except X]... [--interval-days N]\n"
           "  doctor A [--mailbox M]\n"
           "  storage [A] [--budget SIZE|none]     (SIZE such as 500M or 2G: what can be fetched again is dropped, the oldest first)\n"
           "  export --settings FILE | export --account A [--mailbox M] --format mbox|maildir|eml --to DIR [--offline]\n"
           "  import --settings FILE | --thunderbird DIR|auto | --profile DIR [--only ADDRESS]... [--allow-non-standard-ports]     (accounts, no passwords)\n"
           "  import FILE|DIR --account A --mailbox M [--format mbox|maildir|eml]     (mail)\n"
           "  backup FILE [--with-secrets] [--passphrase-file F] | restore FILE --profile DIR [--passphrase-file F]\n"
           "\n"
           "Passwords are read from standard input (first line) or asked for on a terminal, never taken as arguments.\n"
           "Exit: 0 done, 1 other failure, 2 usage, 3 connection, 4 authentication, 5 certificate, 6 invalid input,\n"
           "7 not found, 8 verification needed, 9 storage, 10 refused by policy, 11 partly done, 130 interrupted.\n"_s;
}

} // namespace tributary::cli
