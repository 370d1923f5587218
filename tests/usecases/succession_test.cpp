// SPDX-License-Identifier: Apache-2.0
#include "usecases/succession.hpp"

#include "storage/journal.hpp"
#include "storage/outbox.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/recall.hpp"
#include "usecases/ring.hpp"
#include "workflow/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

LocalDate day(std::string_view text) {
  return parse_date(text).value();
}

/// A plan in force; "huyen-dong" owes a report before 4 April and ends; "Xã Mới" is to follow it.
class Succession : public ::testing::Test {
 protected:
  Succession() {
    const auto drafted =
        must(import_plan(acting.tx(), implementation_plan(), lan, acting.now, acting.house)).record;
    plan = drafted.id;
    for (const auto& [key, id] : drafted.agencies) give_address(id, key);
    must(import_directory(acting.tx(), listing("UBND xã Mới"), lan, acting.now, acting.house));
    successor = find_agency_by_name(acting.tx(), "UBND xã Mới", "", "").value();
    give_address(successor, "xa-moi");
    act(PlanAction::approve, {}, hai);
    act(PlanAction::number, {.number = "12/KH-SGT", .date = day("2026-03-02")}, thu);
    act(PlanAction::notify, {}, thu);
  }

  template <class T>
  static T must(Result<T> result) {
    return ActingHouse::must(std::move(result));
  }
  static DirectoryFile listing(const std::string& name) {
    DirectoryFile file;
    AgencyListing agency;
    agency.name = name;
    file.agencies.push_back(std::move(agency));
    return file;
  }
  void give_address(AgencyId id, const std::string& key) {
    must(add_contact(acting.tx(),
                     {.id = {},
                      .agency = id,
                      .kind = ContactKind::mail,
                      .address = key + "@example.vn",
                      .label = {},
                      .secret = {},
                      .language = "vi",
                      .disabled_because = {}},
                     lan, acting.now, acting.house));
  }
  void act(PlanAction action, const PlanInput& input, const Actor& actor) {
    must(act_on_plan(acting.tx(), plan, std::nullopt, action, input, actor, acting.now,
                     acting.house));
  }
  PlanRecord record() { return find_plan(acting.tx(), plan).value(); }
  AgencyId agency(const std::string& key) { return record().agencies.at(key); }
  DutyRecord duty(const std::string& key) {
    for (const auto& one : record().duties) {
      if (one.key == key) return one;
    }
    throw std::runtime_error("no duty " + key);
  }
  Result<std::vector<PendingDuty>> end(const AgencyEnd& what, const Actor& actor) {
    return end_agency(acting.tx(), agency("huyen-dong"), what, actor, acting.now, acting.house);
  }
  ActOutcome hand_over(const std::string& key) {
    return must(act_on_duty(acting.tx(), duty(key).id, std::nullopt, DutyAction::hand_over,
                            {.reason = "sắp xếp đơn vị hành chính", .successor = successor}, lan,
                            acting.now, acting.house));
  }
  /// Ledger rows of a duty that are still planned, by recipient.
  std::map<AgencyId, int> planned(const DutyRecord& of) {
    std::map<AgencyId, int> rows;
    for (const auto& row : acting.tx().query(
             "SELECT recipient FROM reminders WHERE target = $1 AND state = 'planned'", of.id))
      ++rows[row.id<AgencyId>(0)];
    return rows;
  }
  /// Messages to an agency by state.
  std::map<std::string, int> messages_to(AgencyId id) {
    std::map<std::string, int> states;
    for (const auto& row :
         acting.tx().query("SELECT state FROM messages WHERE recipient_agency = $1", id))
      ++states[row.text(0)];
    return states;
  }

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor mai = acting.user("mai", "Sở Xây dựng", {Role::planner});
  PlanId plan;
  AgencyId successor;
};

TEST_F(Succession, NamingAnEndListsTheDutiesThatThenWait) {
  const auto waiting = must(
      end({.valid_to = day("2026-03-01"), .successors = {successor}, .document = "NQ 1"}, lan));
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0].id, duty("bao-cao-dong").id);
  EXPECT_EQ(waiting[0].plan, plan);
  EXPECT_EQ(find_agency(acting.tx(), agency("huyen-dong"))->valid_to, day("2026-03-01"));
  ASSERT_THAT(successors_of(acting.tx(), agency("huyen-dong")), SizeIs(1));
  ASSERT_THAT(predecessors_of(acting.tx(), successor), SizeIs(1));
  EXPECT_EQ(predecessors_of(acting.tx(), successor)[0].document, "NQ 1");
  const auto entries = journal::read_of(acting.tx(), Subject::of("agency", agency("huyen-dong")));
  EXPECT_EQ(entries.back().entry.what, "agency.ended");
  EXPECT_THAT(debtors_past_end(acting.tx(), plan, day("2026-03-02")),
              ElementsAre(agency("huyen-dong")));
  EXPECT_THAT(debtors_past_end(acting.tx(), plan, day("2026-03-01")), IsEmpty())
      << "its last day is a day in force";
}

TEST_F(Succession, ManyMayFollowOneAndOneMany) {
  must(end({.valid_to = day("2026-03-01"), .successors = {successor, agency("huyen-tay")}}, lan));
  must(end_agency(acting.tx(), agency("huyen-tay"),
                  {.valid_to = day("2026-03-01"), .successors = {successor}}, lan, acting.now,
                  acting.house));
  EXPECT_THAT(successors_of(acting.tx(), agency("huyen-dong")), SizeIs(2));
  EXPECT_THAT(predecessors_of(acting.tx(), successor), SizeIs(2));
}

TEST_F(Succession, AnEndIsNamedByThePlannersOfTheHouseThatEnteredTheAgency) {
  EXPECT_EQ(end({.valid_to = day("2026-03-01")}, mai).error().reason(), refuse::no_such_target);
  EXPECT_EQ(end({.valid_to = day("2026-03-01")}, thu).error().reason(), refuse::not_allowed);
  EXPECT_EQ(end({}, lan).error().reason(), refuse::missing);
  EXPECT_EQ(end({.valid_to = day("2026-03-01"), .successors = {agency("huyen-dong")}}, lan)
                .error()
                .reason(),
            refuse::own_successor);
  EXPECT_EQ(end({.valid_to = day("2026-03-01"), .successors = {mai.agency}}, lan).error().reason(),
            refuse::unknown_agency)
      << "nobody learns of the agencies of others";
}

TEST_F(Succession, ADutyPassesToTheSuccessorWithItsRemindersAndUnsentMessages) {
  must(end({.valid_to = day("2026-03-01"), .successors = {successor}}, lan));
  ASSERT_THAT(messages_to(agency("huyen-dong")), ElementsAre(Pair("queued", 1)));
  ASSERT_EQ(planned(duty("bao-cao-dong")).at(agency("huyen-dong")), 6);
  const auto outcome = hand_over("bao-cao-dong");
  EXPECT_THAT(planned(duty("bao-cao-dong")), ::testing::Contains(Pair(successor, 6)));
  EXPECT_EQ(planned(duty("bao-cao-dong")).count(agency("huyen-dong")), 0u);
  EXPECT_THAT(messages_to(agency("huyen-dong")), ElementsAre(Pair("withdrawn", 1)));
  EXPECT_THAT(messages_to(successor), ElementsAre(Pair("queued", 1)));
  EXPECT_EQ(outcome.messages, 1);
  EXPECT_EQ(duty("bao-cao-dong").handed_from, agency("huyen-dong"));
  acting.now = parse_rfc3339("2026-03-20T08:00:00+07:00").value();
  ring(acting.tx(), acting.now, acting.house);
  EXPECT_THAT(messages_to(successor), ElementsAre(Pair("queued", 2)))
      << "14 days before 3 April it is reminded, by its name";
  EXPECT_THAT(messages_to(agency("huyen-dong")), ElementsAre(Pair("withdrawn", 1)));
}

TEST_F(Succession, AMessageThatWaitedBeyondTheEndOfItsRecipientIsNotSent) {
  const auto message =
      acting.tx()
          .query("SELECT id FROM messages WHERE recipient_agency = $1", agency("huyen-dong"))
          .front()
          .id<MessageId>(0);
  EXPECT_TRUE(still_holds(acting.tx(), message, acting.now, acting.house));
  must(end({.valid_to = day("2026-03-02")}, lan));
  EXPECT_TRUE(still_holds(acting.tx(), message, acting.now, acting.house)) << "its last day";
  EXPECT_FALSE(
      still_holds(acting.tx(), message, acting.now + std::chrono::hours{24}, acting.house));
}

TEST_F(Succession, AnAgencyThatThePlannerMayNotSeeIsNoSuccessor) {
  const auto refused =
      act_on_duty(acting.tx(), duty("bao-cao-dong").id, std::nullopt, DutyAction::hand_over,
                  {.reason = "nhầm", .successor = mai.agency}, lan, acting.now, acting.house);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), refuse::no_successor);
}

}  // namespace
}  // namespace inspectord
