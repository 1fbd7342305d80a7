-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4: how the messages of a sender are shown.
CREATE TABLE sender_choice (
    address  TEXT    PRIMARY KEY,        -- addr-spec, lower case
    pictures INTEGER NOT NULL DEFAULT 0, -- remote ones are shown
    form     INTEGER NOT NULL DEFAULT 0, -- model::BodyForm
    charset  TEXT    NOT NULL DEFAULT '' -- of text, whatever it says; empty: as it says
) STRICT, WITHOUT ROWID;
