// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"
#include "calendar/zone.hpp"
#include "formats/plan_file.hpp"
#include "workflow/reminders.hpp"
#include "workflow/warnings.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

std::string text_of_first_plan() {
  std::ifstream file{INSPECTORD_SOURCE_DIR "/docs/first-plan.json"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The README tells newcomers what they will see; if this changes, change it there.
TEST(FirstPlanOfTheReadme, HasTheInstantsThatTheReadmeNames) {
  const auto plan = decode_plan(text_of_first_plan());
  ASSERT_TRUE(plan);
  const auto seen =
      forecast(*plan, civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam()).entries;
  ASSERT_EQ(seen.size(), 18U);
  EXPECT_EQ(Zone::vietnam().to_rfc3339(seen.front().at), "2027-03-10T08:00:00+07:00");
  EXPECT_EQ(seen.front().key, "bao-cao");
  EXPECT_EQ(seen.front().rule, "T-14");
}

TEST(FirstPlanOfTheReadme, LacksNothingButNumberAndDate) {
  const auto plan = decode_plan(text_of_first_plan());
  ASSERT_TRUE(plan);
  std::vector<std::string_view> codes;
  for (const auto& warning : find_warnings(*plan, DaysOff::vietnam()))
    codes.push_back(warning.code);
  EXPECT_EQ(codes, (std::vector<std::string_view>{"MISSING_DATE", "MISSING_NUMBER"}));
}

}  // namespace
}  // namespace inspectord
