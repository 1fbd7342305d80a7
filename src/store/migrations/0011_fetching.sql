-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 11: what of an account comes here and when (S30, S32), POP3 (S1).
ALTER TABLE account ADD COLUMN unread_only     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN flagged_only    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN body_days       INTEGER NOT NULL DEFAULT 0;        -- 0: all
ALTER TABLE account ADD COLUMN leave_on_server TEXT    NOT NULL DEFAULT 'always'; -- model::leaveName()
ALTER TABLE account ADD COLUMN leave_days      INTEGER NOT NULL DEFAULT 14;
ALTER TABLE account ADD COLUMN poll_minutes    INTEGER NOT NULL DEFAULT 5;
ALTER TABLE account ADD COLUMN batch           INTEGER NOT NULL DEFAULT 150;

-- What has come from a POP3 server, and lies there still (RFC 1939 UIDL). A row stays a while when its server lists it no more: some list only a part.
CREATE TABLE pop3_message (
    account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    unique_id    BLOB    NOT NULL,             -- the server's; with more of ours behind it where that alone does not tell
    size         INTEGER NOT NULL,             -- octets, by LIST
    header_hash  BLOB    NOT NULL DEFAULT x'', -- known again by it where the server changes its unique-ids
    fetched_ms   INTEGER NOT NULL,             -- 0: left there, since it is older than the sync start date
    gone_ms      INTEGER NOT NULL DEFAULT 0,   -- 0: its server lists it
    message_id   INTEGER NOT NULL DEFAULT 0,   -- its row, which may be gone by now
    PRIMARY KEY (account_id, unique_id)
) STRICT, WITHOUT ROWID;
