// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/log.hpp"
#include "storage/savepoint.hpp"

#include <exception>
#include <string>
#include <string_view>

namespace inspectord {

/// One of many things that an act does, which takes none of the others with it: where `part` throws
/// it is taken back alone and logged as `what`, with the id of what it was about. False then. What
/// the disk refuses is thrown on: the act as a whole is tried again.
template <class Part>
bool done_alone(Transaction& tx, std::string_view what, const std::string& id, Part part) {
  Savepoint savepoint{tx};
  try {
    part();
    savepoint.keep();
    return true;
  } catch (const StorageError&) {
    throw;
  } catch (const std::exception& broken) {
    log::error(what, {{"id", id}, {"what", broken.what()}});
    return false;
  }
}

}  // namespace inspectord
