-- SPDX-License-Identifier: Apache-2.0
-- Answers to requests that came with an Idempotency-Key. A log: rows are added at its end and pruned from its
-- beginning, and found by hashes that the service keeps in memory (storage/idempotency.hpp).

CREATE TABLE idempotency (
  sequence INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  key      BLOB NOT NULL CHECK (length(key) = 32),      -- SHA-256 of who asked and the key
  request  BLOB NOT NULL CHECK (length(request) = 32),  -- SHA-256 of method, target and body
  status   INTEGER NOT NULL,
  sealed   INTEGER NOT NULL CHECK (sealed IN (0, 1)),   -- 1: only the token that asked opens it
  answer   BLOB NOT NULL                                -- fields and body, compressed
) STRICT;
