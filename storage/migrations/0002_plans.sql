-- SPDX-License-Identifier: Apache-2.0
-- Agencies, users, plans and everything in a plan that has a state of its own; the reminder ledger.
-- Ids are 16 bytes, instants milliseconds UTC, days 'YYYY-MM-DD', codes as in workflow/states.hpp.

CREATE TABLE agencies (
  id BLOB PRIMARY KEY,
  owner BLOB REFERENCES agencies (id),        -- whose directory entry it is; NULL: its own
  name TEXT NOT NULL,
  short_name TEXT NOT NULL DEFAULT '',
  level TEXT NOT NULL DEFAULT '',
  parent BLOB REFERENCES agencies (id),
  parent_name TEXT NOT NULL DEFAULT '',       -- never match by name alone: name and the body above it,
  scope TEXT NOT NULL DEFAULT '',             -- or, where a paper names none, the issuer that speaks of it
  firm INTEGER NOT NULL DEFAULT 0,
  valid_from TEXT,
  valid_to TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (name, parent_name, scope)
) STRICT;

CREATE TABLE agency_names (
  agency BLOB NOT NULL REFERENCES agencies (id),
  name TEXT NOT NULL,
  PRIMARY KEY (agency, name)
) STRICT;

CREATE TABLE contacts (
  id BLOB PRIMARY KEY,
  agency BLOB NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'webhook')),
  address TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  secret TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT 'vi',
  valid_from TEXT,
  valid_to TEXT,
  disabled_because TEXT,
  UNIQUE (agency, kind, address)
) STRICT;

CREATE TABLE users (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  agency BLOB NOT NULL REFERENCES agencies (id),
  roles TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;

CREATE TABLE tokens (
  hash BLOB PRIMARY KEY,
  user BLOB NOT NULL REFERENCES users (id),
  label TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;

CREATE TABLE plans (
  id BLOB PRIMARY KEY,
  owner BLOB NOT NULL REFERENCES agencies (id),
  issuer BLOB NOT NULL REFERENCES agencies (id),
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  plan_year INTEGER NOT NULL,
  state TEXT NOT NULL,
  submitted INTEGER NOT NULL,
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  number_year INTEGER NOT NULL,               -- the year of the date, else the plan year: numbers restart each year
  date TEXT,
  content TEXT NOT NULL,                      -- a plan file (formats/plan_file.hpp)
  content_hash BLOB NOT NULL,
  record TEXT NOT NULL,                       -- approval, overrides, notes, amendment (storage/plan_record_json.cpp)
  drafted_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  notified_at INTEGER
) STRICT;
CREATE UNIQUE INDEX plans_number ON plans (owner, issuer, kind, number_year, number)
  WHERE number <> '' AND state NOT IN ('drafted');
CREATE INDEX plans_content ON plans (content_hash);
CREATE INDEX plans_by_year ON plans (plan_year, state);

-- Contents that are no longer in force, for history.
CREATE TABLE plan_revisions (
  plan BLOB NOT NULL REFERENCES plans (id),
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (plan, revision)
) STRICT;

CREATE TABLE plan_agencies (
  plan BLOB NOT NULL REFERENCES plans (id),
  key TEXT NOT NULL,
  agency BLOB NOT NULL REFERENCES agencies (id),
  PRIMARY KEY (plan, key)
) STRICT;

CREATE TABLE group_members (
  owner BLOB NOT NULL REFERENCES agencies (id),  -- of the plans meant: others may use the same keys
  plan_key TEXT NOT NULL,
  group_key TEXT NOT NULL,
  agency BLOB NOT NULL REFERENCES agencies (id),
  valid_from TEXT,
  valid_to TEXT,
  PRIMARY KEY (owner, plan_key, group_key, agency)
) STRICT;

CREATE TABLE visits (
  id BLOB PRIMARY KEY,
  plan BLOB NOT NULL REFERENCES plans (id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  date TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  reason TEXT NOT NULL,
  state_before TEXT,
  date_before TEXT,
  UNIQUE (plan, key)
) STRICT;

CREATE TABLE duties (
  id BLOB PRIMARY KEY,
  plan BLOB NOT NULL REFERENCES plans (id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  agency BLOB REFERENCES agencies (id),
  period TEXT NOT NULL,
  state TEXT NOT NULL,
  raw TEXT NOT NULL,
  bound TEXT,
  nominal TEXT,
  last_on_time TEXT,
  due TEXT,                                   -- the due date with its derivation, as JSON
  due_before TEXT,
  state_before TEXT,
  sequence INTEGER NOT NULL,
  nil_return INTEGER NOT NULL,
  late INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX duties_of_plan ON duties (plan, position);
CREATE INDEX duties_of_agency ON duties (agency, state);

CREATE TABLE submissions (
  id BLOB PRIMARY KEY,
  duty BLOB NOT NULL REFERENCES duties (id),
  number TEXT NOT NULL,
  paper_date TEXT,
  sent_on TEXT,
  received_on TEXT,
  way TEXT NOT NULL,
  nil INTEGER NOT NULL,
  recorded_by BLOB NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX submissions_of_duty ON submissions (duty);

CREATE TABLE tasks (
  id BLOB PRIMARY KEY,
  plan BLOB NOT NULL REFERENCES plans (id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  inner_date TEXT,
  reason TEXT NOT NULL,
  state_before TEXT,
  sequence INTEGER NOT NULL DEFAULT 0,
  UNIQUE (plan, key)
) STRICT;

-- The ledger: one row per target x rule x recipient (and sequence of the target). Nothing is ever deleted from it.
CREATE TABLE reminders (
  id BLOB PRIMARY KEY,
  plan BLOB NOT NULL REFERENCES plans (id),
  target_kind TEXT NOT NULL,
  target BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  rule TEXT NOT NULL,
  recipient BLOB NOT NULL REFERENCES agencies (id),
  part TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'dropped')),
  dropped_because TEXT,
  settled_at INTEGER,
  planned_at INTEGER NOT NULL,
  UNIQUE (target, sequence, rule, recipient)
) STRICT;
CREATE INDEX reminders_due ON reminders (at, plan, recipient) WHERE state = 'planned';
CREATE INDEX reminders_of_plan ON reminders (plan, at);

-- When the service last rang; the gap to now is what it slept through.
CREATE TABLE alarm (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  rang_at INTEGER NOT NULL
) STRICT;
