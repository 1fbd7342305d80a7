<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AccountSection</name>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln change waiting</numerusform>
            <numerusform>%Ln changes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplyDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) changed.</source>
        <translation>
            <numerusform>%Ln message changed.</numerusform>
            <numerusform>%Ln messages changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be judged: their text is not on this computer.</source>
        <translation>
            <numerusform>%Ln could not be judged: its text is not on this computer.</numerusform>
            <numerusform>%Ln could not be judged: their text is not on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would have been forwarded, and were not.</source>
        <translation>
            <numerusform>%Ln would have been forwarded, and was not.</numerusform>
            <numerusform>%Ln would have been forwarded, and were not.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) cannot work and were passed over.</source>
        <translation>
            <numerusform>%n filter cannot work and was passed over.</numerusform>
            <numerusform>%n filters cannot work and were passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentActions</name>
    <message numerus="yes">
        <source>%n file(s) saved in %1</source>
        <translation>
            <numerusform>%n file saved in %1</numerusform>
            <numerusform>%n files saved in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message numerus="yes">
        <source>%Ln message(s) marked as read</source>
        <translation>
            <numerusform>%Ln message marked as read</numerusform>
            <numerusform>%Ln messages marked as read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as unread</source>
        <translation>
            <numerusform>%Ln message marked as unread</numerusform>
            <numerusform>%Ln messages marked as unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) flagged</source>
        <translation>
            <numerusform>%Ln message flagged</numerusform>
            <numerusform>%Ln messages flagged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Flag removed from %Ln message(s)</source>
        <translation>
            <numerusform>Flag removed from %Ln message</numerusform>
            <numerusform>Flag removed from %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Marks of %Ln message(s) changed</source>
        <translation>
            <numerusform>Marks of %Ln message changed</numerusform>
            <numerusform>Marks of %Ln messages changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) moved</source>
        <translation>
            <numerusform>%Ln message moved</numerusform>
            <numerusform>%Ln messages moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) moved to %1</source>
        <translation>
            <numerusform>%Ln message moved to %1</numerusform>
            <numerusform>%Ln messages moved to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) copied</source>
        <translation>
            <numerusform>%Ln message copied</numerusform>
            <numerusform>%Ln messages copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) copied to %1</source>
        <translation>
            <numerusform>%Ln message copied to %1</numerusform>
            <numerusform>%Ln messages copied to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) deleted</source>
        <translation>
            <numerusform>%Ln message deleted</numerusform>
            <numerusform>%Ln messages deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) archived</source>
        <translation>
            <numerusform>%Ln message archived</numerusform>
            <numerusform>%Ln messages archived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as junk</source>
        <translation>
            <numerusform>%Ln message marked as junk</numerusform>
            <numerusform>%Ln messages marked as junk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as not junk</source>
        <translation>
            <numerusform>%Ln message marked as not junk</numerusform>
            <numerusform>%Ln messages marked as not junk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) deleted for good</source>
        <translation>
            <numerusform>%Ln message deleted for good</numerusform>
            <numerusform>%Ln messages deleted for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trash emptied: %Ln message(s)</source>
        <translation>
            <numerusform>Trash emptied: %Ln message</numerusform>
            <numerusform>Trash emptied: %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) put back on the server</source>
        <translation>
            <numerusform>%Ln message put back on the server</numerusform>
            <numerusform>%Ln messages put back on the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) taken by the filter %1</source>
        <translation>
            <numerusform>%Ln message taken by the filter %1</numerusform>
            <numerusform>%Ln messages taken by the filter %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Filters applied to %Ln message(s)</source>
        <translation>
            <numerusform>Filters applied to %Ln message</numerusform>
            <numerusform>Filters applied to %Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckingPage</name>
    <message numerus="yes">
        <source>%n mailbox(es)</source>
        <translation>
            <numerusform>%n mailbox</numerusform>
            <numerusform>%n mailboxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message numerus="yes">
        <source>%Ln message(s) in this conversation</source>
        <translation>
            <numerusform>%Ln message in this conversation</numerusform>
            <numerusform>%Ln messages in this conversation</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>The settings of %n account(s) are in %1. Passwords are not in it.</source>
        <translation>
            <numerusform>The settings of %n account are in %1. Passwords are not in it.</numerusform>
            <numerusform>The settings of %n accounts are in %1. Passwords are not in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are not on this computer as a whole, and were left out.</source>
        <translation>
            <numerusform>%n message is not on this computer as a whole, and was left out.</numerusform>
            <numerusform>%n messages are not on this computer as a whole, and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) exported to %1.</source>
        <translation>
            <numerusform>%n message exported to %1.</numerusform>
            <numerusform>%n messages exported to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FetchFields</name>
    <message numerus="yes">
        <source>Of the last %Ln day(s)</source>
        <translation>
            <numerusform>Of the last %Ln day</numerusform>
            <numerusform>Of the last %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message numerus="yes">
        <source>It took %Ln message(s) here</source>
        <translation>
            <numerusform>It took %Ln message here</numerusform>
            <numerusform>It took %Ln messages here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>age of a message</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>conditions</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiltersPage</name>
    <message numerus="yes">
        <source>%n filter(s) imported.</source>
        <translation>
            <numerusform>%n filter imported.</numerusform>
            <numerusform>%n filters imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait for their text before they can be filtered.</source>
        <translation>
            <numerusform>%Ln message waits for its text before it can be filtered.</numerusform>
            <numerusform>%Ln messages wait for their text before they can be filtered.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldBanner</name>
    <message numerus="yes">
        <source>%Ln message(s) disappeared from the server.</source>
        <translation>
            <numerusform>%Ln message disappeared from the server.</numerusform>
            <numerusform>%Ln messages disappeared from the server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportAccountsDialog</name>
    <message numerus="yes">
        <source>%n account(s) imported. Each waits for its password: it is asked for at its card, and in the sidebar.</source>
        <translation>
            <numerusform>%n account imported. It waits for its password: it is asked for at its card, and in the sidebar.</numerusform>
            <numerusform>%n accounts imported. Each waits for its password: it is asked for at its card, and in the sidebar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFiltersDialog</name>
    <message numerus="yes">
        <source>%n filter(s) found. They are put behind those that you have.</source>
        <translation>
            <numerusform>%n filter found. It is put behind those that you have.</numerusform>
            <numerusform>%n filters found. They are put behind those that you have.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportMailDialog</name>
    <message numerus="yes">
        <source>%n message(s) imported.</source>
        <translation>
            <numerusform>%n message imported.</numerusform>
            <numerusform>%n messages imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) had been in the mailbox already.</source>
        <translation>
            <numerusform>%n message had been in the mailbox already.</numerusform>
            <numerusform>%n messages had been in the mailbox already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are too long to be imported.</source>
        <translation>
            <numerusform>%n message is too long to be imported.</numerusform>
            <numerusform>%n messages are too long to be imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxTreeModel</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread, %2</source>
        <translation>
            <numerusform>%1, %n unread, %2</numerusform>
            <numerusform>%1, %n unread, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) disappeared from the server</source>
        <translation>
            <numerusform>%Ln message disappeared from the server</numerusform>
            <numerusform>%Ln messages disappeared from the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Leaves in %n second(s)</source>
        <translation>
            <numerusform>Leaves in %n second</numerusform>
            <numerusform>Leaves in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManagedPage</name>
    <message numerus="yes">
        <source>At most %n account(s) can be added.</source>
        <translation>
            <numerusform>At most %n account can be added.</numerusform>
            <numerusform>At most %n accounts can be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n additional certificate authority file(s) are trusted.</source>
        <translation>
            <numerusform>%n additional certificate authority file is trusted.</numerusform>
            <numerusform>%n additional certificate authority files are trusted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageRowsView</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageStrips</name>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracker(s)</source>
        <translation>
            <numerusform>%n tracker</numerusform>
            <numerusform>%n trackers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 from %2 are blocked.</source>
        <comment>3 pictures, a server</comment>
        <translation>
            <numerusform>%1 from %2 is blocked.</numerusform>
            <numerusform>%1 from %2 are blocked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be fetched.</source>
        <translation>
            <numerusform>%n picture could not be fetched.</numerusform>
            <numerusform>%n pictures could not be fetched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) in this message pretend to lead elsewhere; you are asked before one opens.</source>
        <translation>
            <numerusform>%n link in this message pretends to lead elsewhere; you are asked before it opens.</numerusform>
            <numerusform>%n links in this message pretend to lead elsewhere; you are asked before one opens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n form(s) in this message cannot be filled in here.</source>
        <translation>
            <numerusform>%n form in this message cannot be filled in here.</numerusform>
            <numerusform>%n forms in this message cannot be filled in here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPane</name>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent</source>
        <translation>
            <numerusform>%n message waiting to be sent</numerusform>
            <numerusform>%n messages waiting to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) on the way</source>
        <translation>
            <numerusform>%n message on the way</numerusform>
            <numerusform>%n messages on the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) to be sent later</source>
        <translation>
            <numerusform>%n message to be sent later</numerusform>
            <numerusform>%n messages to be sent later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) not sent</source>
        <translation>
            <numerusform>%n message not sent</numerusform>
            <numerusform>%n messages not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) not sent to everybody</source>
        <translation>
            <numerusform>%n message not sent to everybody</numerusform>
            <numerusform>%n messages not sent to everybody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) without a copy in Sent</source>
        <translation>
            <numerusform>%n message without a copy in Sent</numerusform>
            <numerusform>%n messages without a copy in Sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxText</name>
    <message numerus="yes">
        <source>to %1 and %n other(s)</source>
        <translation>
            <numerusform>to %1 and %n other</numerusform>
            <numerusform>to %1 and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message numerus="yes">
        <source>%Ln message(s) selected</source>
        <translation>
            <numerusform>%Ln message selected</numerusform>
            <numerusform>%Ln messages selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerSearchBar</name>
    <message numerus="yes">
        <source>%Ln message(s) found on the server.</source>
        <translation>
            <numerusform>%Ln message found on the server.</numerusform>
            <numerusform>%Ln messages found on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s) found on the server.</source>
        <translation>
            <numerusform>%Ln more message found on the server.</numerusform>
            <numerusform>%Ln more messages found on the server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignaturesPage</name>
    <message numerus="yes">
        <source>All %n address(es) of %1 have this signature now.</source>
        <translation>
            <numerusform>%n address of %1 has this signature now.</numerusform>
            <numerusform>All %n addresses of %1 have this signature now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>The texts of %Ln message(s) left this computer: %1. They come again when you open them.</source>
        <translation>
            <numerusform>The texts of %Ln message left this computer: %1. They come again when you open them.</numerusform>
            <numerusform>The texts of %Ln messages left this computer: %1. They come again when you open them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StorageRows</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncEventModel</name>
    <message numerus="yes">
        <source>%Ln change(s) refused</source>
        <translation>
            <numerusform>%Ln change refused</numerusform>
            <numerusform>%Ln changes refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncStatus</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting for the server</source>
        <translation>
            <numerusform>%Ln change waiting for the server</numerusform>
            <numerusform>%Ln changes waiting for the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPane</name>
    <message numerus="yes">
        <source>%Ln message(s) could not be judged: the text is not on this computer.</source>
        <translation>
            <numerusform>%Ln message could not be judged: its text is not on this computer.</numerusform>
            <numerusform>%Ln messages could not be judged: their text is not on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VacationForm</name>
    <message numerus="yes">
        <source> day(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform> day</numerusform>
            <numerusform> days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VacationText</name>
    <message numerus="yes">
        <source>%Ln reply(s) sent</source>
        <translation>
            <numerusform>%Ln reply sent</numerusform>
            <numerusform>%Ln replies sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerificationText</name>
    <message numerus="yes">
        <source>The code is good for another %n minute(s)</source>
        <translation>
            <numerusform>The code is good for another %n minute</numerusform>
            <numerusform>The code is good for another %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Good for %n minute(s) from when the mail has left</source>
        <translation>
            <numerusform>Good for %n minute from when the mail has left</numerusform>
            <numerusform>Good for %n minutes from when the mail has left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left</source>
        <translation>
            <numerusform>%n try left</numerusform>
            <numerusform>%n tries left</numerusform>
        </translation>
    </message>
</context>
</TS>
