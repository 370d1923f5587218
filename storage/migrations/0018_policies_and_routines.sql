-- SPDX-License-Identifier: Apache-2.0
-- Reminder policies of houses, every version that was in force.
CREATE TABLE policy_versions (
  owner BLOB NOT NULL REFERENCES agencies (id),
  key TEXT NOT NULL,                          -- what plans name it by
  number INTEGER NOT NULL,                    -- counts the versions of a key from 1
  content TEXT NOT NULL,                      -- a policy (formats/policy_file.hpp)
  edited_by BLOB NOT NULL,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (owner, key, number)
) STRICT;

-- The policy that a plan names; empty where it was drafted before one was asked for.
ALTER TABLE plans ADD COLUMN policy TEXT NOT NULL DEFAULT '';
CREATE INDEX plans_by_policy ON plans (policy, owner, state) WHERE policy <> '';

-- What the house does again and again, and up to where it has done it.
CREATE TABLE routines (
  name TEXT PRIMARY KEY,
  done_until INTEGER NOT NULL,                -- runs up to here were done, or counted as skipped
  last_run INTEGER,                           -- the planned instant of the last run
  ran_at INTEGER,                             -- when that was
  runs INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  problem TEXT                                -- of the last run, where it failed
) STRICT;

-- Reminders that come late leave for an address at a pace: until when its places are taken.
CREATE TABLE address_pace (
  address TEXT PRIMARY KEY,
  taken_until INTEGER NOT NULL
) STRICT;
