<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context>
    <name>AccountCard</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In step since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account is switched on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this account first when Tributary starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is shown first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Mail accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add mail account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts that you add stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1 from Tributary?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mail is deleted from this computer. On the server everything stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddAccountDialog</name>
    <message>
        <source>Add mail account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which account?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account is ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has been added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mail is arriving behind this window, newest first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>name@example.com</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The servers of many providers are known; for others you can enter them yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account is read with IMAP: your mail stays on the server, and what you do here is seen on all your devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Name the passphrase&apos;s file in TRIBUTARY_PASSPHRASE_FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your mail…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckingPage</name>
    <message>
        <source>Trying %1 as %2. Nothing is saved before it works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypt and check the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear the server&apos;s greeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoing mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tried yet: it is proven with the first mail you send</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says: “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>%1, %2</source>
        <comment>name, size</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>Servers of %1, known to Tributary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers of %1, set up on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The servers of %1 are guessed. Please check them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider wants an app password, which you make on its website.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP has to be switched on first on this provider&apos;s website.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as others see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail of the last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail of the last six months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail of the last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail of the last five years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this account first when Tributary starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of sent mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming mail (IMAP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoing mail (SMTP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow non-standard ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow non-standard ports (managed by your organisation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The server name was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refuses connections on this port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server closed the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This port does not speak TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is self-signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is from an unknown authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not offer STARTTLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused STARTTLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An encrypted connection is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No encrypted connection could be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not allow signing in with a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server offers no known way to sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot check the password now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name or the password was not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail cache is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is from a newer version of Tributary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tributary is already running with this profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail cache failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an e-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only standard ports are allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation&apos;s policy file is faulty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation does not allow this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has been added already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not supported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an IMAP server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent more than is acceptable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection may have been interfered with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server said goodbye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks to try again later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not on the server any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mailbox on the server is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Tributary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered, but not with TLS. Either the port or the kind of encryption is wrong. (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tributary tried to reach %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tributary did not send your password, because it cannot be sure to whom it speaks. (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was reached safely, but it did not let you in as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was left as it is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server&apos;s name and port with your provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that this computer is online.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard ports are 993 with TLS and 143 with STARTTLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your provider or administrator whether IMAP is allowed for your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you sign in with a second factor, an app password is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server&apos;s name and this computer&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your provider about the certificate. There is no way to go on without a valid one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An administrator can add an authority through the policy file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tributary will try again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk. Nothing is lost, and the work goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the window that is open already, or close it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the file away and start again: mail that is on the server is fetched anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the newer version again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a keychain service, or start Tributary with --secrets sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP uses 993 or 143, sending uses 465, 587 or 25. Other ports can be allowed in the server settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeaderCard</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all header fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no sender address)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no recipient named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailBrowser</name>
    <message>
        <source>Message text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxNames</name>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Junk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagged on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Important</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All inboxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxTreeModel</name>
    <message>
        <source>%1, next try at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread, %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxTreeView</name>
    <message>
        <source>Accounts and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>folder – account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume syncing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add mail account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all a&amp;ttachments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;unread message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Get new mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All inboxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account &amp;%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Tributary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Tributary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All your mail accounts flow into one place. Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageListModel</name>
    <message>
        <source>(no sender)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageListView</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all, unread or flagged messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an account to read its mail here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add mail account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter hides everything here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried first, and kept only if the server accepts it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Hide the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>Target of the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a message to read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the header of this message is on this computer: it is larger than what is fetched by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remote pictures are blocked, so the sender does not learn that you read this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message names several senders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is damaged. What can be read of it is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message has no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all attachments in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1 in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerFields</name>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only 465, 587 or 25</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only 993 or 143</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the server&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the user name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Managed by your organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow non-standard ports for new accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is managed by your organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail servers use 993 or 143 for IMAP and 465, 587 or 25 for sending. Another port is often a typing mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings come from %1 and cannot be changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>•  Non-standard ports are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>•  Only standard ports are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>•  %n additional certificate authority file(s) are trusted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageList</name>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>stage: state</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
