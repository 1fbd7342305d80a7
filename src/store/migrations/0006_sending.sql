-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 6: sending. Numbers for enums are those of the C++ enums named beside them; times are UTC milliseconds.

-- Whether the provider itself keeps a copy of what is sent: store::SentCopyKnowledge.
ALTER TABLE account ADD COLUMN sent_copy INTEGER NOT NULL DEFAULT 0;

CREATE TABLE identity (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id            INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address               TEXT    NOT NULL,
    display_name          TEXT    NOT NULL DEFAULT '',
    reply_to              TEXT    NOT NULL DEFAULT '', -- empty: address
    signature_html        TEXT    NOT NULL DEFAULT '',
    signature_text        TEXT    NOT NULL DEFAULT '',
    signature_above_quote INTEGER NOT NULL DEFAULT 0,
    is_default            INTEGER NOT NULL DEFAULT 0,
    address_proof         INTEGER NOT NULL DEFAULT 0,  -- model::Proof
    reply_to_proof        INTEGER NOT NULL DEFAULT 0,  -- model::Proof
    position              INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX identity_by_account ON identity (account_id, position, id);
CREATE UNIQUE INDEX identity_default ON identity (account_id) WHERE is_default = 1;

INSERT INTO identity (account_id, address, display_name, reply_to, is_default, address_proof, reply_to_proof)
SELECT a.id, CASE WHEN a.from_address = '' THEN a.email ELSE a.from_address END, a.display_name, a.reply_to, 1,
       a.from_address = '' OR lower(a.from_address) = lower(a.email),
       EXISTS (SELECT 1 FROM account b WHERE b.doomed = 0 AND lower(b.email) = lower(a.reply_to))
FROM account a WHERE a.doomed = 0 ORDER BY a.position, a.id;

-- A message as it is being written; what lists read. account_id, identity_id, source_id: 0: none.
CREATE TABLE draft (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose           INTEGER NOT NULL DEFAULT 0,  -- model::DraftPurpose
    account_id        INTEGER NOT NULL DEFAULT 0,
    identity_id       INTEGER NOT NULL DEFAULT 0,
    to_text           TEXT    NOT NULL DEFAULT '',
    cc_text           TEXT    NOT NULL DEFAULT '',
    bcc_text          TEXT    NOT NULL DEFAULT '',
    subject           TEXT    NOT NULL DEFAULT '',
    snippet           TEXT    NOT NULL DEFAULT '',
    is_html           INTEGER NOT NULL DEFAULT 0,
    message_id_header BLOB    NOT NULL DEFAULT x'',
    in_reply_to       BLOB    NOT NULL DEFAULT x'', -- one a line
    reference_ids     BLOB    NOT NULL DEFAULT x'', -- one a line, the oldest first
    source_id         INTEGER NOT NULL DEFAULT 0,   -- a message, gone perhaps
    request_receipt   INTEGER NOT NULL DEFAULT 0,
    priority          INTEGER NOT NULL DEFAULT 0,
    send_at_ms        INTEGER NOT NULL DEFAULT 0,
    charset           TEXT    NOT NULL DEFAULT '',
    saved_ms          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX draft_by_time ON draft (saved_ms DESC, id DESC);
CREATE INDEX draft_by_account ON draft (account_id) WHERE account_id <> 0;

CREATE TABLE draft_body (
    draft_id INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    plain    TEXT    NOT NULL DEFAULT '',
    html     TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The bytes of files that only the draft has; not written again when the draft is saved again.
CREATE TABLE draft_content (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    sha256   BLOB    NOT NULL,
    bytes    BLOB    NOT NULL,
    UNIQUE (draft_id, sha256)
) STRICT;

CREATE TABLE draft_file (
    draft_id    INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    file_name   TEXT    NOT NULL DEFAULT '',
    media_type  TEXT    NOT NULL DEFAULT '',
    content_id  TEXT    NOT NULL DEFAULT '',   -- the header field, without <>; empty: not inline
    size        INTEGER NOT NULL DEFAULT 0,
    content_row INTEGER NOT NULL DEFAULT 0,    -- draft_content; 0: it is at path, or in message_id
    path        TEXT    NOT NULL DEFAULT '',
    modified_ms INTEGER NOT NULL DEFAULT 0,
    message_id  INTEGER NOT NULL DEFAULT 0,    -- gone perhaps
    section     TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (draft_id, position)
) STRICT, WITHOUT ROWID;

-- The journal of what is sent. AUTOINCREMENT: a message that was cancelled never has another's number.
CREATE TABLE outbox (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id        INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    via_id            INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    identity_id       INTEGER NOT NULL DEFAULT 0,
    draft_id          INTEGER NOT NULL DEFAULT 0,
    from_address      TEXT    NOT NULL DEFAULT '',
    subject           TEXT    NOT NULL DEFAULT '',
    message_id_header BLOB    NOT NULL DEFAULT x'',
    size              INTEGER NOT NULL DEFAULT 0,
    created_ms        INTEGER NOT NULL DEFAULT 0,
    not_before_ms     INTEGER NOT NULL DEFAULT 0,
    next_try_ms       INTEGER NOT NULL DEFAULT 0,
    attempts          INTEGER NOT NULL DEFAULT 0,
    state             INTEGER NOT NULL DEFAULT 0,  -- model::OutboxState
    data_given        INTEGER NOT NULL DEFAULT 0,
    save_sent         INTEGER NOT NULL DEFAULT 1,
    copy_id           INTEGER NOT NULL DEFAULT 0,  -- the message in Sent that waits in append_push; 0: none does
    error_kind        TEXT    NOT NULL DEFAULT '', -- empty: no error
    error_code        TEXT    NOT NULL DEFAULT '',
    server_text       BLOB    NOT NULL DEFAULT x'',
    error_detail      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_by_account ON outbox (account_id, id);
CREATE INDEX outbox_by_via ON outbox (via_id, state, id);
CREATE INDEX outbox_by_copy ON outbox (copy_id) WHERE copy_id <> 0;
CREATE UNIQUE INDEX outbox_by_draft ON outbox (draft_id) WHERE draft_id <> 0;

CREATE TABLE outbox_raw (
    outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
    bytes     BLOB    NOT NULL -- zstd
) STRICT;

CREATE TABLE outbox_recipient (
    outbox_id   INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    state       INTEGER NOT NULL DEFAULT 0, -- model::RecipientState
    server_text BLOB    NOT NULL DEFAULT x'',
    PRIMARY KEY (outbox_id, position)
) STRICT, WITHOUT ROWID;

-- Who is written to and who writes: completion of addresses.
CREATE TABLE contact (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    address    TEXT    NOT NULL UNIQUE,      -- addr-spec, lower case
    name       TEXT    NOT NULL DEFAULT '',
    words      TEXT    NOT NULL DEFAULT '',  -- of name and address, folded, a blank before each (detail::contactWords)
    sent_count INTEGER NOT NULL DEFAULT 0,
    seen_count INTEGER NOT NULL DEFAULT 0,
    last_ms    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_by_rank ON contact (sent_count DESC, seen_count DESC, last_ms DESC);

CREATE TABLE contact_word (
    word       TEXT    NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    PRIMARY KEY (word, contact_id)
) STRICT, WITHOUT ROWID;

-- Who wrote what is there already is found by the program, a step at a time, downwards from here.
INSERT INTO store_fact (name, value) SELECT 'contacts_unfilled', max(id) FROM message HAVING max(id) IS NOT NULL;
