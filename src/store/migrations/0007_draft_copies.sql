-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 7: the copies of drafts in the accounts' Drafts mailboxes.
ALTER TABLE draft ADD COLUMN content_hash BLOB NOT NULL DEFAULT x'';         -- of what was saved
ALTER TABLE draft ADD COLUMN copy_id INTEGER NOT NULL DEFAULT 0;             -- a message; 0: there is no copy
ALTER TABLE draft ADD COLUMN copy_mailbox_id INTEGER NOT NULL DEFAULT 0;     -- where it was put
ALTER TABLE draft ADD COLUMN copy_hash BLOB NOT NULL DEFAULT x'';            -- content_hash of what it was built from; empty: not known
CREATE UNIQUE INDEX draft_by_copy ON draft (copy_id) WHERE copy_id <> 0;
