// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/router.hpp"

#include <vector>

namespace inspectord {

/// /api/openapi.json, to anybody: what the service takes and answers (OpenAPI 3.1).
std::vector<Route> openapi_routes();

}  // namespace inspectord
