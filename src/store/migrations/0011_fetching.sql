-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 11: what of an account comes here and when (S30, S32), POP3 (S1), the servers' quotas (S7).
ALTER TABLE account ADD COLUMN unread_only     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN flagged_only    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN body_days       INTEGER NOT NULL DEFAULT 0;        -- 0: all
ALTER TABLE account ADD COLUMN leave_on_server TEXT    NOT NULL DEFAULT 'always'; -- model::leaveName()
ALTER TABLE account ADD COLUMN leave_days      INTEGER NOT NULL DEFAULT 14;
ALTER TABLE account ADD COLUMN poll_minutes    INTEGER NOT NULL DEFAULT 5;
ALTER TABLE account ADD COLUMN batch           INTEGER NOT NULL DEFAULT 150;

-- What has come from a POP3 server, and lies there still (RFC 1939 UIDL). A row goes when its server lists it no more.
CREATE TABLE pop3_message (
    account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    uidl         BLOB    NOT NULL,           -- unique-id; one of ours where the server has none
    size         INTEGER NOT NULL,           -- octets, by LIST
    message_hash BLOB    NOT NULL DEFAULT x'', -- of its header fields: known again where the server changes its unique-ids
    fetched_ms   INTEGER NOT NULL,           -- 0: not wanted (older than the sync start date)
    PRIMARY KEY (account_id, uidl)
) STRICT, WITHOUT ROWID;

CREATE TABLE quota (
    account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    root         BLOB    NOT NULL,
    resource     TEXT    NOT NULL,           -- RFC 9208: STORAGE (in 1024 octets), MESSAGE ...
    used         INTEGER NOT NULL,
    bound        INTEGER NOT NULL,
    told_ms      INTEGER NOT NULL,
    PRIMARY KEY (account_id, root, resource)
) STRICT, WITHOUT ROWID;
