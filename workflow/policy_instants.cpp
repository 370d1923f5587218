// SPDX-License-Identifier: Apache-2.0
#include "workflow/policy_instants.hpp"

#include "calendar/counting.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

namespace inspectord {
namespace {

constexpr std::string_view repetition = "repeat+";  // and days after the last on time
constexpr int week = 7;
constexpr int days_told_late = 31;
constexpr int most_repeats = 4'000;  // ten years of days: by then somebody else must have looked

TimeUnit unit_of(DayCount count) {
  return count == DayCount::working ? TimeUnit::working_day : TimeUnit::day;
}

LocalDate counted(LocalDate from, int days, PolicySide side, DayCount count,
                  const DaysOff& days_off) {
  if (days == 0) return from;
  const auto unit = unit_of(count);
  return side == PolicySide::before ? count_back(from, days, unit, days_off).end
                                    : count_forward(from, days, unit, days_off).end;
}

/// Puts the rules of one target on their days.
class Placing {
 public:
  Placing(const ReminderPolicy& policy, const TargetDays& target, const DaysOff& days_off,
          const Zone& zone)
      : policy_(policy), target_(target), days_off_(days_off), zone_(zone) {}

  void place_offsets() {
    for (const auto& offset : policy_.offsets) {
      const auto day = day_of(offset);
      const int distance = std::abs(days_between(anchor(offset.when), day));
      if (target_.gap && distance >= *target_.gap) continue;
      if (offset.when == PolicySide::after && is_ended(day)) continue;
      place({rule_code(offset), offset.when, day, offset.at.value_or(policy_.at)});
    }
  }

  void place_repeats(const RepeatWindow& window) {
    if (!policy_.repeat) return;
    const auto& [every, count] = *policy_.repeat;
    auto day = last_of_offsets();
    const int most = policy_.end && policy_.end->times ? *policy_.end->times : most_repeats;
    std::optional<LocalDate> first_behind;  // the day on which it leaves, maybe with others
    for (int turn = 1; turn <= most; ++turn) {
      day = counted(day, every, PolicySide::after, count, days_off_);
      const auto leaves = sending_day(PolicySide::after, day);
      if (is_ended(day) || (first_behind && leaves != *first_behind)) return;
      if (day > window.until) first_behind = leaves;
      if (day < window.from) continue;
      // By its day, not its turn: an edited policy counts turns anew, maybe from another anchor.
      const int days_late = days_between(target_.last_on_time, day);
      place({std::string{repetition} + std::to_string(days_late), PolicySide::after, day,
             policy_.at});
    }
  }

  void place_digest() {
    const auto due = target_.last_on_time;
    const int since_monday = static_cast<int>(weekday_of(due).iso_encoding()) - 1;
    place(
        {std::string{digest_rule}, PolicySide::before, plus_days(due, -since_monday), policy_.at});
  }

  std::vector<PolicyInstant> take() && {
    std::vector<PolicyInstant> instants;
    for (auto& [day, one] : by_day_)
      instants.push_back({std::move(one.code), one.side, zone_.at(day, one.at)});
    return instants;
  }

 private:
  struct Placed {
    std::string code;
    PolicySide side;
    LocalDate day;  ///< Before it moves to a working day.
    LocalTime at;
  };

  static LocalTime an_hour_before(LocalTime hour) {
    return std::max(LocalTime{}, hour - std::chrono::hours{1});
  }

  LocalDate anchor(PolicySide side) const {
    if (policy_.from == PolicyAnchor::last_on_time) return target_.last_on_time;
    return side == PolicySide::before ? target_.safe_day : target_.legal_end;
  }

  LocalDate day_of(const PolicyOffset& offset) const {
    return counted(anchor(offset.when), offset.days, offset.when, offset.count, days_off_);
  }

  /// Where the repetition counts from: what the gap left out counts as well.
  LocalDate last_of_offsets() const {
    auto last = anchor(PolicySide::after);
    for (const auto& offset : policy_.offsets) {
      if (offset.when == PolicySide::after) last = std::max(last, day_of(offset));
    }
    return last;
  }

  bool is_ended(LocalDate day) const {
    if (!policy_.end || !policy_.end->days) return false;
    return days_between(anchor(PolicySide::after), day) > *policy_.end->days;
  }

  LocalDate sending_day(PolicySide side, LocalDate day) const {
    if (policy_.send_on == SendingDays::any) return day;
    return side == PolicySide::before ? days_off_.last_working_day_on_or_before(day)
                                      : days_off_.next_working_day_on_or_after(day);
  }

  void place(Placed one) {
    const auto day = sending_day(one.side, one.day);
    if (target_.from && day < *target_.from) return;
    const bool ends_today = one.side == PolicySide::before && day == target_.last_on_time;
    if (ends_today && target_.hour) one.at = std::min(one.at, an_hour_before(*target_.hour));
    const auto [there, is_new] = by_day_.emplace(day, one);
    if (!is_new && one.day > there->second.day) there->second = std::move(one);
  }

  const ReminderPolicy& policy_;
  const TargetDays& target_;
  const DaysOff& days_off_;
  const Zone& zone_;
  std::map<LocalDate, Placed> by_day_;
};

}  // namespace

TargetDays TargetDays::of_visit(LocalDate day) {
  return {.last_on_time = day, .safe_day = day, .legal_end = day, .gap = {}};
}

TargetDays TargetDays::of(const DueDate& due, std::optional<int> gap) {
  return {.last_on_time = due.last_on_time,
          .safe_day = std::min(due.safe_day, due.last_on_time),
          .legal_end = std::max(due.legal_end, due.last_on_time),
          .gap = gap,
          .from = {},
          .hour = due.hour};
}

RepeatWindow RepeatWindow::around(LocalDate today) {
  return {.from = plus_days(today, -days_told_late), .until = today};
}

bool is_repetition(std::string_view code) {
  return code.starts_with(repetition);
}

bool is_for_digest(std::optional<int> gap) {
  return gap && *gap <= week;
}

std::vector<PolicyInstant> policy_instants(const ReminderPolicy& policy, const TargetDays& target,
                                           const RepeatWindow& window, const DaysOff& of_recipient,
                                           const Zone& zone) {
  Placing placing{policy, target, of_recipient, zone};
  if (is_for_digest(target.gap)) {
    placing.place_digest();
  } else {
    placing.place_offsets();
    placing.place_repeats(window);
  }
  return std::move(placing).take();
}

}  // namespace inspectord
