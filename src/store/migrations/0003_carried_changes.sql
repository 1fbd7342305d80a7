-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3: a change that a later one overtook before the server had heard of it is done when that one is.
CREATE TABLE change_carried (
    change_id  INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    carrier_id INTEGER NOT NULL REFERENCES local_change (id) ON DELETE CASCADE,
    PRIMARY KEY (change_id, carrier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_carried_by_carrier ON change_carried (carrier_id);
