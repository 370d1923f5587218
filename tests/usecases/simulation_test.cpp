// SPDX-License-Identifier: Apache-2.0
// Years of a house by chance: policies, states and the clock change as they like, and what must
// never happen is looked for after each step. A seed gives the same years each time;
// INSPECTORD_LIVES says how many are tried, INSPECTORD_LIFE from which on. With INSPECTORD_PART
// ("2/4") it is that part of INSPECTORD_SEEDS lives (1,000 where it is not set).
#include "core/digest.hpp"
#include "storage/journal.hpp"
#include "storage/outbox.hpp"
#include "storage/policies.hpp"
#include "storage/reminders.hpp"
#include "tests/support/acting_house.hpp"
#include "tests/support/seed_share.hpp"
#include "usecases/digest.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/period_cases.hpp"
#include "usecases/policy_cases.hpp"
#include "usecases/recall.hpp"
#include "usecases/ring.hpp"
#include "workflow/reasons.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>

namespace inspectord {
namespace {

using namespace invented;
using namespace std::chrono_literals;

constexpr int steps_of_a_life = 40;

constexpr int lives_in_all = 1'000;

/// A number that is none would quietly try nothing.
int number_from(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text ? whole_number(text) : otherwise;
}

SeedShare lives_to_try() {
  const char* part = std::getenv("INSPECTORD_PART");
  if (part) return share_of(number_from("INSPECTORD_SEEDS", lives_in_all), part);
  return {.first = number_from("INSPECTORD_LIFE", 1), .count = number_from("INSPECTORD_LIVES", 20)};
}

class Simulation {
 public:
  explicit Simulation(unsigned seed) : chance_(seed) {
    edit_policy();
    enter();
  }

  /// What happened, in a line each; ends with the first thing that must not be.
  std::string live() {
    for (step_ = 0; step_ < steps_of_a_life && wrong_.empty(); ++step_) {
      take_step();
      ring_until_quiet();
      deliver();
      look();
    }
    return trace_;
  }
  const std::string& wrong() const { return wrong_; }

 private:
  int pick(int least, int most) {
    // std::uniform_int_distribution differs between libraries, and a seed must not.
    return least + static_cast<int>(chance_() % static_cast<unsigned>(most - least + 1));
  }
  bool one_in(int n) { return pick(1, n) == 1; }
  void say(const std::string& line) {
    trace_ += Zone::vietnam().to_rfc3339(acting_.now) + " " + line + "\n";
  }
  void complain(const std::string& what) {
    if (wrong_.empty()) wrong_ = "step " + std::to_string(step_) + ": " + what;
  }

  /// As the writer does it: what is refused leaves nothing behind.
  template <class Act>
  bool attempt(const std::string& name, Act act) {
    acting_.tx().savepoint();
    const auto result = act();
    if (result) {
      acting_.tx().release_savepoint();
    } else {
      acting_.tx().rollback_savepoint();
    }
    say(name + (result ? "" : " refused: " + std::string{result.error().reason().code}));
    return static_cast<bool>(result);
  }

  void enter() {
    auto content = implementation_plan();
    static constexpr std::array<std::string_view, 3> policies{"civil-14-7-3-1", "office-14-7-3-1",
                                                              "cua-so"};
    content.policy = policies[static_cast<std::size_t>(pick(0, 2))];
    content.number = "12/KH-SGT";
    for (auto& duty : content.duties) {
      const auto day = plus_days(make_date(2026, 3, 20), pick(0, 200));
      duty.due = {.kind = DueKind::date,
                  .raw = "chậm nhất ngày " + to_string(day),
                  .bound = Bound::by,
                  .day = day};
    }
    auto& weekly = content.recurring_duties[0];
    if (one_in(2)) {
      weekly.frequency = one_in(3) ? Frequency::monthly : Frequency::weekly;
      weekly.anchor = plus_days(make_date(2026, 3, 3), pick(0, 30));
      weekly.to = "so-giao-thong";
    }
    plan_ = ActingHouse::must(import_plan(acting_.tx(), content, lan_, acting_.now, acting_.house))
                .record.id;
    const auto agencies = find_plan(acting_.tx(), plan_)->agencies;
    for (const auto& [key, agency] : agencies) {
      AgencyContact contact;
      contact.agency = agency;
      contact.address = key + "@example.vn";
      contact.language = "vi";
      ActingHouse::must(add_contact(acting_.tx(), contact, lan_, acting_.now, acting_.house));
    }
    act(PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, hai_);
    act(PlanAction::number, {.number = "12/KH-SGT", .date = make_date(2026, 3, 2)}, thu_);
    act(PlanAction::notify, {}, thu_);
    say("entered by " + content.policy);
  }
  void act(PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(act_on_plan(acting_.tx(), plan_, std::nullopt, action, input, actor,
                                  acting_.now, acting_.house));
  }

  void edit_policy() {
    ReminderPolicy policy{.key = "cua-so", .offsets = {}};
    policy.from = one_in(2) ? PolicyAnchor::safe_day : PolicyAnchor::last_on_time;
    policy.send_on = one_in(2) ? SendingDays::working : SendingDays::any;
    std::set<std::string> codes;
    for (int i = pick(0, 6); i > 0; --i) {
      PolicyOffset offset{.days = pick(1, 40)};
      if (one_in(3)) offset.when = PolicySide::after;
      if (one_in(3)) offset.count = DayCount::working;
      if (one_in(4)) offset.at = std::chrono::hours{pick(0, 23)};
      if (codes.insert(rule_code(offset)).second) policy.offsets.push_back(offset);
    }
    if (one_in(2)) policy.repeat = PolicyRepeat{.every = pick(1, 20)};
    if (one_in(3)) policy.end = PolicyEnd{.times = pick(1, 9)};
    attempt("edit policy", [&] {
      return inspectord::edit_policy(acting_.tx(), {policy, {}}, lan_, acting_.now, acting_.house);
    });
  }

  void act_on_some_duty() {
    const auto record = find_plan(acting_.tx(), plan_).value();
    const auto& duty =
        record
            .duties[static_cast<std::size_t>(pick(0, static_cast<int>(record.duties.size()) - 1))];
    const auto today = acting_.house.zone.date_of(acting_.now);
    DutyInput input{.reason = "lý do", .document = "5/CV"};
    auto action = DutyAction::submit;
    switch (pick(0, 5)) {
      case 0:
      case 1:
        input.submission =
            Submission{.number = "9/BC", .paper_date = today, .sent_on = today, .way = "axis"};
        break;
      case 2:
        action = DutyAction::return_;
        break;
      case 3:
        action = DutyAction::accept;
        break;
      case 4:
        action = DutyAction::extend;
        input.date = plus_days(today, pick(1, 60));
        break;
      default:
        action = DutyAction::undo;
    }
    attempt(duty.key + " " + std::string{to_code(action)}, [&] {
      return act_on_duty(acting_.tx(), duty.id, std::nullopt, action, input, lan_, acting_.now,
                         acting_.house);
    });
  }

  void take_step() {
    switch (pick(0, 9)) {
      case 0:
        return edit_policy();
      case 1:
      case 2:
        return act_on_some_duty();
      case 3:
        return set_clock();
      case 4:
        if (!one_in(8)) return act_on_some_duty();
        attempt("cancel", [&] {
          return act_on_plan(acting_.tx(), plan_, std::nullopt, PlanAction::cancel,
                             {.reason = "hủy", .document = "6/QĐ"}, lan_, acting_.now,
                             acting_.house);
        });
        return;
      default:
        pass(std::chrono::minutes{pick(1, one_in(3) ? 60 * 24 * 40 : 60 * 30)});
    }
  }

  /// The service is there all the time: it rings when something is due.
  void pass(std::chrono::minutes time) {
    const auto end = acting_.now + time;
    for (auto next = next_reminder_at(acting_.tx()); next && *next <= end;
         next = next_reminder_at(acting_.tx())) {
      acting_.now = std::max(*next, acting_.now);
      ring_until_quiet();
      deliver();
      look();
      if (!wrong_.empty()) return;
    }
    acting_.now = end;
    say("time passed");
    run_routines();
  }

  /// Those of the night and the morning, where the service was not away.
  void run_routines() {
    if (one_in(4)) return;
    while (open_periods(acting_.tx(), acting_.now, acting_.house).more) {
    }
    const auto digest = send_digest(acting_.tx(), acting_.now, acting_.house);
    if (digest.sent > 0) say("digest: " + std::to_string(digest.sent));
    if (digest.more) complain("a digest of two agencies is not done at once");
  }

  /// A second to ten years, in either direction.
  void set_clock() {
    static constexpr std::array<std::chrono::seconds, 7> jumps{1s,       1min,      1h,        24h,
                                                               24h * 30, 24h * 365, 24h * 3653};
    const auto by = jumps[static_cast<std::size_t>(pick(0, 6))];
    const bool back = one_in(2);
    acting_.now = back ? acting_.now - by : acting_.now + by;
    record_gap(acting_.tx(), Waking{.armed = {}, .jumped = back ? -by : by}, acting_.now,
               acting_.house);
    say("the clock jumped");
  }

  void ring_until_quiet() {
    for (int turns = 0; turns < 50; ++turns) {
      const auto rung = ring(acting_.tx(), acting_.now, acting_.house);
      if (rung.sent + rung.dropped > 0)
        say("rang: " + std::to_string(rung.sent) + " sent, " + std::to_string(rung.dropped) +
            " dropped");
      if (!rung.next || *rung.next > acting_.now) return;
    }
    complain("it rings for ever");
  }

  /// As the courier does it: each message is asked whether it still holds, and the world answers as
  /// it likes.
  void deliver() {
    for (const auto& message : outbox::claim_due(acting_.tx(), acting_.now, {.channel = "mail"})) {
      if (!still_holds(acting_.tx(), message.id, acting_.now, acting_.house)) {
        settle(message, MessageState::withdrawn);
        continue;
      }
      const int answer = pick(0, 9);
      if (answer > 1) check_before(message);
      settle(message, answer == 0   ? MessageState::dead
                      : answer == 1 ? MessageState::retrying
                                    : MessageState::accepted);
    }
  }
  void settle(const ClaimedMessage& message, MessageState state) {
    outbox::settle(acting_.tx(), message.id, message.fence,
                   {.state = state, .next_attempt_at = acting_.now + 10min}, acting_.now);
    if (state == MessageState::dead) mark_undeliverable(acting_.tx(), message.id, acting_.now);
    say(message.address + " " + std::string{to_code(state)});
  }

  /// What arrives: none of its reminders arrived before, and each is still owed.
  void check_before(const ClaimedMessage& message) {
    const auto record = find_plan(acting_.tx(), plan_).value();
    for (const auto& row : acting_.tx().query(
             "SELECT r.id, r.target, r.target_kind FROM message_reminders m JOIN reminders r"
             " ON r.id = m.reminder_id WHERE m.message_id = $1",
             message.id)) {
      const auto key = row.id<ReminderId>(0).to_string() + " " + message.address;
      if (!arrived_.insert(key).second) complain("a reminder arrives twice: " + key);
      if (record.state == PlanState::cancelled) complain("a reminder of a cancelled plan arrives");
      const auto* duty = record.find_duty(DutyId{row.id<PlanId>(1).bytes()});
      const bool owed =
          duty && (duty->state == DutyState::open || duty->state == DutyState::returned);
      if (row.text(2) == "duty" && !owed) complain("a reminder arrives of what is not owed");
    }
  }

  void look() {
    const auto count = [&](const std::string& where) {
      return acting_.tx().query("SELECT COUNT(*) FROM reminders WHERE " + where).front().integer(0);
    };
    if (count("state = 'planned' AND rule <> 'digest' AND at <= " +
              std::to_string(to_millis(acting_.now))) > 0)
      complain("a reminder is due and neither sent nor dropped");
    if (count("state = 'dropped' AND dropped_because IS NULL") > 0)
      complain("a reminder is dropped without a reason");
    if (count("state = 'sent' AND NOT EXISTS (SELECT 1 FROM message_reminders m"
              " WHERE m.reminder_id = reminders.id)") > 0)
      complain("a reminder is sent by no message");
    // Nothing that was written to the ledger or the journal goes away.
    const auto rows = count("1 = 1");
    if (rows < rows_) complain("the ledger lost rows");
    rows_ = rows;
    const auto entries = acting_.tx().query("SELECT COUNT(*) FROM journal").front().integer(0);
    if (entries < entries_) complain("the journal lost entries");
    entries_ = entries;
  }

  static std::string to_code(DutyAction action) { return std::to_string(static_cast<int>(action)); }
  static std::string_view to_code(MessageState state) { return inspectord::to_code(state); }

  std::mt19937 chance_;
  ActingHouse acting_;
  const Actor lan_ = acting_.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai_ = acting_.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu_ = acting_.user("thu", "Sở Giao thông", {Role::clerk});
  PlanId plan_;
  int step_ = 0;
  std::string trace_, wrong_;
  std::set<std::string> arrived_;
  std::int64_t rows_ = 0, entries_ = 0;
};

TEST(Simulation, LosesAndDoublesNothingWhateverHappens) {
  const auto [first, count] = lives_to_try();
  std::cout << count << " lives from " << first << " on\n";
  int arrivals = 0;
  for (int seed = first; seed < first + count; ++seed) {
    Simulation simulation{static_cast<unsigned>(seed)};
    const auto trace = simulation.live();
    ASSERT_EQ(simulation.wrong(), "") << "INSPECTORD_LIFE=" << seed << " INSPECTORD_LIVES=1\n"
                                      << trace;
    for (auto at = trace.find(" accepted\n"); at != std::string::npos;
         at = trace.find(" accepted\n", at + 1))
      ++arrivals;
  }
  EXPECT_GT(arrivals, count) << "years in which hardly anything happens prove nothing";
}

TEST(Simulation, IsTheSameForTheSameSeed) {
  EXPECT_EQ(Simulation{7}.live(), Simulation{7}.live());
  EXPECT_NE(Simulation{7}.live(), Simulation{8}.live());
}

}  // namespace
}  // namespace inspectord
