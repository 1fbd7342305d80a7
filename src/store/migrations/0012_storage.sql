-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 12: where the space goes (S7).
-- message.body_wanted 2: wanted, but the budget leaves it at the server. store_fact: cache_budget: bytes, none: no limit; body_floor_ms: what came
-- to the server until then is left there; bodies_to_return: the row from which on a 2 becomes a 1 again.

-- What the account's server said last of the space there (RFC 9208). -1: no limit is known.
CREATE TABLE account_quota (
    account_id     INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    used_bytes     INTEGER NOT NULL DEFAULT -1,
    limit_bytes    INTEGER NOT NULL DEFAULT -1,
    used_messages  INTEGER NOT NULL DEFAULT -1,
    limit_messages INTEGER NOT NULL DEFAULT -1,
    asked_ms       INTEGER NOT NULL
) STRICT;

-- When the user had a message open last: what is read is not among the first to go.
CREATE TABLE message_opened (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    opened_ms  INTEGER NOT NULL
) STRICT;
