// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "usecases/table_import.hpp"

namespace inspectord {

/// dry_run, applied, how many rows of each outcome, and every row with what is wrong with it. Ids
/// of what was made stand only where it was applied: a dry run makes nothing that could have one.
JsonObject imported_json(const TableImported&, Language);

/// 200, or 422 (application/problem+json) with the same members where a row is refused: of a dry
/// run and of the real one alike.
Response answer_imported(const TableImported&, const Request&);

}  // namespace inspectord
