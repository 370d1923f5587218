// SPDX-License-Identifier: Apache-2.0
// What the specification's own vectors ask (OCPS 1.0 to 1.4, conformance tests), as a table of
// ours: their document is under another licence (CC BY-SA 4.0) and stays where it is.
#include "scheduler/cron_expression.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace inspectord {
namespace {

struct Vector {
  const char* pattern;
  std::vector<const char*> fits;
  std::vector<const char*> fits_not;
};

TEST(OcpsConformance, FitsTheTimesItMustAndNoOther) {
  const Vector vectors[] = {
      {"15 10 * * *", {"2025-03-10T10:15:00"}, {"2025-03-10T10:14:00", "2025-03-10T10:15:30"}},
      {"30 8 * jan Mon", {"2025-01-06T08:30:00"}, {"2025-02-03T08:30:00"}},
      {"5-59/15 9 * * *",
       {"2025-03-10T09:05:00", "2025-03-10T09:20:00", "2025-03-10T09:35:00", "2025-03-10T09:50:00"},
       {"2025-03-10T09:15:00"}},
      {"0 12 1 * MON",
       {"2025-10-01T12:00:00", "2025-10-06T12:00:00", "2025-09-01T12:00:00", "2025-09-08T12:00:00"},
       {"2025-10-07T12:00:00"}},
      {"0 12 * * MON", {"2025-10-06T12:00:00"}, {"2025-10-07T12:00:00"}},
      {"0 12 1-31 * MON", {"2025-10-06T12:00:00", "2025-10-07T12:00:00"}, {"2025-10-08T11:00:00"}},
      {"@yearly", {"2026-01-01T00:00:00"}, {"2026-01-02T00:00:00"}},
      {"@monthly", {"2026-02-01T00:00:00"}, {"2026-02-02T00:00:00"}},
      {"@weekly", {"2025-10-05T00:00:00"}, {"2025-10-06T00:00:00"}},
      {"@daily",
       {"2025-10-07T00:00:00", "2025-10-08T00:00:00", "2025-11-01T00:00:00"},
       {"2025-10-07T00:01:00", "2025-10-08T00:00:01", "2025-10-08T23:59:59",
        "2025-11-01T00:01:00"}},
      {"@hourly", {"2025-10-07T10:00:00"}, {"2025-10-07T10:01:00"}},
      {"30 15 10 * * *", {"2025-03-10T10:15:30"}, {"2025-03-10T10:15:29"}},
      {"0 15 10 * * * 2025", {"2025-03-10T10:15:00"}, {"2026-03-10T10:15:00"}},
      {"0 0 0 1 1 * 1970-2199/2", {"2026-01-01T00:00:00"}, {"2025-01-01T00:00:00"}},
      {"0 0 L * *", {"2025-02-28T00:00:00"}, {"2025-02-27T00:00:00"}},
      {"0 0 * * FRI#L", {"2025-02-28T00:00:00"}, {"2025-02-21T00:00:00"}},
      {"0 0 * * TUE#3", {"2025-06-17T00:00:00"}, {"2025-06-10T00:00:00"}},
      {"0 12 15W * *", {"2025-06-16T12:00:00"}, {"2025-06-15T12:00:00"}},
      {"0 12 1W * *", {"2025-02-03T12:00:00"}, {"2025-02-01T12:00:00"}},
      {"0 12 1 * +MON", {"2025-09-01T12:00:00"}, {"2025-09-08T12:00:00", "2025-10-01T12:00:00"}},
  };
  const auto local = [](const char* text) {
    return to_millis(*parse_rfc3339(std::string{text} + "Z")) / 1000;
  };
  for (const auto& vector : vectors) {
    const auto expression = CronExpression::parse(vector.pattern);
    ASSERT_TRUE(expression) << vector.pattern;
    for (const auto* time : vector.fits)
      EXPECT_TRUE(expression->matches(local(time))) << vector.pattern << " " << time;
    for (const auto* time : vector.fits_not)
      EXPECT_FALSE(expression->matches(local(time))) << vector.pattern << " " << time;
  }
}

TEST(OcpsConformance, TakesAndRefusesWhatItMust) {
  for (const auto* taken : {"* * 31 2 *", "15 10 * * *", "30 15 10 * * *", "0 15 10 * * * 2025",
                            "@reboot", "0 0 * * 5#L", "0 0 ? * ?"})
    EXPECT_TRUE(CronExpression::parse(taken)) << taken;
  for (const auto* refused :
       {"60 0 * * *", "0 0 10-5 * *", "0 0 /30 * *", "@Daily", "@daily 0 0 * * *",
        "0 0 0 1 1 * 1969", "0 12 1-15W * *", "0 12 +1 * MON", "? 12 * * *"})
    EXPECT_FALSE(CronExpression::parse(refused)) << refused;
}

}  // namespace
}  // namespace inspectord
