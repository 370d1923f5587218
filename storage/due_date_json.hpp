// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "formats/json.hpp"

namespace inspectord {

/// A due date as a row keeps it, with its derivation.
JsonValue encode_due_date(const DueDate&);

/// Reads what any version of ours wrote; throws std::runtime_error for anything else.
DueDate decode_due_date(const JsonValue&);

}  // namespace inspectord
