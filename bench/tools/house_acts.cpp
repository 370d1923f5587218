// SPDX-License-Identifier: Apache-2.0
// house_acts DIRECTORY: what single acts cost in a seeded house, each taken back: medians in
// microseconds as JSON. Without commit and sync, which do not grow and would hide what does.
#include "core/clock.hpp"
#include "formats/json.hpp"
#include "server/household.hpp"
#include "storage/migrations.hpp"
#include "storage/outbox.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "storage/sqlite_connection.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/ring.hpp"
#include "usecases/user_cases.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace inspectord::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_plans = 200;
constexpr int claims = 20;
constexpr int claimed_at_once = 500;

double median(std::vector<double> values) {
  if (values.empty()) throw std::runtime_error("nothing to measure");
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class MeasuredHouse {
 public:
  explicit MeasuredHouse(const fs::path& directory)
      : household_({}, random_), db_(open_sqlite(directory / "inspectord.db")) {
    std::ifstream file{directory / "seed.json", std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    keys_ = parse_json(text.str()).value();
  }

  double approve() {
    const auto signer = actor_named(*db_, "minh", ActorChannel::command).value();
    std::vector<double> took;
    for (const auto id : ids("submitted")) {
      PlanInput input;
      input.signer = signer.name;
      input.reason = "bench";
      took.push_back(taken_back([&] {
        const auto outcome = act_on_plan(*db_, id, std::nullopt, PlanAction::approve, input, signer,
                                         now_, household_.house());
        if (!outcome) throw std::runtime_error("approve was refused");
      }));
    }
    return median(took);
  }

  double find() {
    std::vector<double> took;
    for (const auto id : ids("plans")) {
      took.push_back(taken_back([&] {
        if (!find_plan(*db_, id)) throw std::runtime_error("no such plan");
      }));
    }
    return median(took);
  }

  /// Five hundred messages that are due, among all that were sent.
  double claim() {
    Claim claim;
    claim.channel = "webhook";
    std::vector<double> took;
    for (int i = 0; i < claims; ++i) {
      db_->begin_write();
      for (int n = 0; n < claimed_at_once; ++n) enqueue(n);
      took.push_back(timed([&] {
        if (outbox::claim_due(*db_, now_, claim).size() != claimed_at_once)
          throw std::runtime_error("not all claimed");
      }));
      db_->rollback();
    }
    return median(took);
  }

  /// The reminders of the next instant at which some are due.
  double due_reminders() {
    const auto at = next_reminder_at(*db_).value();
    std::vector<double> took;
    for (int i = 0; i < claims; ++i)
      took.push_back(taken_back([&] { due_ = inspectord::due_reminders(*db_, at, 200).size(); }));
    return median(took);
  }

  std::size_t due() const { return due_; }

  /// A whole ring, for each reminder that it took.
  double ring() {
    const auto at = next_reminder_at(*db_).value();
    std::vector<double> took;
    for (int i = 0; i < 5; ++i) {
      Rung rung;
      const double all = taken_back([&] { rung = inspectord::ring(*db_, at, household_.house()); });
      took.push_back(all / std::max(1, rung.sent + rung.dropped));
    }
    return median(took);
  }

 private:
  std::vector<PlanId> ids(std::string_view name) const {
    std::vector<PlanId> all;
    for (const auto& one : *keys_.find(name)->if_array())
      all.push_back(PlanId::parse(*one.if_string()).value());
    std::vector<PlanId> some;
    const auto step = std::max<std::size_t>(1, all.size() / most_plans);
    for (std::size_t i = 0; i < all.size() && some.size() < most_plans; i += step)
      some.push_back(all[i]);
    return some;
  }

  void enqueue(int n) {
    NewMessage message;
    message.id = MessageId::make(now_, random_);
    message.channel = "webhook";
    message.address = "http://127.0.0.1/hook/" + std::to_string(n);
    message.kind = "plan_notified";
    message.body = std::string(400, 'x');
    message.send_at = now_;
    outbox::enqueue(*db_, message, now_);
  }

  template <class Work>
  double timed(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
  }

  template <class Work>
  double taken_back(Work work) {
    db_->begin_write();
    const double took = timed(work);
    db_->rollback();
    return took;
  }

  SeededRandom random_{3};
  Household household_;
  std::unique_ptr<Connection> db_;
  JsonValue keys_;
  Instant now_ = SystemClock{}.now();
  std::size_t due_ = 0;
};

}  // namespace
}  // namespace inspectord::bench

int main(int count, char** arguments) {
  if (count < 2) return 64;
  try {
    inspectord::bench::MeasuredHouse house{arguments[1]};
    const double approve = house.approve(), find = house.find(), claim = house.claim();
    const double due = house.due_reminders(), ring = house.ring();
    std::printf(
        "{\"approve_us\":%.1f,\"find_us\":%.1f,\"claim_us\":%.1f,\"due_us\":%.1f,\"due_rows\":%zu,"
        "\"ring_us_each\":%.1f}\n",
        approve, find, claim, due, house.due(), ring);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "house_acts: %s\n", error.what());
    return 1;
  }
}
