-- SPDX-License-Identifier: Apache-2.0
-- Reminders that were past when they were written: a change of days off may bring some of them to come.
CREATE INDEX reminders_past ON reminders (at, plan) WHERE dropped_because = 'past';
