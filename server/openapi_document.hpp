// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/web_files.hpp"

namespace inspectord {

/// docs/openapi.json as the build put it into the program (cmake/OpenApi.cmake). Static storage.
const EmbeddedFile& openapi_document();

}  // namespace inspectord
