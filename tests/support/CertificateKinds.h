// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "support/WirePeer.h"

#include <QList>
#include <QString>

namespace tributary::tests {

/// One way in which a server may not be the one it says (CRT of reference/reliability.md), with a throwaway authority behind it.
struct CertificateKind {
    const char* name;
    QString host;                          ///< whom the client asks for; other than loopback: through a proxy
    ErrorCode expected = ErrorCode::None;  ///< None: it is good
    PeerIdentity identity;
};

/// All kinds; the good ones last. Made at the first call, in well under a second. Any thread.
[[nodiscard]] const QList<CertificateKind>& certificateKinds();
/// Ends the test program where there is none of that name.
[[nodiscard]] const CertificateKind& certificateKind(const QByteArray& name);
/// The authority to trust, PEM: another one in each process, another one than that of support/Certificates.h.
[[nodiscard]] QByteArray kindsAuthorityPem();

} // namespace tributary::tests
