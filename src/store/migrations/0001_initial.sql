-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1. Times are UTC milliseconds since the epoch; words for enums are those of the model's xName() functions.

CREATE TABLE account (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    email            TEXT    NOT NULL,
    name             TEXT    NOT NULL DEFAULT '',
    display_name     TEXT    NOT NULL DEFAULT '',
    from_address     TEXT    NOT NULL DEFAULT '',
    reply_to         TEXT    NOT NULL DEFAULT '',
    provider         TEXT    NOT NULL DEFAULT '',
    protocol         TEXT    NOT NULL DEFAULT 'imap',
    auth             TEXT    NOT NULL DEFAULT 'password',
    incoming_host    TEXT    NOT NULL DEFAULT '',
    incoming_port    INTEGER NOT NULL DEFAULT 0,
    incoming_security TEXT   NOT NULL DEFAULT 'tls',
    incoming_user    TEXT    NOT NULL DEFAULT '',
    outgoing_host    TEXT    NOT NULL DEFAULT '',
    outgoing_port    INTEGER NOT NULL DEFAULT 0,
    outgoing_security TEXT   NOT NULL DEFAULT 'tls',
    outgoing_user    TEXT    NOT NULL DEFAULT '',
    relay_account_id INTEGER REFERENCES account (id) ON DELETE SET NULL, -- the one NULL: no relay
    is_default       INTEGER NOT NULL DEFAULT 0,
    save_sent        INTEGER NOT NULL DEFAULT 1,
    enabled          INTEGER NOT NULL DEFAULT 1,
    sync_since       TEXT    NOT NULL DEFAULT '', -- ISO date; empty: everything
    mailbox_globs    TEXT    NOT NULL DEFAULT '', -- one a line
    colour           INTEGER NOT NULL DEFAULT 0,
    position         INTEGER NOT NULL DEFAULT 0,
    doomed           INTEGER NOT NULL DEFAULT 0   -- removed; its mail is being deleted in steps
) STRICT;

CREATE TABLE account_state (
    account_id   INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    activity     TEXT    NOT NULL DEFAULT 'offline',
    error_kind   TEXT    NOT NULL DEFAULT '', -- empty: no reason
    error_code   TEXT    NOT NULL DEFAULT '',
    server_text  BLOB    NOT NULL DEFAULT x'',
    detail       TEXT    NOT NULL DEFAULT '',
    retry_at_ms  INTEGER NOT NULL DEFAULT 0,
    last_sync_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE mailbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account (id),
    name            TEXT    NOT NULL,
    wire_name       BLOB    NOT NULL,
    delimiter       INTEGER NOT NULL DEFAULT 47,
    special_use     TEXT    NOT NULL DEFAULT '',
    selectable      INTEGER NOT NULL DEFAULT 1,
    subscribed      INTEGER NOT NULL DEFAULT 1,
    total           INTEGER NOT NULL DEFAULT 0,
    unread          INTEGER NOT NULL DEFAULT 0,
    synced          INTEGER NOT NULL DEFAULT 0,
    uid_validity    INTEGER NOT NULL DEFAULT 0,
    uid_next        INTEGER NOT NULL DEFAULT 0,
    highest_mod_seq INTEGER NOT NULL DEFAULT 0,
    lowest_fetched  INTEGER NOT NULL DEFAULT 0, -- 0: not begun
    doomed          INTEGER NOT NULL DEFAULT 0, -- hidden; its mail is being deleted in steps
    UNIQUE (account_id, wire_name)
) STRICT;

CREATE TABLE message (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account (id),
    mailbox_id       INTEGER NOT NULL REFERENCES mailbox (id),
    uid              INTEGER NOT NULL, -- negative in a doomed mailbox that holds those of several
    flag_bits        INTEGER NOT NULL DEFAULT 0,
    keywords         TEXT    NOT NULL DEFAULT '', -- blank between
    mod_seq          INTEGER NOT NULL DEFAULT 0,
    internal_date_ms INTEGER NOT NULL DEFAULT 0,
    date_ms          INTEGER NOT NULL DEFAULT 0,
    size             INTEGER NOT NULL DEFAULT 0,
    subject          TEXT    NOT NULL DEFAULT '',
    from_addresses     TEXT  NOT NULL DEFAULT '', -- name US addr-spec RS ...
    to_addresses       TEXT  NOT NULL DEFAULT '',
    cc_addresses       TEXT  NOT NULL DEFAULT '',
    reply_to_addresses TEXT  NOT NULL DEFAULT '',
    message_id_header  BLOB  NOT NULL DEFAULT x'',
    in_reply_to        BLOB  NOT NULL DEFAULT x'',
    snippet          TEXT    NOT NULL DEFAULT '',
    has_attachment   INTEGER NOT NULL DEFAULT 0,
    body_cached      INTEGER NOT NULL DEFAULT 1,
    raw_size         INTEGER NOT NULL DEFAULT 0, -- compressed
    UNIQUE (mailbox_id, uid)
) STRICT;

CREATE INDEX message_by_mailbox_date ON message (mailbox_id, date_ms DESC, id DESC);
CREATE INDEX message_by_account_date ON message (account_id, date_ms DESC, id DESC);
CREATE INDEX message_by_date ON message (date_ms DESC, id DESC);
CREATE INDEX message_unread_by_mailbox ON message (mailbox_id, date_ms DESC, id DESC) WHERE (flag_bits & 1) = 0;
CREATE INDEX message_unread_by_date ON message (date_ms DESC, id DESC) WHERE (flag_bits & 1) = 0;
CREATE INDEX message_flagged_by_date ON message (date_ms DESC, id DESC) WHERE (flag_bits & 4) = 4;

CREATE TABLE message_raw (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    bytes      BLOB    NOT NULL -- zstd
) STRICT;

-- What the index holds of a message: a contentless index forgets a row only when told its text again.
CREATE TABLE message_text (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    bytes      BLOB    NOT NULL -- zstd
) STRICT;

CREATE VIRTUAL TABLE message_fts USING fts5 (
    subject, sender, recipient, body, attachment,
    content = '', columnsize = 0, tokenize = 'tributary'
);
INSERT INTO message_fts (message_fts, rank) VALUES ('hashsize', 16777216);

CREATE TABLE store_fact (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
