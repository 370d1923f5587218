// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/router.hpp"
#include "server/web_files.hpp"

#include <vector>

namespace inspectord {

/// The page: / and /assets/<file>, to anybody; what it shows it asks of the API with a token. None
/// where the program has no page.
std::vector<Route> web_routes(WebFiles);

}  // namespace inspectord
