// SPDX-License-Identifier: Apache-2.0
// Scores and recommendations as they are stored, reminded of and told in the journal.
#include "storage/journal.hpp"
#include "storage/plans.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

LocalDate on(std::string_view text) {
  return parse_date(text).value();
}

class FollowUpCases : public ::testing::Test {
 protected:
  FollowUpCases() {
    plan = ActingHouse::must(
               import_plan(acting.tx(), inspection_plan(), lan, acting.now, acting.house))
               .record.id;
    for (const auto& agency : record().agencies) add_mail(agency.second, agency.first);
    act(PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(PlanAction::number, {.number = "12/KH-SGT", .date = on("2026-03-02")}, thu);
    act(PlanAction::notify, {}, thu);
  }

  void add_mail(AgencyId agency, const std::string& key) {
    AgencyContact contact;
    contact.agency = agency;
    contact.address = key + "@example.vn";
    contact.language = "vi";
    ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
  }

  PlanRecord record() { return find_plan(acting.tx(), plan).value(); }
  PlanRecord act(PlanAction action, const PlanInput& input, const Actor& actor) {
    return ActingHouse::must(act_on_plan(acting.tx(), plan, std::nullopt, action, input, actor,
                                         acting.now, acting.house))
        .record;
  }
  Result<ActOutcome> attempt(const std::string& unit, ScoreAction action, const ScoreInput& input,
                             const Actor& actor, std::optional<Version> version = {}) {
    return act_on_score(acting.tx(), plan, {.sheet = "bang-diem", .unit = unit}, version, action,
                        input, actor, acting.now, acting.house);
  }
  Result<ActOutcome> attempt(DutyId id, RecommendationAction action, const DutyInput& input,
                             const Actor& actor) {
    return act_on_recommendation(acting.tx(), id, std::nullopt, action, input, actor, acting.now,
                                 acting.house);
  }
  static ScoreInput points() { return {.points = {{"I/1", 9.5}, {"I/2/2.1", 5}, {"I/2/2.2", 4}}}; }
  static DutyInput paper(std::string_view sent_on) {
    Submission submission;
    submission.number = "7/BC-UBND";
    submission.paper_date = on(sent_on);
    submission.sent_on = on(sent_on);
    submission.way = "axis";
    DutyInput input;
    input.submission = submission;
    return input;
  }

  /// Everything held and filed, and concluded with what is recommended to huyen-dong.
  DutyId conclude(std::optional<LocalDate> due) {
    for (const auto& duty : record().duties) {
      ActingHouse::must(act_on_duty(acting.tx(), duty.id, std::nullopt, DutyAction::submit,
                                    paper("2026-03-02"), lan, acting.now, acting.house));
    }
    acting.now = parse_rfc3339("2026-04-17T17:00:00+07:00").value();
    for (const auto& visit : record().visits) {
      ActingHouse::must(act_on_visit(acting.tx(), visit.id, std::nullopt, VisitAction::hold,
                                     {.document = "01/BB"}, lan, acting.now, acting.house));
    }
    for (const auto* unit : {"huyen-dong", "huyen-tay"})
      ActingHouse::must(attempt(unit, ScoreAction::exempt, {.reason = "không chấm"}, lan));
    act(PlanAction::inspect, {}, lan);
    PlanInput input;
    input.conclusions = {{"70/KL", on("2026-04-17"), {"huyen-dong", "huyen-tay"}, {}}};
    input.conclusions[0].recommendations = {{.unit = "huyen-dong",
                                             .text = "Sửa lan can cầu Bến",
                                             .due = due,
                                             .no_day_because = due ? "" : "chờ vốn"}};
    const auto concluded = act(PlanAction::conclude, input, lan);
    return concluded.duties.back().id;
  }

  /// "rule state because" of what is recommended.
  std::vector<std::string> ledger(DutyId id) {
    std::vector<std::string> rows;
    for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1000)) {
      if (row.target != id.bytes()) continue;
      rows.push_back(row.rule + " " + std::string{state_code(row.state)} +
                     (row.dropped_because.empty() ? "" : " " + row.dropped_because));
    }
    return rows;
  }
  std::vector<std::string> told_of(const std::string& kind, const UuidBytes& id) {
    std::vector<std::string> whats;
    for (const auto& entry : journal::read_of(acting.tx(), {kind, id}))
      whats.push_back(entry.entry.what);
    return whats;
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::planner, Role::agency});
  PlanId plan;
};

TEST_F(FollowUpCases, AScoreIsReadBackAsItWasStored) {
  ActingHouse::must(attempt("huyen-dong", ScoreAction::self_score, points(), lan));
  auto other = points();
  other.points[0].points = 8;
  const auto after =
      ActingHouse::must(attempt("huyen-dong", ScoreAction::self_score, other, lan)).record;
  const auto stored = record();
  ASSERT_THAT(stored.scores, SizeIs(1));
  EXPECT_EQ(stored.scores, after.scores);
  EXPECT_EQ(stored.scores[0].points[0].self, 8);
  EXPECT_EQ(stored.scores[0].points_before[0].self, 9.5);
  EXPECT_EQ(stored.version, after.version);
  EXPECT_THAT(told_of("score", stored.scores[0].id.bytes()),
              ElementsAre("score.self_scored", "score.self_scored"));
}

TEST_F(FollowUpCases, AScoreIsNotThereForOtherAgenciesAndAStaleOneIsRefused) {
  const auto other = attempt("huyen-dong", ScoreAction::self_score, points(), mai);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason(), refuse::no_such_target);
  const auto stale = attempt("huyen-dong", ScoreAction::self_score, points(), lan, Version{1});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().reason(), refuse::stale_version);
  EXPECT_THAT(record().scores, IsEmpty());
}

TEST_F(FollowUpCases, ARefusedScoreLeavesNothingBehind) {
  auto wrong = points();
  wrong.points[0].points = 11;
  EXPECT_FALSE(attempt("huyen-dong", ScoreAction::self_score, wrong, lan));
  EXPECT_THAT(record().scores, IsEmpty());
}

TEST_F(FollowUpCases, AConclusionPlansTheRemindersOfItsRecommendationsAndEndsTheRest) {
  const auto id = conclude(on("2026-06-01"));
  const auto stored = record();
  ASSERT_THAT(stored.recommendations, SizeIs(1));
  EXPECT_EQ(stored.recommendations[0].text, "Sửa lan can cầu Bến");
  EXPECT_EQ(stored.recommendations[0].conclusion_date, on("2026-04-17"));
  EXPECT_EQ(stored.duties.back().due->last_on_time, on("2026-06-01"));
  EXPECT_THAT(ledger(id), ElementsAre("T-14 planned", "T-7 planned", "T-3 planned", "T-1 planned",
                                      "overdue+1 planned", "overdue+1 planned", "overdue+3 planned",
                                      "overdue+3 planned"));
  for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1000))
    EXPECT_TRUE(row.target == id.bytes() || row.state != ReminderState::planned) << row.rule;
  EXPECT_THAT(told_of("recommendation", id.bytes()), ElementsAre("recommendation.opened"));
}

TEST_F(FollowUpCases, AReportEndsTheRemindersAndItsPaperIsKept) {
  const auto id = conclude(on("2026-06-01"));
  acting.now = parse_rfc3339("2026-05-20T09:00:00+07:00").value();
  ActingHouse::must(attempt(id, RecommendationAction::report, paper("2026-05-20"), lan));
  for (const auto& row : ledger(id)) EXPECT_THAT(row, HasSubstr("dropped")) << row;
  const auto papers = submissions_of(acting.tx(), id);
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_EQ(papers[0].recorded_by, lan.user);
  EXPECT_FALSE(papers[0].undone_at);
  ActingHouse::must(attempt(id, RecommendationAction::undo, {.reason = "nhầm"}, lan));
  EXPECT_TRUE(submissions_of(acting.tx(), id).at(0).undone_at);
  EXPECT_EQ(as_recommendation(record().duties.back()).state, RecommendationState::open);
  EXPECT_THAT(ledger(id), testing::Contains("T-7 planned"));
  EXPECT_THAT(
      told_of("recommendation", id.bytes()),
      ElementsAre("recommendation.opened", "recommendation.reported", "recommendation.undone"));
}

TEST_F(FollowUpCases, ARecommendationWithoutADayIsRemindedOfOnceItHasOne) {
  const auto id = conclude(std::nullopt);
  EXPECT_THAT(ledger(id), IsEmpty());
  ActingHouse::must(attempt(id, RecommendationAction::set_date, {.date = on("2026-06-01")}, lan));
  EXPECT_THAT(ledger(id), SizeIs(8));
}

TEST_F(FollowUpCases, ARecommendationIsNotThereForOtherAgenciesNorAsADuty) {
  const auto id = conclude(on("2026-06-01"));
  const auto other = attempt(id, RecommendationAction::verify, {}, mai);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason(), refuse::no_such_target);
  const auto as_duty = act_on_duty(acting.tx(), id, std::nullopt, DutyAction::submit,
                                   paper("2026-04-17"), lan, acting.now, acting.house);
  ASSERT_FALSE(as_duty);
  EXPECT_EQ(as_duty.error().reason(), refuse::no_such_target);
}

}  // namespace
}  // namespace inspectord
