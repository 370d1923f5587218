// SPDX-License-Identifier: Apache-2.0
// An Giang from the paper to the last recommendation closed: scored by the units, scored again by
// the team, concluded, followed up.
#include "tests/support/journey.hpp"
#include "workflow/recommendations.hpp"
#include "workflow/score_acts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const std::string sheet_key = "bang-diem-thi-dua";

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::string what = "refused:";
  for (const auto& problem : result.error().problems())
    what += " " + std::string{problem.reason.code} + " at " + problem.pointer;
  throw std::runtime_error(what);
}

class FollowUpJourney : public ::testing::Test {
 protected:
  Result<ActOutcome> score(const std::string& unit, ScoreAction action, const ScoreInput& input) {
    return service.write([&](Transaction& tx) {
      return act_on_score(tx, plan, {.sheet = sheet_key, .unit = unit}, std::nullopt, action, input,
                          service.staff().planner, service.now(), service.house());
    });
  }
  ActOutcome follow(DutyId id, RecommendationAction action, const DutyInput& input = {}) {
    return must(service.write([&](Transaction& tx) {
      return act_on_recommendation(tx, id, std::nullopt, action, input, service.staff().planner,
                                   service.now(), service.house());
    }));
  }

  /// The most of everything that can be gained.
  ScoreInput full_points() {
    const auto record = service.plan(plan);
    ScoreInput input;
    for (const auto& place : criteria_of(record.content.score_sheets.at(0))) {
      const bool gained = place.group->kind != ScoreGroupKind::deduction;
      input.points.push_back({.criterion = place.place, .points = gained ? *place.most : 0});
    }
    return input;
  }
  double total_of(const std::string& unit) {
    const auto record = service.plan(plan);
    return totals_of(record.content.score_sheets.at(0),
                     counted_points(*find_score(record, sheet_key, unit)))
        .total;
  }

  /// The reports are filed, late by one unit; each visit is held on its day.
  void hold_visits() {
    const auto record = service.plan(plan);
    service.live_until("2022-10-06 15:00");
    for (const auto& visit : record.content.visits) {
      const bool late = visit.unit == "ubnd-huyen-cho-moi";
      service.submit(plan, "bao-cao-thi-dua", visit.unit, late ? "2022-10-05" : "2022-10-03");
    }
    for (const auto& visit : record.content.visits) {
      service.live_until(to_string(visit.date) + " 17:00");
      service.act(plan, visit.key, VisitAction::hold, {.document = "01/BB-ĐKT"});
      service.submit(plan, "bao-cao-tai-buoi-lam-viec", visit.unit, to_string(visit.date));
    }
  }

  /// Every unit scores itself; the team takes three points from the one that was late.
  void score_units() {
    const auto record = service.plan(plan);
    for (const auto& unit : scored_units(record.content, record.content.score_sheets.at(0))) {
      must(score(unit, ScoreAction::self_score, full_points()));
      auto again = full_points();
      if (unit == "ubnd-huyen-cho-moi") {
        for (auto& one : again.points) {
          if (one.criterion != "V/2") continue;
          one.points = 3;
          one.reason = "báo cáo thi đua trễ hạn 01 ngày";
        }
      }
      must(score(unit, ScoreAction::rescore, again));
    }
  }

  PlanInput conclusion() {
    const auto record = service.plan(plan);
    ConclusionEntry entry{.number = "70/KL-SLĐTBXH", .date = day("2022-11-10"), .units = {}};
    for (const auto& visit : record.content.visits) entry.units.push_back(visit.unit);
    entry.recommendations = {{.unit = "ubnd-huyen-cho-moi",
                              .text = "Kiện toàn mạng lưới cộng tác viên bảo vệ trẻ em",
                              .due = day("2022-12-15")},
                             {.unit = "ubnd-huyen-an-phu",
                              .text = "Bố trí kinh phí công tác trẻ em",
                              .no_day_because = "chờ dự toán năm 2023"}};
    PlanInput input;
    input.conclusions = {entry};
    return input;
  }

  Journey service{"2022-08-02 09:00"};
  const PlanId plan = service.issue(plan_file("an-giang-2022"), "1938/KH-SLĐTBXH").id;
};

TEST_F(FollowUpJourney, GoesFromThePaperToTheLastRecommendationClosed) {
  service.tick();
  hold_visits();
  score_units();
  service.act(plan, PlanAction::inspect, {}, service.staff().planner);
  service.live_until("2022-11-10 09:00");

  const auto early = service.write([&](Transaction& tx) {
    return act_on_plan(tx, plan, std::nullopt, PlanAction::conclude, conclusion(),
                       service.staff().planner, service.now(), service.house());
  });
  ASSERT_FALSE(early) << "re-scored is not final";
  EXPECT_THAT(early.error().problems(), SizeIs(6));

  const auto record = service.plan(plan);
  EXPECT_THAT(proposed_deductions(record, record.content.score_sheets[0],
                                  record.agencies.at("ubnd-huyen-cho-moi"), day("2022-11-10")),
              SizeIs(1));
  for (const auto& one : record.scores) must(score(one.unit, ScoreAction::finalize, {}));
  EXPECT_EQ(total_of("ubnd-huyen-cho-moi"), 215 + 30 - 3);
  EXPECT_EQ(total_of("ubnd-huyen-an-phu"), 215 + 30);

  service.stop();
  service.start();
  EXPECT_EQ(service.plan(plan).scores.at(0).state, ScoreState::final_);
  service.act(plan, PlanAction::conclude, conclusion(), service.staff().planner);
  service.mails();

  const auto first = service.duty(plan, "recommendation/1", "ubnd-huyen-cho-moi").id;
  const auto second = service.duty(plan, "recommendation/2", "ubnd-huyen-an-phu").id;
  EXPECT_EQ(follow_up(service.plan(plan)), (FollowUp{.all = 2, .open = 2, .without_day = 1}));
  service.stop();
  service.start();
  service.live_until("2022-12-01 12:00");
  const auto reminders = service.mails();
  ASSERT_THAT(receivers(reminders), ElementsAre("ubnd-huyen-cho-moi"));
  EXPECT_EQ(reminders[0].at, "2022-12-01 08:00:00 +0700");
  EXPECT_THAT(reminders[0].text,
              AllOf(HasSubstr("kiến nghị tại Kết luận số 70/KL-SLĐTBXH: Kiện toàn mạng lưới cộng "
                              "tác viên bảo vệ trẻ em"),
                    HasSubstr("chậm nhất ngày 15/12/2022 (chậm nhất hết Thứ Năm, 15/12/2022)"),
                    HasSubstr("1938/KH-SLĐTBXH"), Not(HasSubstr("Đề cương"))));

  service.live_until("2022-12-16 09:00");
  const auto overdue = sent_at(service.mails(), "2022-12-16 08:00");
  EXPECT_THAT(receivers(overdue), UnorderedElementsAre("ubnd-huyen-cho-moi", "phong-te-bdg"))
      << "the focal office sees who is late";
  DutyInput paper;
  paper.submission = Submission{};
  paper.submission->number = "99/BC-UBND";
  paper.submission->paper_date = day("2022-12-16");
  paper.submission->sent_on = day("2022-12-16");
  follow(first, RecommendationAction::report, paper);
  EXPECT_TRUE(service.plan(plan).find_duty(first)->late);
  follow(first, RecommendationAction::verify);
  follow(first, RecommendationAction::close);
  service.live_until("2022-12-31 12:00");
  EXPECT_THAT(service.mails(), IsEmpty()) << "neither the closed one nor the one without a day";

  follow(second, RecommendationAction::set_date, {.date = day("2023-01-20")});
  service.live_until("2023-01-06 12:00");
  EXPECT_THAT(receivers(service.mails()), ElementsAre("ubnd-huyen-an-phu"));
  follow(second, RecommendationAction::report, paper);
  follow(second, RecommendationAction::verify);
  follow(second, RecommendationAction::close);
  EXPECT_EQ(follow_up(service.plan(plan)), (FollowUp{.all = 2, .closed = 2}));
  service.live_until("2023-02-28 12:00");
  EXPECT_THAT(service.mails(), IsEmpty());
}

}  // namespace
}  // namespace inspectord
