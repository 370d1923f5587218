-- Each channel is given no more than it has places for, so what is due is looked for by channel.
DROP INDEX messages_due;
CREATE INDEX messages_due ON messages(channel, next_attempt_at, address, id, settled_at, lease_until) WHERE settled_at IS NULL AND lease_until IS NULL;
