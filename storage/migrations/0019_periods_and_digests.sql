-- SPDX-License-Identifier: Apache-2.0
-- Plans that ask for something again and again, and the day on which another period of it is to be opened.
CREATE TABLE coming_periods (
  plan BLOB PRIMARY KEY REFERENCES plans (id),
  opens_on TEXT NOT NULL
) STRICT;
CREATE INDEX coming_periods_by_day ON coming_periods (opens_on);

-- A digest is a message of no plan: those that speak of a plan are found by its rows.
CREATE INDEX reminders_of_digests ON reminders (plan, state) WHERE rule = 'digest';
CREATE INDEX reminders_due_for_digest ON reminders (recipient, plan, at) WHERE state = 'planned' AND rule = 'digest';

-- Attempts that the clean-up looks at.
CREATE INDEX messages_by_settlement ON messages (settled_at) WHERE settled_at IS NOT NULL AND attempts > 1;
