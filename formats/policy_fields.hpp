// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/code_names.hpp"
#include "formats/fields.hpp"
#include "workflow/policy.hpp"

// The keys of a reminder policy.

namespace inspectord {

class Decoder;
class Spot;

template <>
inline constexpr auto code_names<DayCount> = std::to_array<std::string_view>({"civil", "working"});
template <>
inline constexpr auto code_names<PolicySide> = std::to_array<std::string_view>({"before", "after"});
template <>
inline constexpr auto code_names<PolicyAnchor> = std::to_array<std::string_view>({"last_on_time",
                                                                                  "safe_day"});
template <>
inline constexpr auto code_names<SendingDays> = std::to_array<std::string_view>({"any", "working"});
static_assert(names_end_at(DayCount::working));
static_assert(names_end_at(PolicySide::after));
static_assert(names_end_at(PolicyAnchor::safe_day));
static_assert(names_end_at(SendingDays::working));

void check(const PolicyOffset&, const Spot&, Decoder&);
void check(const PolicyRepeat&, const Spot&, Decoder&);
void check(const PolicyEnd&, const Spot&, Decoder&);
void check(const ReminderPolicy&, const Spot&, Decoder&);  ///< No two offsets of one code.

template <class Fields>
void fields(Fields& f, Of<PolicyOffset>) {
  f.field("days", &PolicyOffset::days, Need::required);
  f.field("when", &PolicyOffset::when, Need::required);
  f.field("count", &PolicyOffset::count);
  f.field("at", &PolicyOffset::at);
}

template <class Fields>
void fields(Fields& f, Of<PolicyRepeat>) {
  f.field("every", &PolicyRepeat::every, Need::required);
  f.field("count", &PolicyRepeat::count);
}

template <class Fields>
void fields(Fields& f, Of<PolicyEnd>) {
  f.field("times", &PolicyEnd::times);
  f.field("days", &PolicyEnd::days);
}

template <class Fields>
void fields(Fields& f, Of<ReminderPolicy>) {
  f.document("inspectord-policy/1");
  f.own_key(&ReminderPolicy::key, KeySpace::policy);
  f.field("title", &ReminderPolicy::title);
  f.field("from", &ReminderPolicy::from);
  f.field("send_on", &ReminderPolicy::send_on);
  f.field("at", &ReminderPolicy::at);
  f.field("offsets", &ReminderPolicy::offsets, Need::required);
  f.field("repeat", &ReminderPolicy::repeat);
  f.field("end", &ReminderPolicy::end);
}

}  // namespace inspectord
