// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

// Invented plans, one of each kind, in which there is nothing to warn of. A test breaks one thing.

namespace inspectord::invented {

inline AgencyEntry agency(std::string key, std::string name, std::string parent = {}) {
  AgencyEntry entry;
  entry.key = std::move(key);
  entry.name = std::move(name);
  entry.parent = std::move(parent);
  return entry;
}

inline Visit visit(std::string key, std::string unit, LocalDate date) {
  Visit entry;
  entry.key = std::move(key);
  entry.unit = std::move(unit);
  entry.date = date;
  Session session;
  session.part = "morning";
  session.start = *parse_time("08:00");
  session.end = parse_time("11:00");
  entry.sessions = {session};
  return entry;
}

inline TeamMember member(std::string agency, TeamRole role, std::string person = {}) {
  TeamMember entry;
  entry.agency = std::move(agency);
  entry.role = role;
  entry.person = std::move(person);
  return entry;
}

inline Duty duty(std::string key, std::string what, std::string owed_by, std::string to,
                 LocalDate before) {
  Duty entry;
  entry.key = std::move(key);
  entry.what = std::move(what);
  entry.owed_by.agency = std::move(owed_by);
  entry.to = std::move(to);
  entry.due.kind = DueKind::date;
  entry.due.raw = "trước ngày " + to_string(before);
  entry.due.day = before;
  return entry;
}

inline Task task(std::string key, std::string agency, std::string text) {
  Task entry;
  entry.key = std::move(key);
  entry.agencies = {std::move(agency)};
  entry.role = "execute";
  entry.text = std::move(text);
  return entry;
}

inline AgendaItem agenda_item(const char* start, const char* end, std::string content) {
  AgendaItem item;
  item.start = *parse_time(start);
  item.end = parse_time(end);
  item.content = std::move(content);
  return item;
}

inline Criterion criterion(std::string no, std::string text, std::optional<double> max,
                           std::vector<Criterion> children = {}) {
  Criterion entry;
  entry.no = std::move(no);
  entry.text = std::move(text);
  entry.max = max;
  entry.evidence = "Quyết định của UBND huyện";
  entry.children = std::move(children);
  return entry;
}

inline ScoreGroup score_group(std::string no, std::string title, ScoreGroupKind kind,
                              std::vector<Criterion> criteria) {
  ScoreGroup group;
  group.no = std::move(no);
  group.title = std::move(title);
  group.kind = kind;
  group.criteria = std::move(criteria);
  return group;
}

/// 20 points, 5 of bonus, at most 5 of deductions.
inline ScoreSheet score_sheet() {
  ScoreSheet sheet;
  sheet.key = "bang-diem";
  sheet.title = "Bảng điểm an toàn cầu đường";
  sheet.total = 20;
  sheet.groups = {
      score_group("I", "Quản lý", ScoreGroupKind::base,
                  {criterion("1", "Có kế hoạch duy tu", 10),
                   criterion("2", "Tuần tra", 10,
                             {criterion("2.1", "Cầu", 6), criterion("2.2", "Đường", 4)})}),
      score_group("II", "Điểm thưởng", ScoreGroupKind::bonus,
                  {criterion("1", "Sáng kiến được công nhận", 5)}),
      score_group("III", "Điểm trừ", ScoreGroupKind::deduction,
                  {criterion("1", "Mỗi báo cáo trễ hạn", 1)})};
  sheet.groups[0].max = 20;
  sheet.groups[1].max = 5;
  sheet.groups[2].cap = 5;
  ScoreRule each;
  each.kind = ScoreRuleKind::per_occurrence;
  each.points = 1;
  each.occurrences = 4;
  sheet.groups[2].criteria[0].rules = {each};
  return sheet;
}

inline Recipient recipient(std::string text, std::vector<std::string> agencies) {
  Recipient line;
  line.text = std::move(text);
  line.agencies = std::move(agencies);
  return line;
}

inline CitedDocument cited(std::string kind, std::string number, PartialDate date,
                           std::string issuer, std::string title) {
  CitedDocument document;
  document.kind = std::move(kind);
  document.number = std::move(number);
  document.date = date;
  document.issuer = std::move(issuer);
  document.title = std::move(title);
  return document;
}

/// What the three plans share: Sở Giao thông, two districts, 2026.
inline Plan plan_of_roads(PlanKind kind) {
  Plan plan;
  plan.key = "cau-duong-2026";
  plan.kind = kind;
  plan.title = "Bảo trì cầu đường năm 2026";
  plan.plan_year = 2026;
  plan.policy = "civil-14-7-3-1";
  plan.number = "12/KH-SGT";
  plan.symbol = "KH-SGT";
  plan.date = PartialDate{2026, 3, 2};
  plan.issuer = "so-giao-thong";
  plan.parent_agency = "ubnd-tinh";
  plan.drafting_unit = "phong-bao-tri";
  plan.agencies = {agency("ubnd-tinh", "UBND tỉnh"),
                   agency("so-giao-thong", "Sở Giao thông", "ubnd-tinh"),
                   agency("phong-bao-tri", "Phòng Bảo trì", "so-giao-thong"),
                   agency("so-y-te", "Sở Y tế", "ubnd-tinh"),
                   agency("huyen-dong", "UBND huyện Đông"),
                   agency("huyen-tay", "UBND huyện Tây"),
                   agency("phong-dong", "Phòng Hạ tầng huyện Đông", "huyen-dong"),
                   agency("xa-dong", "UBND xã Bến Đông", "huyen-dong")};
  plan.legal_bases = {
      cited("Quyết định", "85/QĐ-UBND", {2025, 12, 5}, "UBND tỉnh", "Kế hoạch bảo trì cầu đường")};
  plan.sections = {{"I", "Mục đích", {}},
                   {"II", "Nội dung", {{"1", "Cầu", {}}, {"2", "Đường", {}}}},
                   {"III", "Tổ chức", {}}};
  plan.duties = {duty("bao-cao-dong", "báo cáo tình trạng cầu", "huyen-dong", "so-giao-thong",
                      make_date(2026, 4, 4)),
                 duty("bao-cao-tay", "báo cáo tình trạng cầu", "huyen-tay", "so-giao-thong",
                      make_date(2026, 4, 4))};
  plan.tasks = {task("cam-bien", "huyen-dong", "Cắm biển báo ở đầu cầu"),
                task("don-rac", "huyen-tay", "Dọn rác dưới chân cầu")};
  for (auto& entry : plan.tasks) entry.due = make_date(2026, 6, 30);
  plan.recipients = {recipient("UBND tỉnh (b/c)", {"ubnd-tinh"}), recipient("Sở Y tế", {"so-y-te"}),
                     recipient("UBND huyện Đông, UBND huyện Tây", {"huyen-dong", "huyen-tay"})};
  plan.contacts = {{"Đường dây nóng", "hotline", "18001234", "so-giao-thong", "body"},
                   {"Văn phòng Sở", "phone", "0203.3620374", "so-giao-thong", "body"}};
  return plan;
}

inline Plan inspection_plan() {
  Plan plan = plan_of_roads(PlanKind::inspection_plan);
  Content bridges;
  bridges.key = "cau";
  bridges.text = "Mặt cầu, lan can, mố cầu";
  bridges.on_site = true;
  bridges.inspects = true;
  plan.contents = {bridges};
  plan.units = {{"huyen-dong", UnitRole::inspected, "", ""},
                {"huyen-tay", UnitRole::inspected, "", ""}};
  plan.scopes = {{"các huyện có cầu", {"huyen-dong", "huyen-tay"}}};
  plan.stated_counts = {{"/visits", 2, "2 huyện"}};
  plan.visits = {visit("dong", "huyen-dong", make_date(2026, 4, 14)),
                 visit("tay", "huyen-tay", make_date(2026, 4, 16))};
  plan.agenda = Agenda{
      "Chương trình làm việc",
      {agenda_item("08:00", "09:30", "Đi xem cầu"), agenda_item("09:30", "11:00", "Làm việc")}};
  plan.agenda->items[0].covers = {"cau"};
  Team team;
  team.key = "doan";
  team.name = "Đoàn kiểm tra cầu đường";
  team.members = {member("so-giao-thong", TeamRole::leader, "Trần Văn An"),
                  member("so-y-te", TeamRole::secretary)};
  plan.teams = {team};
  Outline outline;
  outline.key = "de-cuong";
  outline.title = "Đề cương báo cáo";
  outline.attachment = "phu-luc";
  outline.sections = {{"1", "Tình hình", {}}, {"2", "Kiến nghị", {}}};
  plan.outlines = {outline};
  plan.attachments = {{"phu-luc", "Phụ lục", "theo phụ lục gửi kèm", {"/outlines/0"}}};
  for (auto& entry : plan.duties) entry.outline = "de-cuong";
  plan.score_sheets = {score_sheet()};
  return plan;
}

inline RecurringDuty recurring_duty(std::string key, std::string what, std::string owed_by) {
  RecurringDuty entry;
  entry.key = std::move(key);
  entry.what = std::move(what);
  entry.owed_by.agency = std::move(owed_by);
  entry.frequency = Frequency::monthly;
  entry.anchor = make_date(2027, 1, 4);  // behind the plan year: nothing of it is due
  entry.raw = "hằng tháng";
  return entry;
}

inline Plan implementation_plan() {
  Plan plan = plan_of_roads(PlanKind::implementation_plan);
  plan.recurring_duties = {recurring_duty("tuan-duong", "đi tuần đường", "huyen-dong")};
  return plan;
}

inline Plan guidance_letter() {
  Plan plan = plan_of_roads(PlanKind::guidance_letter);
  plan.recipients = {recipient("UBND tỉnh (b/c)", {"ubnd-tinh"})};
  plan.addressees = {{"UBND huyện Đông", {"huyen-dong"}}, {"UBND huyện Tây", {"huyen-tay"}}};
  EventEntry month;
  month.key = "thang-an-toan";
  month.name = "Tháng an toàn cầu đường";
  month.start = make_date(2026, 9, 1);
  month.end = make_date(2026, 9, 30);
  plan.events = {month};
  return plan;
}

}  // namespace inspectord::invented
