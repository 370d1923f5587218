-- SPDX-License-Identifier: Apache-2.0
-- The minutes of a visit that was held, or why there are none.

ALTER TABLE visits ADD COLUMN minutes TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN no_minutes_because TEXT NOT NULL DEFAULT '';
