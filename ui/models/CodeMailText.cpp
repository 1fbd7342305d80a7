// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CodeMailText.h"

#include <QCoreApplication>

namespace tributary::ui {

engine::CodeMailWords codeMailWords() {
    engine::CodeMailWords words;
    words.language = QCoreApplication::translate("CodeMailText", "en", "The language of the translation: en, ja ...");
    words.subject = QCoreApplication::translate("CodeMailText", "Confirm your address %1");
    words.replyToReason = QCoreApplication::translate("CodeMailText", "In Tributary, the mail program, somebody who sends mail as %1 wants the answers to come to %2. The code below confirms that this address is theirs.");
    words.senderReason = QCoreApplication::translate("CodeMailText", "In Tributary, the mail program, somebody who reads mail as %1 wants to send mail as %2. The code below confirms that this address is theirs.");
    words.typeIt = QCoreApplication::translate("CodeMailText", "Type this code in Tributary, under Settings, Send mail as:");
    words.holds = QCoreApplication::translate("CodeMailText", "It is good for 15 minutes, and once.");
    words.ignore = QCoreApplication::translate("CodeMailText", "If you did not ask for this, ignore this mail: nothing happens without the code. Give it to nobody.");
    return words;
}

} // namespace tributary::ui
