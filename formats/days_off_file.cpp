// SPDX-License-Identifier: Apache-2.0
#include "formats/days_off_file.hpp"

#include "formats/days_off_fields.hpp"
#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"
#include "formats/one_line_check.hpp"

namespace inspectord {
namespace {

std::string on_one_line(const std::string& text) {
  std::string line;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto character = text.substr(i, length);
    line += is_one_line(character) ? character : " ";
    i += length;
  }
  return line;
}

JsonValue on_one_line(const JsonValue& value) {
  if (const auto* text = value.if_string()) return on_one_line(*text);
  if (const auto* list = value.if_array()) {
    JsonArray lines;
    for (const auto& entry : *list) lines.push_back(on_one_line(entry));
    return lines;
  }
  if (const auto* object = value.if_object()) {
    JsonObject lines;
    for (const auto& member : *object) lines.emplace_back(member.key, on_one_line(member.value));
    return lines;
  }
  return value;
}

}  // namespace

void check(const NamedDays& days, const Spot& at, Decoder& decoder) {
  require_one_line("name", days.name, at, decoder);
}

void check(const Swap& swap, const Spot& at, Decoder& decoder) {
  require_one_line("name", swap.name, at, decoder);
}

void check(const DaysOffDecision& decision, const Spot& at, Decoder& decoder) {
  require_one_line("source", decision.source, at, decoder);
  require_one_line("note", decision.note, at, decoder);
}

/// What the fields allow and no calendar can mean, each where it stands.
void check(const DaysOffData& data, const Spot& at, Decoder& decoder) {
  require_one_line("calendar", data.calendar, at, decoder);
  require_one_line("version", data.version, at, decoder);
  require_one_line("title", data.title, at, decoder);
  for (auto& problem : problems_of(data)) {
    const auto* found = at.value().at_pointer(problem.pointer);
    decoder.report({found ? found->place() : at.place(), problem.pointer, problem.reason,
                    std::move(problem.arguments)});
  }
}

Decoded<DaysOffData> decode_days_off(std::string_view text, const JsonLimits& limits) {
  return decode_text<DaysOffData>(text, limits);
}

Decoded<DaysOffData> decode_kept_days_off(std::string_view text) {
  auto reading = read_json(text);
  if (!reading.value) return std::move(reading.errors);
  return days_off_from_json(on_one_line(*reading.value));
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
