-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 8: what is to be known before a message is sent.
ALTER TABLE account ADD COLUMN outgoing_size INTEGER NOT NULL DEFAULT 0; -- bytes its outgoing server takes of one message; 0: not known, or it names none
ALTER TABLE contact ADD COLUMN sent_as INTEGER NOT NULL DEFAULT 0;       -- the identity of the last message to them, gone perhaps; 0: none
