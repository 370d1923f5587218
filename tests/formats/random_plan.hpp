// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/plan_fields.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <span>

namespace inspectord::testing {

/// Invents plans that a plan file can hold: every member filled, or each one left out now and then.
class PlanInventor {
 public:
  explicit PlanInventor(unsigned seed, bool every_member)
      : engine_(seed), every_member_(every_member) {}

  Plan plan();

  int number(int from, int to) { return std::uniform_int_distribution<int>{from, to}(engine_); }
  bool leaves_out() { return !every_member_ && number(0, 2) == 0; }
  int next_key(KeySpace space) { return keys_[space]++; }
  std::string text();
  LocalDate next_date() { return date_ = plus_days(date_, number(1, 9)); }
  DueKind next_due_kind() { return static_cast<DueKind>(due_kind_++ % 7); }
  int next_debtor() { return debtor_++; }
  bool may_nest() { return depth_ < 3; }
  struct Nesting {
    explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
    ~Nesting() { --depth_; }
    int& depth_;
  };
  Nesting nest() { return Nesting{depth_}; }

 private:
  std::mt19937 engine_;
  bool every_member_;
  std::map<KeySpace, int> keys_;
  LocalDate date_ = make_date(2024, 1, 30);
  int due_kind_ = 0;
  int debtor_ = 0;
  int texts_ = 0;
  int depth_ = 0;
};

template <class M>
inline constexpr bool is_list = false;
template <class E>
inline constexpr bool is_list<std::vector<E>> = true;

/// Fills one struct by its `fields` list. Entries that others name always come in twos.
template <class T>
class FieldInventor {
 public:
  FieldInventor(PlanInventor& inventor, T& out) : inventor_(inventor), out_(out) {}

  void document(std::string_view) {}
  template <class M>
  void field(std::string_view, M T::*member, Need need = Need::optional) {
    if (need == Need::optional && !is_list<M> && inventor_.leaves_out()) return;
    fill(out_.*member);
  }
  void choice(std::string_view, std::string T::*member, std::span<const std::string_view> allowed,
              Need need = Need::optional) {
    if (need == Need::optional && inventor_.leaves_out()) return;
    out_.*member = allowed[static_cast<std::size_t>(
        inventor_.number(0, static_cast<int>(allowed.size()) - 1))];
  }
  void own_key(std::string T::*member, KeySpace space) {
    out_.*member = key(space, inventor_.next_key(space));
  }
  void reference(std::string_view, std::string T::*member, Ref ref, Need need = Need::optional) {
    if (need == Need::optional && inventor_.leaves_out()) return;
    out_.*member = referred(ref, 0);
  }
  void reference(std::string_view, std::vector<std::string> T::*member, Ref ref,
                 Need = Need::optional) {
    if (inventor_.leaves_out()) return;
    for (int i = 0; i < 2; ++i) (out_.*member).push_back(referred(ref, i));
  }
  void pointer(std::string_view, std::string T::*member, PointsTo, Need = Need::optional) {
    out_.*member = "/agencies";
  }
  void pointer(std::string_view, std::vector<std::string> T::*member, PointsTo,
               Need = Need::optional) {
    if (!inventor_.leaves_out()) out_.*member = {"/agencies/0", "/duties/0/due"};
  }

 private:
  static std::string key(KeySpace space, int number) {
    return "k" + std::to_string(static_cast<int>(space)) + "-" + std::to_string(number);
  }
  static std::string referred(Ref ref, int number) {
    switch (ref) {
      case Ref::agency:
        return key(KeySpace::agency, number);
      case Ref::group:
        return key(KeySpace::group, number);
      case Ref::party:
        return key(number == 0 ? KeySpace::agency : KeySpace::group, 0);
      case Ref::content:
        return key(KeySpace::content, number);
      case Ref::team:
        return key(KeySpace::team, number);
      case Ref::attachment:
        return key(KeySpace::attachment, number);
      case Ref::outline:
        return key(KeySpace::outline, number);
      case Ref::duty:
        return key(number == 0 ? KeySpace::duty : KeySpace::recurring_duty, 0);
      case Ref::link:
        break;
    }
    return key(number == 0 ? KeySpace::outline : KeySpace::attachment, 0);
  }

  void fill(std::string& out) { out = inventor_.text(); }
  void fill(bool& out) { out = true; }
  void fill(int& out) { out = inventor_.number(1, 1000); }
  void fill(double& out) { out = inventor_.number(-400, 400) / 8.0 + 0.1 * inventor_.number(1, 9); }
  void fill(LocalDate& out) { out = inventor_.next_date(); }
  void fill(PartialDate& out) {
    const auto date = inventor_.next_date();
    out.year = static_cast<int>(date.year());
    if (inventor_.number(0, 3) == 0) return;
    out.month = static_cast<unsigned>(date.month());
    if (inventor_.number(0, 2) > 0) out.day = static_cast<unsigned>(date.day());
  }
  /// The second time of an object lies behind its first.
  void fill(LocalTime& out) { out = LocalTime{720 * times_++ + inventor_.number(1, 719)}; }
  void fill(std::chrono::month_day& out) {
    out = std::chrono::month_day{std::chrono::February, std::chrono::day{29}};
  }
  template <CodeNamed E>
  void fill(E& out) {
    out = static_cast<E>(inventor_.number(1, static_cast<int>(code_names<E>.size()) - 1));
  }
  template <class M>
  void fill(std::optional<M>& out) {
    fill(out.emplace());
  }
  template <class E>
  void fill(std::vector<E>& out) {
    if (!inventor_.may_nest()) return;
    const auto nesting = inventor_.nest();
    constexpr int count = std::is_same_v<E, Duty>            ? 7
                          : std::is_same_v<E, RecurringDuty> ? 4
                                                             : 2;  // Every kind once.
    for (int i = 0; i < count; ++i) fill(out.emplace_back());
  }
  template <class S>
  requires std::is_class_v<S>
  void fill(S& out) {
    FieldInventor<S> fields_of{inventor_, out};
    fields(fields_of, Of<S>{});
    mend(out);
  }

  void mend(auto&) {}
  void mend(Debtor& debtor) {
    const int kept = inventor_.next_debtor() % 4;
    if (kept != 0) debtor.agency.clear();
    if (kept != 1) debtor.group.clear();
    if (kept != 2) debtor.role.clear();
    if (debtor.agency.empty() && debtor.group.empty() && debtor.role.empty())
      debtor.text = inventor_.text();
  }
  void mend(PlannedDue& rule) {
    const PlannedDue said = rule;
    rule = {};
    rule.kind = inventor_.next_due_kind();
    rule.raw = said.raw;
    rule.bound = said.bound;
    if (rule.kind == DueKind::date) fill(rule.day), fill(rule.hour);
    if (rule.kind != DueKind::at_once) rule.report = said.report;
    if (rule.kind == DueKind::within || rule.kind == DueKind::ahead) {
      fill(rule.unit);
      rule.count = said.count % 10 + 1;
      rule.from_visit = said.from_visit;
      rule.event = "ngày ký";
      if (!rule.from_visit) fill(rule.day);
    }
    if (rule.kind == DueKind::yearly) fill(rule.month_day);
    if (rule.kind == DueKind::window) fill(rule.start), fill(rule.end);
  }
  static void put_on_one_line(std::string& text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  }
  void mend(AgencyEntry& agency) {
    if (agency.parent == agency.key) agency.parent.clear();
    put_on_one_line(agency.name);
    put_on_one_line(agency.short_name);
  }
  void mend(GroupEntry& group) { put_on_one_line(group.name); }
  void mend(Signer& signer) {
    put_on_one_line(signer.title);
    put_on_one_line(signer.name);
  }
  void mend(Attachment& attachment) { put_on_one_line(attachment.name); }
  void mend(Duty& duty) { put_on_one_line(duty.what); }
  void mend(RecurringDuty& duty) {
    put_on_one_line(duty.what);
    const bool by_cron = inventor_.number(0, 1) == 0;
    if (!duty.rrule.empty()) duty.rrule = by_cron ? "" : "FREQ=WEEKLY;BYDAY=FR";
    if (!duty.cron.empty()) duty.cron = by_cron ? "0 0 L * *" : "";
    if (!duty.rrule.empty() && !duty.anchor) duty.rrule.clear();
  }
  void mend(Lead& lead) { lead.days = inventor_.number(0, 366); }
  void mend(PlannedReport& report) { report.grace_days = inventor_.number(0, 366); }
  void mend(Visit& visit) { put_on_one_line(visit.place); }
  void mend(Plan& plan) {
    put_on_one_line(plan.title);
    put_on_one_line(plan.number);
    put_on_one_line(plan.symbol);
  }
  void mend(CitedDocument& document) {
    if (document.kind.empty()) document.title = "Về công tác lưu trữ";
  }
  void mend(Section& section) {
    if (section.no.empty()) section.title = "Mục đích";
  }
  void mend(SubUnit& unit) {
    if (unit.agency.empty()) unit.placeholder = "01 trường";
  }
  void mend(TeamMember& member) {
    if (member.agency.empty()) member.text = "01 lãnh đạo";
  }

  PlanInventor& inventor_;
  T& out_;
  int times_ = 0;

  friend class PlanInventor;
};

inline std::string PlanInventor::text() {
  constexpr std::string_view ends[] = {
      "Sở Nội vụ", "\"nháy\" \\ /", "dòng\nmới\t", "\x01\x7F", "😀 ệ", "’–…", "a"};
  return std::to_string(++texts_) + " " + std::string{ends[static_cast<std::size_t>(number(0, 6))]};
}

inline Plan PlanInventor::plan() {
  Plan plan;
  FieldInventor<Plan> fields_of{*this, plan};
  fields(fields_of, Of<Plan>{});
  fields_of.mend(plan);
  plan.plan_year = number(1900, 2199);
  return plan;
}

}  // namespace inspectord::testing
