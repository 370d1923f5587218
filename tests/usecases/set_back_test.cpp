// SPDX-License-Identifier: Apache-2.0
// A clock that was ahead and is set back loses nothing, and nothing comes twice.
#include "usecases/set_back.hpp"

#include "storage/address_pace.hpp"
#include "storage/kept.hpp"
#include "storage/outbox_view.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/gaps.hpp"
#include "usecases/policy_cases.hpp"
#include "usecases/ring.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// huyen-dong owes a report by 15 May 2026, of which it is told ten and two days before and, from
/// the next day on, every week.
class SetBack : public ::testing::Test {
 protected:
  SetBack() {
    ReminderPolicy policy{.key = "cua-so", .offsets = {{.days = 10}, {.days = 2}}};
    policy.repeat = PolicyRepeat{.every = 7};
    ActingHouse::must(edit_policy(acting.tx(), {policy, {}}, lan, acting.now, acting.house));
    auto content = implementation_plan();
    content.policy = "cua-so";
    content.duties.resize(1);
    content.duties[0].due = {.kind = DueKind::date,
                             .raw = "chậm nhất ngày 15/5/2026",
                             .bound = Bound::by,
                             .day = make_date(2026, 5, 15)};
    const auto record =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house)).record;
    plan = record.id;
    AgencyContact contact;
    contact.agency = record.agencies.at("huyen-dong");
    contact.address = "huyen-dong@example.vn";
    contact.language = "vi";
    ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
    act(PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(PlanAction::number, {.number = "12/KH-SGT", .date = make_date(2026, 3, 2)}, thu);
    act(PlanAction::notify, {}, thu);
    acting.tx().execute("UPDATE messages SET state = 'accepted', settled_at = $1", acting.now);
  }
  void act(PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(act_on_plan(acting.tx(), plan, std::nullopt, action, input, actor, acting.now,
                                  acting.house));
  }

  void ring_at(std::string_view local) {
    acting.now = parse_rfc3339(std::string{local} + ":00+07:00").value();
    while (true) {
      const auto rung = ring(acting.tx(), acting.now, acting.house);
      if (!rung.next || *rung.next > acting.now) return;
    }
  }
  /// As the service does it before it rings.
  void set_clock_back_to(std::string_view local) {
    const auto ahead = acting.now;
    acting.now = parse_rfc3339(std::string{local} + ":00+07:00").value();
    bring_waiting_back(acting.tx(), ahead - acting.now, acting.now);
    bring_reminders_back(acting.tx(), plans_touched_after(acting.tx(), acting.now), acting.now,
                         acting.house);
  }
  std::vector<std::string> rows() {
    std::vector<std::string> found;
    for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1'000)) {
      if (row.part != Part::debtor) continue;
      found.push_back(row.rule + " " + to_string(acting.house.zone.date_of(row.at)) + " " +
                      (row.state == ReminderState::dropped ? row.dropped_because
                                                           : std::string{state_code(row.state)}));
    }
    return found;
  }
  /// Reminders alone, oldest first.
  std::vector<StoredMessage> reminders() {
    auto all = outbox::list(acting.tx(), {.most = 1'000});
    std::erase_if(all, [](const auto& message) { return message.kind == "plan_notified"; });
    std::ranges::reverse(all);
    return all;
  }
  void accept_all() {
    acting.tx().execute(
        "UPDATE messages SET state = 'accepted', settled_at = $1"
        " WHERE settled_at IS NULL",
        acting.now);
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  PlanId plan;
};

TEST_F(SetBack, PlansAgainWhatWasOvertakenAndKeepsWhatWasSent) {
  ring_at("2026-05-13T09:00");  // a month ahead: the tenth day is overtaken by the second
  accept_all();
  EXPECT_THAT(rows(),
              AllOf(Contains("T-10 2026-05-05 overtaken"), Contains("T-2 2026-05-13 sent")));
  set_clock_back_to("2026-04-13T09:00");
  EXPECT_THAT(rows(), AllOf(Contains("T-10 2026-05-05 planned"), Contains("T-2 2026-05-13 sent")));
  ring_at("2026-05-14T09:00");
  EXPECT_THAT(rows(), AllOf(Contains("T-10 2026-05-05 sent"), Contains("T-2 2026-05-13 sent")));
  EXPECT_THAT(reminders(), SizeIs(2)) << "each once";
}

TEST_F(SetBack, GoesOnWithRepetitionsBehindThoseThatWereSent) {
  for (const auto* day : {"2026-05-05T09:00", "2026-05-13T09:00", "2026-05-22T09:00",
                          "2026-05-29T09:00", "2026-06-05T09:00"}) {
    ring_at(day);
    accept_all();
  }
  EXPECT_THAT(rows(), Contains("repeat+21 2026-06-05 sent"));
  set_clock_back_to("2026-05-06T09:00");
  EXPECT_THAT(rows(), Contains("repeat+28 2026-06-12 planned"));
  ring_at("2026-06-12T09:00");
  EXPECT_THAT(rows(), AllOf(Contains("repeat+28 2026-06-12 sent"),
                            Contains("repeat+35 2026-06-19 planned")));
}

TEST_F(SetBack, WritesAnewWhatIsUnsent) {
  ring_at("2026-05-22T09:00");  // says that it is a week late
  ASSERT_THAT(reminders(), SizeIs(1));
  set_clock_back_to("2026-05-06T09:00");
  EXPECT_EQ(reminders().front().state, MessageState::withdrawn);
  EXPECT_EQ(reminders().front().detail, "clock_set_back");
  EXPECT_THAT(rows(), Contains("repeat+7 2026-05-22 planned"));
  ring_at("2026-05-06T09:00");
  const auto all = reminders();
  ASSERT_THAT(all, SizeIs(1)) << "the tenth day before was yesterday: past, and never sent in bulk";
  ring_at("2026-05-13T09:00");
  EXPECT_THAT(rows(), Contains("T-2 2026-05-13 sent"));
}

TEST_F(SetBack, WithinADayTakesNothingBack) {
  ring_at("2026-05-05T09:00");
  set_clock_back_to("2026-05-05T08:59");
  EXPECT_EQ(reminders().front().state, MessageState::queued) << "as many days are left";
}

TEST_F(SetBack, LeavesTheSecondContactItsMessageWhereTheFirstHasIt) {
  AgencyContact second;
  second.agency = find_plan(acting.tx(), plan)->agencies.at("huyen-dong");
  second.address = "van-thu@example.vn";
  second.language = "vi";
  ActingHouse::must(add_contact(acting.tx(), second, lan, acting.now, acting.house));
  ring_at("2026-05-13T09:00");
  ASSERT_THAT(reminders(), SizeIs(2));
  const auto first = reminders().front().id;
  acting.tx().execute("UPDATE messages SET state = 'accepted', settled_at = $2 WHERE id = $1",
                      first, acting.now);
  set_clock_back_to("2026-04-13T09:00");
  EXPECT_EQ(reminders().back().state, MessageState::queued);
  EXPECT_THAT(rows(), Contains("T-2 2026-05-13 sent"));
}

TEST_F(SetBack, OfTenYearsPlansOneRepetitionAtATime) {
  ring_at("2026-05-22T09:00");
  accept_all();
  ring_at("2036-05-23T09:00");
  accept_all();
  set_clock_back_to("2026-05-23T09:00");
  const auto found = rows();
  EXPECT_EQ(std::ranges::count_if(found, [](const auto& row) { return row.ends_with(" planned"); }),
            1);
  EXPECT_THAT(
      found, AllOf(Contains("repeat+14 2026-05-29 sent"), Contains("repeat+21 2026-06-05 planned")))
      << "the next was told by the clock ahead, and another follows it";
}

TEST_F(SetBack, LetsMessagesWaitAsLongAsTheyWereTo) {
  ring_at("2026-05-05T09:00");
  const auto id = reminders().front().id;
  acting.tx().execute("UPDATE messages SET created_at = $2, next_attempt_at = $3 WHERE id = $1", id,
                      acting.now - 24h * 3'653, acting.now + 10min);
  set_clock_back_to("2016-05-05T09:00");
  const auto message = outbox::find(acting.tx(), id).value();
  EXPECT_EQ(message.state, MessageState::queued);
  EXPECT_EQ(message.next_attempt_at, acting.now + 10min);
}

TEST_F(SetBack, LetsAddressesGoOn) {
  for (int i = 0; i < 2 * address_pace::at_once; ++i)
    address_pace::take(acting.tx(), "huyen-dong@example.vn", acting.now);
  acting.now += 5h;
  set_clock_back_to("2026-03-02T08:00");
  EXPECT_LT(address_pace::take(acting.tx(), "huyen-dong@example.vn", acting.now),
            acting.now + 2min);
}

TEST_F(SetBack, IsSeenAtAStartByTheLastRing) {
  EXPECT_EQ(set_back_since_last_ring(acting.tx(), acting.now), 0ms) << "never rang";
  ring_at("2026-05-05T09:00");
  EXPECT_EQ(set_back_since_last_ring(acting.tx(), acting.now - 999ms), 0ms);
  EXPECT_EQ(set_back_since_last_ring(acting.tx(), acting.now - 1s), 1'000ms);
  EXPECT_EQ(set_back_since_last_ring(acting.tx(), acting.now + 1h), 0ms);
}

TEST_F(SetBack, TouchesNoPlanThatWasLeftAlone) {
  EXPECT_THAT(plans_touched_after(acting.tx(), acting.now), IsEmpty());
  EXPECT_THAT(plans_touched_after(acting.tx(), acting.now - 1h), ElementsAre(plan));
}

TEST_F(SetBack, AndOtherDaysOffMayBringToComeWhatWasPast) {
  const auto day = parse_rfc3339("2026-05-13T08:00:00+07:00").value();
  acting.tx().execute(
      "UPDATE reminders SET state = 'dropped', dropped_because = 'past',"
      " settled_at = $1 WHERE at = $2",
      acting.now, day);
  EXPECT_THAT(plans_reminded_between(acting.tx(), day, day + 1s), ElementsAre(plan));
  EXPECT_THAT(plans_reminded_between(acting.tx(), day + 1s, day + 2s), IsEmpty());
}

TEST_F(SetBack, IsNotHeldUpByAPlanThatCannotBeRead) {
  acting.tx().execute("UPDATE duties SET due = '{}' WHERE plan = $1", plan);
  acting.tx().kept().forget();
  bring_reminders_back(acting.tx(), std::vector{plan}, acting.now, acting.house);
  EXPECT_TRUE(acting.tx().in_transaction());
}

class Gaps : public SetBack {
 protected:
  std::vector<std::string> told() {
    std::vector<std::string> found;
    for (const auto& row : acting.tx().query(
             "SELECT what FROM journal WHERE what LIKE 'service.%' ORDER BY sequence"))
      found.push_back(row.text(0));
    return found;
  }
};

TEST_F(Gaps, OfMoreThanAMinuteAreToldAtAStart) {
  ring_at("2026-04-01T09:00");
  record_gap(acting.tx(), acting.now + 1min, acting.house);
  EXPECT_THAT(told(), IsEmpty());
  record_gap(acting.tx(), acting.now + 1min + 1s, acting.house);
  EXPECT_THAT(told(), ElementsAre("service.overslept")) << "though nothing was due";
}

TEST_F(Gaps, BeginWithTheLastSignOfLife) {
  ring_at("2026-04-01T09:00");
  note_end(acting.tx(), acting.now + 3h);
  record_gap(acting.tx(), acting.now + 3h + 30s, acting.house);
  EXPECT_THAT(told(), IsEmpty()) << "it was stopped half a minute ago";
  note_end(acting.tx(), acting.now + 1h);
  record_gap(acting.tx(), acting.now + 3h + 30s, acting.house);
  EXPECT_THAT(told(), IsEmpty()) << "an end before that says nothing";
  acting.now += 5h;
  act(PlanAction::cancel, {.reason = "hủy", .document = "6/QĐ"}, hai);
  record_gap(acting.tx(), acting.now + 30s, acting.house);
  EXPECT_THAT(told(), IsEmpty()) << "somebody wrote half a minute ago";
}

TEST_F(Gaps, OfAClockThatStandsBeforeTheLastRingAreCalledSo) {
  ring_at("2026-04-01T09:00");
  record_gap(acting.tx(), acting.now - 24h, acting.house);
  EXPECT_THAT(told(), ElementsAre("service.clock_set_back"));
}

}  // namespace
}  // namespace inspectord
