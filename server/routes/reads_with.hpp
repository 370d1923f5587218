// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/handler.hpp"
#include "server/routes/api.hpp"

namespace inspectord {

/// A read of what a route shows, with the parts of the API.
using ReadOfParts = Result<Response> (*)(const ApiParts&, const Call&, Snapshot&);

inline Handler reads_with(const ApiParts& parts, ReadOfParts read) {
  return reads(
      [parts, read](const Call& call, Snapshot& snapshot) { return read(parts, call, snapshot); });
}

}  // namespace inspectord
