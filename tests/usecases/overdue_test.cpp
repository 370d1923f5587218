// SPDX-License-Identifier: Apache-2.0
// Very many reminders became due while the service was away. INSPECTORD_PLANS says in how many
// plans: 7,200 make 100,000 rows.
#include "storage/address_pace.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/ring.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

namespace inspectord {
namespace {

using namespace invented;
using namespace std::chrono_literals;

int plans_wanted() {
  const char* text = std::getenv("INSPECTORD_PLANS");
  return text ? std::atoi(text) : 45;
}

class Overdue : public ::testing::Test {
 protected:
  Overdue() {
    for (int no = 1; no <= plans_wanted(); ++no) enter(no);
  }

  /// Each plan asks the same two agencies for a report by a day of its own.
  void enter(int no) {
    auto content = implementation_plan();
    const auto number = std::to_string(no) + "/KH-SGT";
    content.key = "bao-tri-" + std::to_string(no);
    content.title = "Bảo trì tuyến " + std::to_string(no);
    content.number = number;
    for (auto& duty : content.duties) {
      const auto day = plus_days(make_date(2026, 4, 1), no % 20);
      duty.due = {.kind = DueKind::date, .raw = "", .bound = Bound::by, .day = day};
    }
    const auto record =
        ActingHouse::must(import_plan(acting.tx(), content, lan, acting.now, acting.house)).record;
    if (no == 1) {
      for (const auto& [key, agency] : record.agencies) add_mail(agency, key);
    }
    act(record.id, PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai);
    act(record.id, PlanAction::number, {.number = number, .date = make_date(2026, 3, 2)}, thu);
    act(record.id, PlanAction::notify, {}, thu);
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

  ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
};

TEST_F(Overdue, DrainInOrderWithoutABurstAtOneRecipient) {
  acting.now = parse_rfc3339("2026-05-01T09:00:00+07:00").value();
  const auto due = acting.tx().query("SELECT COUNT(*) FROM reminders WHERE state = 'planned'");
  RecordProperty("rows", std::to_string(due.front().integer(0)));
  std::optional<Instant> reached;
  for (bool more = true; more;) {
    // What is taken next is never earlier than what was taken before.
    const auto next = next_reminder_at(acting.tx());
    if (!next || *next > acting.now) break;
    const auto rung = ring(acting.tx(), acting.now, acting.house);
    ASSERT_GT(rung.sent + rung.dropped, 0);
    if (reached) {
      EXPECT_LE(*reached, *next);
    }
    reached = next;
    more = rung.next && *rung.next <= acting.now;
  }
  EXPECT_EQ(
      acting.tx()
          .query("SELECT COUNT(*) FROM reminders WHERE state = 'planned' AND at <= $1", acting.now)
          .front()
          .integer(0),
      0);

  std::map<std::string, std::vector<Instant>> leaves;
  for (const auto& row :
       acting.tx().query("SELECT address, next_attempt_at FROM messages WHERE created_at = $1"
                         " ORDER BY address, next_attempt_at",
                         acting.now))
    leaves[row.text(0)].push_back(row.instant(1));
  ASSERT_FALSE(leaves.empty());
  std::size_t longest = 0;
  for (const auto& [address, at] : leaves) {
    longest = std::max(longest, at.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
      const auto before = static_cast<std::int64_t>(i) - address_pace::at_once + 1;
      EXPECT_EQ(at[i], acting.now + std::max<std::int64_t>(0, before) * address_pace::step)
          << address << " " << i;
    }
  }
  EXPECT_GT(longest, static_cast<std::size_t>(address_pace::at_once)) << "else nothing is shown";
}

}  // namespace
}  // namespace inspectord
