-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2: headers before bodies, the user's changes until the server has confirmed them, and what is put aside.
-- Numbers for enums are those of the C++ enums named beside them.

-- Raw bytes are shared by the rows that hold the same message: the last reference takes them along.
CREATE TABLE raw (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    refs  INTEGER NOT NULL DEFAULT 1,
    bytes BLOB    NOT NULL -- zstd
) STRICT;
INSERT INTO raw (id, bytes) SELECT message_id, bytes FROM message_raw;

ALTER TABLE message ADD COLUMN body_state INTEGER NOT NULL DEFAULT 2; -- model::BodyState
UPDATE message SET body_state = 0 WHERE body_cached = 0;
ALTER TABLE message DROP COLUMN body_cached;
ALTER TABLE message ADD COLUMN body_wanted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN indexed INTEGER NOT NULL DEFAULT 1;     -- is in message_fts and message_text
ALTER TABLE message ADD COLUMN email_id BLOB NOT NULL DEFAULT x'';
ALTER TABLE message ADD COLUMN labels TEXT NOT NULL DEFAULT '';        -- one a line
ALTER TABLE message ADD COLUMN raw_id INTEGER NOT NULL DEFAULT 0;      -- 0: none
ALTER TABLE message ADD COLUMN flags_unknown INTEGER NOT NULL DEFAULT 0; -- the server must be asked again
UPDATE message SET raw_id = id WHERE id IN (SELECT message_id FROM message_raw);
DROP TABLE message_raw;

CREATE INDEX message_body_wanted ON message (mailbox_id, body_state, uid DESC, size) WHERE body_wanted = 1;
CREATE INDEX message_by_email_id ON message (account_id, email_id) WHERE email_id <> x'';
CREATE INDEX message_flags_unknown ON message (mailbox_id, uid) WHERE flags_unknown = 1;
-- Rows without a UID of the server's (moved or appended here, put aside): a new UID is looked for among them.
CREATE INDEX message_without_uid ON message (account_id, message_id_header, size, internal_date_ms) WHERE uid < 0;

-- doomed 2: hidden, holds what is put aside (kept_message); not being deleted.
ALTER TABLE mailbox ADD COLUMN list_complete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailbox ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;       -- model::NamespaceKind
ALTER TABLE mailbox ADD COLUMN rights BLOB NOT NULL DEFAULT x'';
ALTER TABLE mailbox ADD COLUMN object_id BLOB NOT NULL DEFAULT x'';    -- MAILBOXID
ALTER TABLE mailbox ADD COLUMN is_pending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailbox ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailbox ADD COLUMN held_until_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailbox ADD COLUMN checked_ms INTEGER NOT NULL DEFAULT 0;
UPDATE mailbox SET list_complete = 1 WHERE synced = 1;

-- One action of the user's: what undo takes back as one.
CREATE TABLE local_change (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE, -- of the first message
    kind         INTEGER NOT NULL DEFAULT 0,  -- model::ChangeKind
    messages     INTEGER NOT NULL DEFAULT 0,
    detail       TEXT    NOT NULL DEFAULT '',
    created_ms   INTEGER NOT NULL DEFAULT 0,
    undone       INTEGER NOT NULL DEFAULT 0,
    error_kind   TEXT    NOT NULL DEFAULT '', -- empty: no error
    error_code   TEXT    NOT NULL DEFAULT '',
    server_text  BLOB    NOT NULL DEFAULT x'',
    error_detail TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX local_change_by_account ON local_change (account_id);
CREATE INDEX local_change_by_time ON local_change (created_ms);

CREATE TABLE change_flag (
    change_id  INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    flag       TEXT    NOT NULL,
    was_on     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (change_id, message_id, flag)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_flag_by_message ON change_flag (message_id);

CREATE TABLE change_move (
    change_id  INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE, -- a copy: the new row
    kind       INTEGER NOT NULL DEFAULT 0, -- MoveKind
    from_id    INTEGER NOT NULL DEFAULT 0, -- a mailbox, gone perhaps
    to_id      INTEGER NOT NULL DEFAULT 0, -- 0: expunged
    PRIMARY KEY (change_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_move_by_message ON change_move (message_id);

CREATE TABLE change_mailbox (
    change_id     INTEGER PRIMARY KEY REFERENCES local_change (id) ON DELETE CASCADE,
    mailbox_id    INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    kind          INTEGER NOT NULL DEFAULT 0, -- MailboxPushKind
    old_name      TEXT    NOT NULL DEFAULT '',
    old_wire_name BLOB    NOT NULL DEFAULT x'',
    new_name      TEXT    NOT NULL DEFAULT '',
    new_wire_name BLOB    NOT NULL DEFAULT x''
) STRICT;
CREATE INDEX change_mailbox_by_mailbox ON change_mailbox (mailbox_id);

-- Intents. AUTOINCREMENT: what replaces an intent never has its number, so a late confirmation meets nothing.
CREATE TABLE flag_push (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    change_id  INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    flag       TEXT    NOT NULL,
    is_on      INTEGER NOT NULL DEFAULT 1,
    server_on  INTEGER NOT NULL DEFAULT 0, -- as the server last had it
    sent       INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (message_id, flag)
) STRICT;
CREATE INDEX flag_push_by_account ON flag_push (account_id, id);
CREATE INDEX flag_push_by_change ON flag_push (change_id);

CREATE TABLE move_push (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    change_id      INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    message_id     INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    origin_id      INTEGER NOT NULL DEFAULT 0, -- copy: the message that is copied
    kind           INTEGER NOT NULL DEFAULT 0, -- MoveKind
    source_id      INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    uid            INTEGER NOT NULL DEFAULT 0,
    uid_validity   INTEGER NOT NULL DEFAULT 0,
    destination_id INTEGER REFERENCES mailbox (id) ON DELETE CASCADE, -- NULL: expunge
    sent           INTEGER NOT NULL DEFAULT 0,
    destination_uid_next INTEGER NOT NULL DEFAULT 0,
    attempts       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX move_push_by_account ON move_push (account_id, id);
CREATE INDEX move_push_by_change ON move_push (change_id);
CREATE INDEX move_push_by_message ON move_push (message_id);
CREATE INDEX move_push_by_source ON move_push (source_id, uid);
CREATE INDEX move_push_by_destination ON move_push (destination_id);
CREATE INDEX move_push_by_origin ON move_push (origin_id) WHERE origin_id <> 0;

CREATE TABLE append_push (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    change_id  INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL UNIQUE REFERENCES message (id) ON DELETE CASCADE,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    sent       INTEGER NOT NULL DEFAULT 0,
    uid_next   INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX append_push_by_account ON append_push (account_id, id);
CREATE INDEX append_push_by_change ON append_push (change_id);
CREATE INDEX append_push_by_mailbox ON append_push (mailbox_id);

CREATE TABLE mailbox_push (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    change_id     INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    kind          INTEGER NOT NULL DEFAULT 0, -- MailboxPushKind
    mailbox_id    INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    wire_name     BLOB    NOT NULL,
    new_wire_name BLOB    NOT NULL DEFAULT x'',
    sent          INTEGER NOT NULL DEFAULT 0,
    attempts      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mailbox_push_by_account ON mailbox_push (account_id, id);
CREATE INDEX mailbox_push_by_change ON mailbox_push (change_id);
CREATE INDEX mailbox_push_by_mailbox ON mailbox_push (mailbox_id);

-- Bodies that the user asked for; the highest id first.
CREATE TABLE body_fetch (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL UNIQUE REFERENCES message (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX body_fetch_by_account ON body_fetch (account_id, id);

-- Mail that left its mailbox and is not deleted yet.
CREATE TABLE kept_message (
    message_id   INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    origin_id    INTEGER NOT NULL DEFAULT 0, -- the mailbox, gone perhaps
    origin_name  TEXT    NOT NULL DEFAULT '',
    uid          INTEGER NOT NULL DEFAULT 0, -- in the origin; not above 0: it had none
    uid_validity INTEGER NOT NULL DEFAULT 0,
    reason       INTEGER NOT NULL DEFAULT 0, -- detail::KeptReason
    change_id    INTEGER NOT NULL DEFAULT 0, -- the user's, or 0
    until_ms     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX kept_message_by_account ON kept_message (account_id);
CREATE INDEX kept_message_by_origin ON kept_message (origin_id, reason);
CREATE INDEX kept_message_by_until ON kept_message (until_ms);
