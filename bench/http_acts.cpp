// SPDX-License-Identifier: Apache-2.0
// How many acts a second become durable over HTTP, client on the same cores, beside what the disk
// allows: see bench/README.md.
#include "bench/act_client.hpp"
#include "bench/raw_sync.hpp"
#include "core/clock.hpp"
#include "formats/plan_file.hpp"
#include "server/app.hpp"
#include "server/demonstration/plan_life.hpp"
#include "server/tokens.hpp"
#include "usecases/user_cases.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace inspectord::bench {
namespace {

namespace fs = std::filesystem;

constexpr int in_flight[] = {1, 64, 256};
constexpr int most_in_flight = 256;

Plan first_plan(const fs::path& source) {
  std::ifstream file{source / "docs/first-plan.json", std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  auto plan = decode_plan(text.str());
  if (!plan) throw std::runtime_error("docs/first-plan.json cannot be read");
  return std::move(plan).value();
}

Options options_in(const fs::path& directory) {
  Options options;
  options.storage.path = (directory / "inspectord.db").string();
  options.http.port = 0;
  options.log.level = log::Level::warning;
  return options;
}

/// The service with as many notified plans as there are connections, each with one task.
class Bench {
 public:
  Bench(const fs::path& directory, const fs::path& source)
      : app_(options_in(directory), clock_, random_) {
    app_.start();
    const Instant now = clock_.now();
    const auto staff = demonstration_staff(app_.writer(), now, app_.house());
    PlanLife life{app_.writer(), app_.house(), staff};
    const Plan pattern = first_plan(source);
    std::vector<TaskId> tasks;
    for (int i = 0; i < most_in_flight; ++i) {
      Plan plan = pattern;
      plan.key += "-" + std::to_string(i);
      plan.title += ", " + std::to_string(i);
      plan.tasks.push_back({.key = "viec",
                            .no = {},
                            .agencies = {plan.issuer},
                            .role = "lead",
                            .requested = false,
                            .text = "Chuẩn bị đoàn",
                            .topic = {},
                            .due = {},
                            .links = {}});
      tasks.push_back(life.issue(plan, std::to_string(i + 1) + "/KH-STN", now).tasks.at(0).id);
    }
    const auto token = make_token(random_);
    const auto issued = app_.writer().run([&](Transaction& tx) {
      return issue_token(tx, staff.planner.name, token.hash, "bench", std::nullopt, now,
                         app_.house());
    });
    if (!issued) throw std::runtime_error("no token");
    app_.tick();
    app_.wait_delivered();
    client_ = std::make_unique<ActClient>(app_.port(), token.text.reveal(), tasks);
  }

  ActClient& client() { return *client_; }

 private:
  SystemClock clock_;
  SystemRandom random_;
  App app_;
  std::unique_ptr<ActClient> client_;
};

struct Measured {
  int flying;
  std::vector<double> acts, before, after, ratios, p99;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print_list(const char* name, const std::vector<double>& values, const char* end) {
  std::printf("\"%s\":[", name);
  for (std::size_t i = 0; i < values.size(); ++i) std::printf("%s%.3f", i ? "," : "", values[i]);
  std::printf("]%s", end);
}

void report(const std::vector<Measured>& all) {
  std::fprintf(stderr, "%9s %12s %12s %8s %9s   ratios\n", "in flight", "acts/s", "raw/s", "ratio",
               "p99 ms");
  std::printf("[");
  for (const auto& m : all) {
    std::fprintf(stderr, "%9d %12.0f %12.0f %8.2f %9.1f  ", m.flying, median(m.acts),
                 median(m.before), median(m.ratios), median(m.p99));
    for (const double ratio : m.ratios) std::fprintf(stderr, " %.2f", ratio);
    std::fprintf(stderr, "\n");
    std::printf("%s{\"in_flight\":%d,\"ratio\":%.3f,", &m == &all.front() ? "" : ",\n", m.flying,
                median(m.ratios));
    print_list("acts_per_s", m.acts, ",");
    print_list("p99_ms", m.p99, ",");
    print_list("raw_before_per_s", m.before, ",");
    print_list("raw_after_per_s", m.after, ",");
    print_list("ratios", m.ratios, "}");
  }
  std::printf("]\n");
}

void run(const fs::path& directory, const fs::path& source, int rounds,
         std::chrono::milliseconds how_long) {
  RawSync raw{directory / "raw"};
  Bench bench{directory, source};
  std::vector<Measured> all;
  for (const int flying : in_flight) all.push_back({flying, {}, {}, {}, {}, {}});
  for (int round = 0; round < rounds; ++round) {
    double before = raw.measure(how_long / 2);
    for (auto& m : all) {
      const auto figures = bench.client().measure(m.flying, how_long);
      const double after = raw.measure(how_long / 2);
      m.acts.push_back(figures.acts_per_second);
      m.p99.push_back(figures.p99_milliseconds);
      m.before.push_back(before);
      m.after.push_back(after);
      m.ratios.push_back(figures.acts_per_second / ((before + after) / 2));
      before = after;
    }
    std::fprintf(stderr, "round %d of %d\n", round + 1, rounds);
  }
  report(all);
}

}  // namespace
}  // namespace inspectord::bench

/// http_acts [DIRECTORY [ROUNDS [MILLISECONDS]]]: the directory decides which disk is measured.
int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  const fs::path parent = count > 1 ? fs::path{arguments[1]} : fs::current_path();
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 5;
  const int millis = count > 3 ? std::atoi(arguments[3]) : 1'000;
  const auto directory = parent / ("http_acts." + std::to_string(::getpid()));
  fs::create_directory(directory);
  int code = 0;
  try {
    inspectord::bench::run(directory, INSPECTORD_SOURCE_DIR, rounds,
                           std::chrono::milliseconds{millis});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    code = 1;
  }
  fs::remove_all(directory);
  return code;
}
