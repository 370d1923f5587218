// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>
#include <string>
#include <vector>

// Who inspects whom, when and where.

namespace inspectord {

enum class UnitRole { inspected, executing, assessed, excluded };

/// What an agency or group is to the plan as a whole.
struct PlanUnit {
  std::string agency;  ///< Key of an agency or group.
  UnitRole role = UnitRole::inspected;
  std::string reason;  ///< Why it is excluded.
  std::string raw;     ///< The words that say so, where they matter.

  friend bool operator==(const PlanUnit&, const PlanUnit&) = default;
};

/// A sort of body that the plan means to inspect; SCOPE_NOT_SCHEDULED where no visit goes to any of
/// its agencies.
struct ScopeEntry {
  std::string text;  ///< "cấp xã", "trung tâm, cơ sở chăm sóc, nuôi dưỡng trẻ em"
  std::vector<std::string>
      agencies;  ///< Keys of agencies or groups; empty while the paper names none.

  friend bool operator==(const ScopeEntry&, const ScopeEntry&) = default;
};

/// What is looked at, or done. Short words of our own.
struct Content {
  std::string key;
  std::string no;  ///< As the paper numbers it.
  std::string text;
  std::vector<std::string> agencies;  ///< Keys of agencies or groups that it is for; empty: all.
  bool on_site = false;   ///< It takes place in a visit, so an agenda has to have room for it.
  bool inspects = false;  ///< The plan foresees an inspection here (INSPECTION_NOT_SCHEDULED
                          ///< without any visit).
  std::string years_looked_at;  ///< "năm 2023 và quý I/2024": thời kỳ, never a deadline.

  friend bool operator==(const Content&, const Content&) = default;
};

/// A number that the paper states about one of its own lists; COUNT_MISMATCH compares.
struct StatedCount {
  std::string of;  ///< JSON pointer of the list ("/visits", "/score_sheets/0/groups"), or
                   ///< "sub_units" for those of all visits whose unit is not excluded.
  int count = 0;
  std::string raw;  ///< "tại 20 xã, phường, thị trấn"

  friend bool operator==(const StatedCount&, const StatedCount&) = default;
};

/// A part of a visit's day.
struct Session {
  std::string part;  ///< "morning", "afternoon", "day"
  LocalTime start{};
  std::optional<LocalTime> end;  ///< Empty where the paper gives none.
  std::string place;
  std::string unit;  ///< Key of the agency it is for; empty while sessions are not allocated.

  friend bool operator==(const Session&, const Session&) = default;
};

/// A body inspected within a visit: named, or still to be chosen.
struct SubUnit {
  std::string agency;       ///< Key; empty for a placeholder.
  std::string placeholder;  ///< "01 trường THCS hoặc THPT"
  std::string chosen_by;    ///< Key of who chooses it, where the paper says so.

  friend bool operator==(const SubUnit&, const SubUnit&) = default;
};

struct Attendee {
  std::string scope;  ///< Where they sit: "province", "district", "commune", "session".
  std::string text;   ///< As written.
  std::vector<std::string> agencies;  ///< Keys, where they are agencies.

  friend bool operator==(const Attendee&, const Attendee&) = default;
};

/// A unit is inspected on a day.
struct Visit {
  std::string key;   ///< Stable over revisions: "cho-moi".
  std::string unit;  ///< Agency key.
  LocalDate date{};
  bool tentative = false;  ///< "dự kiến"
  std::string place;
  std::string specialist_office;  ///< Agency key of the unit's office that is told too; empty if
                                  ///< none is named.
  std::vector<Session> sessions;
  std::vector<SubUnit> sub_units;
  std::vector<Attendee> attendees;  ///< Where they differ from Plan::attendees.
  std::string team;                 ///< Key of the team that goes; empty: the plan's only team.

  friend bool operator==(const Visit&, const Visit&) = default;
};

struct AgendaItem {
  LocalTime start{};
  std::optional<LocalTime> end;
  std::string content;
  std::string who;
  std::string place;
  std::vector<std::string>
      covers;  ///< Keys of Plan::contents; AGENDA_NOT_COVERING looks for on-site ones left out.

  friend bool operator==(const AgendaItem&, const AgendaItem&) = default;
};

struct Agenda {
  std::string title;
  std::vector<AgendaItem> items;

  friend bool operator==(const Agenda&, const Agenda&) = default;
};

enum class TeamRole { leader, deputy, member, secretary, support_head, support_member };

struct TeamMember {
  std::string agency;  ///< Key; who sends the member.
  std::string person;  ///< Empty until the agency has named one.
  std::string post;    ///< "Phó Giám đốc Sở"
  TeamRole role = TeamRole::member;
  bool invited = false;    ///< "Mời ..."
  bool per_visit = false;  ///< A local member who joins only the visits of its own district.
  std::string text;        ///< As written, where the agency does not say it all.

  friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

struct Team {
  std::string key;
  std::string name;
  std::vector<TeamMember> members;
  std::vector<TeamMember> support;  ///< Tổ giúp việc.

  friend bool operator==(const Team&, const Team&) = default;
};

/// A campaign or day the plan names: from, to.
struct EventEntry {
  std::string key;
  std::string name;
  std::optional<LocalDate> start, end;
  std::string raw;  ///< "từ ngày 01/6/2023 đến ngày 30/6/2023"

  friend bool operator==(const EventEntry&, const EventEntry&) = default;
};

}  // namespace inspectord
