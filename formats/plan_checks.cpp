// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_checks.hpp"

#include "formats/code_names.hpp"
#include "formats/decoder.hpp"
#include "formats/one_line_check.hpp"
#include "workflow/repetition.hpp"

#include <initializer_list>

namespace inspectord {
namespace {

/// A key of the object, and whether it says anything there.
struct Said {
  std::string_view key;
  bool said = false;
};

std::string listed(std::initializer_list<Said> keys, bool only_said) {
  std::string list;
  for (const auto& [key, said] : keys) {
    if (said || !only_said) list.append(list.empty() ? "" : ", ").append(key);
  }
  return list;
}

std::ptrdiff_t count_said(std::initializer_list<Said> keys) {
  return std::ranges::count(keys, true, &Said::said);
}

void require_one_of(std::initializer_list<Said> keys, const Spot& at, Decoder& decoder) {
  if (count_said(keys) == 0)
    decoder.report(at, reason::decode_one_of_missing, {{"keys", listed(keys, false)}});
}

template <class T>
void require_order(const std::optional<T>& start, const std::optional<T>& end,
                   std::string_view end_key, const Spot& at, Decoder& decoder) {
  if (!start || !end || *start <= *end) return;
  decoder.report(at.member_or_self(end_key), reason::decode_range_reversed,
                 {{"start", to_string(*start)}, {"end", to_string(*end)}});
}

constexpr int days_of_a_year = 366;

void require_within(std::string_view key, int value, int least, int most, const Spot& at,
                    Decoder& decoder) {
  if (value >= least && value <= most) return;
  decoder.report(at.member_or_self(key), reason::decode_out_of_range,
                 {{"found", std::to_string(value)},
                  {"min", std::to_string(least)},
                  {"max", std::to_string(most)}});
}

/// Ten years: no paper counts further.
int most_of(TimeUnit unit) {
  constexpr int years = 10;
  switch (unit) {
    case TimeUnit::day:
    case TimeUnit::working_day:
      return years * days_of_a_year;
    case TimeUnit::week:
      return years * 53;
    case TimeUnit::half_month:
      return years * 24;
    case TimeUnit::month:
      return years * 12;
    case TimeUnit::half_year:
      return years * 2;
    case TimeUnit::year:
      return years;
  }
  return years;
}

}  // namespace

void check(const AgencyEntry& agency, const Spot& at, Decoder& decoder) {
  require_one_line("name", agency.name, at, decoder);
  require_one_line("short_name", agency.short_name, at, decoder);
  require_order(agency.valid_from, agency.valid_to, "valid_to", at, decoder);
}

void check(const GroupEntry& group, const Spot& at, Decoder& decoder) {
  require_one_line("name", group.name, at, decoder);
}

void check(const Signer& signer, const Spot& at, Decoder& decoder) {
  require_one_line("title", signer.title, at, decoder);
  require_one_line("name", signer.name, at, decoder);
}

void check(const Attachment& attachment, const Spot& at, Decoder& decoder) {
  require_one_line("name", attachment.name, at, decoder);
}

void check(const Duty& duty, const Spot& at, Decoder& decoder) {
  require_one_line("what", duty.what, at, decoder);
}

void check(const RecurringDuty& duty, const Spot& at, Decoder& decoder) {
  require_one_line("what", duty.what, at, decoder);
  const std::initializer_list<Said> rules{{"rrule", !duty.rrule.empty()},
                                          {"cron", !duty.cron.empty()}};
  if (count_said(rules) > 1) {
    return decoder.report(at, reason::decode_one_of_several,
                          {{"found", listed(rules, true)}, {"keys", "rrule, cron"}});
  }
  if (!duty.rrule.empty() && !duty.anchor)
    return decoder.report(at, reason::decode_one_of_missing, {{"keys", "anchor"}});
  const auto recurrence = recurrence_of(
      {.anchor = duty.anchor, .rrule = duty.rrule, .cron = duty.cron, .days_off = duty.days_off});
  if (recurrence) return;
  const auto& problem = recurrence.error().problems().front();
  decoder.report(at.member_or_self(duty.cron.empty() ? "rrule" : "cron"), problem.reason,
                 problem.arguments);
}

void check(const Visit& visit, const Spot& at, Decoder& decoder) {
  require_one_line("place", visit.place, at, decoder);
}

void check(const CitedDocument& document, const Spot& at, Decoder& decoder) {
  require_one_of({{"kind", !document.kind.empty()},
                  {"number", !document.number.empty()},
                  {"title", !document.title.empty()}},
                 at, decoder);
}

void check(const Section& section, const Spot& at, Decoder& decoder) {
  require_one_of({{"no", !section.no.empty()}, {"title", !section.title.empty()}}, at, decoder);
}

void check(const SubUnit& unit, const Spot& at, Decoder& decoder) {
  require_one_of({{"agency", !unit.agency.empty()}, {"placeholder", !unit.placeholder.empty()}}, at,
                 decoder);
}

void check(const Session& session, const Spot& at, Decoder& decoder) {
  require_order(std::optional{session.start}, session.end, "end", at, decoder);
}

void check(const AgendaItem& item, const Spot& at, Decoder& decoder) {
  require_order(std::optional{item.start}, item.end, "end", at, decoder);
}

void check(const TeamMember& member, const Spot& at, Decoder& decoder) {
  require_one_of({{"agency", !member.agency.empty()},
                  {"person", !member.person.empty()},
                  {"text", !member.text.empty()}},
                 at, decoder);
}

void check(const EventEntry& event, const Spot& at, Decoder& decoder) {
  require_order(event.start, event.end, "end", at, decoder);
}

void check(const Debtor& debtor, const Spot& at, Decoder& decoder) {
  const Said agency{"agency", !debtor.agency.empty()};
  const Said group{"group", !debtor.group.empty()};
  const Said role{"role", !debtor.role.empty()};
  require_one_of({agency, group, role, {"text", !debtor.text.empty()}}, at, decoder);
  if (count_said({agency, group, role}) > 1) {
    decoder.report(
        at, reason::decode_one_of_several,
        {{"found", listed({agency, group, role}, true)}, {"keys", "agency, group, role"}});
  }
}

void check(const PlannedDue& rule, const Spot& at, Decoder& decoder) {
  const bool window = rule.kind == DueKind::window;
  const auto fit = [&](std::string_view key, bool said, bool wanted) {
    if (said == wanted) return;
    const auto& why = wanted ? reason::decode_due_missing : reason::decode_due_unfit;
    decoder.report(at.member_or_self(key), why,
                   {{"key", std::string{key}}, {"kind", std::string{code_name(rule.kind)}}});
  };
  const bool counted = rule.kind == DueKind::within || rule.kind == DueKind::ahead;
  const bool has_day = rule.day.has_value();
  const bool has_event = !rule.event.empty();
  fit("day", has_day, rule.kind == DueKind::date || (counted && has_day && !rule.from_visit));
  fit("hour", rule.hour.has_value(), rule.kind == DueKind::date && rule.hour);
  fit("count", rule.count > 0, counted);
  require_within("count", rule.count, 0, most_of(rule.unit), at, decoder);
  fit("event", has_event, counted && (has_event || !(has_day || rule.from_visit)));
  fit("unit", rule.unit != TimeUnit::day, counted && rule.unit != TimeUnit::day);
  fit("from_visit", rule.from_visit, counted && rule.from_visit);
  fit("report", rule.report.has_value(), rule.kind != DueKind::at_once && rule.report);
  fit("month_day", rule.month_day.has_value(), rule.kind == DueKind::yearly);
  fit("start", rule.start.has_value(), window);
  fit("end", rule.end.has_value(), window);
  require_order(rule.start, rule.end, "end", at, decoder);
}

void check(const Lead& lead, const Spot& at, Decoder& decoder) {
  require_within("days", lead.days, 1, days_of_a_year, at, decoder);
}

void check(const PlannedReport& report, const Spot& at, Decoder& decoder) {
  require_within("grace_days", report.grace_days, 0, days_of_a_year, at, decoder);
}

void check(const PlanPeriod& period, const Spot& at, Decoder& decoder) {
  require_order(period.start, period.end, "end", at, decoder);
}

namespace {

/// Whether the bodies above an agency come back to it.
bool is_above_itself(const AgencyEntry& agency,
                     const std::map<std::string_view, std::string_view>& parents) {
  std::string_view above = agency.parent;
  for (std::size_t steps = 0; steps <= parents.size() && !above.empty(); ++steps) {
    if (above == agency.key) return true;
    const auto next = parents.find(above);
    above = next == parents.end() ? std::string_view{} : next->second;
  }
  return false;
}

}  // namespace

void check(const Plan& plan, const Spot& at, Decoder& decoder) {
  constexpr int first_year = 1900;
  constexpr int last_year = 2199;
  require_within("plan_year", plan.plan_year, first_year, last_year, at, decoder);
  require_one_line("title", plan.title, at, decoder);
  require_one_line("number", plan.number, at, decoder);
  require_one_line("symbol", plan.symbol, at, decoder);
  std::map<std::string_view, std::string_view> parents;
  for (const auto& agency : plan.agencies) parents.emplace(agency.key, agency.parent);
  const auto list = at.member_or_self("agencies");
  for (std::size_t i = 0; i < plan.agencies.size(); ++i) {
    if (!is_above_itself(plan.agencies[i], parents)) continue;
    const auto entry = list.entry(i, (*list.value().if_array())[i]);
    decoder.report(entry.member_or_self("parent"), reason::decode_parent_circle,
                   {{"found", plan.agencies[i].key}});
  }
}

}  // namespace inspectord
