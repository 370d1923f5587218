// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <string>

namespace inspectord {

/// The body of an answer that goes on: asked for more at its beginning and after each commit, until
/// the client leaves, or no longer may take the route, or the service stops.
class LiveBody {
 public:
  virtual ~LiveBody() = default;
  /// Net thread: what follows what was given before, bounded; the client has taken that by now.
  /// Empty where nothing does yet.
  virtual std::string next(Snapshot&) = 0;
};

}  // namespace inspectord
