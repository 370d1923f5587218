// SPDX-License-Identifier: Apache-2.0
#include "formats/days_off_file.hpp"

#include "formats/days_off_fields.hpp"
#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"

namespace inspectord {

/// What the fields allow and no calendar can mean, each where it stands.
void check(const DaysOffData& data, const Spot& at, Decoder& decoder) {
  for (auto& problem : problems_of(data)) {
    const auto* found = at.value().at_pointer(problem.pointer);
    decoder.report({found ? found->place() : at.place(), problem.pointer, problem.reason,
                    std::move(problem.arguments)});
  }
}

Decoded<DaysOffData> decode_days_off(std::string_view text, const JsonLimits& limits) {
  return decode_text<DaysOffData>(text, limits);
}

Decoded<DaysOffData> days_off_from_json(const JsonValue& root) {
  return decode_json<DaysOffData>(root);
}

std::string encode_days_off(const DaysOffData& data) {
  return write_json(days_off_to_json(data), JsonStyle::readable) + '\n';
}

JsonValue days_off_to_json(const DaysOffData& data) {
  return write_value(data);
}

}  // namespace inspectord
