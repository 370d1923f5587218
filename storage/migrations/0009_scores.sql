-- SPDX-License-Identifier: Apache-2.0
-- Scores of inspected units by the score sheets of their plans. (A recommendation needs no table of its own: it is a
-- row of duties, and its words stand in plans.record.)

CREATE TABLE scores (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  plan BLOB NOT NULL REFERENCES plans (id),
  position INTEGER NOT NULL,
  sheet TEXT NOT NULL,                        -- its key in the plan
  unit TEXT NOT NULL,                         -- the agency's key in the plan
  state TEXT NOT NULL,
  state_before TEXT,
  content TEXT NOT NULL,                      -- points by criterion, reasons, what undo brings back (storage/plan_scores.cpp)
  changed_at INTEGER NOT NULL,
  UNIQUE (plan, sheet, unit)
) STRICT;
