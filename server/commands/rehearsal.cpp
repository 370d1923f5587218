// SPDX-License-Identifier: Apache-2.0
// rehearse: the whole life of a plan on a moved clock, each message a file.
#include "notifications/template_text.hpp"
#include "server/commands/command.hpp"
#include "server/commands/days_off_option.hpp"
#include "server/commands/plan_input.hpp"
#include "server/demonstration/clockwork.hpp"
#include "server/demonstration/demonstration.hpp"
#include "server/household.hpp"
#include "storage/outbox.hpp"
#include "storage/plans.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <utility>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

LocalDate day_of(const Console& console, const std::string& text) {
  const auto day = parse_date(text);
  if (!day) fail(console, ExitCode::usage, "command.not_a_day", {{"text", text}});
  return *day;
}

bool contains(const std::vector<std::string>& list, const std::string& key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

/// The acts of the plan's own people on their days: visits are recorded, reports are filed.
class PlayedPlan {
 public:
  PlayedPlan(Writer& writer, const House& house, PlanLife& life, PlanId plan,
             std::vector<std::string> missing)
      : writer_(writer), house_(house), life_(life), plan_(plan), missing_(std::move(missing)) {}

  /// What happens on a day, at `at` of it.
  void live(LocalDate day, Instant at) {
    const auto record = writer_.run([&](Transaction& tx) { return find_plan(tx, plan_); }).value();
    for (const auto& visit : record.visits) {
      const bool coming =
          visit.state == VisitState::tentative || visit.state == VisitState::confirmed;
      if (visit.date == day && coming && !contains(missing_, visit.key)) hold(visit.id, at);
    }
    for (const auto& duty : record.duties) {
      if (duty.state == DutyState::open && is_pressing(duty, day) && !contains(missing_, duty.key))
        file(duty.id, day, at);
    }
  }

 private:
  /// Due tomorrow, or today where it came up no earlier.
  static bool is_pressing(const DutyRecord& duty, LocalDate day) {
    return duty.due &&
           (duty.due->last_on_time == plus_days(day, 1) || duty.due->last_on_time == day);
  }

  void hold(VisitId id, Instant at) {
    const auto outcome = writer_.run([&](Transaction& tx) {
      return act_on_visit(tx, id, std::nullopt, VisitAction::hold, {}, life_.staff().planner, at,
                          house_);
    });
    if (!outcome) throw std::runtime_error("the rehearsal could not record a visit");
  }

  void file(DutyId id, LocalDate day, Instant at) {
    DutyInput input;
    input.submission = Submission{};
    input.submission->number = "01/BC";
    input.submission->paper_date = day;
    input.submission->sent_on = day;
    input.submission->way = "mail";
    const auto outcome = writer_.run([&](Transaction& tx) {
      return act_on_duty(tx, id, std::nullopt, DutyAction::submit, input, life_.staff().clerk, at,
                         house_);
    });
    if (!outcome) throw std::runtime_error("the rehearsal could not file a report");
  }

  Writer& writer_;
  const House& house_;
  PlanLife& life_;
  PlanId plan_;
  const std::vector<std::string> missing_;
};

struct Span {
  LocalDate from, to;
  const std::vector<std::string>& missing;
};

Instant start_of(LocalDate first_day, const House& house) {
  return house.zone.at(first_day, std::chrono::hours{7});
}

/// Notified in the morning of the first day; then each day to its end.
void play(const Console& console, Database& database, const House& house, Plan plan,
          const Span& span) {
  const Instant start = start_of(span.from, house);
  Writer& writer = database.writer();
  const auto staff = demonstration_staff(writer, start, house);
  PlanLife life{writer, house, staff, console.language};
  const std::string number =
      plan.number.empty() ? "01/" + (plan.symbol.empty() ? "KH" : plan.symbol) : plan.number;
  plan.number.clear();
  const auto record = life.issue(plan, number, start);
  life.settle_all(start);
  PlayedPlan played{writer, house, life, record.id, span.missing};
  Clockwork clockwork{writer, house, life, console.options.routines, start};
  for (LocalDate day = span.from; day <= span.to; day = plus_days(day, 1)) {
    const Instant afternoon = house.zone.at(day, std::chrono::hours{16});
    clockwork.run_until(afternoon);
    played.live(day, afternoon);
    life.settle_all(afternoon);
  }
  const Instant midnight = house.zone.at(plus_days(span.to, 1), std::chrono::minutes{0});
  clockwork.run_until(midnight - std::chrono::milliseconds{1});
}

int write_messages(const Console& console, Database& database, const House& house,
                   const fs::path& directory) {
  return database.snapshots().with_snapshot([&](Snapshot& db) {
    int written = 0;
    for (const auto& row : db.query("SELECT id, created_at, kind, channel, address FROM messages "
                                    "ORDER BY created_at, id")) {
      const auto id = row.id<MessageId>(0);
      auto at = house.zone.to_rfc3339(row.instant(1)).substr(0, 16);
      std::replace(at.begin(), at.end(), ':', '-');
      const auto name = at + "_" + row.text(2) + "_" + row.text(4) + "_" +
                        id.to_string().substr(24) + (row.text(3) == "mail" ? ".eml" : ".json");
      std::ofstream file{directory / name, std::ios::binary};
      file << outbox::body_of(db, id).value_or("");
      if (!file.flush()) {
        fail(console, ExitCode::cannot_create, "command.unwritable",
             {{"path", (directory / name).string()}, {"why", {}}});
      }
      ++written;
    }
    return written;
  });
}

/// A mistyped key would rehearse another life than was asked for.
void check_missing(const Console& console, const Plan& plan,
                   const std::vector<std::string>& missing) {
  std::vector<std::string> keys;
  for (const auto& duty : plan.duties) keys.push_back(duty.key);
  for (const auto& duty : plan.recurring_duties) keys.push_back(duty.key);
  for (const auto& visit : plan.visits) keys.push_back(visit.key);
  std::string all;
  for (const auto& key : keys) all += (all.empty() ? "" : ", ") + key;
  for (const auto& key : missing) {
    if (!contains(keys, key))
      fail(console, ExitCode::usage, "command.rehearse.unknown_key", {{"key", key}, {"keys", all}});
  }
}

/// Messages of two rehearsals in one directory could not be told apart.
void make_empty_directory(const Console& console, const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error && !fs::is_empty(directory, error) && !error) {
    fail(console, ExitCode::cannot_create, "command.folder.not_empty",
         {{"path", directory.string()}});
  }
  if (error) {
    fail(console, ExitCode::cannot_create, "command.unwritable",
         {{"path", directory.string()}, {"why", error.message()}});
  }
}

/// A plan with open errors could not be signed: what the rehearsal keeps as written is said.
void say_overridden(const Console& console, const Plan& plan, const DaysOff& days_off) {
  for (const auto& warning : open_errors(plan, {}, days_off, false)) {
    console.err << words(console.language, "command.rehearse.overridden",
                         {{"code", std::string{warning.code}}, {"pointer", warning.pointer}})
                << "\n";
  }
}

}  // namespace

ExitCode rehearse(const Console& console, const RehearseOptions& options) {
  const Plan plan = read_plan(console, options.file);
  const LocalDate from = day_of(console, options.from);
  const LocalDate to = day_of(console, options.to);
  if (to < from) {
    fail(console, ExitCode::usage, "command.range_reversed",
         {{"from", options.from}, {"to", options.to}});
  }
  check_missing(console, plan, options.missing);
  make_empty_directory(console, options.out_directory);
  const auto days_off = days_off_of(console, options.calendar);
  say_overridden(console, plan, days_off);
  SeededRandom random{1};  // the same rehearsal gives the same files
  Household household{console.options, random, days_off};
  const House& house = household.house();
  const auto directory =
      fs::temp_directory_path() / ("inspectord-rehearsal-" + std::to_string(::getpid()));
  struct Removed {
    fs::path path;
    ~Removed() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  } removed{directory};
  Database database{directory / "rehearsal.db", Database::Use::command, start_of(from, house)};
  play(console, database, house, plan, {.from = from, .to = to, .missing = options.missing});
  const int written = write_messages(console, database, house, options.out_directory);
  console.err << words(console.language, "command.rehearse.done",
                       {{"n", std::to_string(written)}, {"path", options.out_directory}})
              << "\n";
  return ExitCode::ok;
}

}  // namespace inspectord
