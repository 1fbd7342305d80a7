// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderView.h"

#include "engine/Filters.h"
#include "ui/models/ErrorText.h"
#include "ui/models/FilterText.h"
#include "ui/models/MailboxNames.h"
#include "ui/reader/AttachmentActions.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/Conversation.h"
#include "ui/reader/HeaderCard.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/MessageWindow.h"
#include "ui/reader/ReaderCommands.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/ActionBar.h"
#include "ui/widgets/EmptyState.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace tributary::ui {

namespace {
constexpr int kKnownChannel = 7001; // its own: no list waits for it
constexpr int kKnownFrom = 3;
constexpr int kPatienceMs = 60;

/// Takes what room there is and asks for no more than it must have: the rows around the message have theirs first.
class Pages : public QStackedWidget {
  public:
    using QStackedWidget::QStackedWidget;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] bool hasHeightForWidth() const override { return false; } // else a layout holds all that is wished for needed
};

QString senderAddress(const engine::MessageContent& content) { return content.summary.from.isEmpty() ? QString() : content.summary.from.first().addrSpec.toLower(); }
} // namespace

ReaderView::ReaderView(engine::Engine& engine, QWidget* parent) : QWidget(parent), m_engine(engine), m_commands(new ReaderCommands(this)) {
    setSurface(this, Surface::Reader);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_bar = new ActionBar(this);
    m_bar->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceM, 0);
    m_bar->hide();
    outer->addWidget(m_bar);
    m_conversation = new Conversation(m_engine, this);
    outer->addWidget(m_conversation->top());
    m_stack = new Pages(this);
    outer->addWidget(m_stack, 1);
    outer->addWidget(m_conversation->bottom());
    m_empty = new EmptyState(this);
    m_pane = new MessagePane(m_engine, *m_commands, this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_pane);
    connect(m_pane, &MessagePane::notified, this, &ReaderView::notified);
    connect(m_pane, &MessagePane::readAgainRequested, this, [this] { load(true); });
    connect(m_pane, &MessagePane::nestedRequested, this, &ReaderView::openNested);
    connect(&m_pane->header(), &HeaderCard::reasonActivated, this, [this] { Q_EMIT filterRequested(m_pane->content().summary.account, m_reason); });
    connect(&m_engine, &engine::Engine::storeChanged, this, &ReaderView::followChanges);
    connect(&m_engine, &engine::Engine::accountsChanged, this, [this] {
        if (m_id.isValid() && m_pane->content().bodyMissing)
            showMissing(); // the line came or went
    });
    connectConversation();
    clear();
}

void ReaderView::connectConversation() {
    connect(m_conversation, &Conversation::openRequested, this, &ReaderView::openOther);
    connect(m_conversation, &Conversation::changed, this, &ReaderView::followConversation);
    connect(m_commands, &ReaderCommands::neighbourRequested, this, [this](int step) { openOther(m_conversation->neighbour(step)); });
    connect(m_commands, &ReaderCommands::conversationsChosen, this, [this](bool on) {
        ReadingOptions options = m_options;
        options.conversations = on;
        choose(options);
    });
    connect(m_commands, &ReaderCommands::newestFirstChosen, this, [this](bool on) {
        ReadingOptions options = m_options;
        options.newestFirst = on;
        choose(options);
    });
}

void ReaderView::choose(ReadingOptions options) {
    setReading(options);
    Q_EMIT readingChosen(options);
}

void ReaderView::followConversation() {
    const bool nested = !m_section.isEmpty();
    m_commands->setAround({!nested, m_options.conversations, m_options.newestFirst, m_conversation->neighbour(-1).isValid(), m_conversation->neighbour(1).isValid()});
    const model::MessageSummary* other = m_id != m_chosen ? m_conversation->open() : nullptr;
    Q_EMIT otherOpened(other ? std::optional(*other) : std::nullopt);
}

void ReaderView::resizeEvent(QResizeEvent* event) {
    m_conversation->setRoom(height());
    QWidget::resizeEvent(event);
}

void ReaderView::setActions(const QList<QAction*>& actions) {
    for (QAction* action : actions)
        action ? (void)m_bar->add(action) : m_bar->addGap();
    m_bar->addStretch();
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("readerMenu"));
    m_commands->fillView(*menu);
    menu->addSeparator();
    m_commands->fillEdit(*menu);
    menu->addSeparator();
    m_commands->fillFile(*menu);
    auto* more = new QAction(icon(QStringLiteral("more")), tr("More about this message"), this);
    more->setObjectName(QStringLiteral("more"));
    QToolButton* button = m_bar->add(more);
    connect(more, &QAction::triggered, button, [button, menu] { menu->popup(button->mapToGlobal(QPoint(button->width() - menu->sizeHint().width(), button->height()))); });
    m_bar->show();
}

void ReaderView::setReading(const ReadingOptions& options) {
    m_options = options;
    m_pane->setReading(options);
    m_conversation->setOptions(options.conversations, options.newestFirst);
    followConversation();
}

void ReaderView::showHint(const QString& iconName, const QString& line, const QString& hint) {
    m_empty->setBusy(false);
    m_empty->setContent(iconName, line, hint);
    m_stack->setCurrentWidget(m_empty);
}

void ReaderView::clear() {
    m_id = m_chosen = {};
    m_section.clear();
    m_conversation->clear();
    m_pane->clear();
    Q_EMIT left();
    showHint(QStringLiteral("mail-open"), tr("Choose a message to read it"), {});
}

void ReaderView::showMany(int count) {
    clear();
    showHint(QStringLiteral("mail"), tr("%Ln message(s) selected", nullptr, count), tr("What you choose above is done to all of them."));
}

void ReaderView::showMessage(MessageId id) {
    if (!id.isValid() && m_id.isValid())
        return clear();
    m_chosen = id;
    open(id);
    followConversation();
}

/// A message of the conversation that the chosen one belongs to.
void ReaderView::openOther(MessageId id) {
    if (!id.isValid())
        return;
    m_focusNext = m_conversation->top()->isAncestorOf(QApplication::focusWidget()) || m_conversation->bottom()->isAncestorOf(QApplication::focusWidget());
    open(id);
}

void ReaderView::open(MessageId id) {
    if (!id.isValid() || (id == m_id && m_section.isEmpty()))
        return;
    Q_EMIT left();
    m_id = id;
    m_conversation->prepare(id); // on its way before the message, and so there when it is
    m_section.clear();
    m_wanted = false;
    load(false);
}

void ReaderView::showNested(MessageId id, const QString& section) {
    m_id = id;
    m_section = section;
    followConversation();
    load(false);
}

void ReaderView::load(bool again) {
    const auto done = [this, again, id = m_id, section = m_section](const Result<engine::MessageContent>& content) {
        if (id == m_id && section == m_section) // else another one was chosen meanwhile
            take(content, again);
    };
    if (m_section.isEmpty())
        m_engine.loadMessage(m_id, again ? m_pane->wanted() : engine::ReadOptions(), this, done);
    else
        m_engine.loadNested(m_id, m_section, this, done);
}

void ReaderView::take(const Result<engine::MessageContent>& content, bool again) {
    if (content) {
        if (again)
            put(*content, true);
        else
            judge(*content);
        return;
    }
    if (again)
        return; // it went away while it was read: what is on screen stays
    m_pane->clear();
    m_conversation->show(m_id); // the others can still be opened
    const ErrorText text = errorText(content.error());
    showHint(QStringLiteral("error"), text.title, text.explanation);
}

/// Is the sender known? Whoever the user has written to, or has three messages from outside Junk. Asked once a session for an
/// address, and only where it decides on the form; a message does not wait long for it.
void ReaderView::judge(const engine::MessageContent& content) {
    const QString sender = senderAddress(content);
    const bool decides = content.form == engine::BodyForm::Default && !content.htmlOriginal.isEmpty() && !sender.isEmpty() && !sender.contains(u'"');
    if (!decides || m_known.contains(sender))
        return put(content, false);
    auto open = std::make_shared<bool>(true);
    const auto showOnce = [this, content, open, section = m_section] {
        if (std::exchange(*open, false) && content.summary.id == m_id && section == m_section)
            put(content, false);
    };
    QTimer::singleShot(kPatienceMs, this, showOnce);
    askKnown(QStringLiteral("to"), sender, 1, [this, sender, showOnce](std::optional<bool> written) {
        if (!written || *written) {
            if (written)
                m_known.insert(sender, true);
            return showOnce();
        }
        askKnown(QStringLiteral("from"), sender, kKnownFrom, [this, sender, showOnce](std::optional<bool> known) {
            if (known)
                m_known.insert(sender, *known);
            showOnce();
        });
    });
}

/// Nothing comes back where the question was overtaken by that of the next message.
void ReaderView::askKnown(const QString& field, const QString& address, int atLeast, const std::function<void(std::optional<bool>)>& done) {
    model::MessageQuery query;
    query.view = model::View::All;
    query.search = field + QStringLiteral(":\"") + address + u'"';
    query.limit = atLeast;
    m_engine.loadMessages(query, kKnownChannel, this, [done, atLeast](const Result<model::MessagePage>& page) {
        done(page ? std::optional<bool>(page->messages.size() >= atLeast) : std::nullopt);
    });
}

void ReaderView::put(const engine::MessageContent& content, bool again) {
    const bool wasMissing = !again || m_pane->content().bodyMissing;
    const bool inJunk = m_isJunk && m_isJunk(content.summary.mailbox);
    m_pane->show(content, again, inJunk ? SenderTrust::Junk : (m_known.value(senderAddress(content)) ? SenderTrust::Known : SenderTrust::Unknown));
    askReason(again);
    if (content.bodyMissing)
        showMissing();
    m_stack->setCurrentWidget(m_pane);
    if (!again && m_section.isEmpty())
        m_conversation->show(m_id);
    if (std::exchange(m_focusNext, false))
        focusBody();
    Q_EMIT loaded(m_id);
    if (!content.bodyMissing && wasMissing)
        Q_EMIT shown(content.summary);
}

/// Why it was moved (S5): of the message itself, not of one that is attached to it.
void ReaderView::askReason(bool again) {
    if (!again) {
        m_reason = {};
        m_pane->header().setReason({}, {});
    }
    if (!m_section.isEmpty())
        return;
    m_engine.filters().whyMoved(m_id, this, [this, id = m_id](const Result<QList<engine::FilterReason>>& reasons) {
        if (id != m_id || !reasons)
            return;
        const engine::FilterReason* const first = weightiestReason(*reasons);
        const QDateTime now = QDateTime::currentDateTime();
        QStringList all;
        for (const engine::FilterReason& one : *reasons)
            all.append(reasonLine(one, now));
        m_reason = first ? first->filter : FilterId();
        m_pane->header().setReason(first ? reasonLine(*first, now) : QString(), all.join(u'\n'));
    });
}

void ReaderView::showMissing() {
    if (!std::exchange(m_wanted, true))
        m_engine.wantBody(m_id);
    model::AccountState state;
    const model::MessageSummary& summary = m_pane->content().summary;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == summary.account)
            state = snapshot.state;
    }
    EmptyState& missing = m_pane->missing();
    using model::AccountActivity;
    if (state.activity == AccountActivity::Offline || state.activity == AccountActivity::Disabled) {
        missing.setBusy(false);
        missing.setContent(QStringLiteral("offline"), tr("This message is not on this computer yet"), tr("It is fetched as soon as the account is online again."));
    } else {
        missing.setContent(QStringLiteral("mail"), tr("Fetching the message…"), sizeText(summary.size));
        missing.setBusy(true);
    }
}

bool ReaderView::isWaiting() const {
    const engine::MessageContent& content = m_pane->content();
    return (m_wanted || m_pane->attachments().isWaiting()) && (content.bodyMissing || content.summary.body != model::BodyState::Whole);
}

void ReaderView::followChanges(const QList<model::StoreChange>& changes) {
    if (!m_id.isValid() || !isWaiting())
        return;
    for (const model::StoreChange& change : changes) {
        const auto* changed = std::get_if<model::MessagesChanged>(&change);
        if (changed && changed->ids.contains(m_id))
            return load(true);
    }
}

void ReaderView::openNested(const QString& section, const QString& name) {
    auto* window = new MessageWindow(m_engine, m_id, section, name, m_options, this);
    window->show();
}

void ReaderView::zoom(int steps) {
    m_options.zoom = steps == 0 ? 0 : std::clamp(m_options.zoom + steps, -7, 30);
    m_pane->setZoom(m_options.zoom);
    Q_EMIT zoomed(m_options.zoom);
}

void ReaderView::focusBody() { m_pane->body().focusText(); }
bool ReaderView::hasAttachments() const { return !m_pane->content().attachments.isEmpty(); }
void ReaderView::saveAllAttachments() { m_pane->attachments().saveAll(); }

} // namespace tributary::ui
