// SPDX-License-Identifier: Apache-2.0
// Recurrence rules: a line with the rule, then one with the start. What is taken prints and reads
// back, its instants rise, and a jump finds what a walk finds.
#include "scheduler/recurrence_set.hpp"
#include "scheduler/schedule_words.hpp"
#include "tests/fuzz/fuzz_target.hpp"

#include <vector>

using namespace inspectord;

namespace {

void walk(const RecurrenceRule& rule, const LocalStart& start, GapRule gap) {
  static const Zone zone = Zone::find("Europe/Berlin").value();
  auto set = RecurrenceSet::make(rule, start, zone, gap);
  if (!set) {
    fuzz::require(!describe_schedule_refusal(Language::en, set.error()).empty(),
                  "a refusal has words");
    return;
  }
  std::vector<Instant> found;
  while (found.size() < 30) {
    const auto at = set->next();
    if (!at) break;
    fuzz::require(found.empty() || *at > found.back(), "instants rise");
    found.push_back(*at);
  }
  for (std::size_t i = 0; i + 1 < found.size(); i += 5) {
    set->go_after(found[i]);
    fuzz::require(set->next() == found[i + 1], "a jump finds what a walk finds");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto line_end = text.find('\n');
  const auto parsed = RecurrenceRule::parse(text.substr(0, line_end));
  if (!parsed) {
    fuzz::require(!describe_schedule_refusal(Language::vi, parsed.error()).empty(),
                  "a refusal has words");
    return 0;
  }
  const auto again = RecurrenceRule::parse(parsed->to_string());
  fuzz::require(again && *again == *parsed, "what is printed reads back");
  auto start = line_end == std::string_view::npos ? std::nullopt
                                                  : parse_local_start(text.substr(line_end + 1));
  for (const auto gap : {GapRule::shift, GapRule::skip})
    walk(*parsed, start.value_or(LocalStart{1'774'658'000, false}), gap);
  return 0;
}
