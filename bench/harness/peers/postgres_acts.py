# SPDX-License-Identifier: Apache-2.0
"""A task started in PostgreSQL by pgbench: the statements of ours in one transaction, or the writes alone in one."""

import pathlib
import re
import subprocess

from ..processes import POSTGRES

HERE = pathlib.Path(__file__).parent
CLIENTS, SECONDS = 32, 2

# Eight plans a client: nobody waits for another's row.
CHOOSE = r"\set n :client_id * 8 + random(0, 7)"
ID = "lpad(to_hex(:n::bigint), 32, '0')::uuid"

TRANSACTION = f"""{CHOOSE}
BEGIN;
SELECT u.id, u.name, u.agency, u.roles FROM tokens t JOIN users u ON u.id = t."user" WHERE t.hash = decode(repeat('ab', 32), 'hex') AND t.revoked_at IS NULL;
SELECT plan FROM tasks WHERE id = {ID};
SELECT owner, version, content, state, number, record FROM plans WHERE id = {ID};
SELECT key, agency FROM plan_agencies WHERE plan = {ID};
SELECT id, key, state, date FROM visits WHERE plan = {ID};
SELECT id, state, due FROM duties WHERE plan = {ID} ORDER BY position;
SELECT id, key, state, sequence, reason FROM tasks WHERE plan = {ID};
UPDATE plans SET version = version + 1, record = repeat('s', 600), changed_at = changed_at + 1 WHERE id = {ID};
UPDATE tasks SET state = 'under_way', sequence = sequence + 1, reason = 'bench' WHERE id = {ID};
INSERT INTO journal (at, user_id, roles, channel, what, subject_kind, subject_id, why, content_hash) VALUES (1, {ID}, 'planner', 'http', 'task.started', 'task', {ID}, 'bench', decode(repeat('ab', 32), 'hex')) RETURNING sequence;
INSERT INTO journal_content VALUES (currval('journal_sequence_seq'), decode(repeat('cd', 32), 'hex'), repeat('b', 100), repeat('a', 100));
SELECT id, target, sequence, rule, recipient, at, state FROM reminders WHERE plan = {ID};
COMMIT;
"""

STATEMENT = f"""{CHOOSE}
WITH p AS (UPDATE plans SET version = version + 1, record = repeat('s', 600), changed_at = changed_at + 1 WHERE id = {ID}),
 t AS (UPDATE tasks SET state = 'under_way', sequence = sequence + 1, reason = 'bench' WHERE id = {ID}),
 j AS (INSERT INTO journal (at, user_id, roles, channel, what, subject_kind, subject_id, why, content_hash) VALUES (1, {ID}, 'planner', 'http', 'task.started', 'task', {ID}, 'bench', decode(repeat('ab', 32), 'hex')) RETURNING sequence)
 INSERT INTO journal_content SELECT sequence, decode(repeat('cd', 32), 'hex'), repeat('b', 100), repeat('a', 100) FROM j;
"""


def prepare(server):
    subprocess.run([POSTGRES / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-p", str(server.port), "-U",
                    "bench", "-d", "postgres", "-f", HERE / "postgres_acts.sql"], check=True, stdout=subprocess.DEVNULL)
    for name, text in (("transaction", TRANSACTION), ("statement", STATEMENT)):
        (server.folder / f"{name}.pgbench").write_text(text, encoding="utf-8")


def measure(server, script):
    """Transactions a second, over the socket file: the peer at its best."""
    done = subprocess.run([POSTGRES / "pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS),
                           "-f", server.folder / f"{script}.pgbench", "-h", server.folder, "-p", str(server.port), "-U",
                           "bench", "postgres"], check=True, capture_output=True, text=True)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])
