// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json_cursor.hpp"

namespace inspectord {

/// What stands before the place where the grammar breaks.
struct JsonContext {
  enum class After { nothing, opening, key, value };

  After after = After::nothing;
  std::string_view open;  ///< The brackets still open, from the outside in: "{[{".
};

/// Says in which way a text is no JSON. Requires: the text up to the cursor was read as tokens, and
/// what follows it breaks the grammar of RFC 8259.
DecodeError explain_syntax(JsonCursor cursor, const JsonContext&);

}  // namespace inspectord
