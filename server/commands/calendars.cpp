// SPDX-License-Identifier: Apache-2.0
// Commands over calendars of days off: show, check, preview, accept.
#include "server/commands/command.hpp"
#include "server/commands/days_off_option.hpp"
#include "server/commands/store.hpp"
#include "server/routes/calendar_json.hpp"
#include "usecases/calendar_cases.hpp"
#include "usecases/user_cases.hpp"

#include <filesystem>
#include <ostream>

namespace inspectord {
namespace {

Actor acting(const Console& console, Store& store, const std::string& user) {
  const auto actor = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return actor_named(db, user, ActorChannel::command); });
  if (!actor) fail(console, ExitCode::permission, "command.no_user", {{"name", user}});
  return *actor;
}

void print(const Console& console, const JsonValue& json) {
  console.out << write_json(json, JsonStyle::readable) << "\n";
}

ExitCode change(const Console& console, const CalendarOptions& options, bool dry_run) {
  CalendarChange change{.proposal = {.owner = {}, .data = read_calendar(console, options.file)},
                        .follows = {}};
  Store store{console, Store::If::there};
  const auto actor = acting(console, store, options.user);
  if (options.own) change.proposal.owner = actor.agency;
  const auto now = store.clock.now();
  const auto outcome = store.database.writer().run([&](Transaction& tx) {
    return dry_run ? preview_calendar(tx, change, actor, now, store.house())
                   : accept_calendar(tx, change, actor, now, store.house());
  });
  if (!outcome) fail(console, outcome.error());
  print(console, outcome_json(*outcome, actor.agency, console.language, store.house().zone));
  return ExitCode::ok;
}

}  // namespace

ExitCode show_calendar(const Console& console, int year) {
  const int wanted =
      year ? year : static_cast<int>(Zone::vietnam().date_of(SystemClock{}.now()).year());
  const auto show = [&](const DaysOff& days_off) {
    print(console, days_json(days_off, wanted, console.language));
  };
  if (std::filesystem::exists(database_file(console.options))) {
    Store store{console, Store::If::there};
    const auto days_off = store.database.snapshots().with_snapshot([&](Snapshot& db) {
      return store.house().calendars->of_house(db, store.house().days_off);
    });
    show(*days_off);
  } else {
    show(DaysOff::vietnam());
  }
  return ExitCode::ok;
}

ExitCode check_calendar(const Console& console, const std::string& file) {
  const auto data = read_calendar(console, file);
  console.err << words(console.language, "command.calendar.sound",
                       {{"file", file},
                        {"version", data.version},
                        {"n", std::to_string(data.decisions.size())}})
              << "\n";
  return ExitCode::ok;
}

ExitCode preview_calendar(const Console& console, const CalendarOptions& options) {
  return change(console, options, true);
}

ExitCode accept_calendar(const Console& console, const CalendarOptions& options) {
  return change(console, options, false);
}

}  // namespace inspectord
