// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MachineNetwork.h"

#include "base/Log.h"
#include "net/AddressWatch.h"
#include "net/LocalAddresses.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QNetworkInformation>
#include <QThread>
#include <QTimer>

namespace tributary::engine {

using namespace std::chrono_literals;

namespace {

constexpr auto kTogether = 50ms; // one change is told in many messages
constexpr auto kEndWait = 3s;    // a D-Bus service that hangs holds the thread, and must not hold the program's end

using Feature = QNetworkInformation::Feature;

/// The backend that knows most of what there is.
bool loadBackend() {
    for (const QNetworkInformation::Features features :
         {Feature::Reachability | Feature::CaptivePortal | Feature::Metered | Feature::TransportMedium,
          Feature::Reachability | Feature::CaptivePortal | Feature::Metered, Feature::Reachability | Feature::Metered,
          QNetworkInformation::Features(Feature::Reachability)}) {
        if (QNetworkInformation::loadBackendByFeatures(features))
            return true;
    }
    return false;
}

NetworkFacts collectFacts() {
    NetworkFacts facts;
    facts.addresses = net::localAddresses();
    const QNetworkInformation* desktop = QNetworkInformation::instance();
    if (!desktop)
        return facts;
    using Reachability = QNetworkInformation::Reachability;
    if (desktop->reachability() != Reachability::Unknown)
        facts.isOnline = desktop->reachability() != Reachability::Disconnected;
    facts.hasPortal = desktop->isBehindCaptivePortal();
    facts.isMetered = desktop->isMetered();
    return facts;
}

class NetworkThread final : public QThread {
  public:
    explicit NetworkThread(std::shared_ptr<NetworkSource> source) : m_source(std::move(source)) {}

  protected:
    void run() override {
        QTimer soon;
        soon.setSingleShot(true);
        soon.setInterval(kTogether);
        QObject::connect(&soon, &QTimer::timeout, &soon, [this] { m_source->tell(collectFacts()); });
        const auto changed = [&soon] { soon.start(); };
        const net::AddressWatch addresses(changed);
        m_source->tell(collectFacts()); // the desktop may take its time
        if (loadBackend()) {
            const QNetworkInformation* desktop = QNetworkInformation::instance();
            qCInfo(lcEngine) << "network told by" << desktop->backendName();
            QObject::connect(desktop, &QNetworkInformation::reachabilityChanged, &soon, changed);
            QObject::connect(desktop, &QNetworkInformation::isBehindCaptivePortalChanged, &soon, changed);
            QObject::connect(desktop, &QNetworkInformation::isMeteredChanged, &soon, changed);
            QObject::connect(desktop, &QNetworkInformation::transportMediumChanged, &soon, changed);
            changed();
        }
        exec();
        QCoreApplication::sendPostedEvents(); // the end of QNetworkInformation, which Qt asks this thread for
    }

  private:
    std::shared_ptr<NetworkSource> m_source;
};

/// Of the running QCoreApplication; tests may have several after each other.
struct Machine {
    std::shared_ptr<NetworkSource> source;
    NetworkThread* thread = nullptr;
};

Guarded<Machine>& machine() {
    static Guarded<Machine> theOne;
    return theOne;
}

void endThread() {
    NetworkThread* const thread = machine().with([](Machine& m) {
        m.source.reset();
        return std::exchange(m.thread, nullptr);
    });
    if (!thread)
        return;
    thread->quit();
    if (thread->wait(QDeadlineTimer(kEndWait)))
        delete thread;
}

} // namespace

std::shared_ptr<NetworkSource> machineNetwork() {
    return machine().with([](Machine& m) {
        if (!m.source) {
            m.source = std::make_shared<NetworkSource>();
            m.thread = new NetworkThread(m.source);
            m.thread->setObjectName(QStringLiteral("network"));
            qAddPostRoutine(endThread);
            m.thread->start();
        }
        return m.source;
    });
}

} // namespace tributary::engine
