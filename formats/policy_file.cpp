// SPDX-License-Identifier: Apache-2.0
#include "formats/policy_file.hpp"

#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"
#include "formats/policy_fields.hpp"

#include <map>

namespace inspectord {
namespace {

constexpr int longest_offset = 366;
constexpr int most_offsets = 50;
constexpr int most_times = 1'000;
constexpr int longest_end = 3'660;

void check_range(int value, int min, int max, std::string_view key, const Spot& at,
                 Decoder& decoder) {
  if (value >= min && value <= max) return;
  decoder.report(at.member_or_self(key), reason::decode_out_of_range,
                 {{"found", std::to_string(value)},
                  {"min", std::to_string(min)},
                  {"max", std::to_string(max)}});
}

}  // namespace

void check(const PolicyOffset& offset, const Spot& at, Decoder& decoder) {
  check_range(offset.days, offset.when == PolicySide::after ? 1 : 0, longest_offset, "days", at,
              decoder);
}

void check(const PolicyRepeat& repeat, const Spot& at, Decoder& decoder) {
  check_range(repeat.every, 1, longest_offset, "every", at, decoder);
}

void check(const PolicyEnd& end, const Spot& at, Decoder& decoder) {
  if (!end.times && !end.days)
    return decoder.report(at, reason::decode_one_of_missing, {{"keys", "times, days"}});
  if (end.times) check_range(*end.times, 1, most_times, "times", at, decoder);
  if (end.days) check_range(*end.days, 1, longest_end, "days", at, decoder);
}

void check(const ReminderPolicy& policy, const Spot& at, Decoder& decoder) {
  const auto list = at.member_or_self("offsets");
  if (policy.offsets.size() > most_offsets) {
    return decoder.report(list, reason::decode_out_of_range,
                          {{"found", std::to_string(policy.offsets.size())},
                           {"min", "0"},
                           {"max", std::to_string(most_offsets)}});
  }
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < policy.offsets.size(); ++i) {
    const auto code = rule_code(policy.offsets[i]);
    const auto [first, is_new] = seen.emplace(code, i);
    if (is_new) continue;
    decoder.report(
        list.entry(i, (*list.value().if_array())[i]), reason::decode_entry_twice,
        {{"found", code}, {"first", pointer_to(list.pointer(), std::to_string(first->second))}});
  }
}

Decoded<ReminderPolicy> decode_policy(std::string_view text, const JsonLimits& limits) {
  return decode_text<ReminderPolicy>(text, limits);
}

Decoded<ReminderPolicy> policy_from_json(const JsonValue& root) {
  return decode_json<ReminderPolicy>(root);
}

std::string encode_policy(const ReminderPolicy& policy) {
  return write_json(policy_to_json(policy), JsonStyle::readable) + '\n';
}

JsonValue policy_to_json(const ReminderPolicy& policy) {
  return write_value(policy);
}

}  // namespace inspectord
