// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_file.hpp"

#include "tests/formats/plan_texts.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace inspectord {
namespace {

using testing::small_plan;
using testing::smallest_plan;
using testing::with;

std::string all(const std::vector<DecodeError>& errors) {
  std::string text;
  for (const auto& error : errors) {
    text += std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " " +
            error.pointer + " " + std::string{error.reason.code};
    for (const auto& [name, value] : error.arguments) text += " " + name + "=" + value;
    text += "\n";
  }
  return text;
}

TEST(PlanFile, ReadsTheSmallestPlan) {
  const auto plan = decode_plan(smallest_plan);
  ASSERT_TRUE(plan) << all(plan.errors());
  EXPECT_EQ(plan->key, "vi-du-2026");
  EXPECT_EQ(plan->kind, PlanKind::inspection_plan);
  EXPECT_EQ(plan->plan_year, 2026);
  EXPECT_EQ(plan->agencies.at(0).name, "Sở Nội vụ");
  EXPECT_EQ(plan->policy, "civil-14-7-3-1");
}

TEST(PlanFile, ReadsVisitsDutiesAndTasks) {
  const auto plan = decode_plan(small_plan);
  ASSERT_TRUE(plan) << all(plan.errors());
  EXPECT_EQ(plan->date, (PartialDate{2026, 3, std::nullopt}));
  EXPECT_EQ(plan->visits.at(0).date, make_date(2026, 4, 7));
  EXPECT_EQ(plan->visits.at(0).sessions.at(0).start, LocalTime{8 * 60});
  EXPECT_EQ(plan->duties.at(0).owed_by.group, "cac-xa");
  EXPECT_EQ(plan->duties.at(0).due.day, make_date(2026, 4, 1));
  EXPECT_EQ(plan->tasks.at(0).links, std::vector<std::string>{"bao-cao"});
}

TEST(PlanFile, WritesTheSmallestPlanAsItWasRead) {
  EXPECT_EQ(encode_plan(*decode_plan(smallest_plan)),
            with(smallest_plan, R"({"key": "so-noi-vu", "name": "Sở Nội vụ"})", R"({
      "key": "so-noi-vu",
      "name": "Sở Nội vụ"
    })"));
}

TEST(PlanFile, EveryPublishedPlanIsReadAndComesBackEqual) {
  const std::filesystem::path folder = std::filesystem::path{INSPECTORD_SOURCE_DIR} / "plans";
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() != ".json" || entry.path().filename() == "plan.schema.json" ||
        entry.path().filename() == "directory.schema.json") {
      continue;
    }
    std::ostringstream text;
    text << std::ifstream{entry.path()}.rdbuf();
    const auto plan = decode_plan(text.str());
    ASSERT_TRUE(plan) << entry.path() << "\n" << all(plan.errors());
    const auto again = decode_plan(encode_plan(*plan));
    ASSERT_TRUE(again) << entry.path() << "\n" << all(again.errors());
    EXPECT_EQ(*again, *plan) << entry.path();
    EXPECT_EQ(*plan_from_json(plan_to_json(*plan)), *plan) << entry.path();
  }
}

}  // namespace
}  // namespace inspectord
