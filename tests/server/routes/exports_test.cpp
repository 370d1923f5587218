// SPDX-License-Identifier: Apache-2.0
// Plans, schedules and ledgers on their way out, and in again.
#include "formats/plan_file.hpp"
#include "formats/xlsx_reader.hpp"
#include "tests/server/routes/an_giang.hpp"
#include "tests/support/table_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using testing::UnorderedElementsAreArray;

constexpr auto xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string id_in(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// A plan file with some members anew.
std::string with(const std::string& file, const JsonObject& changes) {
  auto content = *parse_json(file).value().if_object();
  for (const auto& change : changes) {
    for (auto& member : content) {
      if (member.key == change.key) member.value = change.value;
    }
  }
  return write_json(content);
}

/// A plan without its visits and all that points to them.
Plan without_visits(const std::string& file, const std::string& key) {
  auto plan = decode_plan(file).value();
  plan.key = key;
  plan.number.clear();
  plan.visits.clear();
  plan.stated_counts.clear();
  for (auto& attachment : plan.attachments) attachment.holds.clear();
  return plan;
}

/// Its schedule goes out in a form, and into a draft of the same plan without visits.
template <class House>
void schedule_goes_around(House& house, const std::string& format, const ApiHarness::Fields& type,
                          const std::string& language) {
  const auto file = House::file();
  const auto fresh = house.must(
      201, house.api.post("/api/v1/plans", house.planner,
                          encode_plan(without_visits(file, "moi-" + format + language))));
  const auto exported = house.must(
      200,
      house.api.get("/api/v1/exports/schedules?format=" + format + "&plan=" + id_in(house.plan),
                    house.planner, {{"Accept-Language", language}}));
  const auto target = "/api/v1/imports/visits?plan=" + fresh.text("/id");
  const auto imported = house.must(200, house.api.post(target, house.planner, exported.body, type));
  const auto original = parse_json(file).value();
  const auto& visits = *original.find("visits")->if_array();
  EXPECT_EQ(imported.text("/created"), std::to_string(visits.size()));
  const auto content =
      decode_plan(house.api.get(fresh.field("Location") + "/file", house.planner).body).value();
  const auto expected = decode_plan(file).value();
  for (const auto& visit : expected.visits) EXPECT_THAT(content.visits, Contains(visit));
  EXPECT_THAT(content.visits, SizeIs(expected.visits.size()));
  const auto again = house.must(200, house.api.post(target, house.planner, exported.body, type));
  EXPECT_EQ(again.text("/unchanged"), std::to_string(visits.size()));
}

TEST(ApiExportedSchedules, OfAnGiangAreImportedAsEqualVisits) {
  AnGiang house;
  house.plan = house.must(201, house.api.post("/api/v1/plans", house.planner, AnGiang::file()))
                   .field("Location");
  for (const std::string language : {"vi", "en"}) {
    schedule_goes_around(house, "csv", as_csv(), language);
    schedule_goes_around(house, "xlsx", as_xlsx(), language);
  }
}

TEST(ApiExportedSchedules, OfBacGiangAreImportedAsEqualVisits) {
  BacGiang house;
  house.import();
  for (const std::string language : {"vi", "en"}) {
    schedule_goes_around(house, "csv", as_csv(), language);
    schedule_goes_around(house, "xlsx", as_xlsx(), language);
  }
}

TEST(ApiExportedSchedules, ShowVisitsAsTheyStandNow) {
  BacGiang house;
  house.notify();
  const auto visits = house.api.get("/api/v1/visits?limit=1", house.planner);
  house.must(200,
             house.api.post("/api/v1/visits/" + visits.text("/items/0/id") + "/actions/move",
                            house.planner, R"({"date":"2024-06-14","reason":"unit_request"})"));
  const auto moved = house.api.get(
      "/api/v1/exports/schedules?format=csv&from=2024-06-14&to=2024-06-14", house.planner);
  EXPECT_THAT(column_of(moved, "Ngày"), ElementsAre("2024-06-14"));
  EXPECT_THAT(column_of(moved, "Mã"), ElementsAre(visits.text("/items/0/id")));
  EXPECT_THAT(column_of(moved, "Trạng thái"), ElementsAre("Dự kiến"));
  const auto all = house.api.get("/api/v1/exports/schedules?sort=-date", house.planner);
  EXPECT_EQ(all.list("/items").size(), 10u);
  EXPECT_EQ(all.text("/items/0/date"), "2024-06-14");
  EXPECT_EQ(all.text("/items/0/state"), "tentative") << "codes in JSON";
  EXPECT_EQ(all.text("/items/0/sessions/0/start"), "07:00");
  EXPECT_THAT(house.api.get("/api/v1/exports/schedules?state=held", house.planner).list("/items"),
              IsEmpty());
}

TEST(ApiExportedSchedules, NarrowTheVisitsOfDraftsAsWell) {
  BacGiang house;
  house.import();
  const auto count = [&](const std::string& query) {
    return house.api.get("/api/v1/exports/schedules" + query, house.planner).list("/items").size();
  };
  EXPECT_EQ(count(""), 10u);
  EXPECT_EQ(count("?state=tentative"), 10u);
  EXPECT_EQ(count("?state=confirmed"), 0u);
  EXPECT_EQ(count("?from=2024-05-22&to=2024-05-22"), 1u);
  const auto plan = house.api.get(house.plan, house.planner);
  const auto units = house.api.get(house.plan + "/units", house.planner);
  const auto unit = units.text("/items/0/agency/id");
  EXPECT_EQ(count("?agency=" + unit), 1u);
}

TEST(ApiExports, ShowOthersWhatTheListsShow) {
  BacGiang house;
  house.import();
  const auto rows = [&](const std::string& what, const std::string& who) {
    return house.api.get("/api/v1/exports/" + what, who).list("/items").size();
  };
  for (const std::string what : {"plans", "schedules", "ledgers"})
    EXPECT_EQ(rows(what, house.stranger), 0u) << what;
  for (const std::string what : {"schedules", "ledgers"}) {
    EXPECT_EQ(
        house.api.get("/api/v1/exports/" + what + "?plan=" + id_in(house.plan), house.stranger)
            .status,
        404);
    EXPECT_EQ(house.api.get("/api/v1/exports/" + what, "").status, 401);
  }
  house.number();
  house.add_contacts();
  house.must(200, house.act("notify", house.clerk, BacGiang::attachments_follow()));
  const auto unit = house.api.user("Sơn", "UBND huyện Sơn Động", {Role::agency});
  EXPECT_EQ(rows("plans", unit), 1u);
  const auto visit = house.api.get("/api/v1/exports/schedules", unit);
  ASSERT_EQ(visit.list("/items").size(),
            house.api.get("/api/v1/visits", unit).list("/items").size());
  ASSERT_EQ(visit.list("/items").size(), 1u);
  EXPECT_EQ(visit.text("/items/0/unit"), "UBND huyện Sơn Động");
  EXPECT_EQ(visit.text("/items/0/sub_units"), "null") << "the list does not show it either";
  const auto ledger = house.api.get("/api/v1/exports/ledgers", unit);
  ASSERT_GT(ledger.list("/items").size(), 0u);
  for (const auto& row : ledger.list("/items"))
    EXPECT_EQ(*row.at_pointer("/recipient/name")->if_string(), "UBND huyện Sơn Động");
}

TEST(ApiExports, AreTheWholeLedger) {
  BacGiang house;
  house.notify();
  const auto listed = house.api.get(house.plan + "/ledger?limit=1000", house.planner);
  const auto csv = house.api.get("/api/v1/exports/ledgers?format=csv", house.planner);
  EXPECT_EQ(column_of(csv, "Mã").size(), listed.list("/items").size());
  EXPECT_GT(listed.list("/items").size(), 100u);
  EXPECT_THAT(column_of(csv, "Thời điểm"), Each(HasSubstr(" 08:00")));
  EXPECT_THAT(column_of(csv, "Mục"), Contains("UBND huyện Sơn Động"));
  const auto planned = house.api.get(
      "/api/v1/exports/ledgers?state=planned&plan=" + id_in(house.plan), house.planner);
  const auto same = house.api.get(house.plan + "/ledger?limit=1000&state=planned", house.planner);
  ASSERT_EQ(planned.list("/items").size(), same.list("/items").size());
  EXPECT_EQ(planned.text("/items/0/id"), same.text("/items/0/id"));
  EXPECT_EQ(planned.text("/items/0/at"), same.text("/items/0/at"));
  EXPECT_EQ(planned.text("/items/0/target/id"), same.text("/items/0/target/id"));
}

TEST(ApiExports, GiveTheFormThatIsAskedFor) {
  BacGiang house;
  house.import();
  const auto get = [&](const std::string& query, const std::string& accept) {
    ApiHarness::Fields fields;
    if (!accept.empty()) fields.emplace_back("Accept", accept);
    return house.api.get("/api/v1/exports/plans" + query, house.planner, fields);
  };
  const auto json = get("", "");
  EXPECT_EQ(json.field("Content-Type"), "application/json");
  EXPECT_EQ(json.field("Content-Disposition"), "attachment; filename=\"plans.json\"");
  EXPECT_EQ(json.text("/items/0/kind"), "inspection_plan");
  EXPECT_EQ(json.text("/items/0/issued_on"), "2024-04");
  EXPECT_EQ(get("", "application/json").field("Content-Type"), "application/json");
  const auto csv = get("", "text/csv");
  EXPECT_EQ(csv.field("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(csv.field("Content-Disposition"), "attachment; filename=\"plans.csv\"");
  EXPECT_THAT(csv.body, StartsWith("\xEF\xBB\xBFMã,Phiên bản,Khóa,Loại,Tên kế hoạch,"));
  EXPECT_EQ(get("?format=csv", "").body, csv.body);
  const auto xlsx = get("?format=xlsx", "");
  EXPECT_EQ(xlsx.field("Content-Type"), xlsx_type);
  EXPECT_EQ(xlsx.field("Content-Disposition"), "attachment; filename=\"plans.xlsx\"");
  EXPECT_EQ(get("", xlsx_type).body, xlsx.body);
  EXPECT_EQ(xlsx.field("X-Content-Type-Options"), "nosniff");
  const auto table = parse_xlsx(xlsx.body).value();
  EXPECT_EQ(text_of(table.rows.at(1).cells.at(3)), "Kế hoạch kiểm tra");
  EXPECT_EQ(table.rows.at(1).cells.at(6), Cell{std::int64_t{2024}}) << "numbers stay numbers";
  EXPECT_EQ(get("?format=pdf", "").status, 422);
  EXPECT_EQ(get("?format=csv", "application/json").status, 406);
  EXPECT_EQ(get("?limit=5", "").status, 422) << "it is whole";
  const auto again = house.api.get("/api/v1/exports/plans?format=xlsx", house.planner,
                                   {{"If-None-Match", xlsx.field("ETag")}});
  EXPECT_EQ(again.status, 304) << "equal bytes while nothing changes";
}

TEST(ApiExports, NarrowPlansAsTheirListDoes) {
  BacGiang house;
  house.import();
  house.api.clock().set(house.api.clock().now() + std::chrono::minutes{1});
  house.must(201, house.api.post("/api/v1/plans", house.planner,
                                 with(BacGiang::file(),
                                      {{"key", "b"}, {"title", "Khác"}, {"plan_year", 2023}})));
  const auto titles = [&](const std::string& query) {
    return column_of(house.api.get("/api/v1/exports/plans?format=csv" + query, house.planner),
                     "Tên kế hoạch");
  };
  EXPECT_THAT(titles(""), SizeIs(2));
  EXPECT_THAT(titles("&year=2023"), ElementsAre("Khác"));
  EXPECT_THAT(titles("&q=khac"), ElementsAre("Khác"));
  EXPECT_THAT(titles("&state=approved"), IsEmpty());
  EXPECT_EQ(titles("&sort=-drafted").front(), "Khác");
}

TEST(ApiExports, BringHostileTextsBackAsTheyWere) {
  BacGiang house;
  const std::vector<std::string> hostile{
      "=cmd|' /C calc'!A0", "+84 123",  "-1",  "@SUM(A1)", "  =1+1", "＝1+1", "a;=1+1",
      "\"=HYPERLINK\"",     "'=quoted", "x,-y"};
  for (const auto& title : hostile)
    house.must(201, house.api.post("/api/v1/plans", house.planner,
                                   with(BacGiang::file(), {{"title", title}, {"number", ""}})));
  for (const std::string format : {"csv", "xlsx"}) {
    const auto exported = house.api.get("/api/v1/exports/plans?format=" + format, house.planner);
    const auto imported = house.api.post("/api/v1/imports/plans", house.planner, exported.body,
                                         format == "csv" ? as_csv() : as_xlsx());
    ASSERT_EQ(imported.status, 200) << imported.body;
    EXPECT_EQ(imported.text("/unchanged"), std::to_string(hostile.size())) << imported.body;
  }
  const auto csv = house.api.get("/api/v1/exports/plans?format=csv", house.planner);
  EXPECT_THAT(column_of(csv, "Tên kế hoạch"), UnorderedElementsAreArray(hostile));
}

}  // namespace
}  // namespace inspectord
