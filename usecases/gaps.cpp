// SPDX-License-Identifier: Apache-2.0
#include "usecases/gaps.hpp"

#include "formats/json.hpp"
#include "storage/journal.hpp"
#include "storage/reminders.hpp"
#include "usecases/ring.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

constexpr auto worth_telling = std::chrono::minutes{1};

/// Its last ring, the last entry of its journal, or its end where it was stopped.
Instant last_sign_of_life(Transaction& tx, Instant rang_at, Instant now) {
  const auto rows = tx.query("SELECT at FROM journal ORDER BY sequence DESC LIMIT 1");
  const auto written = rows.empty() ? rang_at : rows.front().instant(0);
  return written <= now ? std::max(rang_at, written) : rang_at;
}

void append_gap(Transaction& tx, std::string what, std::optional<Instant> first_overdue,
                std::chrono::milliseconds jumped, Instant now, const House& house) {
  const auto last = last_rang_at(tx);
  JsonObject gap{
      {"rang_at", last ? JsonValue{to_rfc3339(*last)} : JsonValue{}},
      {"first_overdue", first_overdue ? JsonValue{to_rfc3339(*first_overdue)} : JsonValue{}},
      {"back_at", to_rfc3339(now)}};
  if (jumped.count() != 0)
    gap.emplace_back("clock_jumped_seconds",
                     std::chrono::duration_cast<std::chrono::seconds>(jumped).count());
  journal::append(
      tx,
      {.at = now,
       .actor =
           Actor{
               .user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system, .name = {}},
       .what = std::move(what),
       .subject = {"service", {}},
       .why = std::nullopt,
       .before = std::nullopt,
       .after = write_json(std::move(gap))},
      house.random);
}

}  // namespace

void record_gap(Transaction& tx, Instant now, const House& house) {
  const auto rang_at = last_rang_at(tx);
  if (!rang_at) return;
  if (*rang_at - now > worth_telling)
    return append_gap(tx, "service.clock_set_back", {}, now - *rang_at, now, house);
  if (now - last_sign_of_life(tx, *rang_at, now) <= worth_telling) return;
  const auto next = next_reminder_at(tx);
  append_gap(tx, "service.overslept", next && *next <= now ? next : std::nullopt, {}, now, house);
}

void note_end(Transaction& tx, Instant now) {
  tx.execute("UPDATE alarm SET rang_at = $1 WHERE rang_at < $1", now);
}

void record_gap(Transaction& tx, const Waking& waking, Instant now, const House& house) {
  const bool late = waking.armed && now - *waking.armed > worth_telling;
  const bool set_back = waking.jumped < -worth_telling;
  if (!late && !set_back && waking.jumped <= worth_telling) return;
  append_gap(tx, set_back ? "service.clock_set_back" : "service.overslept",
             late ? waking.armed : std::nullopt, waking.jumped, now, house);
}

}  // namespace inspectord
