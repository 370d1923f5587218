// SPDX-License-Identifier: Apache-2.0
// Cron expressions: any text. What is taken prints and reads back, and its instants rise.
#include "scheduler/cron_expression.hpp"
#include "scheduler/cron_words.hpp"
#include "scheduler/schedule_words.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace inspectord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Zone zone = Zone::find("America/New_York").value();
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto parsed = CronExpression::parse(text);
  if (!parsed) {
    fuzz::require(!describe_schedule_refusal(Language::vi, parsed.error()).empty(),
                  "a refusal has words");
    return 0;
  }
  const auto again = CronExpression::parse(parsed->to_string());
  fuzz::require(again && *again == *parsed, "what is printed reads back");
  fuzz::require(!explain(*parsed, Language::en).empty(), "an expression has words");
  for (const auto policy : {DstPolicy::vixie, DstPolicy::ocps}) {
    auto at = from_millis(1'772'900'000'000);  // the day before a gap
    for (int n = 0; n < 20; ++n) {
      const auto next = parsed->next(at, zone, policy);
      if (!next) break;
      fuzz::require(*next > at, "the next instant is later");
      fuzz::require(parsed->next(*next - std::chrono::milliseconds{1}, zone, policy) == next,
                    "just before an instant it is the next");
      at = *next;
    }
  }
  return 0;
}
