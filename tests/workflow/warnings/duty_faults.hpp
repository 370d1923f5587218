// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/workflow/warnings/fault.hpp"

namespace inspectord::invented {

/// The minutes of the visits, owed by a role in the team.
inline Duty report_of_role(const std::string& role) {
  auto entry =
      duty("bao-cao-doan", "báo cáo kết quả kiểm tra", "", "ubnd-tinh", make_date(2026, 6, 6));
  entry.owed_by.role = role;
  return entry;
}

inline Outline second_outline() {
  Outline outline;
  outline.key = "de-cuong-hai";
  outline.title = "Đề cương số hai";
  outline.sections = {{"1", "Số liệu", {}}};
  return outline;
}

inline std::vector<Fault> duty_faults() {
  return {
      {"ROLE_UNASSIGNED", inspection_plan,
       [](Plan& p) { p.duties.push_back(report_of_role("deputy")); },
       [](Plan& p) { p.teams[0].members.push_back(member("so-y-te", TeamRole::deputy)); }},
      {"REPORT_RECIPIENT_CONFLICT", inspection_plan,
       [](Plan& p) {
         p.duties.push_back(duty("lan-hai", "báo cáo tình trạng cầu", "huyen-dong", "so-y-te",
                                 make_date(2026, 5, 9)));
       },
       [](Plan& p) { p.duties.back().to = "so-giao-thong"; }},
      {"OUTLINE_CONFLICT", inspection_plan,
       [](Plan& p) {
         p.outlines.push_back(second_outline());
         p.duties.push_back(duty("phong", "báo cáo tình trạng cầu", "phong-dong", "so-giao-thong",
                                 make_date(2026, 4, 4)));
         p.duties.back().outline = "de-cuong-hai";
         p.recipients.push_back(recipient("Phòng Hạ tầng huyện Đông", {"phong-dong"}));
       },
       [](Plan& p) { p.duties.back().topic = "so-lieu-cau"; }},
      {"NO_REPORT_OWED_BY_SCHEDULED_UNIT", inspection_plan, [](Plan& p) { p.duties.pop_back(); },
       [](Plan& p) { p.duties.push_back(inspection_plan().duties[1]); }},
      {"DEADLINE_WITHOUT_DATE", implementation_plan, [](Plan& p) { p.duties[0].due = {}; },
       [](Plan& p) { p.duties[0].due = implementation_plan().duties[0].due; }},
      {"DEADLINE_EVENT_RELATIVE", inspection_plan,
       [](Plan& p) {
         p.duties[0].due = {};
         p.duties[0].due.kind = DueKind::at_visit;
         p.duties[0].due.raw = "trong buổi làm việc";
       },
       [](Plan& p) { p.duties[0].due = inspection_plan().duties[0].due; }},
      {"DUPLICATE_DEADLINE", implementation_plan,
       [](Plan& p) {
         p.duties.push_back(
             duty("nua", "báo cáo kinh phí", "huyen-dong", "so-giao-thong", make_date(2026, 4, 4)));
       },
       [](Plan& p) {
         p.duties.back().due.bound = Bound::until, p.duties.back().due.day = make_date(2026, 4, 10);
       }},
      {"CONSOLIDATOR_NO_LEAD_TIME", implementation_plan,
       [](Plan& p) {
         p.duties.push_back(duty("tong-hop", "tổng hợp tình trạng cầu", "so-giao-thong",
                                 "ubnd-tinh", make_date(2026, 4, 4)));
         p.duties.back().consolidates = {"bao-cao-dong", "bao-cao-tay"};
       },
       [](Plan& p) { p.duties.back().due.day = make_date(2026, 4, 9); }},
      {"WEEKEND_DEADLINE", implementation_plan,
       [](Plan& p) { p.duties[0].due.day = make_date(2026, 4, 20); },
       [](Plan& p) { p.duties[0].due.day = make_date(2026, 4, 18); }},
      {"REPORT_DUE_TOO_EARLY", implementation_plan,
       [](Plan& p) {  // figures to Sunday, 14/6; what is due before the 16th comes on Monday
         p.duties[0].due.report = PlannedReport{.period = PeriodKind::half_year};
         p.duties[0].due.day = make_date(2026, 6, 16);
       },
       [](Plan& p) { p.duties[0].due.day = make_date(2026, 6, 17); }},
      {"RECURRENCE_WITHOUT_ANCHOR", implementation_plan,
       [](Plan& p) { p.recurring_duties[0].anchor.reset(); },
       [](Plan& p) { p.recurring_duties[0].anchor = make_date(2026, 4, 6); }},
      {"RECURRENCE_NEVER_DUE", implementation_plan,
       [](Plan& p) {
         p.recurring_duties[0].anchor = make_date(2026, 4, 6);
         p.recurring_duties[0].rrule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
       },
       [](Plan& p) { p.recurring_duties[0].rrule = "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=6"; }},
      {"PERIOD_WITHOUT_FREQUENCY", implementation_plan,
       [](Plan& p) { p.recurring_duties[0].frequency = Frequency::unspecified; },
       [](Plan& p) { p.recurring_duties[0].frequency = Frequency::quarterly; }},
      {"REMINDER_BEFORE_ISSUE", implementation_plan,
       [](Plan& p) {
         p.date = PartialDate{2026, 3, 21};
       },
       [](Plan& p) {
         p.date = PartialDate{2026, 3, 20};
       }},
      {"TASK_WITHOUT_DEADLINE", implementation_plan, [](Plan& p) { p.tasks[0].due.reset(); },
       [](Plan& p) { p.tasks[0].links = {"bao-cao-dong"}; }},
      {"DUPLICATE_TASK", implementation_plan,
       [](Plan& p) {
         p.tasks.push_back(task("them", "huyen-dong", "cắm biển báo ở đầu cầu."));
         p.tasks.back().due = make_date(2026, 7, 1);
       },
       [](Plan& p) { p.tasks.back().text = "Cắm biển báo ở khúc cua"; }},
  };
}

}  // namespace inspectord::invented
