-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 10: codes that prove addresses (S20, S26). Of a code there is only what it can be compared with.
CREATE TABLE verification (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id        INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address           TEXT    NOT NULL,           -- addr-spec, lower case
    mailbox_key       TEXT    NOT NULL,           -- model::mailboxKey(): what the limits of mails count by
    purpose           INTEGER NOT NULL,           -- model::VerificationPurpose
    salt              BLOB    NOT NULL,
    digest            BLOB    NOT NULL,           -- HMAC, its key is among the secrets
    tries_left        INTEGER NOT NULL,
    made_ms           INTEGER NOT NULL,
    expires_ms        INTEGER NOT NULL DEFAULT 0, -- 0: the mail has not left
    boot              BLOB    NOT NULL DEFAULT x'', -- base's BootTime of when it left: no clock that is set lengthens its life
    boot_ms           INTEGER NOT NULL DEFAULT 0,
    message_id_header BLOB    NOT NULL,
    outbox_id         INTEGER NOT NULL DEFAULT 0, -- gone perhaps
    UNIQUE (account_id, address, purpose)
) STRICT;

-- When mails with codes left, by address, whatever has become of account and identity: the limits count them.
CREATE TABLE verification_mail (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_key TEXT    NOT NULL,
    outbox_id   INTEGER NOT NULL UNIQUE,
    sent_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX verification_mail_by_key ON verification_mail (mailbox_key, sent_ms);

-- The bytes in outbox_raw are sealed with a key that is among the secrets: nobody who reads the database finds the code.
ALTER TABLE outbox ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
