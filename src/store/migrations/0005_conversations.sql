-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 5: which messages belong together. The key is detail::conversationKey(), a hash of the Message-ID that a conversation
-- began with; 0: none is known.
ALTER TABLE message ADD COLUMN conversation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX message_by_conversation ON message (account_id, conversation) WHERE conversation <> 0;

-- What is there already gets its key from the program, a step at a time, downwards from here.
INSERT INTO store_fact (name, value) SELECT 'conversations_unfilled', max(id) FROM message HAVING max(id) IS NOT NULL;
