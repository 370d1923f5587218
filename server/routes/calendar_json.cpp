// SPDX-License-Identifier: Apache-2.0
#include "server/routes/calendar_json.hpp"

#include "calendar/derivation_words.hpp"
#include "calendar/rule_codes.hpp"
#include "server/routes/part_view_json.hpp"

#include <set>

namespace inspectord {
namespace {

JsonObject facts_json(const DayFacts& facts, Language language) {
  return JsonObject{{"kind", day_kind_code(facts.kind)},
                    {"day_off", facts.off()},
                    {"name", facts.name},
                    {"source", facts.source},
                    {"provisional", facts.standing != YearStanding::decided},
                    {"standing", year_standing_code(facts.standing)},
                    {"words", day_facts_words(language, facts)}};
}

JsonValue plan_json(const MovedIn& in) {
  return JsonObject{{"id", in.plan.to_string()}, {"number", in.number}, {"title", in.title}};
}

JsonObject move_json(const VisitMove& one, Language language) {
  return JsonObject{{"plan", plan_json(one.in)},
                    {"key", one.key},
                    {"unit", one.unit},
                    {"date", to_string(one.day.day)},
                    {"before", facts_json(one.day.before, language)},
                    {"after", facts_json(one.day.after, language)}};
}

JsonObject move_json(const DutyMove& one, Language language) {
  return JsonObject{{"plan", plan_json(one.in)},
                    {"id", one.duty.to_string()},
                    {"key", one.key},
                    {"what", one.what},
                    {"agency", json_of(one.agency)},
                    {"old_day", to_string(one.before.last_on_time)},
                    {"new_day", to_string(one.after.last_on_time)},
                    {"old_safe_day", to_string(one.before.safe_day)},
                    {"new_safe_day", to_string(one.after.safe_day)},
                    {"old_legal_end", to_string(one.before.legal_end)},
                    {"new_legal_end", to_string(one.after.legal_end)},
                    {"before", due_json(one.before)},
                    {"after", due_json(one.after)},
                    {"derivation", json_texts(derivation_lines(language, one.after.derivation))},
                    {"derivation_version", one.after.version}};
}

JsonObject move_json(const ReminderMove& one, const Zone& zone) {
  const auto day_of = [&](std::optional<Instant> at) {
    return at ? JsonValue{to_string(zone.date_of(*at))} : JsonValue{};
  };
  return JsonObject{{"plan", plan_json(one.in)},
                    {"target_kind", to_string(one.target_kind)},
                    {"target", DutyId{one.target}.to_string()},
                    {"rule", one.rule},
                    {"recipient", one.recipient.to_string()},
                    {"old_day", day_of(one.before)},
                    {"new_day", day_of(one.after)},
                    {"old_at", json_of(one.before, zone)},
                    {"new_at", json_of(one.after, zone)}};
}

/// The viewer's own moves, written; those of others are counted.
class Sight {
 public:
  explicit Sight(AgencyId viewer) : viewer_(viewer) {}

  template <class Moves, class Encode>
  JsonArray own(const Moves& moves, Encode encode) {
    JsonArray list;
    int others = 0;
    for (const auto& one : moves) {
      if (one.in.owner == viewer_) {
        list.push_back(encode(one));
      } else {
        plans_.insert(one.in.plan);
        ++others;
      }
    }
    counts_.push_back(others);
    return list;
  }

  /// After visits, duties and reminders, in this order.
  JsonObject others() const {
    return JsonObject{{"plans", plans_.size()},
                      {"visits", counts_.at(0)},
                      {"duties", counts_.at(1)},
                      {"reminders", counts_.at(2)}};
  }

 private:
  AgencyId viewer_;
  std::set<PlanId> plans_;
  std::vector<int> counts_;
};

JsonValue owner_json(const std::optional<AgencyId>& owner) {
  return owner ? owner->to_string() : std::string{"house"};
}

}  // namespace

CalendarShown CalendarShown::of(StoredCalendar stored) {
  return {.owner = stored.owner,
          .number = stored.number,
          .data = std::move(stored.data),
          .source = std::move(stored.source),
          .valid_from = stored.valid_from,
          .accepted_by = stored.accepted_by,
          .accepted_at = stored.accepted_at};
}

JsonObject calendar_json(const CalendarShown& one, const Zone& zone) {
  JsonArray settled;
  for (const auto& decision : one.data.decisions) {
    for (const int year : decision.settles) settled.push_back(year);
  }
  return JsonObject{{"id", owner_json(one.owner)},
                    {"number", one.number},
                    {"calendar", one.data.calendar},
                    {"version", one.data.version},
                    {"title", one.data.title},
                    {"source", one.source},
                    {"valid_from", json_of(one.valid_from)},
                    {"settled_years", std::move(settled)},
                    {"accepted_by", json_of(one.accepted_by)},
                    {"accepted_at", json_of(one.accepted_at, zone)}};
}

JsonObject days_json(const DaysOff& days_off, int year, Language language) {
  JsonArray days;
  for (const auto& [day, facts] : days_off.special_days(year)) {
    auto json = facts_json(facts, language);
    json.insert(json.begin(), {"day", to_string(day)});
    days.push_back(std::move(json));
  }
  return JsonObject{{"year", year},
                    {"version", days_off.version()},
                    {"provisional", days_off.is_provisional(year)},
                    {"standing", year_standing_code(days_off.standing_of(year))},
                    {"items", std::move(days)}};
}

JsonObject outcome_json(const CalendarOutcome& outcome, AgencyId viewer, Language language,
                        const Zone& zone) {
  Sight sight{viewer};
  const auto& moves = outcome.moves;
  auto days = json_list(moves.days, [&](const ChangedDay& one) {
    return JsonValue{JsonObject{{"day", to_string(one.day)},
                                {"before", facts_json(one.before, language)},
                                {"after", facts_json(one.after, language)}}};
  });
  auto visits = sight.own(moves.visits, [&](const auto& one) { return move_json(one, language); });
  auto duties = sight.own(moves.duties, [&](const auto& one) { return move_json(one, language); });
  auto reminders =
      sight.own(moves.reminders, [&](const auto& one) { return move_json(one, zone); });
  return JsonObject{
      {"id", owner_json(outcome.owner)}, {"number", outcome.number},
      {"version", outcome.version},      {"valid_from", to_string(outcome.valid_from)},
      {"days", std::move(days)},         {"visits", std::move(visits)},
      {"duties", std::move(duties)},     {"reminders", std::move(reminders)},
      {"others", sight.others()},        {"agencies_told", outcome.told.size()}};
}

}  // namespace inspectord
