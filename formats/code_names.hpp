// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_rule.hpp"
#include "workflow/plan/plan.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace inspectord {

/// The code names of an enum in the order of its enumerators; files, storage and HTTP write them.
/// Another enum gets its names by a specialisation and a static_assert of names_end_at behind it.
template <class E>
inline constexpr std::nullptr_t code_names = nullptr;

template <>
inline constexpr auto code_names<PlanKind> =
    std::to_array<std::string_view>({"inspection_plan", "implementation_plan", "guidance_letter"});
template <>
inline constexpr auto code_names<UnitRole> =
    std::to_array<std::string_view>({"inspected", "executing", "assessed", "excluded"});
template <>
inline constexpr auto code_names<TeamRole> = std::to_array<std::string_view>(
    {"leader", "deputy", "member", "secretary", "support_head", "support_member"});
template <>
inline constexpr auto code_names<Bound> = std::to_array<std::string_view>({"before", "by",
                                                                           "until"});
template <>
inline constexpr auto code_names<DueKind> = std::to_array<std::string_view>(
    {"date", "yearly", "window", "at_visit", "at_once", "undated", "within", "ahead"});
template <>
inline constexpr auto code_names<TimeUnit> = std::to_array<std::string_view>(
    {"day", "working_day", "week", "half_month", "month", "half_year", "year"});
template <>
inline constexpr auto code_names<Frequency> = std::to_array<std::string_view>(
    {"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "unspecified"});
template <>
inline constexpr auto code_names<DaysOffRule> =
    std::to_array<std::string_view>({"leave", "working_day_before", "working_day_after"});
template <>
inline constexpr auto code_names<PeriodKind> =
    std::to_array<std::string_view>({"month", "quarter", "half_year", "nine_months", "year"});
template <>
inline constexpr auto code_names<DataSpans> = std::to_array<std::string_view>({"decree_09_2019",
                                                                               "calendar"});
template <>
inline constexpr auto code_names<ScoreRuleKind> =
    std::to_array<std::string_view>({"fixed", "up_to", "per_occurrence", "step"});
template <>
inline constexpr auto code_names<ScoreGroupKind> = std::to_array<std::string_view>({"base", "bonus",
                                                                                    "deduction"});

/// An enum that has code names.
template <class E>
concept CodeNamed =
    std::is_enum_v<E> && !std::is_same_v<std::remove_cv_t<decltype(code_names<E>)>, std::nullptr_t>;

/// As many names as enumerators, checked where the last one is known.
template <CodeNamed E>
constexpr bool names_end_at(E last) {
  return code_names<E>.size() == static_cast<std::size_t>(last) + 1;
}
static_assert(names_end_at(PlanKind::guidance_letter));
static_assert(names_end_at(UnitRole::excluded));
static_assert(names_end_at(TeamRole::support_member));
static_assert(names_end_at(Bound::until));
static_assert(names_end_at(DueKind::ahead));
static_assert(names_end_at(PeriodKind::year));
static_assert(names_end_at(DataSpans::calendar));
static_assert(names_end_at(TimeUnit::year));
static_assert(names_end_at(Frequency::unspecified));
static_assert(names_end_at(DaysOffRule::working_day_after));
static_assert(names_end_at(ScoreRuleKind::step));
static_assert(names_end_at(ScoreGroupKind::deduction));

template <CodeNamed E>
constexpr std::string_view code_name(E value) {
  return code_names<E>[static_cast<std::size_t>(value)];
}

template <CodeNamed E>
constexpr std::optional<E> parse_code_name(std::string_view name) {
  for (std::size_t i = 0; i < code_names<E>.size(); ++i) {
    if (code_names<E>[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

template <CodeNamed E>
constexpr std::span<const std::string_view> all_code_names() {
  return code_names<E>;
}

}  // namespace inspectord
