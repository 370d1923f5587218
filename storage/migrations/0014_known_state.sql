-- Who was told that a visit is off goes by no day of it: "postponed" or "cancelled".
ALTER TABLE message_news ADD COLUMN old_state TEXT;
