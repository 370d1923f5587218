-- SPDX-License-Identifier: Apache-2.0
-- Calendars of days off, every version that was in force. Days 'YYYY-MM-DD'.
CREATE TABLE calendar_versions (
  id BLOB PRIMARY KEY,
  owner BLOB REFERENCES agencies (id),        -- NULL: the house's, under all others
  number INTEGER NOT NULL,                    -- counts the versions of an owner from 1
  version TEXT NOT NULL,                      -- its own name: 'vn-2026.2'
  content TEXT NOT NULL,                      -- a calendar (formats/days_off_file.hpp)
  source TEXT NOT NULL,                       -- of its newest decision
  valid_from TEXT NOT NULL,                   -- the first day that is otherwise than in the version before
  accepted_by BLOB NOT NULL,
  accepted_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX calendar_versions_of_agency ON calendar_versions (owner, number) WHERE owner IS NOT NULL;
CREATE UNIQUE INDEX calendar_versions_of_house ON calendar_versions (number) WHERE owner IS NULL;
CREATE INDEX duties_open_by_day ON duties (last_on_time) WHERE state IN ('open', 'returned');
