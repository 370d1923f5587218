// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "workflow/policy.hpp"

#include <string>
#include <string_view>

// Reminder policies: `"format": "inspectord-policy/1"`, described in plans/policy.schema.json.

namespace inspectord {

Decoded<ReminderPolicy> decode_policy(std::string_view text, const JsonLimits& = {});
Decoded<ReminderPolicy> policy_from_json(const JsonValue&);

/// What decode_policy reads as an equal policy. Readable, `format` first, ends in a newline.
std::string encode_policy(const ReminderPolicy&);
JsonValue policy_to_json(const ReminderPolicy&);

}  // namespace inspectord
