-- SPDX-License-Identifier: Apache-2.0
-- All that is asked of what is due, its state too (SQLite would look up the row for it): of a million plans the
-- reminders of one instant lie on as many pages.
DROP INDEX reminders_due;
CREATE INDEX reminders_due ON reminders (at, plan, recipient, id, target_kind, target, sequence, rule, part, state) WHERE state = 'planned';
