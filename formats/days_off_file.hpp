// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off_data.hpp"
#include "formats/json.hpp"

#include <string>
#include <string_view>

// Calendars of days off: `"format": "inspectord-days-off/1"`, described in
// config/days-off/days-off.schema.json. The one that the program is built with is
// config/days-off/vietnam.json.

namespace inspectord {

Decoded<DaysOffData> decode_days_off(std::string_view text, const JsonLimits& = {});
/// The same of what was stored: breaks and control characters, which were once taken, are blanks.
Decoded<DaysOffData> decode_kept_days_off(std::string_view text);
Decoded<DaysOffData> days_off_from_json(const JsonValue&);

/// What decode_days_off reads as an equal calendar. Readable, `format` first, ends in a newline.
std::string encode_days_off(const DaysOffData&);
JsonValue days_off_to_json(const DaysOffData&);

}  // namespace inspectord
