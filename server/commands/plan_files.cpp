// SPDX-License-Identifier: Apache-2.0
// Commands over plan files alone: check, preview, workflow. They need no database.
#include "calendar/days_off.hpp"
#include "calendar/zone.hpp"
#include "formats/plan_file.hpp"
#include "formats/policy_file.hpp"
#include "server/commands/command.hpp"
#include "server/commands/days_off_option.hpp"
#include "server/commands/plan_input.hpp"
#include "workflow/machine.hpp"
#include "workflow/plan_phrases.hpp"
#include "workflow/reminders.hpp"
#include "workflow/warnings.hpp"

#include <ostream>

namespace inspectord {
namespace {

JsonValue warning_json(const Warning& warning, Language language, const std::string& file) {
  JsonObject object{{"code", warning.code},
                    {"severity", to_string(warning.severity)},
                    {"pointer", warning.pointer},
                    {"message", warning_message(warning, language)}};
  if (!file.empty()) object.emplace_back("file", file);
  return object;
}

Instant instant_or_day(const Console& console, const std::string& text, const Zone& zone,
                       int plus_days_) {
  if (const auto at = parse_rfc3339(text)) return *at;
  if (const auto day = parse_date(text)) return zone.at(plus_days(*day, plus_days_), LocalTime{0});
  fail(console, ExitCode::usage, "command.not_a_day_or_instant", {{"text", text}});
}

/// Drops what lies before `from` and after `to`; a day counts to its end.
void narrow(const Console& console, std::vector<ForecastEntry>& entries,
            const PreviewOptions& options, const Zone& zone) {
  std::optional<Instant> from, to;
  if (!options.from.empty()) from = instant_or_day(console, options.from, zone, 0);
  if (!options.to.empty()) to = instant_or_day(console, options.to, zone, 1);
  if (from && to && *to < *from) {
    fail(console, ExitCode::usage, "command.range_reversed",
         {{"from", options.from}, {"to", options.to}});
  }
  std::erase_if(entries, [&](const ForecastEntry& entry) {
    return (from && entry.at < *from) || (to && entry.at >= *to);
  });
}

JsonValue entry_json(const ForecastEntry& entry, const Zone& zone) {
  JsonArray recipients;
  for (const auto& name : entry.recipients) recipients.push_back(name);
  return JsonObject{{"at", zone.to_rfc3339(entry.at)},
                    {"target", JsonObject{{"kind", to_string(entry.target_kind)},
                                          {"key", entry.key},
                                          {"label", entry.label}}},
                    {"rule", entry.rule},
                    {"recipients", std::move(recipients)}};
}

void print_entry(std::ostream& out, const ForecastEntry& entry, const Zone& zone) {
  out << zone.to_rfc3339(entry.at) << "  " << entry.rule << "\t" << to_string(entry.target_kind)
      << " " << entry.key << "  " << entry.label << "  ->";
  for (const auto& name : entry.recipients) out << " " << name << ";";
  out << "\n";
}

/// All that is wrong with a file, a line each.
std::string described(const Console& console, const std::string& path,
                      const std::vector<DecodeError>& errors) {
  std::string text;
  for (const auto& error : errors) {
    text += (text.empty() ? "" : "\n") + path + ":" + std::to_string(error.place.line) + ":" +
            std::to_string(error.place.column) + ": " +
            (error.pointer.empty() ? "" : error.pointer + ": ") +
            words(console.language, "refusal." + std::string{error.reason.code}, error.arguments);
  }
  return text;
}

ReminderPolicy read_policy(const Console& console, const std::string& path) {
  auto policy = decode_policy(read_file(console, path));
  if (policy) return std::move(policy).value();
  throw CommandError{ExitCode::data, described(console, path, policy.errors())};
}

/// The one that was asked for, of the program or in a file; else the plan's own, or that of new
/// plans.
ReminderPolicy policy_of(const Console& console, const Plan& plan, const std::string& asked) {
  if (asked.ends_with(".json")) return read_policy(console, asked);
  const bool named = !asked.empty() || !plan.policy.empty();
  const std::string name{named ? (asked.empty() ? plan.policy : asked) : policy_of_new_plans};
  const auto* policy = find_built_in_policy(name);
  if (!policy) fail(console, ExitCode::usage, "command.no_policy", {{"name", name}});
  if (!named)
    console.err << words(console.language, "command.policy_of_new_plans", {{"name", name}}) << "\n";
  return *policy;
}

}  // namespace

std::string warning_message(const Warning& warning, Language language) {
  return words(language, "warning." + std::string{warning.code} + ".text", warning.arguments);
}

Plan read_plan(const Console& console, const std::string& path) {
  auto plan = decode_plan(read_file(console, path));
  if (plan) return std::move(plan).value();
  throw CommandError{ExitCode::data, described(console, path, plan.errors())};
}

/// Where the paper's phrase is read as another day than the plan holds: a slip of the pen, or a
/// phrase that the reader does not know well enough. On err: it is no warning of the plan.
void say_differing_phrases(const Console& console, const std::string& file, const Plan& plan) {
  for (const auto& phrase : compare_phrases(plan)) {
    if (phrase.agreement != PhraseAgreement::differs) continue;
    console.err << words(console.language, "explain.differs",
                         {{"file", file}, {"pointer", phrase.pointer}, {"raw", phrase.raw}})
                << "\n";
  }
}

ExitCode check(const Console& console, const CheckOptions& options) {
  const auto& files = options.files;
  const auto days_off = days_off_of(console, options.calendar);
  JsonArray all;
  std::string unreadable;
  for (const auto& file : files) {
    try {
      const Plan plan = read_plan(console, file);
      say_differing_phrases(console, file, plan);
      for (const auto& warning : find_warnings(plan, days_off)) {
        if (options.json) {
          all.push_back(warning_json(warning, console.language, files.size() > 1 ? file : ""));
        } else {
          console.out << file << ": " << to_string(warning.severity) << " " << warning.code << " "
                      << warning.pointer << ": " << warning_message(warning, console.language)
                      << "\n";
        }
      }
    } catch (const CommandError& error) {  // the other files are looked at all the same
      unreadable += (unreadable.empty() ? "" : "\n") + std::string{error.what()};
      if (error.code() != ExitCode::data) throw;
    }
  }
  if (options.json) console.out << write_json(std::move(all), JsonStyle::readable) << "\n";
  if (!unreadable.empty()) throw CommandError{ExitCode::data, unreadable};
  return ExitCode::ok;
}

ExitCode preview(const Console& console, const PreviewOptions& options) {
  const Plan plan = read_plan(console, options.file);
  const Zone& zone = Zone::vietnam();
  const auto days_off = days_off_of(console, options.calendar);
  auto result = forecast(plan, policy_of(console, plan, options.policy), {}, days_off, zone);
  narrow(console, result.entries, options, zone);
  std::size_t dropped = 0;
  if (!options.as_of.empty()) {
    const auto as_of = instant_or_day(console, options.as_of, zone, 0);
    for (const auto& entry : result.entries) {
      if (entry.at > as_of) continue;
      ++dropped;
      console.err << words(console.language, "command.preview.dropped",
                           {{"at", zone.to_rfc3339(entry.at)},
                            {"rule", entry.rule},
                            {"key", entry.key}})
                  << "\n";
    }
    std::erase_if(result.entries, [&](const auto& entry) { return entry.at <= as_of; });
  }
  if (options.json) {
    JsonArray entries;
    for (const auto& entry : result.entries) entries.push_back(entry_json(entry, zone));
    console.out << write_json(std::move(entries), JsonStyle::readable) << "\n";
  } else {
    for (const auto& entry : result.entries) print_entry(console.out, entry, zone);
  }
  if (result.goes_on) console.err << words(console.language, "command.preview.goes_on") << "\n";
  console.err << words(console.language, "command.preview.count",
                       {{"n", std::to_string(result.entries.size())},
                        {"held", std::to_string(result.held_back)},
                        {"dropped", std::to_string(dropped)}})
              << "\n";
  return ExitCode::ok;
}

ExitCode workflow(const Console& console, const std::string& format) {
  console.out << (format == "markdown" ? machines_as_markdown() : machines_as_mermaid());
  return ExitCode::ok;
}

}  // namespace inspectord
