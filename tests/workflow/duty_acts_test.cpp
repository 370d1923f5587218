// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "bao-cao-dong" is due before 4 April, "bao-cao-tay" has no day yet.
Stage begun() {
  Plan plan = implementation_plan();
  plan.duties[1].due = {.kind = DueKind::undated, .raw = "theo yêu cầu"};
  Stage stage{plan};
  stage.notified();
  return stage;
}

DutyState state_of(const Stage& stage, std::string_view key = "bao-cao-dong") {
  return stage.duty(key).state;
}

TEST(SetDate, OpensAWaitingDutyOnItsDay) {
  auto stage = begun();
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-tay"), DutyAction::set_date, DutyInput{}, lan()));
  const auto step = stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date,
                               DutyInput{.date = day("2026-05-20")}, lan());
  const auto& duty = stage.duty("bao-cao-tay");
  EXPECT_EQ(duty.state, DutyState::open);
  EXPECT_EQ(duty.due->last_on_time, day("2026-05-20")) << "the day given is the last on-time day";
  EXPECT_FALSE(duty.due->derivation.empty());
  EXPECT_EQ(step.events.at(0).code, "duty.date_set");
}

TEST(SetDate, OpensOneDutyForEachDebtorKnownByThen) {
  Plan plan = implementation_plan();
  plan.groups = {{"cac-xa", "UBND các xã", {}, {}}};
  plan.duties.resize(1);
  plan.duties[0].owed_by = Debtor{.group = "cac-xa"};
  plan.duties[0].due = {.kind = DueKind::undated};
  Stage stage{plan};
  stage.notified();
  const DutyInput input{.date = day("2026-05-20")};
  const auto nobody = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::set_date, input, lan());
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().reason(), refuse::reaches_nobody);
  const auto bare =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::set_date, DutyInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "reaches_nobody")) << "all at once";
  EXPECT_THAT(bare.error().open_actions(),
              ::testing::UnorderedElementsAre("set_date", "submit", "waive", "hand_over"));
  stage.directory.members["cac-xa"] = {agency_id("xa-dong"), agency_id("huyen-tay")};
  const auto first = stage.duty("bao-cao-dong").id;
  const auto step = stage.must(stage.duty("bao-cao-dong"), DutyAction::set_date, input, lan());
  ASSERT_EQ(stage.record.duties.size(), 2u);
  EXPECT_EQ(stage.duty("bao-cao-dong", "xa-dong").id, first);
  EXPECT_EQ(stage.duty("bao-cao-dong", "huyen-tay").state, DutyState::open);
  EXPECT_EQ(step.events.size(), 2u);
}

/// "bao-cao-tay" is due five working days from the signing of the conclusion.
Stage counting_from_an_event() {
  Plan plan = implementation_plan();
  plan.duties[1].due = {.kind = DueKind::within,
                        .raw = "trong 05 ngày làm việc kể từ ngày ký kết luận",
                        .count = 5,
                        .unit = TimeUnit::working_day,
                        .event = "ngày ký kết luận"};
  Stage stage{plan};
  stage.notified();
  return stage;
}

TEST(SetDate, CountsFromTheDayOfTheEventThatADutyWaitsFor) {
  auto stage = counting_from_an_event();
  ASSERT_EQ(stage.duty("bao-cao-tay").state, DutyState::waiting);
  stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date,
             DutyInput{.event_date = day("2026-04-24")}, lan());
  const auto& duty = stage.duty("bao-cao-tay");
  EXPECT_EQ(duty.state, DutyState::open);
  EXPECT_EQ(duty.due->last_on_time, day("2026-05-06")) << "27/4, 30/4 and 1/5 are off";
  EXPECT_EQ(duty.due->raw, "trong 05 ngày làm việc kể từ ngày ký kết luận");
  EXPECT_EQ(duty.due->limit,
            (CountedLimit{5, TimeUnit::working_day, day("2026-04-24"), "ngày ký kết luận"}));
}

TEST(SetDate, TakesTheDayItselfOfADutyThatCountsToo) {
  auto stage = counting_from_an_event();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date, DutyInput{.date = day("2026-05-20")},
             lan());
  EXPECT_EQ(stage.duty("bao-cao-tay").due->last_on_time, day("2026-05-20"));
  EXPECT_FALSE(stage.duty("bao-cao-tay").due->limit);
}

TEST(SetDate, RefusesTheDayOfAnEventThatNothingCountsFrom) {
  auto stage = begun();
  const auto step = stage.attempt(stage.duty("bao-cao-tay"), DutyAction::set_date,
                                  DutyInput{.event_date = day("2026-04-24")}, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("no_event_counted", "missing"));
  auto counting = counting_from_an_event();
  const auto both = counting.attempt(
      counting.duty("bao-cao-tay"), DutyAction::set_date,
      DutyInput{.date = day("2026-05-20"), .event_date = day("2026-04-24")}, lan());
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().reason(), refuse::no_event_counted);
}

TEST(SetDate, RefusesAnEventWhoseLimitIsOver) {
  auto stage = counting_from_an_event();
  stage.now = at("2026-05-07T09:00:00+07:00");
  const auto step = stage.attempt(stage.duty("bao-cao-tay"), DutyAction::set_date,
                                  DutyInput{.event_date = day("2026-04-24")}, lan());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::date_in_past);
}

TEST(Submit, IsLateByTheDaySentElseReceivedNeverTheDayRecorded) {
  struct Row {
    const char* sent;
    const char* received;
    bool late;
  };
  for (const auto& row :
       {Row{"2026-04-03", nullptr, false}, Row{"2026-04-04", nullptr, true},
        Row{"2026-04-03", "2026-04-06", false}, Row{nullptr, "2026-04-03", false},
        Row{nullptr, "2026-04-04", true}, Row{"2026-04-04", "2026-04-03", true}}) {
    auto stage = begun();
    stage.now = at("2026-04-10T09:00:00+07:00");
    auto input = filing("2026-04-02");
    input.submission->sent_on = row.sent ? std::optional{day(row.sent)} : std::nullopt;
    input.submission->received_on = row.received ? std::optional{day(row.received)} : std::nullopt;
    stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, input, of("huyen-dong"));
    EXPECT_EQ(state_of(stage), DutyState::submitted);
    EXPECT_EQ(stage.duty("bao-cao-dong").late, row.late)
        << (row.sent ? row.sent : "-") << " " << (row.received ? row.received : "-");
  }
}

TEST(Submit, NamesAllThatThePaperLacks) {
  auto stage = begun();
  const auto step =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit, DutyInput{}, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("missing", "missing", "missing"));
  EXPECT_THAT(
      step.error().open_actions(),
      ::testing::UnorderedElementsAre("submit", "nil", "extend", "waive", "miss", "hand_over"));
}

TEST(Submit, NamesEveryDayThatHasNotCome) {
  auto stage = begun();
  auto input = filing("2026-03-03", "");
  input.submission->received_on = day("2026-03-04");
  const auto step = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit, input, lan());
  ASSERT_FALSE(step);
  std::vector<std::string> pointers;
  for (const auto& problem : step.error().problems()) pointers.push_back(problem.pointer);
  EXPECT_THAT(pointers, ElementsAre("/number", "/sent_on", "/received_on", "/paper_date"));
}

TEST(Submit, RefusesADayThatHasNotCome) {
  auto stage = begun();
  const auto step =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-03"), lan());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::date_in_future);
}

TEST(Submit, IsPossibleBeforeADayWasSet) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), of("huyen-tay"));
  EXPECT_EQ(state_of(stage, "bao-cao-tay"), DutyState::submitted);
  EXPECT_FALSE(stage.duty("bao-cao-tay").late);
}

TEST(Nil, NeedsADayAndNoPaper) {
  auto stage = begun();
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-dong"), DutyAction::nil, DutyInput{}, lan()));
  auto input = filing("2026-03-02", "");
  input.submission->paper_date.reset();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::nil, input, of("huyen-dong"));
  EXPECT_EQ(state_of(stage), DutyState::submitted);
  EXPECT_TRUE(stage.duty("bao-cao-dong").nil_return);
}

TEST(Accept, ClosesWhatWasFiled) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::accept, DutyInput{}, thu());
  EXPECT_EQ(state_of(stage), DutyState::accepted);
}

TEST(ReturnDuty, NeedsAReasonAndIsFiledAgain) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-dong"), DutyAction::return_, DutyInput{}, lan()));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::return_, DutyInput{.reason = "thiếu biểu"},
             lan());
  EXPECT_EQ(state_of(stage), DutyState::returned);
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02", "8/BC-UBND"),
             of("huyen-dong"));
  EXPECT_EQ(state_of(stage), DutyState::submitted);
}

TEST(Extend, NeedsALaterDayAReasonAndADocument) {
  auto stage = begun();
  const auto bare =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::extend, DutyInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "document_needed", "missing"));
  DutyInput input{.date = day("2026-04-03"), .reason = "mưa lũ", .document = "20/SGT-VP"};
  const auto earlier = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::extend, input, lan());
  ASSERT_FALSE(earlier);
  EXPECT_EQ(earlier.error().reason(), refuse::not_later);
  input.date = day("2026-04-17");
  stage.must(stage.duty("bao-cao-dong"), DutyAction::extend, input, lan());
  EXPECT_EQ(state_of(stage), DutyState::open);
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-17"));
  EXPECT_EQ(stage.duty("bao-cao-dong").sequence, 1);
}

TEST(Extend, OpensAReturnedDutyAgain) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::return_, DutyInput{.reason = "thiếu biểu"},
             lan());
  stage.must(stage.duty("bao-cao-dong"), DutyAction::extend,
             DutyInput{.date = day("2026-04-17"), .reason = "làm lại", .document = "20/SGT-VP"},
             lan());
  EXPECT_EQ(state_of(stage), DutyState::open);
}

TEST(Waive, NeedsAReason) {
  for (const auto* key : {"bao-cao-dong", "bao-cao-tay"}) {
    auto stage = begun();
    EXPECT_FALSE(stage.attempt(stage.duty(key), DutyAction::waive, DutyInput{}, lan()));
    stage.must(stage.duty(key), DutyAction::waive, DutyInput{.reason = "đã sáp nhập"}, lan());
    EXPECT_EQ(state_of(stage, key), DutyState::waived);
  }
}

TEST(Miss, IsNotBeforeTheLastDayIsOver) {
  auto stage = begun();
  stage.now = at("2026-04-03T23:59:00+07:00");
  const DutyInput input{.reason = "không gửi"};
  const auto early = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::miss, input, lan());
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().reason(), refuse::before_its_day);
  stage.now = at("2026-04-04T00:00:00+07:00");
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-dong"), DutyAction::miss, DutyInput{}, lan()));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::miss, input, lan());
  EXPECT_EQ(state_of(stage), DutyState::missed);
}

TEST(Miss, NeedsADayThatWasMissed) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), lan());
  stage.must(stage.duty("bao-cao-tay"), DutyAction::return_, DutyInput{.reason = "thiếu"}, lan());
  const auto step = stage.attempt(stage.duty("bao-cao-tay"), DutyAction::miss, DutyInput{}, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("no_day_yet", "missing"));
}

TEST(DutyActs, OfSomebodyElsesRoleAreRefusedWithThoseOfHis) {
  auto stage = begun();
  const auto step = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::waive,
                                  DutyInput{.reason = "tự miễn"}, of("huyen-dong"));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_allowed);
  EXPECT_THAT(step.error().open_actions(), ::testing::UnorderedElementsAre("submit", "nil"));
}

TEST(UndoDuty, BringsBackStateAndDay) {
  struct Row {
    const char* key;
    DutyAction action;
    DutyInput input;
  };
  auto nil = filing("2026-04-05", "");
  for (const auto& row :
       {Row{"bao-cao-tay", DutyAction::set_date, DutyInput{.date = day("2026-05-20")}},
        Row{"bao-cao-dong", DutyAction::submit, filing("2026-04-05")},
        Row{"bao-cao-dong", DutyAction::nil, nil},
        Row{"bao-cao-dong", DutyAction::extend,
            DutyInput{.date = day("2026-05-20"), .reason = "mưa lũ", .document = "20/SGT-VP"}},
        Row{"bao-cao-dong", DutyAction::waive, DutyInput{.reason = "nhầm"}},
        Row{"bao-cao-tay", DutyAction::waive, DutyInput{.reason = "nhầm"}},
        Row{"bao-cao-dong", DutyAction::miss, DutyInput{.reason = "nhầm"}}}) {
    auto stage = begun();
    stage.now = at("2026-04-06T09:00:00+07:00");
    const auto before = stage.duty(row.key);
    stage.must(stage.duty(row.key), row.action, row.input, lan());
    EXPECT_FALSE(stage.attempt(stage.duty(row.key), DutyAction::undo, DutyInput{}, lan()))
        << "a reason is missing";
    EXPECT_EQ(stage.duty(row.key).late, state_of(stage, row.key) == DutyState::submitted);
    stage.must(stage.duty(row.key), DutyAction::undo, DutyInput{.reason = "ghi nhầm"}, lan());
    const auto& after = stage.duty(row.key);
    EXPECT_EQ(after.state, before.state) << state_code(row.action);
    EXPECT_EQ(after.due, before.due) << state_code(row.action);
    EXPECT_FALSE(after.late) << "nothing is filed, so nothing is late";
    EXPECT_FALSE(after.nil_return);
    EXPECT_EQ(after.sequence, before.sequence + 2) << "reminders are planned again";
  }
}

TEST(UndoDuty, OfAnAcceptanceKeepsWhatWasFiled) {
  auto stage = begun();
  stage.now = at("2026-04-06T09:00:00+07:00");
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-04-05"),
             of("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::accept, DutyInput{}, lan());
  stage.must(stage.duty("bao-cao-dong"), DutyAction::undo, DutyInput{.reason = "ghi nhầm"}, lan());
  EXPECT_EQ(state_of(stage), DutyState::submitted);
  EXPECT_TRUE(stage.duty("bao-cao-dong").late);
  const auto again = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::undo,
                                   DutyInput{.reason = "nữa"}, lan());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason(), refuse::nothing_to_undo);
}

TEST(DutyActs, ShowAnAgencyOnlyItsOwnDuties) {
  auto stage = begun();
  const auto step = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit,
                                  filing("2026-03-02"), of("huyen-tay"));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_yours);
}

TEST(DutyActs, GiveADebtorNoWordOverItsOwnDebt) {
  auto stage = begun();
  Roles roles{Role::agency, Role::planner, Role::clerk, Role::approver, Role::administrator};
  const auto debtor = person("Kế hoạch huyện", roles, "huyen-dong");
  for (const auto action : {DutyAction::waive, DutyAction::extend, DutyAction::miss}) {
    const auto step =
        stage.attempt(stage.duty("bao-cao-dong"), action, DutyInput{.reason = "tự miễn"}, debtor);
    ASSERT_FALSE(step) << state_code(action);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed);
  }
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"), debtor);
  EXPECT_FALSE(stage.attempt(stage.duty("bao-cao-dong"), DutyAction::accept, DutyInput{}, debtor));
}

TEST(DutyActs, GiveTheRoleOfAnAgencyInTheOwnersHouseNoDebtOfOthers) {
  auto stage = begun();
  const auto step = stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit,
                                  filing("2026-03-02"), of("so-giao-thong"));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_allowed);
}

TEST(DutyActs, KeepTheOrderOfTheDuties) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"), lan());
  EXPECT_EQ(stage.record.duties[0].key, "bao-cao-dong");
}

TEST(Deadline, ThatIsPastRemindsNobodyAndIsRefused) {
  auto stage = begun();
  stage.now = at("2026-05-10T09:00:00+07:00");
  for (const auto& [date, code] :
       {std::pair{"2026-05-09", "date_in_past"}, std::pair{"0001-01-01", "date_in_past"},
        std::pair{"9999-12-31", "outside_plan_years"}}) {
    SCOPED_TRACE(date);
    const auto set = stage.attempt(stage.duty("bao-cao-tay"), DutyAction::set_date,
                                   DutyInput{.date = day(date)}, lan());
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().reason().code, code);
    const auto extended = stage.attempt(
        stage.duty("bao-cao-dong"), DutyAction::extend,
        DutyInput{.date = day(date), .reason = "mưa lũ", .document = "20/SGT-VP"}, lan());
    ASSERT_FALSE(extended);
    EXPECT_EQ(extended.error().reason().code, code);
  }
  stage.must(stage.duty("bao-cao-tay"), DutyAction::set_date, DutyInput{.date = day("2026-05-10")},
             lan());
}

TEST(Submit, RefusesAPaperThatWasSentBeforeItsOwnDay) {
  auto stage = begun();
  stage.now = at("2026-04-10T09:00:00+07:00");
  auto input = filing("2026-04-03");
  input.submission->sent_on = day("2026-04-02");
  input.submission->received_on = day("2026-04-01");
  const auto step =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit, input, of("huyen-dong"));
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("sent_before_paper", "sent_before_paper"));
  EXPECT_EQ(step.error().problems().at(0).pointer, "/sent_on");
  EXPECT_EQ(step.error().problems().at(1).pointer, "/received_on");
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-04-03"),
             of("huyen-dong"));
}

TEST(Submit, TakesTheNumberOfAPaperOnOneLine) {
  auto stage = begun();
  const auto step =
      stage.attempt(stage.duty("bao-cao-dong"), DutyAction::submit,
                    filing("2026-03-02", "7/BC\r\nBcc: x@example.vn"), of("huyen-dong"));
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("not_on_one_line"));
  EXPECT_EQ(step.error().pointer(), "/number");
}

}  // namespace
}  // namespace inspectord
