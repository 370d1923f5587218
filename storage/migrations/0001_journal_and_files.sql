-- SPDX-License-Identifier: Apache-2.0
-- What was done, by whom, when and why; files by their content.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only. Sequence is global and without gaps among what is committed: the cursor of every reader.
CREATE TABLE journal (
  sequence     INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,                      -- milliseconds since 1970
  user_id      BLOB CHECK (length(user_id) = 16),    -- NULL: the service itself
  agency_id    BLOB CHECK (length(agency_id) = 16),
  roles        TEXT NOT NULL,                         -- codes, separated by commas
  channel      TEXT NOT NULL,
  what         TEXT NOT NULL,                         -- code of the act, e.g. plan.approved
  subject_kind TEXT NOT NULL,
  subject_id   BLOB NOT NULL,
  why          TEXT,
  content_hash BLOB CHECK (length(content_hash) = 32)  -- SHA-256(salt || content); NULL: without content
) STRICT;

CREATE INDEX journal_by_subject ON journal(subject_kind, subject_id, sequence);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

-- Before and after, with the salt of their hash. May be erased; the hash in the journal stays and tells nothing.
CREATE TABLE journal_content (
  sequence INTEGER PRIMARY KEY REFERENCES journal(sequence),
  salt     BLOB NOT NULL CHECK (length(salt) = 32),
  before   TEXT,                                 -- JSON
  after    TEXT                                  -- JSON
) STRICT;

CREATE TRIGGER journal_content_is_never_changed BEFORE UPDATE ON journal_content
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TABLE files (
  sha256     BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  size       INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Two agencies may hold the same bytes; neither learns of the other.
CREATE TABLE file_owners (
  sha256     BLOB NOT NULL REFERENCES files(sha256),
  agency_id  BLOB NOT NULL CHECK (length(agency_id) = 16),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (sha256, agency_id)
) STRICT, WITHOUT ROWID;
