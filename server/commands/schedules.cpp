// SPDX-License-Identifier: Apache-2.0
// cron next, cron explain, rrule expand: when schedules run. They need no database.
#include "server/commands/schedules.hpp"

#include "scheduler/cron_words.hpp"
#include "scheduler/reasons.hpp"
#include "scheduler/schedule_words.hpp"
#include "server/commands/json_lines.hpp"

#include <istream>
#include <ostream>

namespace inspectord {

namespace reason {

inline constexpr Reason unknown_zone{"unknown_zone"};            ///< found
inline constexpr Reason not_an_instant{"not_an_instant"};        ///< found
inline constexpr Reason not_a_local_start{"not_a_local_start"};  ///< found
inline constexpr Reason not_a_moment{"not_a_moment"};            ///< found, member
inline constexpr Reason unknown_dst{"unknown_dst"};              ///< found

}  // namespace reason

namespace {

Result<Zone> zone_of(const std::string& name) {
  if (auto zone = Zone::find(name)) return std::move(*zone);
  return Refusal{reason::unknown_zone, {}, {{"found", name}}};
}

Result<Instant> instant_of(const std::string& text) {
  if (const auto at = parse_rfc3339(text)) return *at;
  return Refusal{reason::not_an_instant, {}, {{"found", text}}};
}

Result<CronExpression> timed_expression(const std::string& text) {
  auto expression = TRY(CronExpression::parse(text));
  if (expression.is_reboot()) return Refusal{reason::cron_no_start_event};
  return expression;
}

template <class Next>
JsonValue instants_json(std::int64_t count, Next next) {
  JsonArray found;
  for (; count > 0; --count) {
    const std::optional<Instant> at = next();
    if (!at) break;
    found.push_back(to_rfc3339(*at));
  }
  return found;
}

/// That of a line, where it names one; else that of the run.
Result<DstPolicy> dst_of(const JsonValue& line, DstPolicy otherwise) {
  if (!line.find("dst")) return otherwise;
  const auto name = TRY(text_member(line, "dst"));
  if (name == "vixie") return DstPolicy::vixie;
  if (name == "ocps") return DstPolicy::ocps;
  return Refusal{reason::unknown_dst, {}, {{"found", name}}};
}

Result<JsonValue> cron_line(const JsonValue& line, DstPolicy of_run) {
  const auto policy = TRY(dst_of(line, of_run));
  const auto expr = TRY(text_member(line, "expr"));
  const auto tz = TRY(text_member(line, "tz"));
  const auto start = TRY(text_member(line, "start"));
  const auto count = TRY(count_member(line, "n"));
  const auto expression = TRY(timed_expression(expr));
  const auto zone = TRY(zone_of(tz));
  auto at = TRY(instant_of(start));
  return instants_json(count, [&]() -> std::optional<Instant> {
    const auto next = expression.next(at, zone, policy);
    if (next) at = *next;
    return next;
  });
}

/// RDATE and EXDATE: local like the start, or an instant.
Result<std::vector<Instant>> moments(const std::vector<std::string>& texts, std::string_view member,
                                     const LocalStart& start, const Zone& zone, GapRule gap) {
  std::vector<Instant> found;
  for (const auto& text : texts) {
    const bool basic_utc = text.size() == 16 && text.back() == 'Z';
    const auto local = parse_local_start(basic_utc ? text.substr(0, 15) : text);
    const auto at = parse_rfc3339(text);
    if (basic_utc && local && !local->is_date) {
      found.push_back(Instant{std::chrono::seconds{local->seconds}});
    } else if (at) {
      found.push_back(*at);
    } else if (!basic_utc && local && local->is_date == start.is_date) {
      const auto meaning = zone.table().meaning_of(local->seconds);
      if (!meaning.in_gap || gap == GapRule::shift)
        found.push_back(Instant{std::chrono::seconds{meaning.at}});
    } else {
      return Refusal{reason::not_a_moment, {}, {{"found", text}, {"member", std::string{member}}}};
    }
  }
  return found;
}

Result<LocalStart> start_of(const std::string& text) {
  if (const auto start = parse_local_start(text)) return *start;
  return Refusal{reason::not_a_local_start, {}, {{"found", text}}};
}

Result<JsonValue> rule_line(const JsonValue& line, GapRule gap) {
  const auto rrule = TRY(text_member(line, "rrule"));
  const auto dtstart = TRY(text_member(line, "dtstart"));
  const auto tz = TRY(text_member(line, "tz"));
  const auto count = TRY(count_member(line, "n"));
  const auto rule = TRY(RecurrenceRule::parse(rrule));
  const auto start = TRY(start_of(dtstart));
  const auto zone = TRY(zone_of(tz));
  RecurrenceSet::Changes changes;
  const auto dates = TRY(texts_member(line, "rdate"));
  const auto exceptions = TRY(texts_member(line, "exdate"));
  changes.dates = TRY(moments(dates, "rdate", start, zone, gap));
  changes.exceptions = TRY(moments(exceptions, "exdate", start, zone, gap));
  auto set = TRY(RecurrenceSet::make(rule, start, zone, gap, std::move(changes)));
  return instants_json(count, [&] { return set.next(); });
}

template <class T>
T or_fail(const Console& console, Result<T> result) {
  if (result) return std::move(result).value();
  throw CommandError{ExitCode::data, describe_schedule_refusal(console.language, result.error())};
}

}  // namespace

ExitCode cron_next(const Console& console, const CronNextOptions& options) {
  const auto expression = or_fail(console, timed_expression(options.expression));
  const auto zone = or_fail(console, zone_of(options.zone));
  auto at = options.after.empty() ? options.now : or_fail(console, instant_of(options.after));
  for (int n = 0; n < options.count; ++n) {
    const auto next = expression.next(at, zone, options.dst);
    if (!next) {
      console.err << words(console.language, "command.schedule.no_more") << "\n";
      break;
    }
    at = *next;
    console.out << zone.to_rfc3339(at) << "\n";
  }
  return ExitCode::ok;
}

ExitCode cron_explain(const Console& console, const std::string& expression) {
  console.out << explain(or_fail(console, CronExpression::parse(expression)), console.language)
              << "\n";
  return ExitCode::ok;
}

ExitCode cron_batch(const Console& console, std::istream& in, DstPolicy policy) {
  answer_lines(in, console.out, console.language, describe_schedule_refusal,
               [policy](const JsonValue& line) { return cron_line(line, policy); });
  return ExitCode::ok;
}

ExitCode rule_expand(const Console& console, const RuleExpandOptions& options) {
  const auto rule = or_fail(console, RecurrenceRule::parse(options.rule));
  const auto start = or_fail(console, start_of(options.start));
  const auto zone = or_fail(console, zone_of(options.zone));
  RecurrenceSet::Changes changes{
      .dates = or_fail(console, moments(options.dates, "rdate", start, zone, options.gap)),
      .exceptions =
          or_fail(console, moments(options.exceptions, "exdate", start, zone, options.gap))};
  auto set =
      or_fail(console, RecurrenceSet::make(rule, start, zone, options.gap, std::move(changes)));
  if (!options.after.empty()) set.go_after(or_fail(console, instant_of(options.after)));
  for (int n = 0; n < options.count; ++n) {
    const auto at = set.next();
    if (!at) break;
    console.out << zone.to_rfc3339(*at) << "\n";
  }
  return ExitCode::ok;
}

ExitCode rule_batch(const Console& console, std::istream& in, GapRule gap) {
  answer_lines(in, console.out, console.language, describe_schedule_refusal,
               [gap](const JsonValue& line) { return rule_line(line, gap); });
  return ExitCode::ok;
}

}  // namespace inspectord
