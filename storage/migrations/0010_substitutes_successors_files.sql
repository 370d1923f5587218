-- SPDX-License-Identifier: Apache-2.0
-- Who stands in for which signer, and until when; which agencies follow which; whose duty a successor has taken
-- over; and to whom a file of a plan was sent.

CREATE TABLE substitutions (
  id              BLOB PRIMARY KEY CHECK (length(id) = 16),
  owner           BLOB NOT NULL REFERENCES agencies (id),
  signer          TEXT NOT NULL,                         -- the name under the paper
  substitute      BLOB NOT NULL REFERENCES users (id),
  valid_from      TEXT NOT NULL,
  valid_to        TEXT NOT NULL,                         -- the last day
  document_number TEXT NOT NULL,
  document_date   TEXT NOT NULL,
  ended_on        TEXT,                                  -- ended early: the first day on which it does not hold
  created_by      BLOB NOT NULL REFERENCES users (id),
  created_at      INTEGER NOT NULL,
  CHECK (valid_from <= valid_to)
) STRICT;
CREATE INDEX substitutions_of_owner ON substitutions (owner, id);

CREATE TRIGGER substitutions_are_never_deleted BEFORE DELETE ON substitutions
BEGIN SELECT raise(ABORT, 'a substitution is ended, never deleted'); END;

CREATE TABLE agency_successors (
  predecessor BLOB NOT NULL REFERENCES agencies (id),
  successor   BLOB NOT NULL REFERENCES agencies (id),
  document    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (predecessor, successor),
  CHECK (predecessor <> successor)
) STRICT;
CREATE INDEX agency_successors_back ON agency_successors (successor);

ALTER TABLE duties ADD COLUMN handed_from BLOB REFERENCES agencies (id);

-- They may read it though they do not hold it. What was sent stays sent.
CREATE TABLE file_readers (
  sha256    BLOB NOT NULL REFERENCES files (sha256),
  agency_id BLOB NOT NULL REFERENCES agencies (id),
  plan      BLOB NOT NULL REFERENCES plans (id),
  sent_at   INTEGER NOT NULL,
  PRIMARY KEY (sha256, agency_id, plan)
) STRICT;
CREATE INDEX file_readers_of_plan ON file_readers (plan, agency_id);
