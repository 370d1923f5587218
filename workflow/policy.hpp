// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// When reminders leave, as data: a policy is a value, read from a file or stored by a house.

namespace inspectord {

enum class DayCount { civil, working };

enum class PolicySide { before, after };

/// From where a duty's offsets count. A visit's count from its day.
enum class PolicyAnchor {
  last_on_time,  ///< The last day on which it is on time, both ways.
  safe_day,      ///< Back from the last working day on time, on from the legal end (Civil Code 2015
                 ///< art. 148(5)): nobody is called late who is not.
};

enum class SendingDays {
  any,
  working,  ///< Of the recipient: before the anchor back to the working day before, after it on to
            ///< the next.
};

/// One reminder: so many days before or after.
struct PolicyOffset {
  int days = 0;  ///< 0 to 366; after: 1 or more.
  PolicySide when = PolicySide::before;
  DayCount count = DayCount::civil;
  std::optional<LocalTime> at{};  ///< Instead of the policy's hour.

  friend bool operator==(const PolicyOffset&, const PolicyOffset&) = default;
};

/// Goes on behind the last offset, for as long as what is asked for is not done.
struct PolicyRepeat {
  int every = 0;  ///< 1 to 366 days.
  DayCount count = DayCount::civil;

  friend bool operator==(const PolicyRepeat&, const PolicyRepeat&) = default;
};

/// When reminders after the anchor end though nothing is done: whichever comes first.
struct PolicyEnd {
  std::optional<int> times{};  ///< Of the repetition: 1 to 1,000.
  std::optional<int> days{};   ///< Civil days after the anchor: 1 to 3,660.

  friend bool operator==(const PolicyEnd&, const PolicyEnd&) = default;
};

struct ReminderPolicy {
  std::string key;      ///< "office-14-7-3-1"; a plan names it.
  std::string title{};  ///< Empty of those of the program (policy_words.hpp).
  PolicyAnchor from = PolicyAnchor::last_on_time;
  SendingDays send_on = SendingDays::any;
  LocalTime at = std::chrono::hours{8};  ///< Local.
  std::vector<PolicyOffset> offsets;     ///< No two of one code.
  std::optional<PolicyRepeat> repeat{};
  std::optional<PolicyEnd> end{};

  friend bool operator==(const ReminderPolicy&, const ReminderPolicy&) = default;
};

/// "T-14", "overdue+1"; counted in working days "T-5wd", "overdue+2wd".
std::string rule_code(const PolicyOffset&);

/// Whether its instants depend on which days are worked.
bool asks_for_working_days(const ReminderPolicy&);
/// Whether it also counts them: then a day between an anchor and a reminder moves it.
bool counts_working_days(const ReminderPolicy&);

/// Of a task the planner's side is told the day before, whatever the policy says of others.
ReminderPolicy policy_of_tasks(const ReminderPolicy&);

/// Calendar days, weekends and holidays only flagged; 08:00 (domain.md section 5).
const ReminderPolicy& civil_14_7_3_1();
/// The same offsets at 08:00, sent on working days of the recipient.
const ReminderPolicy& office_14_7_3_1();

/// Of plans that are drafted from now on and name none.
inline constexpr std::string_view policy_of_new_plans = "office-14-7-3-1";

/// The policies of the program; no house can change them.
std::span<const ReminderPolicy> built_in_policies();
/// nullptr for another key. Without a key that of plans drafted before one was asked for:
/// civil-14-7-3-1.
const ReminderPolicy* find_built_in_policy(std::string_view key);

}  // namespace inspectord
