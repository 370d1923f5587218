-- SPDX-License-Identifier: Apache-2.0
-- As much of the schema as starting a task touches, with the same indexes, and 1,000 plans.
CREATE TABLE users (id uuid PRIMARY KEY, name text UNIQUE NOT NULL, agency uuid NOT NULL, roles text NOT NULL, disabled_at bigint);
CREATE TABLE tokens (hash bytea PRIMARY KEY, "user" uuid NOT NULL, expires_at bigint, revoked_at bigint);
CREATE TABLE plans (id uuid PRIMARY KEY, owner uuid NOT NULL, issuer uuid NOT NULL, key text NOT NULL, kind text NOT NULL,
  title text NOT NULL, plan_year int NOT NULL, state text NOT NULL, version bigint NOT NULL, number text NOT NULL,
  number_year int NOT NULL, content text NOT NULL, content_hash bytea NOT NULL, record text NOT NULL, changed_at bigint NOT NULL);
CREATE UNIQUE INDEX ON plans (owner, issuer, kind, number_year, number) WHERE number <> '' AND state <> 'drafted';
CREATE INDEX ON plans (content_hash);
CREATE INDEX ON plans (plan_year, state);
CREATE TABLE plan_agencies (plan uuid NOT NULL, key text NOT NULL, agency uuid NOT NULL, PRIMARY KEY (plan, key));
CREATE TABLE visits (id uuid PRIMARY KEY, plan uuid NOT NULL, key text NOT NULL, state text NOT NULL, date text NOT NULL, UNIQUE (plan, key));
CREATE TABLE duties (id uuid PRIMARY KEY, plan uuid NOT NULL, position int NOT NULL, state text NOT NULL, due text);
CREATE INDEX ON duties (plan, position);
CREATE TABLE tasks (id uuid PRIMARY KEY, plan uuid NOT NULL, key text NOT NULL, state text NOT NULL, sequence int NOT NULL, reason text NOT NULL, UNIQUE (plan, key));
CREATE TABLE reminders (id uuid PRIMARY KEY, plan uuid NOT NULL, target uuid NOT NULL, sequence int NOT NULL, rule text NOT NULL,
  recipient uuid NOT NULL, at bigint NOT NULL, state text NOT NULL, UNIQUE (target, sequence, rule, recipient));
CREATE INDEX ON reminders (at, plan, recipient) WHERE state = 'planned';
CREATE INDEX ON reminders (plan, at);
CREATE TABLE journal (sequence bigserial PRIMARY KEY, at bigint NOT NULL, user_id uuid, roles text NOT NULL, channel text NOT NULL,
  what text NOT NULL, subject_kind text NOT NULL, subject_id uuid NOT NULL, why text, content_hash bytea);
CREATE INDEX ON journal (subject_kind, subject_id, sequence);
CREATE TABLE journal_content (sequence bigint PRIMARY KEY, salt bytea NOT NULL, before text, after text);

CREATE FUNCTION id_of(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$ SELECT lpad(to_hex(n), 32, '0')::uuid $$;
INSERT INTO users VALUES (id_of(1), 'lan', id_of(1), 'planner', NULL);
INSERT INTO tokens VALUES (decode(repeat('ab', 32), 'hex'), id_of(1), NULL, NULL);
-- Content that does not compress away: hexadecimal digests.
INSERT INTO plans SELECT id_of(i), id_of(1), id_of(1), 'k' || i, 'inspection_plan', 'Kiểm tra ' || i, 2026, 'notified', 1, i || '/KH', 2026,
  (SELECT string_agg(md5((i * 1000 + j)::text), '') FROM generate_series(1, 128) j), sha256(i::text::bytea), repeat('r', 600), 0
  FROM generate_series(0, 999) i;
INSERT INTO plan_agencies SELECT id_of(i), 'a' || j, id_of(j) FROM generate_series(0, 999) i, generate_series(1, 3) j;
INSERT INTO visits SELECT id_of(i), id_of(i), 'v', 'tentative', '2026-04-06' FROM generate_series(0, 999) i;
INSERT INTO duties SELECT id_of(i), id_of(i), 0, 'open', repeat('d', 400) FROM generate_series(0, 999) i;
INSERT INTO tasks SELECT id_of(i), id_of(i), 'viec', 'not_started', 0, '' FROM generate_series(0, 999) i;
INSERT INTO reminders SELECT id_of(i * 100 + j), id_of(i), id_of(i), 0, 'T-' || j, id_of(1), i * 1000 + j, 'sent'
  FROM generate_series(0, 999) i, generate_series(1, 9) j;
VACUUM ANALYZE;
