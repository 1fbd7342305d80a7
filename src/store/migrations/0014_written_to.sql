-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 14: filters and vacation replies that know more of what was: whom the user has written to, what an undo takes along, when a mailbox was complete (S4, S5).
-- From here on filter.server_since_ms and vacation.server_since_ms may be below zero: that long an older form of it may run at the server.

-- UTC; when its list was complete last and had something new: what comes later is later; 0: never
ALTER TABLE mailbox ADD COLUMN looked_ms INTEGER NOT NULL DEFAULT 0;

-- The "apply now" whose undoing takes this along; NULL: none.
ALTER TABLE filter_trace ADD COLUMN change_id INTEGER;
CREATE INDEX filter_trace_by_change ON filter_trace (change_id) WHERE change_id IS NOT NULL;

-- Whom the user has written to, from here or from elsewhere (what lies in Sent); never who got a vacation reply or a filter's forward.
CREATE TABLE written_to (
    address TEXT PRIMARY KEY                -- model::mailboxKey()
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO written_to (address) SELECT address FROM contact WHERE sent_count > 0;
-- What lies in Sent already is found by the program, a step at a time, downwards from here.
INSERT INTO store_fact (name, value) SELECT 'written_unfilled', max(id) FROM message HAVING max(id) IS NOT NULL;
