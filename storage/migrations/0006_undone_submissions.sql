-- SPDX-License-Identifier: Apache-2.0
-- A submission whose recording was undone stays, and says so.

ALTER TABLE submissions ADD COLUMN undone_at INTEGER;
ALTER TABLE submissions ADD COLUMN undone_by BLOB;
