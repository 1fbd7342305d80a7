-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 14: filters and vacation replies that know more of what was: whom the user has written to, what an undo takes along, when a mailbox was complete, what ran when at
-- the mail server (S4, S5).

-- UTC; when its list was complete last and had something new: what comes later is later; 0: never
ALTER TABLE mailbox ADD COLUMN looked_ms INTEGER NOT NULL DEFAULT 0;

-- UTC; since when the row is known; 0: since before schema 14
ALTER TABLE message ADD COLUMN known_ms INTEGER NOT NULL DEFAULT 0;

-- The "apply now" whose undoing takes this along; NULL: none.
ALTER TABLE filter_trace ADD COLUMN change_id INTEGER;
CREATE INDEX filter_trace_by_change ON filter_trace (change_id) WHERE change_id IS NOT NULL;

-- UTC; when the ManageSieve server was last tried in vain; 0: it was reached since
ALTER TABLE sieve_state ADD COLUMN tried_ms INTEGER NOT NULL DEFAULT 0;

-- Whom the user has written to, from here or from elsewhere (what lies in Sent); never who got a vacation reply or a filter's forward.
CREATE TABLE written_to (
    address TEXT PRIMARY KEY                -- model::mailboxKey()
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO written_to (address) SELECT address FROM contact WHERE sent_count > 0;
-- What lies in Sent already is found by the program, a step at a time, downwards from here.
INSERT INTO store_fact (name, value) SELECT 'written_unfilled', max(id) FROM message HAVING max(id) IS NOT NULL;

-- When one form of a filter, or of the vacation reply, ran at the mail server, or may have: what came then is not forwarded, copied or answered a second time. It outlives
-- the filter. The form that is saved now is filter.server_since_ms', or vacation.server_since_ms'.
CREATE TABLE server_span (
    id         INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    filter_id  INTEGER NOT NULL,            -- gone perhaps; 0: the vacation reply
    since_ms   INTEGER NOT NULL,            -- UTC
    until_ms   INTEGER NOT NULL DEFAULT 0,  -- UTC; 0: it may yet
    forwards   INTEGER NOT NULL DEFAULT 1,  -- whether that form does, or may
    copies     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX server_span_by_account ON server_span (account_id, filter_id, since_ms);
INSERT INTO server_span (account_id, filter_id, since_ms, forwards, copies) -- model::FilterVerb
    SELECT f.account_id, f.id, f.server_since_ms, EXISTS (SELECT 1 FROM filter_action a WHERE a.filter_id = f.id AND a.verb = 7),
           EXISTS (SELECT 1 FROM filter_action a WHERE a.filter_id = f.id AND a.verb = 1) FROM filter f WHERE f.server_since_ms > 0;
INSERT INTO server_span (account_id, filter_id, since_ms) SELECT account_id, 0, server_since_ms FROM vacation WHERE server_since_ms > 0;
