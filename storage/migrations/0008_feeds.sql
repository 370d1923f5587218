-- SPDX-License-Identifier: Apache-2.0
-- Calendar feeds; and when plans, visits and duties last changed, for the stamps of their calendar entries.

CREATE TABLE feeds (
  id              BLOB PRIMARY KEY CHECK (length(id) = 16),
  hash            BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),  -- SHA-256 of the token in its address
  owner           BLOB NOT NULL REFERENCES agencies (id),
  scope           TEXT NOT NULL CHECK (scope IN ('agency', 'team', 'plan', 'house')),
  agency          BLOB REFERENCES agencies (id),
  plan            BLOB REFERENCES plans (id),
  team            TEXT NOT NULL DEFAULT '',                        -- key of a team of the plan
  label           TEXT NOT NULL,
  language        TEXT NOT NULL,
  created_by      BLOB NOT NULL REFERENCES users (id),
  created_at      INTEGER NOT NULL,
  revoked_at      INTEGER,
  last_fetched_at INTEGER,                                         -- written at most once a minute
  CHECK ((scope = 'agency') = (agency IS NOT NULL)),
  CHECK ((scope IN ('team', 'plan')) = (plan IS NOT NULL)),
  CHECK ((scope = 'team') = (team <> ''))
) STRICT;
CREATE INDEX feeds_of_owner ON feeds (owner, id);

ALTER TABLE plans ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE duties ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;

UPDATE plans SET changed_at = coalesce(
  (SELECT max(at) FROM journal WHERE subject_kind = 'plan' AND subject_id = plans.id), notified_at, created_at);
UPDATE visits SET changed_at = coalesce(
  (SELECT max(at) FROM journal WHERE subject_kind = 'visit' AND subject_id = visits.id),
  (SELECT coalesce(notified_at, created_at) FROM plans WHERE id = visits.plan));
UPDATE duties SET changed_at = coalesce(
  (SELECT max(at) FROM journal WHERE subject_kind = 'duty' AND subject_id = duties.id),
  (SELECT coalesce(notified_at, created_at) FROM plans WHERE id = duties.plan));
