// SPDX-License-Identifier: Apache-2.0
#include "storage/due_date_json.hpp"

#include "formats/code_names.hpp"
#include "formats/report_period_json.hpp"
#include "storage/stored_json.hpp"

namespace inspectord {
namespace {

using namespace stored;

JsonValue encode_limit(const CountedLimit& limit) {
  return JsonObject{{"count", limit.count},
                    {"unit", code_name(limit.unit)},
                    {"from", to_string(limit.from)},
                    {"event", limit.event},
                    {"back", limit.back}};
}

JsonValue encode_report(const ReportPeriod& report) {
  auto json = report_period_json(report);
  json.emplace_back("due", to_string(report.due));
  json.emplace_back("grace_ends", to_string(report.grace_ends));
  json.emplace_back("due_too_early", report.due_too_early);
  json.emplace_back("spans", code_name(report.spans));
  json.emplace_back("grace_days", report.grace_days);
  return json;
}

}  // namespace

JsonValue encode_due_date(const DueDate& due) {
  JsonObject json{
      {"raw", due.raw},
      {"bound", code_name(due.bound)},
      {"nominal", to_string(due.nominal)},
      {"last_on_time", to_string(due.last_on_time)},
      {"safe_day", to_string(due.safe_day)},
      {"legal_end", to_string(due.legal_end)},
      {"derivation", list_of(due.derivation, [](const DerivationStep& step) {
         JsonObject arguments;
         for (const auto& [name, value] : step.arguments) arguments.emplace_back(name, value);
         return JsonValue{JsonObject{{"code", step.code}, {"arguments", std::move(arguments)}}};
       })}};
  json.emplace_back("calendar", due.calendar);
  json.emplace_back("version", due.version);
  if (due.hour) json.emplace_back("hour", to_string(*due.hour));
  if (due.limit) json.emplace_back("limit", encode_limit(*due.limit));
  if (due.recurs) {
    json.emplace_back("recurs", JsonObject{{"day", to_string(due.recurs->day)},
                                           {"rule", code_name(due.recurs->rule)}});
  }
  if (due.report) json.emplace_back("report", encode_report(*due.report));
  return json;
}

namespace {

CountedLimit decode_limit(const JsonValue& json) {
  const auto unit = parse_code_name<TimeUnit>(text_of(json, "unit"));
  const auto count = member(json, "count").if_integer();
  if (!unit || !count) broken("limit");
  return {.count = static_cast<int>(*count),
          .unit = *unit,
          .from = date_of(json, "from"),
          .event = text_of(json, "event"),
          .back = flag_of(json, "back")};
}

RecurrentDay decode_recurs(const JsonValue& json) {
  const auto rule = parse_code_name<DaysOffRule>(text_of(json, "rule"));
  if (!rule) broken("recurs");
  return {.day = date_of(json, "day"), .rule = *rule};
}

ReportPeriod decode_report(const JsonValue& json) {
  const auto kind = parse_code_name<PeriodKind>(text_of(json, "period"));
  const auto spans = parse_code_name<DataSpans>(text_of(json, "spans"));
  if (!kind || !spans) broken("report");
  return {.period = {*kind, static_cast<int>(integer_of(json, "year")),
                     static_cast<unsigned>(integer_of(json, "number"))},
          .data_from = date_of(json, "data_from"),
          .data_to = date_of(json, "data_to"),
          .opens = date_of(json, "opens"),
          .due = date_of(json, "due"),
          .grace_ends = date_of(json, "grace_ends"),
          .due_too_early = flag_of(json, "due_too_early"),
          .spans = *spans,
          .grace_days = static_cast<int>(integer_of(json, "grace_days"))};
}

/// Members that rows of earlier programs do not have.
void decode_later_members(const JsonValue& json, DueDate& due) {
  if (const auto* calendar = json.find("calendar")) due.calendar = *calendar->if_string();
  const auto* version = json.find("version");
  due.version = version ? static_cast<int>(*version->if_integer()) : 1;
  if (const auto* hour = json.find("hour")) due.hour = parse_time(*hour->if_string());
  if (const auto* limit = json.find("limit")) due.limit = decode_limit(*limit);
  if (const auto* recurs = json.find("recurs")) due.recurs = decode_recurs(*recurs);
  if (const auto* report = json.find("report")) due.report = decode_report(*report);
}

}  // namespace

DueDate decode_due_date(const JsonValue& json) {
  const auto bound = parse_code_name<Bound>(text_of(json, "bound"));
  if (!bound) broken("bound");
  DueDate due{.raw = text_of(json, "raw"),
              .bound = *bound,
              .nominal = date_of(json, "nominal"),
              .last_on_time = date_of(json, "last_on_time"),
              .safe_day = date_of(json, "safe_day"),
              .legal_end = date_of(json, "legal_end"),
              .derivation = list_from(json, "derivation", [](const JsonValue& one) {
                DerivationStep step{.code = text_of(one, "code"), .arguments = {}};
                const auto* arguments = member(one, "arguments").if_object();
                if (!arguments) broken("derivation");
                for (const auto& [name, value, place] : *arguments) {
                  step.arguments.emplace_back(
                      name, value.if_string() ? *value.if_string() : std::string{});
                }
                return step;
              })};
  decode_later_members(json, due);
  return due;
}

}  // namespace inspectord
