// SPDX-License-Identifier: Apache-2.0
#include "workflow/score_sheets.hpp"

#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> places_of(const ScoreSheet& sheet) {
  std::vector<std::string> places;
  for (const auto& one : criteria_of(sheet)) places.push_back(one.place);
  return places;
}

std::vector<GivenPoints> all_points() {
  return {{"I/1", 10}, {"I/2/2.1", 5.5}, {"I/2/2.2", 4}, {"II/1", 5}, {"III/1", 2}};
}

std::vector<std::string> wrong_with(const ScoreSheet& sheet,
                                    const std::vector<GivenPoints>& points) {
  Guard guard{{}};
  check_points(guard, sheet, points);
  if (guard.passed()) return {};
  std::vector<std::string> found;
  const auto refusal = std::move(guard).refusal();
  for (const auto& problem : refusal.problems())
    found.push_back(std::string{problem.reason.code} + " " + problem.pointer);
  return found;
}

TEST(ScoreSheets, NameTheirLeavesByTheNumbersThatLeadToThem) {
  EXPECT_THAT(places_of(score_sheet()), ElementsAre("I/1", "I/2/2.1", "I/2/2.2", "II/1", "III/1"));
}

TEST(ScoreSheets, CountWhereAStepHasNoNumberOrOneThatIsTaken) {
  auto sheet = score_sheet();
  auto& children = sheet.groups[0].criteria[1].children;
  children[0].no.clear();
  sheet.groups[0].criteria.push_back(criterion("1", "Lại số 1", 3));
  sheet.groups[2].no = "I";
  EXPECT_THAT(places_of(sheet), ElementsAre("I/1", "I/2/#1", "I/2/2.2", "I/#3", "II/1", "#3/1"));
}

TEST(ScoreSheets, AddUpBaseAndBonusLessDeductions) {
  Points points;
  for (const auto& one : all_points()) points.emplace(one.criterion, one.points);
  EXPECT_EQ(totals_of(score_sheet(), points),
            (ScoreTotals{.base = 19.5, .bonus = 5, .deduction = 2, .total = 22.5}));
}

TEST(ScoreSheets, CountNoMoreThanACapAndNeverBelowNothing) {
  const Points points{{"I/1", 1}, {"II/1", 9}, {"III/1", 40}};
  EXPECT_EQ(totals_of(score_sheet(), points),
            (ScoreTotals{.base = 1, .bonus = 5, .deduction = 5, .total = 1}));
  EXPECT_EQ(totals_of(score_sheet(), {{"III/1", 3}}).total, 0);
}

TEST(ScoreSheets, TakeHalfPointsUpToTheMaximum) {
  EXPECT_THAT(wrong_with(score_sheet(), all_points()), IsEmpty());
}

TEST(ScoreSheets, TakeBonusAndDeductionsThatAreLeftOutAsNothing) {
  auto points = all_points();
  points.resize(3);
  EXPECT_THAT(wrong_with(score_sheet(), points), IsEmpty());
}

TEST(ScoreSheets, NameAllThatIsWrongAtOnce) {
  EXPECT_THAT(
      wrong_with(score_sheet(),
                 {{"I/1", 10.5}, {"I/9", 1}, {"I/2/2.1", 1.3}, {"I/2/2.1", 1}, {"II/1", -1}}),
      ElementsAre("points_above_max /points/0/points", "no_such_criterion /points/1/criterion",
                  "points_not_half /points/2/points", "criterion_twice /points/3/criterion",
                  "points_not_half /points/4/points", "points_missing /points"));
}

TEST(ScoreSheets, TakeNoMoreInAGroupThanItsCap) {
  auto sheet = score_sheet();
  sheet.groups[2].criteria.push_back(criterion("2", "Không cắm biển", 3));
  auto points = all_points();
  points[4].points = 3;
  points.push_back({"III/2", 3});
  EXPECT_THAT(wrong_with(sheet, points), ElementsAre("points_above_cap /points"));
}

TEST(ScoreSheets, TakeNoMoreInAParentThanItsMaximum) {
  auto sheet = score_sheet();
  sheet.groups[0].criteria[1].max = 8;
  EXPECT_THAT(wrong_with(sheet, all_points()), ElementsAre("points_above_cap /points"));
}

TEST(ScoreSheets, LetADeductionGoUpToTheCapWhereNobodySaysHowOftenItHappens) {
  auto sheet = score_sheet();
  sheet.groups[2].criteria[0].rules[0].occurrences = 0;
  auto points = all_points();
  points[4].points = 5;
  EXPECT_THAT(wrong_with(sheet, points), IsEmpty());
  points[4].points = 5.5;
  EXPECT_THAT(wrong_with(sheet, points),
              ElementsAre("points_above_max /points/4/points", "points_above_cap /points"));
}

TEST(ScoreSheets, AreForTheLevelTheyName) {
  auto sheet = score_sheet();
  AgencyEntry district = agency("huyen", "UBND huyện");
  EXPECT_TRUE(applies_to(sheet, district)) << "no level is named";
  sheet.for_units = "DÀNH CHO ĐƠN VỊ CẤP HUYỆN";
  EXPECT_TRUE(applies_to(sheet, district)) << "nobody knows its level";
  district.level = "district";
  EXPECT_TRUE(applies_to(sheet, district));
  district.level = "commune";
  EXPECT_FALSE(applies_to(sheet, district));
}

TEST(ScoreSheets, ScoreTheVisitedAndTheAssessedOnceEach) {
  Plan plan = inspection_plan();
  GroupEntry group;
  group.key = "cac-xa";
  group.name = "các xã";
  group.members = {"xa-dong", "huyen-tay"};
  plan.groups = {group};
  plan.units.push_back({"cac-xa", UnitRole::assessed, "", ""});
  plan.units.push_back({"so-y-te", UnitRole::excluded, "", ""});
  EXPECT_THAT(scored_units(plan, plan.score_sheets[0]),
              ElementsAre("huyen-dong", "huyen-tay", "xa-dong"));
}

}  // namespace
}  // namespace inspectord
