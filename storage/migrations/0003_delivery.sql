-- SPDX-License-Identifier: Apache-2.0
-- What goes out: messages with their bytes fixed once, every attempt, the switch that stops all sending.

CREATE TABLE messages (
  id               BLOB PRIMARY KEY CHECK (length(id) = 16),
  plan_id          BLOB CHECK (length(plan_id) = 16),
  recipient_agency BLOB CHECK (length(recipient_agency) = 16),
  channel          TEXT NOT NULL,                -- mail, webhook
  address          TEXT NOT NULL,                -- e-mail address or URL
  subject          TEXT NOT NULL,
  kind             TEXT NOT NULL,                -- code of words.md, e.g. plan_notified
  language         TEXT NOT NULL,                -- vi, en
  created_at       INTEGER NOT NULL,
  next_attempt_at  INTEGER NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'retrying', 'accepted', 'dead', 'withdrawn')),
  attempts         INTEGER NOT NULL DEFAULT 0,   -- begun so far
  attempts_before  INTEGER NOT NULL DEFAULT 0,   -- of them before the ladder was begun anew by "send again"
  fence            INTEGER NOT NULL DEFAULT 0,   -- rises with each claim; a settlement under an older one is ignored
  claimed_at       INTEGER,
  lease_until      INTEGER,
  settled_at       INTEGER,
  detail           TEXT,
  overtaken        TEXT,                         -- why it no longer holds, said while it could not be withdrawn
  secret_ref       TEXT,
  endpoint         BLOB CHECK (length(endpoint) = 16),
  CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
  CHECK ((state IN ('accepted', 'dead', 'withdrawn')) = (settled_at IS NOT NULL))
) STRICT;

-- What is due, and nothing else. The claim reads this index alone: SQLite looks up a row for each column it lacks, even
-- for the two that are NULL in all of it.
CREATE INDEX messages_due ON messages(next_attempt_at, address, id, settled_at, lease_until) WHERE settled_at IS NULL AND lease_until IS NULL;
CREATE INDEX messages_leased ON messages(lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX messages_dead ON messages(id) WHERE state = 'dead';
CREATE INDEX messages_by_plan ON messages(plan_id, id) WHERE plan_id IS NOT NULL;
CREATE INDEX messages_by_agency ON messages(recipient_agency, id) WHERE recipient_agency IS NOT NULL;

-- Apart from messages, so that a change of state does not write the bytes again.
CREATE TABLE message_bodies (
  message_id BLOB PRIMARY KEY REFERENCES messages(id),
  body       BLOB NOT NULL
) STRICT;

CREATE TABLE attempts (
  id           BLOB PRIMARY KEY CHECK (length(id) = 16),
  message_id   BLOB NOT NULL REFERENCES messages(id),
  number       INTEGER NOT NULL,
  started_at   INTEGER NOT NULL,
  milliseconds INTEGER,                          -- NULL: nobody knows
  outcome      TEXT NOT NULL CHECK (outcome IN ('accepted', 'retry', 'dead', 'lost', 'unclear')),
  status       INTEGER NOT NULL,
  detail       TEXT NOT NULL
) STRICT;

CREATE INDEX attempts_of_message ON attempts(message_id, number);

-- Which reminders a message speaks for.
CREATE TABLE message_reminders (
  message_id  BLOB NOT NULL REFERENCES messages(id),
  reminder_id BLOB NOT NULL CHECK (length(reminder_id) = 16),
  PRIMARY KEY (message_id, reminder_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX messages_of_reminder ON message_reminders(reminder_id, message_id);

-- Which changes a message tells of, so that a later one can take its place while it is unsent.
CREATE TABLE message_news (
  message_id BLOB NOT NULL REFERENCES messages(id),
  visit      TEXT NOT NULL,                      -- its key in the plan
  old_date   TEXT,                               -- the day that the message calls off
  PRIMARY KEY (message_id, visit)
) STRICT, WITHOUT ROWID;

CREATE TABLE sending_switch (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  paused        INTEGER NOT NULL CHECK (paused IN (0, 1)),
  trial_address TEXT,                            -- everything goes there instead
  changed_by    BLOB CHECK (length(changed_by) = 16),
  changed_at    INTEGER NOT NULL,
  reason        TEXT NOT NULL
) STRICT;
