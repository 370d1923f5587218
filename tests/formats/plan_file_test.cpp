// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_file.hpp"

#include "formats/decode_reasons.hpp"
#include "tests/formats/error_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "places.hpp"

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

std::string said(const DecodeError& error) {
  return std::string{error.reason.code} + " " + std::to_string(error.place.line) + ":" +
         std::to_string(error.place.column) + " " + error.pointer;
}

std::string argument(const DecodeError& error, std::string_view name) {
  for (const auto& [key, value] : error.arguments) {
    if (key == name) return value;
  }
  return "(no " + std::string{name} + ")";
}

/// Takes the "§" out of a text and says where it stood.
Place take_mark(std::string& text) {
  constexpr std::string_view mark = "§";
  const auto at = text.find(mark);
  text.erase(at, mark.size());
  const auto before = std::string_view{text}.substr(0, at);
  const auto line = before.substr(before.rfind('\n') + 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; };
  return {static_cast<int>(1 + std::ranges::count(before, '\n')),
          static_cast<int>(1 + std::ranges::count_if(line, std::not_fn(continues)))};
}

TEST(PlanFile, SaysWhatIsWrongAndWhere) {
  for (const auto& [marked_text, code, pointer] : testing::error_cases()) {
    auto text = marked_text;
    const auto place = take_mark(text);
    const auto plan = decode_plan(text);
    ASSERT_EQ(plan.errors().size(), 1u) << code << "\n" << all(plan.errors());
    const auto& error = plan.errors().front();
    EXPECT_EQ(error.reason.code, code) << all(plan.errors());
    EXPECT_EQ(error.pointer, pointer) << all(plan.errors());
    EXPECT_EQ(error.place, place) << all(plan.errors());
  }
}

TEST(PlanFile, SaysOfAnUnreadableNumberOneThingAlone) {
  const auto text =
      with(small_plan, R"("plan_year": 2026)", R"("plan_year": 99999999999999999999)");
  const auto plan = decode_plan(text);
  ASSERT_EQ(plan.errors().size(), 1u) << all(plan.errors());
  EXPECT_EQ(plan.errors().front().reason.code, "json_number_range");
}

TEST(PlanFile, SaysOfATooLargeFileThatItIsTooLargeFromItsFirstLineOn) {
  const auto plan = decode_plan(small_plan, JsonLimits{.bytes = 10});
  ASSERT_EQ(plan.errors().size(), 1u);
  EXPECT_EQ(said(plan.errors().front()), "json_too_large 1:1 ");
}

TEST(PlanFile, SaysAllErrorsAtOnceInTheOrderOfTheText) {
  auto text = with(small_plan, R"("symbol")", R"("symbl")");
  text = with(text, R"("unit": "xa-a")", R"("unit": "xa-c")");
  text = with(text, R"("2026-04-07")", R"("07/04/2026")");
  text = with(text, R"("key": "xa-b")", R"("key": "xa-b", "key": "xa-b")");
  text = with(text, R"("what": "báo cáo tự kiểm tra",)", "");
  const auto plan = decode_plan(text);
  std::vector<std::string> errors;
  for (const auto& error : plan.errors()) errors.push_back(said(error));
  EXPECT_EQ(errors,
            (std::vector<std::string>{
                "decode_unknown_key_near 7:3 /symbl", "json_duplicate_key 13:21 /agencies/2/key",
                "decode_unknown_agency_near 22:29 /visits/0/unit",
                "decode_bad_date_near 22:45 /visits/0/date", "decode_missing_key 25:5 /duties/0"}))
      << all(plan.errors());
}

TEST(PlanFile, SaysWhatWasMostLikelyMeant) {
  const std::vector<std::array<std::string_view, 3>> cases = {
      {R"("symbol")", R"("symbl")", "symbol"},
      {R"("2026-04-07")", R"("ngày 7 tháng 4 năm 2026")", "2026-04-07"},
      {R"("2026-04-07")", R"("2026-4-7")", "2026-04-07"},
      {R"("2026-03")", R"("03/2026")", "2026-03"},
      {R"("08:00")", R"("08 giờ 00")", "08:00"},
      {R"("08:00")", R"("8:5")", "08:05"},
      {R"("unit": "xa-a")", R"("unit": "UBND xã B")", "xa-b"},
      {R"("kind": "inspection_plan")", R"("kind": "guidance-letter")", "guidance_letter"},
  };
  for (const auto& [what, by, nearest] : cases) {
    const auto plan = decode_plan(with(small_plan, what, by));
    ASSERT_EQ(plan.errors().size(), 1u) << by;
    EXPECT_EQ(argument(plan.errors()[0], "nearest"), nearest) << by;
  }
}

TEST(PlanFile, ReadsNoFurtherInAnotherFormat) {
  const auto plan =
      decode_plan(R"({"format": "inspectord-directory/1", "agencies": [{"name": "Sở Nội vụ"}]})");
  ASSERT_EQ(plan.errors().size(), 1u);
  EXPECT_EQ(argument(plan.errors()[0], "expected"), "inspectord-plan/1");
}

TEST(PlanFile, StopsCountingErrorsAtAThousand) {
  std::string keys;
  for (int i = 0; i < 1500; ++i) keys += "\"zz" + std::to_string(i) + "\": 1, ";
  const auto plan = decode_plan(with(small_plan, R"("symbol")", keys + R"("symbol")"));
  ASSERT_EQ(plan.errors().size(), 1001u);
  EXPECT_EQ(plan.errors().back().reason, reason::decode_too_many);
  EXPECT_EQ(argument(plan.errors().back(), "count"), "500");
}

TEST(PlanFile, TakesASchemaBeforeItsFormatAndACountOfALeftOutList) {
  const auto text = with(small_plan, R"("format")", R"("$schema": "plan.schema.json", "format")");
  EXPECT_TRUE(decode_plan(text));
  EXPECT_TRUE(decode_plan(with(
      text, R"("visits": [)", R"("stated_counts": [{"of": "/scopes", "count": 3}], "visits": [)")));
}

TEST(PlanFile, BecomesARefusalWithLineAndColumn) {
  const auto result = decode_plan(with(small_plan, R"("symbol")", R"("symbl")")).result();
  ASSERT_FALSE(result);
  const auto& problem = result.error().problems().at(0);
  EXPECT_EQ(problem.pointer, "/symbl");
  EXPECT_EQ(problem.arguments[problem.arguments.size() - 2],
            (std::pair<std::string, std::string>{"line", "7"}));
  EXPECT_EQ(problem.arguments.back(), (std::pair<std::string, std::string>{"column", "3"}));
}

TEST(PlanFile, ReadsTheSmallestPlan) {
  const auto plan = decode_plan(smallest_plan);
  ASSERT_TRUE(plan) << all(plan.errors());
  EXPECT_EQ(plan->key, "vi-du-2026");
  EXPECT_EQ(plan->kind, PlanKind::inspection_plan);
  EXPECT_EQ(plan->plan_year, 2026);
  EXPECT_EQ(plan->agencies.at(0).name, "Sở Nội vụ");
  EXPECT_EQ(plan->policy, "") << "it names none";
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
    if (entry.path().extension() != ".json" || entry.path().stem().extension() == ".schema")
      continue;
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
