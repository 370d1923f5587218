// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "workflow/plan/plan.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

class DaysOff;

/// Keys of agencies, and of groups that enumerate nobody: such a group stands for itself.
using Keys = std::set<std::string>;

/// A plan made easy to ask: who stands behind a key, who is excluded, when a duty ends. For the
/// warnings.
class PlanView {
 public:
  /// Requires: both outlive the view.
  PlanView(const Plan& plan, const DaysOff& days_off);

  const Plan& plan() const { return plan_; }
  const DaysOff& days_off() const { return days_off_; }

  const AgencyEntry* agency(std::string_view key) const;  ///< nullptr: no such agency.
  const GroupEntry* group(std::string_view key) const;    ///< nullptr: no such group.
  std::string name(
      std::string_view key) const;       ///< Of an agency or group; the key if there is none.
  std::string names(const Keys&) const;  ///< Joined by "; ".

  /// An agency is its own member; a group has its members without its `except`, groups in groups
  /// unfolded. A group that enumerates nobody stands for itself, and for other such groups that its
  /// name names: "Các phòng, UBND các xã" for "UBND các xã".
  Keys members(const std::string& key) const;
  Keys members(const std::vector<std::string>& keys) const;
  bool enumerates(const std::string& key) const;  ///< False for a group without members.

  Keys debtors(const Debtor&) const;  ///< A role is "role:<name>"; nobody for words alone.

  /// Units that a PlanUnit excludes, or that a group of the scope takes out and nothing else brings
  /// in.
  const Keys& excluded() const { return excluded_; }
  std::string reason_of_exclusion(const std::string& unit) const;

  /// Last on-time day of a dated duty; of a yearly one the occurrence whose last day lies in the
  /// plan year.
  std::optional<LocalDate> last_day(const Duty&) const;

  /// Whether a year is the plan's, or lies in its period.
  bool fits(int year) const;

 private:
  const Keys& unfold(const GroupEntry&);
  Keys named_within(const GroupEntry&) const;
  Keys find_excluded() const;

  const Plan& plan_;
  const DaysOff& days_off_;
  std::map<std::string_view, const AgencyEntry*> agencies_;
  std::map<std::string_view, const GroupEntry*> groups_;
  std::map<std::string, Keys> members_;  ///< Of groups.
  Keys excluded_;
};

bool overlap(const Keys& a, const Keys& b);

/// The key of the team that goes; a plan with one team need not say it.
std::string team_of(const Plan&, const Visit&);

/// Units that a visit goes to: its own, and the named places within it.
Keys places_of(const Visit&);

}  // namespace inspectord
