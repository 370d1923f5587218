// SPDX-License-Identifier: Apache-2.0
// A schedule leaves the service as a table and comes back into next year's draft, over the wire.
#include "formats/csv.hpp"
#include "formats/plan_file.hpp"
#include "formats/xlsx_reader.hpp"
#include "tests/support/api_person.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::HasSubstr;

std::string text_at(const JsonValue& json, std::string_view pointer) {
  const auto* found = json.at_pointer(pointer);
  if (!found) return "";
  return found->if_string() ? *found->if_string() : write_json(*found);
}

class Tables : public testing::Test {
 protected:
  Tables() { service.tick(); }

  RawAnswer import(const std::string& target, const std::string& csv,
                   const std::string& fields = "If-Match: *\r\n") {
    return planner.ask("POST", "/api/v1/imports/" + target, fields, csv, "text/csv");
  }

  Journey service{"2024-04-24 09:00"};
  ApiPerson planner{service, "lan"};
};

TEST_F(Tables, ASchedulesVisitsComeBackIntoTheNextDraft) {
  const auto issued = service.issue(plan_file("bac-giang-2024"));
  const auto csv =
      planner.ask("GET", "/api/v1/exports/schedules?format=csv&plan=" + issued.id.to_string());
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_EQ(csv.field("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(csv.field("Content-Disposition"), HasSubstr("schedules.csv"));

  auto next = plan_file("bac-giang-2024");
  const auto visits = next.visits;
  next.key = "bac-giang-lan-hai";
  next.visits.clear();
  next.stated_counts.clear();  // they point to visits, as some attachments do
  for (auto& attachment : next.attachments) attachment.holds.clear();
  const auto drafted =
      parse_json(planner.ask("POST", "/api/v1/plans", "", write_json(plan_to_json(next))).body)
          .value();
  const auto target = "visits?plan=" + text_at(drafted, "/id");
  const auto dry = import(target + "&dry_run=true", csv.body, "If-Match: \"v1\"\r\n");
  EXPECT_EQ(dry.status, 200) << dry.body;
  const auto real = import(target, csv.body, "If-Match: \"v1\"\r\n");
  EXPECT_EQ(real.status, 200) << real.body;
  EXPECT_EQ(text_at(parse_json(dry.body).value(), "/rows"),
            text_at(parse_json(real.body).value(), "/rows"));
  EXPECT_EQ(service.plan(PlanId::parse(text_at(drafted, "/id")).value()).content.visits.size(),
            visits.size());
  EXPECT_EQ(import(target, csv.body, "If-Match: \"v1\"\r\n").status, 412);

  const auto ledger = planner.ask("GET", "/api/v1/exports/ledgers?format=xlsx");
  ASSERT_EQ(ledger.status, 200);
  EXPECT_EQ(parse_xlsx(ledger.body).value().rows.size(), service.ledger(issued.id).size() + 1);
}

TEST_F(Tables, ABodyThatIsTooLargeIsRefusedWithItsBound) {
  const auto large = import("plans", std::string((8u << 20) + 1, 'a'), "Accept-Language: en\r\n");
  EXPECT_EQ(large.status, 413);
  EXPECT_THAT(large.body, HasSubstr("limit of 8388608 bytes"));
}

TEST_F(Tables, AnExportLeavesTheNetThreadToOthers) {
  service.issue(plan_file("bac-giang-2024"));
  const auto answers = all_at_once(16, [&](int number) {
    return number % 2 == 0 ? planner.ask("GET", "/api/v1/exports/ledgers?format=xlsx")
                           : planner.ask("GET", "/healthz");
  });
  for (const auto& answer : answers) EXPECT_EQ(answer.status, 200) << answer.body;
}

}  // namespace
}  // namespace inspectord
