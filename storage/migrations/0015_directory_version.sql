-- SPDX-License-Identifier: Apache-2.0
-- A number that rises with every change of what plans may know of agencies, their contacts and groups: what was
-- made of them holds as long as it stays. Kept by the database, so that no statement can forget it.

CREATE TABLE directory_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO directory_state (only_row, version) VALUES (1, 1);

CREATE TRIGGER agencies_inserted AFTER INSERT ON agencies
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER agencies_updated AFTER UPDATE ON agencies
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER agencies_deleted AFTER DELETE ON agencies
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER contacts_inserted AFTER INSERT ON contacts
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER contacts_updated AFTER UPDATE ON contacts
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER contacts_deleted AFTER DELETE ON contacts
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER group_members_inserted AFTER INSERT ON group_members
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER group_members_updated AFTER UPDATE ON group_members
BEGIN UPDATE directory_state SET version = version + 1; END;
CREATE TRIGGER group_members_deleted AFTER DELETE ON group_members
BEGIN UPDATE directory_state SET version = version + 1; END;
