-- SPDX-License-Identifier: Apache-2.0
-- Lists across plans: what is searched of a plan, and the days by which visits and duties are listed.

-- Small letters without diacritics (words/folding.hpp). A plan without a row is given one by the first tick.
CREATE TABLE plan_search (
  plan BLOB PRIMARY KEY REFERENCES plans (id),
  text TEXT NOT NULL
) STRICT;

CREATE INDEX visits_by_date ON visits (date, id);
CREATE INDEX duties_by_day ON duties (coalesce(last_on_time, '9999-12-31'), id);
CREATE INDEX plan_agencies_by_agency ON plan_agencies (agency, plan);

-- The board of a house asks for its plans by state.
CREATE INDEX plans_of_owner ON plans (owner, state, id);
