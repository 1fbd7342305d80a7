-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 9: what we appended to Sent, for as long as the provider's own copy may still come.
ALTER TABLE account ADD COLUMN sent_copy_misses INTEGER NOT NULL DEFAULT 0;   -- how often in a row a copy was expected in vain
ALTER TABLE account ADD COLUMN sent_copy_delay_ms INTEGER NOT NULL DEFAULT 0; -- how late the last one came that came after ours; 0: none did

CREATE TABLE own_sent_copy (
    message_id        INTEGER PRIMARY KEY, -- gone perhaps
    account_id        INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    mailbox_id        INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    message_id_header BLOB    NOT NULL,
    size              INTEGER NOT NULL DEFAULT 0, -- as it was appended, and so
    internal_date_ms  INTEGER NOT NULL DEFAULT 0,
    uid_from          INTEGER NOT NULL DEFAULT 0, -- UIDNEXT that the cache knew: no copy of it is below
    uid               INTEGER NOT NULL DEFAULT 0, -- as APPENDUID told; 0: nobody has told
    uid_validity      INTEGER NOT NULL DEFAULT 0,
    appended_ms       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX own_sent_copy_by_account ON own_sent_copy (account_id, appended_ms);
CREATE INDEX own_sent_copy_by_header ON own_sent_copy (mailbox_id, message_id_header);
