// SPDX-License-Identifier: Apache-2.0
// Years of a house by chance: policies, calendars, states and the clock change as they like, and
// what must never happen is looked for after each step. A seed gives the same years each time;
// INSPECTORD_LIVES says how many are tried, INSPECTORD_LIFE from which on. With INSPECTORD_PART
// ("2/4") it is that part of INSPECTORD_SEEDS lives (1,000 where it is not set).
#include "storage/outbox.hpp"
#include "storage/reminders.hpp"
#include "tests/support/seed_share.hpp"
#include "tests/usecases/simulation/people.hpp"
#include "tests/usecases/simulation/plans.hpp"
#include "tests/usecases/simulation/watch.hpp"
#include "usecases/digest.hpp"
#include "usecases/gaps.hpp"
#include "usecases/period_cases.hpp"
#include "usecases/recall.hpp"
#include "usecases/ring.hpp"
#include "usecases/set_back.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <iostream>

namespace inspectord::simulation {
namespace {

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

/// Time, the service and the world outside.
class Life {
 public:
  explicit Life(unsigned seed) : world_(seed) {
    people_.edit_policy();
    enter(world_, plan_of_reports(world_.chance), "12/KH-SGT");
    enter(world_, plan_of_visits(world_.chance), "13/KH-SGT");
  }

  /// What happened, in a line each; ends with the first thing that must not be.
  std::string live() {
    for (; world_.step < steps_of_a_life && world_.wrong.empty(); ++world_.step) {
      take_step();
      settle();
      watch_.look();
    }
    return world_.trace;
  }
  const std::string& wrong() const { return world_.wrong; }

 private:
  void take_step() {
    const int what = world_.chance.pick(0, 9);
    if (what < 5) return people_.act();
    if (what == 5) return set_clock();
    pass(std::chrono::minutes{
        world_.chance.pick(1, world_.chance.one_in(3) ? 60 * 24 * 40 : 60 * 30)});
  }

  void settle() {
    ring_until_quiet();
    deliver();
    watch_.glance();
  }

  /// The service is there all the time: it rings when something is due.
  void pass(std::chrono::minutes time) {
    const auto end = world_.now() + time;
    for (auto next = next_reminder_at(world_.tx()); next && *next <= end;
         next = next_reminder_at(world_.tx())) {
      world_.now() = std::max(*next, world_.now());
      settle();
      if (!world_.wrong.empty()) return;
    }
    world_.now() = end;
    world_.say("time passed");
    run_routines();
  }

  /// Those of the night and the morning, where the service was not away.
  void run_routines() {
    if (world_.chance.one_in(4)) return;
    while (open_periods(world_.tx(), world_.now(), world_.house()).more) {
    }
    const auto digest = send_digest(world_.tx(), world_.now(), world_.house());
    if (digest.sent > 0) world_.say("digest: " + std::to_string(digest.sent));
    if (digest.more) world_.complain("a digest of two agencies is not done at once");
  }

  /// A second to ten years, in either direction.
  void set_clock() {
    static constexpr std::array<std::chrono::seconds, 7> jumps{1s,       1min,      1h,        24h,
                                                               24h * 30, 24h * 365, 24h * 3653};
    const auto by = world_.chance.one_of(jumps);
    const bool back = world_.chance.one_in(2);
    world_.now() = back ? world_.now() - by : world_.now() + by;
    if (back) {
      bring_waiting_back(world_.tx(), by, world_.now());
      bring_reminders_back(world_.tx(), plans_touched_after(world_.tx(), world_.now()),
                           world_.now(), world_.house());
    }
    record_gap(world_.tx(), Waking{.armed = {}, .jumped = back ? -by : by}, world_.now(),
               world_.house());
    world_.say("the clock jumped");
  }

  void ring_until_quiet() {
    for (int turns = 0; turns < 50; ++turns) {
      const auto rung = ring(world_.tx(), world_.now(), world_.house());
      if (rung.sent + rung.dropped > 0)
        world_.say("rang: " + std::to_string(rung.sent) + " sent, " + std::to_string(rung.dropped) +
                   " dropped");
      if (!rung.next || *rung.next > world_.now()) return;
    }
    world_.complain("it rings for ever");
  }

  /// As the courier does it: each message is asked whether it still holds, and the world answers as
  /// it likes.
  void deliver() {
    for (const auto& message : outbox::claim_due(world_.tx(), world_.now(), {.channel = "mail"})) {
      if (!still_holds(world_.tx(), message.id, world_.now(), world_.house())) {
        note(message, MessageState::withdrawn);
        continue;
      }
      const int answer = world_.chance.pick(0, 9);
      if (answer > 1) watch_.look_at_arrival(message);
      note(message, answer == 0   ? MessageState::dead
                    : answer == 1 ? MessageState::retrying
                                  : MessageState::accepted);
    }
  }
  void note(const ClaimedMessage& message, MessageState state) {
    outbox::settle(world_.tx(), message.id, message.fence,
                   {.state = state, .next_attempt_at = world_.now() + 10min}, world_.now());
    if (state == MessageState::dead) mark_undeliverable(world_.tx(), message.id, world_.now());
    world_.say(message.address + " " + std::string{to_code(state)});
  }

  World world_;
  People people_{world_};
  Watch watch_{world_, people_};
};

TEST(Simulation, LosesAndDoublesNothingWhateverHappens) {
  const auto [first, count] = lives_to_try();
  std::cout << count << " lives from " << first << " on\n";
  int arrivals = 0;
  for (int seed = first; seed < first + count; ++seed) {
    Life life{static_cast<unsigned>(seed)};
    const auto trace = life.live();
    ASSERT_EQ(life.wrong(), "") << "INSPECTORD_LIFE=" << seed << " INSPECTORD_LIVES=1\n" << trace;
    for (auto at = trace.find(" accepted\n"); at != std::string::npos;
         at = trace.find(" accepted\n", at + 1))
      ++arrivals;
  }
  EXPECT_GT(arrivals, count) << "years in which hardly anything happens prove nothing";
}

TEST(Simulation, IsTheSameForTheSameSeed) {
  EXPECT_EQ(Life{7}.live(), Life{7}.live());
  EXPECT_NE(Life{7}.live(), Life{8}.live());
}

}  // namespace
}  // namespace inspectord::simulation
