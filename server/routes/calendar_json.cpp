// SPDX-License-Identifier: Apache-2.0
#include "server/routes/calendar_json.hpp"

#include "calendar/derivation_words.hpp"
#include "calendar/rule_codes.hpp"
#include "server/routes/part_view_json.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

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

/// Old and new; empty: there is none.
using MovedDays = std::pair<std::string, std::string>;

MovedDays days_of(const VisitMove& one, const Zone&) {
  return {to_string(one.day.day), to_string(one.day.day)};  // whoever keeps the plan moves it
}
/// The first of its days that moves: the last on time, the safe one, the legal end.
MovedDays days_of(const DutyMove& one, const Zone&) {
  for (const auto day : {&DueDate::last_on_time, &DueDate::safe_day, &DueDate::legal_end}) {
    if (one.before.*day != one.after.*day)
      return {to_string(one.before.*day), to_string(one.after.*day)};
  }
  return {to_string(one.before.nominal), to_string(one.after.nominal)};
}
MovedDays days_of(const ReminderMove& one, const Zone& zone) {
  const auto day_of = [&](std::optional<Instant> at) {
    return at ? to_string(zone.date_of(*at)) : std::string{};
  };
  return {day_of(one.before), day_of(one.after)};
}

JsonValue day_or_null(const std::string& day) {
  return day.empty() ? JsonValue{} : JsonValue{day};
}

JsonObject move_json(const ReminderMove& one, const Zone& zone) {
  const auto days = days_of(one, zone);
  return JsonObject{{"plan", plan_json(one.in)},
                    {"target_kind", to_string(one.target_kind)},
                    {"target", DutyId{one.target}.to_string()},
                    {"rule", one.rule},
                    {"recipient", one.recipient.to_string()},
                    {"old_day", day_or_null(days.first)},
                    {"new_day", day_or_null(days.second)},
                    {"old_at", json_of(one.before, zone)},
                    {"new_at", json_of(one.after, zone)}};
}

/// The viewer's own moves, written. Of those of others it is said how many move from which day to
/// which: their plans are not found by him.
class Sight {
 public:
  Sight(AgencyId viewer, const Zone& zone) : viewer_(viewer), zone_(zone) {}

  template <class Moves, class Encode>
  JsonArray own(std::string_view kind, const Moves& moves, Encode encode) {
    JsonArray list;
    for (const auto& one : moves) {
      if (one.in.owner == viewer_) {
        list.push_back(encode(one));
      } else {
        plans_.insert(one.in.plan);
        ++others_[{kind, days_of(one, zone_)}];
      }
    }
    return list;
  }

  /// After visits, duties and reminders.
  JsonObject others() const {
    JsonArray moves;
    for (const auto& [what, count] : others_) {
      const auto& [kind, days] = what;
      moves.push_back(JsonObject{{"kind", kind},
                                 {"old_day", day_or_null(days.first)},
                                 {"new_day", day_or_null(days.second)},
                                 {"count", count}});
    }
    return JsonObject{{"plans", plans_.size()},
                      {"visits", count_of("visit")},
                      {"duties", count_of("duty")},
                      {"reminders", count_of("reminder")},
                      {"moves", std::move(moves)}};
  }

 private:
  int count_of(std::string_view kind) const {
    int all = 0;
    for (const auto& [what, count] : others_) all += what.first == kind ? count : 0;
    return all;
  }

  AgencyId viewer_;
  const Zone& zone_;
  std::set<PlanId> plans_;
  std::map<std::pair<std::string_view, MovedDays>, int> others_;
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
  Sight sight{viewer, zone};
  const auto& moves = outcome.moves;
  auto days = json_list(moves.days, [&](const ChangedDay& one) {
    return JsonValue{JsonObject{{"day", to_string(one.day)},
                                {"before", facts_json(one.before, language)},
                                {"after", facts_json(one.after, language)}}};
  });
  auto visits =
      sight.own("visit", moves.visits, [&](const auto& one) { return move_json(one, language); });
  auto duties =
      sight.own("duty", moves.duties, [&](const auto& one) { return move_json(one, language); });
  auto reminders =
      sight.own("reminder", moves.reminders, [&](const auto& one) { return move_json(one, zone); });
  return JsonObject{
      {"id", owner_json(outcome.owner)}, {"number", outcome.number},
      {"version", outcome.version},      {"valid_from", to_string(outcome.valid_from)},
      {"days", std::move(days)},         {"visits", std::move(visits)},
      {"duties", std::move(duties)},     {"reminders", std::move(reminders)},
      {"others", sight.others()},        {"agencies_told", outcome.told.size()}};
}

}  // namespace inspectord
