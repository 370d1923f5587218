// SPDX-License-Identifier: Apache-2.0
#include "usecases/calendar_moves.hpp"

#include "calendar/derive.hpp"
#include "storage/agencies.hpp"
#include "storage/calendars.hpp"
#include "storage/plans.hpp"
#include "storage/policies.hpp"
#include "storage/reminders.hpp"
#include "usecases/seen_otherwise.hpp"
#include "usecases/wanted.hpp"
#include "workflow/audience.hpp"
#include "workflow/duties_asked.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace inspectord {
namespace {

/// Of a step that names one.
int year_of(const DerivationStep& step) {
  for (const auto& [name, value] : step.arguments) {
    if (name == "year") return std::stoi(value);
  }
  return 0;
}

bool same_days(const DueDate& one, const DueDate& other) {
  return one.last_on_time == other.last_on_time && one.safe_day == other.safe_day &&
         one.legal_end == other.legal_end && one.nominal == other.nominal;
}

MovedIn moved_in(const PlanRecord& record) {
  return {record.id, record.owner, record.number, record.content.title};
}

std::string unit_name(const Plan& plan, const std::string& key) {
  const auto* agency = find_by_key(plan.agencies, key);
  return agency ? agency->name : key;
}

class Moving {
 public:
  Moving(Connection& db, const CalendarProposal& proposal, Instant now, const House& house)
      : db_(db), proposal_(proposal), now_(now), today_(house.zone.date_of(now)), house_(house) {}

  CalendarMoves run() {
    const auto owner = proposal_.owner;
    const auto& pair = pair_of(owner.value_or(AgencyId{}));
    seen_ = seen_otherwise(pair, today_);
    moves_.days = seen_.days;
    find_duties();
    if (moves_.days.empty()) return std::move(moves_);
    find_reminders_on_working_days();
    const auto first = std::max(moves_.days.front().day, today_);
    find_visits(first);
    find_visits_before_notice(first);
    return std::move(moves_);
  }

 private:
  const CalendarPair& pair_of(AgencyId plan_owner) {
    const auto found = pairs_.find(plan_owner);
    if (found != pairs_.end()) return found->second;
    return pairs_.emplace(plan_owner, calendar_pair(db_, proposal_, plan_owner, house_))
        .first->second;
  }

  /// By no calendar does a day off move anything further than this.
  int longest_run() {
    int run = 1;
    for (const auto owner : calendar_rows::owners(db_)) pair_of(owner);
    for (const auto& [owner, pair] : pairs_)
      run = std::max({run, pair.before->longest_run(), pair.after->longest_run()});
    return run + 1;
  }

  /// Whether its derivation says of a year that nobody has decided it, and now somebody has.
  bool doubts_settled(const DueDate& due) const {
    return std::ranges::any_of(due.derivation, [&](const DerivationStep& step) {
      return step.code == "provisional" && seen_.settled.contains(year_of(step));
    });
  }

  bool is_seen_otherwise(const DueDate& before, const DueDate& after) const {
    return doubts_settled(before) || !same_days(before, after);
  }

  void find_duties() {
    if (seen_.nothing()) return;
    std::vector<PlanId> plans;
    const int run = longest_run();
    for (const auto& open : open_dues(db_, plus_days(seen_.first(), -run),
                                      plus_days(seen_.last(), run), proposal_.owner)) {
      const auto& after = *pair_of(open.plan_owner).after;
      if (!is_seen_otherwise(open.due, derive_again(open.due, after))) continue;
      if (plans.empty() || plans.back() != open.plan) plans.push_back(open.plan);
    }
    for (const auto plan : plans) move_duties_of(find_plan(db_, plan).value());
  }

  void move_duties_of(PlanRecord before) {
    const auto& pair = pair_of(before.owner);
    auto after = before;
    for (auto& duty : after.duties) {
      const bool open = duty.state == DutyState::open || duty.state == DutyState::returned;
      if (!open || !duty.due) continue;
      auto due = derive_again(*duty.due, *pair.after);
      if (!is_seen_otherwise(*duty.due, due)) continue;
      if (same_days(*duty.due, due)) {  // no news to anybody: only how sure it is
        duty.due = std::move(due);
        continue;
      }
      const auto planned = find_duty(before, duty.key);
      moves_.duties.push_back({.in = moved_in(before),
                               .duty = duty.id,
                               .key = duty.key,
                               .what = planned ? planned->what : duty.key,
                               .agency = duty.agency,
                               .before = *duty.due,
                               .after = due});
      duty.due = std::move(due);
      ++duty.sequence;
    }
    find_reminders(before, after);
    moves_.plans.push_back({std::move(before), std::move(after)});
  }

  /// Where the policy asks which days are worked, reminders move though nothing is due otherwise.
  void find_reminders_on_working_days() {
    std::set<PlanId> known;
    for (const auto& plan : moves_.plans) known.insert(plan.before.id);
    for (const auto plan : reminded_on_working_days()) {
      if (known.contains(plan)) continue;
      auto record = find_plan(db_, plan).value();
      const auto found = moves_.reminders.size();
      find_reminders(record, record);
      if (moves_.reminders.size() == found) continue;
      auto after = record;
      moves_.plans.push_back({std::move(record), std::move(after)});
    }
  }

  /// What leaves on a working day leaves otherwise only around a day that has changed. What is
  /// counted in working days may leave otherwise far from it.
  std::set<PlanId> reminded_on_working_days() {
    std::set<PlanId> plans;
    std::set<NamedPolicy> asking;
    for (const auto& named : policies_in_use(db_)) {
      const auto policy = find_policy(db_, named.owner, named.key);
      if (!policy || !asks_for_working_days(*policy)) continue;
      asking.insert(named);
      if (!counts_working_days(*policy)) continue;
      const auto all = plans_by_policy(db_, named.owner, named.key);
      plans.insert(all.begin(), all.end());
    }
    for (const auto plan : reminded_near_changed_days()) {
      const auto named = policy_in_use(db_, plan);
      if (named && asking.contains(*named)) plans.insert(plan);
    }
    return plans;
  }

  /// All reminders to come are planned rows of the ledger.
  std::set<PlanId> reminded_near_changed_days() {
    std::set<PlanId> plans;
    const int run = longest_run();
    auto first = moves_.days.begin();
    while (first != moves_.days.end()) {
      auto last = first;
      while (std::next(last) != moves_.days.end() &&
             days_between(last->day, std::next(last)->day) <= 2 * run)
        ++last;
      plans.merge(
          plans_reminded_between(db_, house_.zone.at(plus_days(first->day, -run), LocalTime{}),
                                 house_.zone.at(plus_days(last->day, run + 1), LocalTime{})));
      first = std::next(last);
    }
    return plans;
  }

  void find_reminders(const PlanRecord& before, const PlanRecord& after) {
    using Key = std::tuple<UuidBytes, std::string, AgencyId>;
    std::map<Key, ReminderMove> found;
    const auto directory = directory_for(db_, before, today_);
    const auto policy = policy_of(db_, before);
    const auto repetitions = repetitions_of(db_, before.id, policy, now_);
    const auto take = [&](const PlanRecord& record,
                          std::shared_ptr<const DaysOff> CalendarPair::*days_off,
                          std::optional<Instant> ReminderMove::*at) {
      const auto calendar_of = [&](AgencyId agency) { return pair_of(agency).*days_off; };
      for (const auto& one :
           wanted_by(record, directory, policy, calendar_of, repetitions, house_.zone)) {
        auto& move = found[{one.target, one.rule, one.recipient}];
        move.in = moved_in(before);
        move.target_kind = one.target_kind;
        move.target = one.target;
        move.rule = one.rule;
        move.recipient = one.recipient;
        move.*at = one.at;
      }
    };
    take(before, &CalendarPair::before, &ReminderMove::before);
    take(after, &CalendarPair::after, &ReminderMove::after);
    for (auto& [key, move] : found) {
      const bool to_come =
          (move.before && *move.before > now_) || (move.after && *move.after > now_);
      if (to_come && move.before != move.after) moves_.reminders.push_back(std::move(move));
    }
  }

  void add_visit(const PlanRecord& record, const Visit& visit, LocalDate day,
                 std::optional<AgencyId> focal) {
    const auto& pair = pair_of(record.owner);
    if (pair.before->is_day_off(day) == pair.after->is_day_off(day)) return;
    moves_.visits.push_back({.in = moved_in(record),
                             .key = visit.key,
                             .unit = unit_name(record.content, visit.unit),
                             .day = {day, pair.before->facts(day), pair.after->facts(day)},
                             .focal = focal});
  }

  /// From a day on.
  void find_visits(LocalDate first) {
    std::set<LocalDate> changed;
    for (const auto& one : moves_.days) changed.insert(one.day);
    std::optional<PlanRecord> record;
    for (const auto& coming : coming_visits(db_, first, moves_.days.back().day, proposal_.owner)) {
      if (!changed.contains(coming.date)) continue;
      if (!record || record->id != coming.plan) record = find_plan(db_, coming.plan);
      const auto* planned = find_by_key(record->content.visits, coming.key);
      if (!planned) continue;
      const auto directory = directory_for(db_, *record, today_);
      add_visit(*record, *planned, coming.date, focal_office(record->content, directory));
    }
  }

  void find_visits_before_notice(LocalDate first) {
    for (const auto plan :
         plans_before_notice(db_, first, moves_.days.back().day, proposal_.owner)) {
      const auto record = find_plan(db_, plan).value();
      for (const auto& visit : record.content.visits) {
        if (visit.date >= first) add_visit(record, visit, visit.date, std::nullopt);
      }
    }
  }

  Connection& db_;
  const CalendarProposal& proposal_;
  const Instant now_;
  const LocalDate today_;
  const House& house_;
  std::map<AgencyId, CalendarPair> pairs_;
  SeenOtherwise seen_;
  CalendarMoves moves_;
};

}  // namespace

CalendarPair calendar_pair(Connection& db, const CalendarProposal& proposal, AgencyId plan_owner,
                           const House& house) {
  auto before = days_off_for(db, plan_owner, house);
  if (proposal.owner && *proposal.owner != plan_owner) return {before, before};
  if (proposal.owner) {
    const auto state = house.calendars->of_house(db, house.days_off);
    return {before, std::make_shared<const DaysOff>(state->with(proposal.data))};
  }
  DaysOff state{proposal.data};
  const auto own = calendar_rows::current(db, plan_owner);
  return {before, std::make_shared<const DaysOff>(own ? state.with(own->data) : std::move(state))};
}

CalendarMoves find_moves(Connection& db, const CalendarProposal& proposal, Instant now,
                         const House& house) {
  return Moving{db, proposal, now, house}.run();
}

}  // namespace inspectord
