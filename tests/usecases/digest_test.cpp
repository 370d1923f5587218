// SPDX-License-Identifier: Apache-2.0
#include "usecases/digest.hpp"

#include "storage/coming_periods.hpp"
#include "storage/kept.hpp"
#include "storage/outbox_view.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/period_cases.hpp"
#include "usecases/recall.hpp"
#include "usecases/ring.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Two plans that ask huyen-dong for something every week, from Friday 6 March 2026 on.
class DigestOfWeeklyDuties : public ::testing::Test {
 protected:
  PlanId enter(const std::string& number, const std::string& what, const char* anchor) {
    auto content = implementation_plan();
    content.key = "ke-hoach-" + number.substr(0, 2);
    content.title = "Kế hoạch " + what;
    content.number = number;
    content.policy = "civil-14-7-3-1";
    content.duties.clear();
    content.tasks.clear();
    auto& weekly = content.recurring_duties[0];
    weekly.what = what;
    weekly.frequency = Frequency::weekly;
    weekly.anchor = parse_date(anchor).value();
    weekly.to = "so-giao-thong";
    weekly.raw = "hằng tuần";
    const auto record =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house)).record;
    if (told.empty()) {
      for (const auto& [key, agency] : record.agencies) add_mail(agency, key);
    }
    act(record.id, PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(record.id, PlanAction::number, {.number = number, .date = make_date(2026, 3, 2)}, thu);
    act(record.id, PlanAction::notify, {}, thu);
    return record.id;
  }
  void add_mail(AgencyId agency, const std::string& key) {
    AgencyContact contact;
    contact.agency = agency;
    contact.address = key + "@example.vn";
    contact.language = "vi";
    ActingHouse::must(add_contact(acting.tx(), contact, lan, acting.now, acting.house));
    told.push_back(key);
  }
  void act(PlanId id, PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(
        act_on_plan(acting.tx(), id, std::nullopt, action, input, actor, acting.now, acting.house));
  }
  Digest digest_at(const char* local) {
    acting.now = parse_rfc3339(std::string{local} + ":00+07:00").value();
    return send_digest(acting.tx(), acting.now, acting.house);
  }
  std::vector<StoredMessage> digests() {
    auto all = outbox::list(acting.tx(), {.most = 1'000});
    std::erase_if(all, [](const auto& message) { return message.kind != "digest"; });
    return all;
  }
  std::vector<std::string> rows(PlanId plan) {
    std::vector<std::string> found;
    for (const auto& row : ledger_of(acting.tx(), plan, std::nullopt, 1'000))
      found.push_back(row.rule + " " + to_string(acting.house.zone.date_of(row.at)) + " " +
                      (row.state == ReminderState::dropped ? row.dropped_because
                                                           : std::string{state_code(row.state)}));
    return found;
  }

  ActingHouse acting;
  std::vector<std::string> told;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const PlanId first = enter("12/KH-SGT", "đi tuần đường", "2026-03-13");
  const PlanId second = enter("13/KH-SGT", "gửi tin, bài", "2026-03-11");
};

TEST_F(DigestOfWeeklyDuties, IsOneMessageOfAnAgencyOverAllItsPlans) {
  EXPECT_THAT(rows(first), ElementsAre("digest 2026-03-09 planned", "digest 2026-03-16 planned",
                                       "digest 2026-03-23 planned", "digest 2026-03-30 planned"));
  const auto digest = digest_at("2026-03-09T07:00");
  EXPECT_EQ(digest.sent, 2) << "what is for a later hour of the day goes along";
  EXPECT_EQ(digest.messages, 1);
  ASSERT_THAT(digests(), SizeIs(1));
  const auto message = digests().front();
  EXPECT_FALSE(message.plan);
  EXPECT_EQ(message.address, "huyen-dong@example.vn");
  const auto body = outbox::body_of(acting.tx(), message.id).value();
  EXPECT_THAT(message.subject, HasSubstr("2 việc"));
  EXPECT_EQ(digest_at("2026-03-09T08:00").messages, 0) << "once";
  EXPECT_EQ(digest_at("2026-03-16T08:00").messages, 1) << "and again the week after";
}

TEST_F(DigestOfWeeklyDuties, IsNothingThatTheAlarmRingsFor) {
  EXPECT_FALSE(next_reminder_at(acting.tx()));
  acting.now = parse_rfc3339("2026-03-09T09:00:00+07:00").value();
  EXPECT_EQ(ring(acting.tx(), acting.now, acting.house).sent, 0);
}

TEST_F(DigestOfWeeklyDuties, LeavesOutWhatWasFiled) {
  const auto record = find_plan(acting.tx(), first).value();
  DutyInput filed;
  filed.submission = Submission{.number = "9/BC",
                                .paper_date = make_date(2026, 3, 2),
                                .sent_on = make_date(2026, 3, 2),
                                .way = "axis"};
  ActingHouse::must(act_on_duty(acting.tx(), record.duties.front().id, std::nullopt,
                                DutyAction::submit, filed, lan, acting.now, acting.house));
  const auto digest = digest_at("2026-03-09T08:00");
  EXPECT_EQ(digest.sent, 1);
  EXPECT_THAT(digests().front().subject, HasSubstr("1 việc"));
}

TEST_F(DigestOfWeeklyDuties, IsTakenBackWithOnePlanAndTellsOfTheOthersAnew) {
  digest_at("2026-03-09T08:00");
  act(first, PlanAction::cancel, {.reason = "hủy", .document = "6/QĐ"}, hai);
  ASSERT_THAT(digests(), SizeIs(1));
  EXPECT_EQ(digests().front().state, MessageState::withdrawn);
  EXPECT_EQ(rows(second).front(), "digest 2026-03-09 planned");
  const auto again = digest_at("2026-03-10T08:00");
  EXPECT_EQ(again.sent, 1);
  ASSERT_THAT(digests(), SizeIs(2));
  EXPECT_THAT(digests().front().subject, HasSubstr("1 việc"));
}

TEST_F(DigestOfWeeklyDuties, OnItsWayIsAskedWhetherItHolds) {
  digest_at("2026-03-09T08:00");
  const auto claimed = outbox::claim_due(acting.tx(), acting.now, {.channel = "mail"});
  const auto sent = digests().front().id;
  act(first, PlanAction::cancel, {.reason = "hủy", .document = "6/QĐ"}, hai);
  EXPECT_FALSE(still_holds(acting.tx(), sent, acting.now, acting.house));
  EXPECT_EQ(rows(second).front(), "digest 2026-03-09 planned");
}

TEST_F(DigestOfWeeklyDuties, GoesOnWithThePeriodsThatAreOpenedOnTheWay) {
  EXPECT_THAT(rows(first), SizeIs(4));
  acting.now = parse_rfc3339("2026-03-30T00:15:00+07:00").value();
  const auto opened = open_periods(acting.tx(), acting.now, acting.house);
  EXPECT_EQ(opened.plans, 2);
  EXPECT_FALSE(opened.more);
  EXPECT_EQ(rows(first).back(), "digest 2026-04-27 planned");
  EXPECT_THAT(coming_periods::due(acting.tx(), make_date(2026, 3, 30), 10), IsEmpty());
  EXPECT_EQ(open_periods(acting.tx(), acting.now, acting.house).plans, 0);
  EXPECT_THAT(coming_periods::due(acting.tx(), make_date(2026, 4, 6), 10), SizeIs(2));
}

TEST_F(DigestOfWeeklyDuties, OpensAllPeriodsOfALongAbsence) {
  acting.now = parse_rfc3339("2026-08-03T00:15:00+07:00").value();
  open_periods(acting.tx(), acting.now, acting.house);
  const auto duties = find_plan(acting.tx(), first)->duties;
  std::set<std::string> periods;
  for (const auto& duty : duties) periods.insert(duty.period);
  EXPECT_TRUE(periods.contains("2026-04-17")) << "four months back";
  const auto weeks = static_cast<std::size_t>(
      std::ranges::count_if(periods, [](const auto& period) { return period < "2026-08-03"; }));
  EXPECT_EQ(weeks, 21U) << "each week since March once";
}

TEST_F(DigestOfWeeklyDuties, LosesNoPeriodToAClockThatWasAhead) {
  const auto duties_by = [&](std::string_view day) {
    acting.now = parse_rfc3339(std::string{day} + "T00:15:00+07:00").value();
    open_periods(acting.tx(), acting.now, acting.house);
    acting.tx().kept().forget();
    return find_plan(acting.tx(), first)->duties.size();
  };
  const auto ahead = duties_by("2026-09-07");
  EXPECT_EQ(duties_by("2026-03-30"), ahead) << "what was opened stays";
  EXPECT_EQ(duties_by("2026-09-07"), ahead) << "once each";
}

TEST_F(DigestOfWeeklyDuties, AndPeriodsAreNotHeldUpByAPlanThatCannotBeRead) {
  acting.tx().execute("UPDATE duties SET due = '{}' WHERE plan = $1", first);
  acting.tx().kept().forget();
  const auto digest = digest_at("2026-03-09T08:00");
  EXPECT_EQ(digest.sent, 1);
  EXPECT_THAT(rows(second), Contains("digest 2026-03-09 sent"));
  EXPECT_THAT(rows(first), Contains("digest 2026-03-09 cannot_be_told"));

  acting.now = parse_rfc3339("2026-03-30T00:15:00+07:00").value();
  EXPECT_EQ(open_periods(acting.tx(), acting.now, acting.house).plans, 1);
  EXPECT_THAT(coming_periods::due(acting.tx(), make_date(2026, 3, 30), 10), IsEmpty());
  EXPECT_EQ(coming_periods::of(acting.tx(), first), make_date(2026, 3, 31)) << "tomorrow again";
}

}  // namespace
}  // namespace inspectord
