// SPDX-License-Identifier: Apache-2.0
#include "bench/seed/patterns.hpp"

#include "formats/plan_file.hpp"
#include "server/demonstration/moved_plan.hpp"
#include "storage/outbox.hpp"
#include "storage/plans.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord::bench {
namespace {

constexpr std::size_t content_bytes = 4'096;
constexpr int communes_there_are = 120;
constexpr std::chrono::hours day{24};
constexpr auto years = day * (365 * 5);

constexpr const char* sentences[] = {
    "Kiểm tra việc lập danh mục hồ sơ, phân loại văn bản đi và đến theo quy định hiện hành.",
    "Đối chiếu sổ đăng ký văn bản với hồ sơ lưu, ghi nhận văn bản thiếu và lý do.",
    "Xem điều kiện kho lưu trữ: diện tích, giá, hộp, thiết bị phòng cháy, sổ theo dõi độ ẩm.",
    "Đánh giá việc giao nộp hồ sơ đến hạn vào lưu trữ cơ quan của năm trước.",
    "Kiến nghị biện pháp khắc phục, thời hạn và người chịu trách nhiệm của từng nội dung.",
    "Trao đổi với công chức văn thư về khó khăn khi dùng hệ thống quản lý văn bản."};

std::string commune(int no) {
  return "xa-" + std::to_string(no);
}

AgencyEntry commune_entry(const AgencyEntry& model, int no) {
  AgencyEntry entry = model;
  entry.key = commune(no);
  entry.name = "UBND xã số " + std::to_string(no);
  return entry;
}

/// Filled up with contents until it is as long as papers are.
void lengthen(Plan& plan, int no) {
  for (int i = 1; write_json(plan_to_json(plan)).size() < content_bytes; ++i) {
    auto content = plan.contents.front();
    content.key = "noi-dung-" + std::to_string(i);
    content.on_site = false;
    content.inspects = false;
    content.no = "II." + std::to_string(i + 1);
    content.text = sentences[static_cast<std::size_t>(no + i) % std::size(sentences)];
    plan.contents.push_back(std::move(content));
  }
}

}  // namespace

Patterns::Patterns(Writer& writer, const House& house, const DemonstrationStaff& staff, Plan model,
                   Instant now)
    : writer_(writer),
      house_(house),
      staff_(staff),
      life_(writer, house, staff),
      model_(std::move(model)),
      now_(now) {}

Plan Patterns::plan(int no, Size size, Instant at) const {
  Plan plan = model_;
  for (auto& member : plan.teams.front().members) member.agency = plan.drafting_unit;
  const auto entry = plan.agencies.back();
  const auto visit = plan.visits.front();
  std::erase_if(plan.agencies, [](const AgencyEntry& one) { return one.level == "commune"; });
  plan.visits.clear();
  plan.units.clear();
  plan.groups.front().members.clear();
  if (!size.duties) plan.duties.clear();
  for (int i = 0; i < size.communes; ++i) {
    const int which = (no * 7 + i) % communes_there_are + 1;
    plan.agencies.push_back(commune_entry(entry, which));
    plan.groups.front().members.push_back(commune(which));
    plan.units.emplace_back().agency = commune(which);
    auto coming = visit;
    coming.key = commune(which);
    coming.unit = coming.key;
    coming.place = "Trụ sở UBND xã số " + std::to_string(which);
    coming.date = plus_days(visit.date, 7 * i);
    for (auto& session : coming.sessions) session.unit = coming.key;
    plan.visits.push_back(std::move(coming));
  }
  plan.tasks.push_back({.key = "viec",
                        .no = {},
                        .agencies = {plan.issuer},
                        .role = "lead",
                        .requested = false,
                        .text = "Chuẩn bị đoàn",
                        .topic = {},
                        .due = {},
                        .links = {}});
  const auto first = plus_days(house_.zone.date_of(at), 42 + 7 * (no * 11 % 44));
  plan = moved_by_weeks(plan, weeks_to_reach(visit.date, first));
  plan.key = "mau-" + std::to_string(100'000 + no);
  plan.title += ", " + plan.key;
  plan.number.clear();
  lengthen(plan, no);
  return plan;
}

void Patterns::draft(const Plan& plan, Instant at, bool submitted) {
  const auto refused = [] { return std::runtime_error("a pattern was refused"); };
  auto drafted = writer_.run(
      [&](Transaction& tx) { return import_plan(tx, plan, staff_.planner, at, house_); });
  if (!drafted) throw refused();
  if (!submitted) return;
  PlanInput input;
  for (const auto& warning : open_errors(plan, {}, house_.days_off, false)) {
    input.overrides.push_back({.code = std::string{warning.code},
                               .pointer = warning.pointer,
                               .reason = "theo văn bản",
                               .by = staff_.planner.user,
                               .effective = false});
  }
  const auto done = writer_.run([&](Transaction& tx) {
    return act_on_plan(tx, drafted->record.id, drafted->record.version, PlanAction::submit, input,
                       staff_.planner, at, house_);
  });
  if (!done) throw refused();
}

Pattern Patterns::issue(int no, int all, Size size, std::string_view policy) {
  const Instant at = now_ - years + years / all * no;
  const auto seen = writer_.run([](Transaction& tx) { return journal::last_sequence(tx); });
  Plan content = plan(no, size, at);
  content.policy = policy;
  Pattern pattern{.id = {},
                  .names = {content.key, std::to_string(9'000'000 + no) + "/KH-SNV"},
                  .state = PlanState::notified,
                  .submitted = no % 25 == 18,
                  .journal = {}};
  if (no % 25 == 8 || pattern.submitted) {
    pattern.state = PlanState::drafted;
    draft(content, at, pattern.submitted);
    pattern.names.number.clear();
  } else {
    life_.issue(content, pattern.names.number, at);
  }
  writer_.run([&](Transaction& tx) {
    pattern.id = tx.query("SELECT id FROM plans WHERE key = $1", content.key).at(0).id<PlanId>(0);
    pattern.journal = journal::read_after(tx, seen, 10'000);
    return true;
  });
  return pattern;
}

void Patterns::settle_past() {
  writer_.run([&](Transaction& tx) {
    const Instant until = now_ + day * 3;  // what waits for a Monday too
    tx.execute(
        "UPDATE reminders SET state = 'sent', settled_at = at WHERE state = 'planned' AND at <= $1",
        now_ + day);
    Claim claim;
    claim.channel = "mail";
    claim.most_per_address = claim.most;
    for (auto due = outbox::claim_due(tx, until, claim); !due.empty();
         due = outbox::claim_due(tx, until, claim)) {
      for (const auto& message : due) {
        const Attempt attempt{.id = AttemptId::make(until, house_.random),
                              .number = 1,
                              .started_at = until,
                              .took = std::chrono::milliseconds{40},
                              .outcome = "accepted",
                              .status = 250,
                              .detail = "seeded"};
        outbox::settle(tx, message.id, message.fence,
                       {.state = MessageState::accepted,
                        .next_attempt_at = until,
                        .detail = "seeded",
                        .attempt = attempt},
                       until);
      }
    }
    tx.execute("UPDATE messages SET settled_at = next_attempt_at WHERE settled_at IS NOT NULL");
    tx.execute(
        "UPDATE attempts SET started_at = (SELECT m.next_attempt_at FROM messages m WHERE m.id = "
        "message_id)");
    return true;
  });
}

}  // namespace inspectord::bench
