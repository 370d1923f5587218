// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// One place in which two values differ. Added: without before; removed: without after.
struct JsonChange {
  std::string pointer;  ///< Into the later value; of what was removed, into the earlier one.
  std::optional<JsonValue> before, after;
};

/// Where two values differ, as deep as they can be compared: objects by member; lists whose entries
/// all have a "key" of their own by that key, whatever their order; lists of one length by place;
/// other lists as a whole.
std::vector<JsonChange> json_diff(const JsonValue& before, const JsonValue& after);

}  // namespace inspectord
