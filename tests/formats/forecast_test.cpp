// SPDX-License-Identifier: Apache-2.0
// The instants of the five real plans: workflow's forecast over formats' plan files.
#include "calendar/days_off.hpp"
#include "formats/plan_file.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

Plan real_plan(const std::string& name) {
  std::ifstream file{INSPECTORD_SOURCE_DIR "/plans/" + name + ".json"};
  std::stringstream text;
  text << file.rdbuf();
  return decode_plan(text.str()).value();
}

Forecast forecast_of(const Plan& plan, const std::vector<Override>& overrides = {}) {
  return forecast(plan, civil_14_7_3_1(), overrides, DaysOff::vietnam(), Zone::vietnam());
}

std::vector<std::string> instants_of(const Forecast& forecast, std::string_view key) {
  std::vector<std::string> instants;
  for (const auto& entry : forecast.entries) {
    if (entry.key == key)
      instants.push_back(entry.rule + " " + Zone::vietnam().to_rfc3339(entry.at));
  }
  return instants;
}

struct Row {
  const char* plan;
  std::size_t instants;
  int held_back;
};

class RealPlans : public ::testing::TestWithParam<Row> {};

TEST_P(RealPlans, HaveTheInstantsOfThePaper) {
  const auto forecast = forecast_of(real_plan(GetParam().plan));
  EXPECT_EQ(forecast.entries.size(), GetParam().instants);
  EXPECT_EQ(forecast.held_back, GetParam().held_back);
}

TEST_P(RealPlans, NameThePolicyByWhichTheirInstantsWereCounted) {
  EXPECT_EQ(real_plan(GetParam().plan).policy, "civil-14-7-3-1");
}

TEST_P(RealPlans, AreSortedByTime) {
  const auto forecast = forecast_of(real_plan(GetParam().plan));
  EXPECT_TRUE(std::is_sorted(forecast.entries.begin(), forecast.entries.end(),
                             [](const auto& a, const auto& b) { return a.at < b.at; }));
}

TEST_P(RealPlans, TellSomebodyAtEveryInstant) {
  for (const auto& entry : forecast_of(real_plan(GetParam().plan)).entries) {
    EXPECT_FALSE(entry.recipients.empty()) << entry.key << " " << entry.rule;
    EXPECT_FALSE(entry.label.empty()) << entry.key;
  }
}

INSTANTIATE_TEST_SUITE_P(Forecast, RealPlans,
                         ::testing::Values(Row{"an-giang-2022", 42, 0}, Row{"lang-son-2024", 12, 0},
                                           Row{"bac-giang-2024", 66, 6},
                                           Row{"quang-ninh-2024", 30, 0},
                                           Row{"binh-dinh-2021", 0, 0}),
                         [](const auto& row) {
                           std::string name = row.param.plan;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Forecast, OfBacGiangTakesInTheExcludedDistrictOnceItIsOverridden) {
  const auto plan = real_plan("bac-giang-2024");
  const auto errors = open_errors(plan, {}, DaysOff::vietnam(), false);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, "UNIT_EXCLUDED_BUT_SCHEDULED");
  EXPECT_EQ(errors[0].pointer, "/visits/5");
  Override keep{
      .code = std::string{errors[0].code}, .pointer = errors[0].pointer, .reason = "giữ lịch"};
  EXPECT_EQ(forecast_of(plan, {keep}).entries.size(), 66u) << "only proposed";
  keep.effective = true;
  const auto forecast = forecast_of(plan, {keep});
  EXPECT_EQ(forecast.entries.size(), 72u);
  EXPECT_EQ(forecast.held_back, 0);
}

TEST(Forecast, OfAnGiangCountsTheDeadlineFromItsEveAndTheVisitFromItsDay) {
  const auto forecast = forecast_of(real_plan("an-giang-2022"));
  EXPECT_THAT(
      instants_of(forecast, "bao-cao-thi-dua"),
      ElementsAre("T-14 2022-09-20T08:00:00+07:00", "T-7 2022-09-27T08:00:00+07:00",
                  "T-3 2022-10-01T08:00:00+07:00", "T-1 2022-10-03T08:00:00+07:00",
                  "overdue+1 2022-10-05T08:00:00+07:00", "overdue+3 2022-10-07T08:00:00+07:00"));
  EXPECT_THAT(
      instants_of(forecast, "cho-moi"),
      ElementsAre("T-14 2022-10-04T08:00:00+07:00", "T-7 2022-10-11T08:00:00+07:00",
                  "T-3 2022-10-15T08:00:00+07:00", "T-1 2022-10-17T08:00:00+07:00",
                  "overdue+1 2022-10-19T08:00:00+07:00", "overdue+3 2022-10-21T08:00:00+07:00"));
}

TEST(Forecast, OfQuangNinhHoldsYearlyDutiesOfThePlanYearOnly) {
  for (const auto& entry : forecast_of(real_plan("quang-ninh-2024")).entries) {
    EXPECT_EQ(entry.target_kind, TargetKind::duty);
    const auto year = static_cast<int>(Zone::vietnam().date_of(entry.at).year());
    EXPECT_EQ(year, 2024) << entry.key << " " << entry.rule;
  }
}

TEST(Forecast, DependsOnTheContentAlone) {
  const auto plan = real_plan("bac-giang-2024");
  EXPECT_EQ(forecast_of(plan).entries, forecast_of(plan).entries);
}

TEST(Forecast, HasOneObjectForEachTargetAndRule) {
  const auto forecast = forecast_of(real_plan("bac-giang-2024"));
  std::set<std::string> seen;
  for (const auto& entry : forecast.entries) seen.insert(entry.key + " " + entry.rule);
  EXPECT_EQ(seen.size(), forecast.entries.size());
}

}  // namespace
}  // namespace inspectord
