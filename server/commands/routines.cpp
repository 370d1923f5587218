// SPDX-License-Identifier: Apache-2.0
// Command routines: what the house does again and again.
#include "storage/routines.hpp"

#include "formats/json.hpp"
#include "server/commands/command.hpp"
#include "server/commands/store.hpp"
#include "server/house_routines.hpp"

#include <ostream>

namespace inspectord {
namespace {

std::string shown(const std::optional<Instant>& at, const Zone& zone) {
  return at ? zone.to_rfc3339(*at) : "-";
}

JsonValue or_null(const std::optional<Instant>& at, const Zone& zone) {
  return at ? JsonValue{zone.to_rfc3339(*at)} : JsonValue{};
}

JsonValue routine_json(const Routine& routine, const RoutineLog& log, const Zone& zone) {
  return JsonObject{{"name", routine.name},
                    {"cron", routine.cron.to_string()},
                    {"misfire", to_string(routine.misfire)},
                    {"last_run", or_null(log.last_run, zone)},
                    {"next_run", or_null(routine.cron.next(log.done_until, zone), zone)},
                    {"runs", log.runs},
                    {"skipped", log.skipped},
                    {"failed", log.failed},
                    {"problem", log.problem ? JsonValue{*log.problem} : JsonValue{}}};
}

void print(const Console& console, const Routine& routine, const RoutineLog& log,
           const Zone& zone) {
  console.out << words(console.language, "command.routines.line",
                       {{"name", routine.name},
                        {"cron", routine.cron.to_string()},
                        {"misfire", std::string{to_string(routine.misfire)}},
                        {"last", shown(log.last_run, zone)},
                        {"next", shown(routine.cron.next(log.done_until, zone), zone)},
                        {"runs", std::to_string(log.runs)},
                        {"skipped", std::to_string(log.skipped)},
                        {"failed", std::to_string(log.failed)}})
              << "\n";
}

}  // namespace

ExitCode routines(const Console& console, bool json) {
  Store store{console, Store::If::there};
  const auto& zone = store.house().zone;
  JsonArray all;
  for (const auto& routine : routines_of(console.options.routines)) {
    const auto log =
        store.database.snapshots()
            .with_snapshot([&](Snapshot& db) { return routine_rows::find(db, routine.name); })
            .value_or(RoutineLog{.name = routine.name, .done_until = store.clock.now()});
    if (json) {
      all.push_back(routine_json(routine, log, zone));
    } else {
      print(console, routine, log, zone);
    }
  }
  if (json) console.out << write_json(std::move(all), JsonStyle::readable) << "\n";
  return ExitCode::ok;
}

}  // namespace inspectord
