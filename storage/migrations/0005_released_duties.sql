-- SPDX-License-Identifier: Apache-2.0
-- Duties that were filed or settled before an amendment took them out.

ALTER TABLE duties ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
