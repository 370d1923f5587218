// SPDX-License-Identifier: Apache-2.0
#include "usecases/policy_cases.hpp"

#include "storage/journal.hpp"
#include "storage/policies.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/ring.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

LocalDate on(std::string_view text) {
  return parse_date(text).value();
}

ReminderPolicy ten_and_two() {
  return {.key = "cua-so",
          .offsets = {{.days = 10}, {.days = 2}, {.days = 1, .when = PolicySide::after}}};
}

/// An implementation plan of two reports: huyen-dong owes one by Friday 15/5/2026.
class PolicyCases : public ::testing::Test {
 protected:
  PlanId enter(const std::string& policy) {
    auto content = implementation_plan();
    content.policy = policy;
    content.duties[0].due = {.kind = DueKind::date,
                             .raw = "chậm nhất ngày 15/5/2026",
                             .bound = Bound::by,
                             .day = on("2026-05-15")};
    content.number = "12/KH-SGT";
    const auto id =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house))
            .record.id;
    const auto agencies = find_plan(acting.tx(), id)->agencies;
    for (const auto& [key, agency] : agencies) add_mail(agency, key);
    act(id, PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(id, PlanAction::number, {.number = "12/KH-SGT", .date = on("2026-03-02")}, thu);
    act(id, PlanAction::notify, {}, thu);
    return id;
  }
  void add_mail(AgencyId agency, const std::string& key) {
    AgencyContact contact;
    contact.agency = agency;
    contact.address = key + "@example.vn";
    contact.language = "vi";
    ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
  }
  void act(PlanId id, PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(
        act_on_plan(acting.tx(), id, std::nullopt, action, input, actor, acting.now, acting.house));
  }
  Result<PolicyOutcome> edit(const ReminderPolicy& policy, std::optional<int> follows = {}) {
    return edit_policy(acting.tx(), {policy, follows}, lan, acting.now, acting.house);
  }
  Result<PolicyOutcome> preview(const ReminderPolicy& policy) {
    return preview_policy(acting.tx(), {policy, {}}, lan, acting.now, acting.house);
  }
  template <class T>
  std::string refused(const Result<T>& result) {
    return result ? "accepted" : std::string{result.error().reason().code};
  }
  /// "rule day state" of the first duty's debtor.
  std::vector<std::string> rows(PlanId plan) {
    const auto duty = find_by_key(find_plan(acting.tx(), plan)->duties, "bao-cao-dong")->id;
    std::vector<std::string> found;
    for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1000)) {
      if (row.target != duty.bytes() || row.part != Part::debtor) continue;
      found.push_back(row.rule + " " + to_string(acting.house.zone.date_of(row.at)) + " " +
                      (row.state == ReminderState::dropped ? row.dropped_because
                                                           : std::string{state_code(row.state)}));
    }
    return found;
  }
  void live_until(std::string_view rfc3339) {
    const auto end = parse_rfc3339(rfc3339).value();
    for (auto next = next_reminder_at(acting.tx()); next && *next <= end;
         next = next_reminder_at(acting.tx())) {
      acting.now = *next;
      ring(acting.tx(), acting.now, acting.house);
    }
    acting.now = end;
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::planner});
};

TEST_F(PolicyCases, APlanThatNamesNoneIsDraftedByThatOfTheOffice) {
  const auto plan = enter("");
  EXPECT_EQ(find_plan(acting.tx(), plan)->content.policy, "office-14-7-3-1");
  // T-14 is Friday 1/5, a holiday after another: back to Wednesday the 29th.
  EXPECT_THAT(rows(plan), ElementsAre("T-14 2026-04-29 planned", "T-7 2026-05-08 planned",
                                      "T-3 2026-05-12 planned", "T-1 2026-05-14 planned",
                                      "overdue+3 2026-05-18 planned"))
      << "the Saturday and the Monday after are one";
}

TEST_F(PolicyCases, APlanThatNamesOneNobodyHasIsRefused) {
  auto content = implementation_plan();
  content.policy = "cua-so";
  const auto result = import_plan(acting.tx(), content, lan, acting.now, acting.house);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason().code, "unknown_policy");
  EXPECT_EQ(result.error().problems().front().pointer, "/policy");
  ActingHouse::must(edit_policy(acting.tx(), {ten_and_two(), {}}, mai, acting.now, acting.house));
  EXPECT_FALSE(import_plan(acting.tx(), content, lan, acting.now, acting.house))
      << "another agency's policy is none of this one's";
  ActingHouse::must(edit(ten_and_two()));
  EXPECT_TRUE(import_plan(acting.tx(), content, lan, acting.now, acting.house));
}

TEST_F(PolicyCases, AnEditShowsTheDifferenceOfTheForecastFirst) {
  ActingHouse::must(edit(ten_and_two()));
  const auto plan = enter("cua-so");
  const auto before = rows(plan);
  EXPECT_THAT(before, ElementsAre("T-10 2026-05-05 planned", "T-2 2026-05-13 planned",
                                  "overdue+1 2026-05-16 planned"));
  auto policy = ten_and_two();
  policy.offsets = {{.days = 10, .at = std::chrono::hours{14}},
                    {.days = 5},
                    {.days = 1, .when = PolicySide::after}};
  const auto seen = ActingHouse::must(preview(policy));
  EXPECT_EQ(rows(plan), before) << "nothing was written";
  ASSERT_THAT(seen.plans, SizeIs(1));
  EXPECT_EQ(seen.plans[0].plan, plan);
  std::vector<std::string> shifts;
  for (const auto& one : seen.plans[0].shifts) {
    if (one.key != "bao-cao-dong") continue;
    const auto shown = [](const std::optional<Instant>& at) {
      return at ? Zone::vietnam().to_rfc3339(*at).substr(0, 16) : "-";
    };
    shifts.push_back(one.rule + " " + shown(one.before) + " " + shown(one.after));
  }
  EXPECT_THAT(shifts, ElementsAre("T-10 2026-05-05T08:00 2026-05-05T14:00",
                                  "T-5 - 2026-05-10T08:00", "T-2 2026-05-13T08:00 -"));

  const auto done = ActingHouse::must(edit(policy, 1));
  EXPECT_EQ(done.plans[0].shifts, seen.plans[0].shifts) << "the preview is what comes of it";
  EXPECT_EQ(done.stored.number, 2);
  EXPECT_THAT(rows(plan),
              ElementsAre("T-10 2026-05-05 planned", "T-5 2026-05-10 planned",
                          "T-2 2026-05-13 policy_edited", "overdue+1 2026-05-16 planned"));
}

TEST_F(PolicyCases, AnEditSendsNothingThatIsPastAndNothingTwice) {
  ActingHouse::must(edit(ten_and_two()));
  const auto plan = enter("cua-so");
  live_until("2026-05-08T09:00:00+07:00");
  EXPECT_THAT(rows(plan), Contains("T-10 2026-05-05 sent"));
  auto policy = ten_and_two();
  policy.offsets.push_back({.days = 8});  // the 7th: past
  policy.offsets[0].at = std::chrono::hours{17};
  ActingHouse::must(edit(policy));
  live_until("2026-05-08T23:00:00+07:00");
  EXPECT_THAT(rows(plan), ElementsAre("T-10 2026-05-05 sent", "T-8 2026-05-07 past",
                                      "T-2 2026-05-13 planned", "overdue+1 2026-05-16 planned"));
}

TEST_F(PolicyCases, RepetitionsGoOnUntilTheReportIsFiled) {
  auto policy = ten_and_two();
  policy.repeat = PolicyRepeat{.every = 7};
  ActingHouse::must(edit(policy));
  const auto plan = enter("cua-so");
  live_until("2026-06-10T12:00:00+07:00");
  EXPECT_THAT(rows(plan), ElementsAre("T-10 2026-05-05 sent", "T-2 2026-05-13 sent",
                                      "overdue+1 2026-05-16 sent", "repeat+8 2026-05-23 sent",
                                      "repeat+15 2026-05-30 sent", "repeat+22 2026-06-06 sent",
                                      "repeat+29 2026-06-13 planned"));
  DutyInput filed;
  filed.submission = Submission{
      .number = "9/BC", .paper_date = on("2026-06-10"), .sent_on = on("2026-06-10"), .way = "axis"};
  const auto duty = find_by_key(find_plan(acting.tx(), plan)->duties, "bao-cao-dong")->id;
  ActingHouse::must(act_on_duty(acting.tx(), duty, std::nullopt, DutyAction::submit, filed, lan,
                                acting.now, acting.house));
  EXPECT_THAT(rows(plan), Not(Contains(HasSubstr("planned"))));
  live_until("2026-09-01T12:00:00+07:00");
  EXPECT_THAT(rows(plan), SizeIs(7)) << "none more";
}

TEST_F(PolicyCases, RepetitionsAfterALongSleepAreOneAndGoOn) {
  auto policy = ten_and_two();
  policy.repeat = PolicyRepeat{.every = 7};
  ActingHouse::must(edit(policy));
  const auto plan = enter("cua-so");
  live_until("2026-05-17T12:00:00+07:00");
  acting.now = parse_rfc3339("2026-08-20T12:00:00+07:00").value();
  ring(acting.tx(), acting.now, acting.house);
  const auto found = rows(plan);
  EXPECT_EQ(std::ranges::count_if(found, [](const auto& row) { return row.ends_with(" planned"); }),
            1);
  EXPECT_EQ(found.back(), "repeat+99 2026-08-22 planned");
  EXPECT_THAT(found, Contains("repeat+8 2026-05-23 sent")) << "the one that was to come, late";
  live_until("2026-08-30T12:00:00+07:00");
  EXPECT_THAT(rows(plan),
              AllOf(Contains("repeat+99 2026-08-22 sent"), Contains("repeat+106 2026-08-29 sent")));
}

TEST_F(PolicyCases, RepetitionsGoOnAfterAnEditThatCountsThemOtherwise) {
  auto policy = ten_and_two();
  policy.repeat = PolicyRepeat{.every = 2};
  ActingHouse::must(edit(policy));
  const auto plan = enter("cua-so");
  live_until("2026-06-01T12:00:00+07:00");  // the eighth was told
  policy.repeat = PolicyRepeat{.every = 7};
  ActingHouse::must(edit(policy));
  live_until("2026-06-15T12:00:00+07:00");
  EXPECT_THAT(rows(plan),
              AllOf(Contains("repeat+22 2026-06-06 sent"), Contains("repeat+29 2026-06-13 sent"),
                    Contains("repeat+36 2026-06-20 planned")));
}

TEST_F(PolicyCases, OfTheProgramAreNobodysToEdit) {
  auto policy = civil_14_7_3_1();
  policy.offsets.pop_back();
  EXPECT_EQ(refused(edit(policy)), "policy_built_in");
}

TEST_F(PolicyCases, RefuseWhatIsStaleUnchangedOrNotAllowed) {
  ActingHouse::must(edit(ten_and_two(), 0));
  EXPECT_EQ(refused(edit(ten_and_two(), 0)), "policy_exists");
  EXPECT_EQ(refused(edit(ten_and_two())), "policy_unchanged");
  auto policy = ten_and_two();
  policy.title = "Của Sở";
  EXPECT_EQ(refused(edit(policy, 3)), "stale_version");
  EXPECT_EQ(refused(edit_policy(acting.tx(), {policy, {}}, thu, acting.now, acting.house)),
            "not_allowed");
  ActingHouse::must(edit(policy, 1));
  EXPECT_THAT(policy_rows::versions(acting.tx(), lan.agency, "cua-so"), SizeIs(2));
  EXPECT_THAT(policy_rows::list(acting.tx(), lan.agency), SizeIs(1));
  EXPECT_THAT(policy_rows::list(acting.tx(), mai.agency), IsEmpty());
}

}  // namespace
}  // namespace inspectord
