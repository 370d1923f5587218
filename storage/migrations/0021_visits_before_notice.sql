-- SPDX-License-Identifier: Apache-2.0
-- The first and the last day of the visits in a plan's content; NULL where it has none. A change of days off looks at
-- plans that are not notified yet by them: their visits are in their content alone.
ALTER TABLE plans ADD COLUMN first_visit TEXT;
ALTER TABLE plans ADD COLUMN last_visit TEXT;
UPDATE plans SET
  first_visit = (SELECT min(json_extract(v.value, '$.date')) FROM json_each(plans.content, '$.visits') v),
  last_visit = (SELECT max(json_extract(v.value, '$.date')) FROM json_each(plans.content, '$.visits') v);
CREATE INDEX plans_visited_before_notice ON plans (last_visit, id, first_visit, owner, state)
  WHERE state IN ('drafted', 'approved');
