-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 13: filters and the vacation reply of an account (S4, S5). Numbers for enums are those of the C++ enums named beside them.

CREATE TABLE filter (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL DEFAULT 0,  -- the order in which they run
    name            TEXT    NOT NULL DEFAULT '',
    enabled         INTEGER NOT NULL DEFAULT 1,
    join_kind       INTEGER NOT NULL DEFAULT 0,  -- model::FilterJoin
    since_ms        INTEGER NOT NULL DEFAULT 0,
    server_since_ms INTEGER NOT NULL DEFAULT 0   -- UTC; since when the mail server runs it as it is; 0: it does not
) STRICT;
CREATE INDEX filter_by_account ON filter (account_id, position, id);

CREATE TABLE filter_condition (
    filter_id INTEGER NOT NULL REFERENCES filter (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    field     INTEGER NOT NULL,             -- model::FilterField
    test      INTEGER NOT NULL,             -- model::FilterTest
    negated   INTEGER NOT NULL DEFAULT 0,
    header    TEXT    NOT NULL DEFAULT '',
    value     TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (filter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE filter_action (
    filter_id INTEGER NOT NULL REFERENCES filter (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    verb      INTEGER NOT NULL,             -- model::FilterVerb
    target    TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (filter_id, position)
) STRICT, WITHOUT ROWID;

-- Messages that have come to INBOX, and that no filter and no vacation reply has looked at yet.
CREATE TABLE arrival (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    mailbox_id INTEGER NOT NULL,            -- where it came to
    queued_ms  INTEGER NOT NULL,
    asked_ms   INTEGER NOT NULL DEFAULT 0   -- when its body was asked for; 0: it was not
) STRICT;
CREATE INDEX arrival_by_account ON arrival (account_id, message_id);

-- What has been in arrival, by a hash of what a message is known again by: whatever becomes of its row, it does not arrive again.
CREATE TABLE arrival_seen (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    hash       INTEGER NOT NULL,
    seen_ms    INTEGER NOT NULL,
    PRIMARY KEY (account_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrival_seen_by_time ON arrival_seen (seen_ms);

CREATE TABLE filter_trace (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id  INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    filter_id   INTEGER NOT NULL,           -- gone perhaps
    filter_name TEXT    NOT NULL,
    verb        INTEGER NOT NULL,           -- model::FilterVerb
    target      TEXT    NOT NULL DEFAULT '',
    when_ms     INTEGER NOT NULL,
    is_applied  INTEGER NOT NULL DEFAULT 0  -- by the user's "apply now"
) STRICT;
CREATE INDEX filter_trace_by_message ON filter_trace (message_id);
CREATE INDEX filter_trace_by_filter ON filter_trace (filter_id, when_ms);

-- To whom a filter has forwarded what: never the same Message-ID twice, which ends a circle.
CREATE TABLE filter_forward (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    hash       INTEGER NOT NULL,            -- of Message-ID and address
    sent_ms    INTEGER NOT NULL,
    PRIMARY KEY (account_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX filter_forward_by_time ON filter_forward (sent_ms);

CREATE TABLE vacation (
    account_id    INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    is_on         INTEGER NOT NULL DEFAULT 0,
    subject       TEXT    NOT NULL DEFAULT '',
    body          TEXT    NOT NULL DEFAULT '',
    html          TEXT    NOT NULL DEFAULT '',
    has_inside    INTEGER NOT NULL DEFAULT 0,
    inside_body   TEXT    NOT NULL DEFAULT '',
    inside_html   TEXT    NOT NULL DEFAULT '',
    from_ms       INTEGER NOT NULL DEFAULT -1, -- -1: since ever
    until_ms      INTEGER NOT NULL DEFAULT -1, -- -1: for ever
    time_zone     BLOB    NOT NULL DEFAULT x'',
    weekdays      INTEGER NOT NULL DEFAULT 0,  -- bit 0: Monday; 0: all of them
    hours_from    INTEGER NOT NULL DEFAULT -1, -- minutes of the day; -1: none
    hours_until   INTEGER NOT NULL DEFAULT -1,
    audience      INTEGER NOT NULL DEFAULT 0,  -- model::VacationAudience
    exceptions    TEXT    NOT NULL DEFAULT '', -- one a line
    interval_days INTEGER NOT NULL DEFAULT 1,
    on_since_ms   INTEGER NOT NULL DEFAULT 0,
    answered      INTEGER NOT NULL DEFAULT 0,  -- since then
    stopped       INTEGER NOT NULL DEFAULT -1, -- model::VacationStop; -1: it has not stopped itself
    stopped_ms    INTEGER NOT NULL DEFAULT 0,
    server_since_ms INTEGER NOT NULL DEFAULT 0 -- UTC; since when the mail server answers as this says; 0: it does not
) STRICT;

-- Who was answered, and when last.
CREATE TABLE vacation_reply (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sender     TEXT    NOT NULL,            -- model::mailboxKey()
    last_ms    INTEGER NOT NULL,
    PRIMARY KEY (account_id, sender)
) STRICT, WITHOUT ROWID;
CREATE INDEX vacation_reply_by_time ON vacation_reply (account_id, last_ms);

-- What is known of an account's Sieve server (RFC 5804), and of our script there.
CREATE TABLE sieve_state (
    account_id    INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    is_wanted     INTEGER NOT NULL DEFAULT 1,
    offer         INTEGER NOT NULL DEFAULT 0,  -- store::SieveOffer
    host          TEXT    NOT NULL DEFAULT '',
    port          INTEGER NOT NULL DEFAULT 0,
    allowed_host  TEXT    NOT NULL DEFAULT '', -- another than the incoming server's, which the user has agreed to
    extensions    TEXT    NOT NULL DEFAULT '', -- one a line
    active_seen   TEXT    NOT NULL DEFAULT '', -- the active script when it was last looked at
    was_looked_at INTEGER NOT NULL DEFAULT 0,  -- active_seen says something
    other_script  TEXT    NOT NULL DEFAULT '', -- somebody else's, which runs beside ours
    put_hashes    TEXT    NOT NULL DEFAULT '', -- of what may stand there of ours, one a line, the newest first
    put_script    BLOB    NOT NULL DEFAULT x'',
    put_ms        INTEGER NOT NULL DEFAULT 0,
    revision      INTEGER NOT NULL DEFAULT 0,  -- of what is saved here: filters and the vacation reply
    is_behind     INTEGER NOT NULL DEFAULT 0,  -- something was changed here since
    checked_ms    INTEGER NOT NULL DEFAULT 0,
    conflict      INTEGER NOT NULL DEFAULT -1, -- store::SieveConflict; -1: none
    conflict_name TEXT    NOT NULL DEFAULT '',
    conflict_text BLOB    NOT NULL DEFAULT x'',
    error_kind    TEXT    NOT NULL DEFAULT '', -- empty: no error
    error_code    TEXT    NOT NULL DEFAULT '',
    server_text   BLOB    NOT NULL DEFAULT x'',
    error_detail  TEXT    NOT NULL DEFAULT '',
    error_line    INTEGER NOT NULL DEFAULT 0,
    error_script  BLOB    NOT NULL DEFAULT x'',
    error_ms      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- List-Id (RFC 2919), decoded, as a filter compares it; '': the message has none. NULL: not known here, the message has to be asked.
ALTER TABLE message ADD COLUMN list_id TEXT;
