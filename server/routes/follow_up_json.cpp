// SPDX-License-Identifier: Apache-2.0
#include "server/routes/follow_up_json.hpp"

#include "formats/value_codecs.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool waits_for_a_day(const RecommendationPart& part) {
  return part.state == RecommendationState::open && !part.has_day;
}

JsonArray notes_of(const RecommendationPart& part, const Recommendation& recommendation) {
  if (!waits_for_a_day(part)) return {};
  return {JsonObject{{"code", "recommendation_without_day"},
                     {"reason", recommendation.no_day_because}}};
}

JsonValue totals_json(const ScoreTotals& totals) {
  return JsonObject{{"base", write_value(totals.base)},
                    {"bonus", write_value(totals.bonus)},
                    {"deduction", write_value(totals.deduction)},
                    {"total", write_value(totals.total)}};
}

const ScoreSheet& sheet_of(const PlanRecord& record, const ScoreRecord& score) {
  return *find_by_key(record.content.score_sheets, score.sheet);
}

bool was_rescored(const ScoreRecord& score) {
  return std::ranges::any_of(score.points,
                             [](const CriterionScore& one) { return one.rescored.has_value(); });
}

JsonValue number_or_null(const std::optional<double>& number) {
  return number ? write_value(*number) : JsonValue{};
}

JsonValue point_json(const CriterionPlace& place, const ScoreRecord& score) {
  const auto found = std::ranges::find(score.points, place.place, &CriterionScore::criterion);
  const auto* points = found == score.points.end() ? nullptr : &*found;
  return JsonObject{{"criterion", place.place},
                    {"text", place.criterion->text},
                    {"max", number_or_null(place.most)},
                    {"self", points ? write_value(points->self) : JsonValue{}},
                    {"rescored", points ? number_or_null(points->rescored) : JsonValue{}},
                    {"reason", points ? points->reason : std::string{}}};
}

JsonValue report_json(const PlanRecord& record, DutyId id) {
  const auto& duty = *record.find_duty(id);
  const auto planned = find_duty(record, duty.key);
  return JsonObject{
      {"id", id.to_string()},
      {"key", duty.key},
      {"what", planned ? planned->what : std::string{}},
      {"state", state_code(duty.state)},
      {"late", duty.late},
      {"last_on_time", duty.due ? JsonValue{to_string(duty.due->last_on_time)} : JsonValue{}}};
}

JsonValue proposal_json(const PlanRecord& record, const ProposedDeduction& proposed,
                        Language language) {
  return JsonObject{
      {"criterion", proposed.criterion},
      {"points", write_value(proposed.points)},
      {"reports", json_list(proposed.reports, [&](DutyId id) { return report_json(record, id); })},
      {"message", words(language, "score.proposed_deduction",
                        {{"criterion", proposed.criterion},
                         {"points", points_text(proposed.points)},
                         {"n", std::to_string(proposed.reports.size())}})}};
}

JsonArray proposals_json(const PlanRecord& record, const ScoreRecord& score, LocalDate today,
                         Language language) {
  const auto unit = record.agencies.find(score.unit);
  if (unit == record.agencies.end()) return {};
  return json_list(
      proposed_deductions(record, sheet_of(record, score), unit->second, today),
      [&](const ProposedDeduction& one) { return proposal_json(record, one, language); });
}

}  // namespace

JsonObject recommendation_json(const PlanRecord& record, const DutyRecord& duty,
                               const AgencyNames& names) {
  const auto& recommendation = *find_recommendation(record, duty);
  const auto part = as_recommendation(duty);
  return JsonObject{{"id", duty.id.to_string()},
                    {"plan", record.id.to_string()},
                    {"version", record.version},
                    {"key", recommendation.key},
                    {"unit", agency_json(duty.agency, names)},
                    {"text", recommendation.text},
                    {"conclusion", JsonObject{{"number", recommendation.conclusion},
                                              {"date", to_string(recommendation.conclusion_date)}}},
                    {"state", state_code(part.state)},
                    {"due", due_json(duty.due)},
                    {"late", duty.late},
                    {"sequence", duty.sequence},
                    {"reason", duty.reason},
                    {"open_actions", json_texts(open_actions(part))},
                    {"notes", notes_of(part, recommendation)}};
}

JsonObject recommendation_json(const PlanRecord& record, const DutyRecord& duty,
                               const AgencyNames& names, const DutyDetails& details,
                               Language language, const Zone& zone) {
  auto json = recommendation_json(record, duty, names);
  const auto part = as_recommendation(duty);
  json.emplace_back("label",
                    words(language, "recommendation_state." + std::string{state_code(part.state)}));
  if (waits_for_a_day(part)) {
    json.emplace_back("message",
                      words(language, "recommendation.without_day",
                            {{"reason", find_recommendation(record, duty)->no_day_because}}));
  }
  add_details(json, duty, details, language, zone);
  return json;
}

JsonObject follow_up_json(const FollowUp& counts) {
  return JsonObject{{"all", counts.all},           {"open", counts.open},
                    {"reported", counts.reported}, {"verified", counts.verified},
                    {"closed", counts.closed},     {"without_day", counts.without_day}};
}

JsonObject score_summary_json(const PlanRecord& record, const ScoreRecord& score,
                              Language language) {
  const auto& sheet = sheet_of(record, score);
  const bool scored = !score.points.empty();
  const auto self = totals_of(sheet, own_points(score));
  const auto counted = totals_of(sheet, counted_points(score));
  return JsonObject{
      {"id", json_of(score.id)},
      {"plan", record.id.to_string()},
      {"version", record.version},
      {"sheet", JsonObject{{"key", sheet.key}, {"title", sheet.title}}},
      {"unit", agency_json(score.unit, record)},
      {"state", state_code(score.state)},
      {"label", words(language, "score_state." + std::string{state_code(score.state)})},
      {"reason", score.reason},
      {"self", scored ? totals_json(self) : JsonValue{}},
      {"rescored", was_rescored(score) ? totals_json(counted) : JsonValue{}},
      {"final", score.state == ScoreState::final_ ? write_value(counted.total) : JsonValue{}},
      {"open_actions", json_texts(open_actions(record, score))}};
}

JsonObject score_json(const PlanRecord& record, const ScoreRecord& score, LocalDate today,
                      Language language) {
  auto json = score_summary_json(record, score, language);
  json.emplace_back(
      "points", json_list(criteria_of(sheet_of(record, score)),
                          [&](const CriterionPlace& place) { return point_json(place, score); }));
  json.emplace_back("proposed_deductions", proposals_json(record, score, today, language));
  return json;
}

}  // namespace inspectord
