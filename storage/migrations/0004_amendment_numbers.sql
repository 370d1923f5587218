-- SPDX-License-Identifier: Apache-2.0
-- Numbers given to amendments. They are papers of the issuer like its plans; a dropped one keeps its number, which
-- only the next draft of the same revision may bear.

CREATE TABLE amendment_numbers (
  plan BLOB NOT NULL REFERENCES plans (id),
  revision INTEGER NOT NULL,
  owner BLOB NOT NULL REFERENCES agencies (id),
  issuer BLOB NOT NULL REFERENCES agencies (id),
  year INTEGER NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (plan, revision)
) STRICT;
CREATE UNIQUE INDEX amendment_numbers_once ON amendment_numbers (owner, issuer, year, number);
