// SPDX-License-Identifier: Apache-2.0
// Tables of plans, units and visits on their way in: rows, dry runs, refusals, access.
#include "server/http/handler.hpp"
#include "tests/server/routes/bac_giang.hpp"
#include "tests/support/table_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Rows = std::vector<std::vector<std::string>>;

const Rows two_plans{
    {"Loại", "Tên kế hoạch", "Năm", "Cơ quan ban hành", "Ngày ban hành", "Người ký"},
    {"Kế hoạch kiểm tra", "Kiểm tra văn thư", "2024", "Sở Nội vụ", "05/3/2024", "Trần Lan"},
    {"guidance_letter", "Hướng dẫn lưu trữ", "2024", "Sở Nội vụ", "4/2024", ""}};

class ApiImports : public ::testing::Test {
 protected:
  ApiAnswer send(const std::string& target, const Rows& rows, ApiHarness::Fields fields = {},
                 const std::string& who = {}) {
    return house.api.post("/api/v1/imports/" + target, who.empty() ? house.planner : who,
                          write_csv(table_of(rows)), as_csv(std::move(fields)));
  }
  std::vector<std::string> plans() {
    std::vector<std::string> titles;
    const auto list = house.api.get("/api/v1/plans?limit=500", house.planner);
    for (const auto& one : list.list("/items")) titles.push_back(*one.find("title")->if_string());
    return titles;
  }
  /// Rows alone, ids aside: made things have new ones each time.
  static std::string rows_without_ids(const ApiAnswer& answer) {
    JsonArray rows;
    for (const auto& row : answer.list("/rows")) {
      auto members = *row.if_object();
      std::erase_if(members, [](const JsonMember& one) { return one.key == "id"; });
      rows.push_back(std::move(members));
    }
    return write_json(std::move(rows));
  }
  std::string id_of_plan() { return house.plan.substr(house.plan.rfind('/') + 1); }
  std::string visits_target() { return "visits?plan=" + id_of_plan(); }

  BacGiang house;
};

TEST_F(ApiImports, DraftOnePlanARow) {
  const auto answer = send("plans", two_plans);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_THAT(outcomes_of(answer), ElementsAre("2 created", "3 created"));
  EXPECT_EQ(answer.text("/applied"), "true");
  EXPECT_EQ(answer.text("/created"), "2");
  const auto plan = house.api.get("/api/v1/plans/" + answer.text("/rows/0/id"), house.planner);
  EXPECT_EQ(plan.text("/state"), "drafted");
  EXPECT_EQ(plan.text("/kind"), "inspection_plan");
  EXPECT_EQ(plan.text("/title"), "Kiểm tra văn thư");
  EXPECT_EQ(plan.text("/key"), "kiem-tra-van-thu-2024");
  EXPECT_EQ(plan.text("/date"), "2024-03-05");
  EXPECT_EQ(plan.text("/issuer/name"), "Sở Nội vụ");
  EXPECT_EQ(plan.text("/content/signer/name"), "Trần Lan");
  const auto letter = house.api.get("/api/v1/plans/" + answer.text("/rows/1/id"), house.planner);
  EXPECT_EQ(letter.text("/kind"), "guidance_letter");
  EXPECT_EQ(letter.text("/date"), "2024-04") << "a date as far as the paper says it";
}

TEST_F(ApiImports, KnowColumnsInEitherLanguageInAnyOrderAndByCode) {
  const auto body = "ISSUER;năm ;Title;tên Đơn vị soạn thảo;kind\n";
  EXPECT_EQ(house.api.post("/api/v1/imports/plans", house.planner, body, as_csv()).status, 422);
  const auto answer = house.api.post(
      "/api/v1/imports/plans", house.planner,
      "ISSUER;nam;Title;Đơn vị soạn thảo;Kind\nSở Nội vụ;2024;A;Phòng Văn thư;Inspection plan\n",
      as_csv());
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto plan = house.api.get("/api/v1/plans/" + answer.text("/rows/0/id"), house.planner);
  EXPECT_EQ(plan.text("/content/drafting_unit"), "phong-van-thu");
  EXPECT_EQ(plan.text("/content/agencies/1/parent"), "so-noi-vu");
}

TEST_F(ApiImports, NameTheColumnThatWasMostLikelyMeant) {
  const auto answer =
      send("plans", {{"kind", "titl", "plan_year", "issuer", "Nam", "xyz123456789"}, {"a"}},
           {{"Accept-Language", "en"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.codes(), ElementsAre("column_unknown_near", "column_twice", "column_unknown",
                                          "column_missing"));
  EXPECT_THAT(answer.text("/errors/0/message"),
              HasSubstr("“titl” in such a table. The nearest is “Title (title)”"));
  EXPECT_EQ(answer.text("/errors/1/arguments/first"), "3");
}

TEST_F(ApiImports, ReadWorkbooksAsTheyReadCsv) {
  Table table = table_of(two_plans);
  table.rows[1].cells[4] = make_date(2024, 3, 5);
  table.rows[1].cells[2] = std::int64_t{2024};
  const auto xlsx = write_xlsx(table, "A");
  const auto answer = house.api.post("/api/v1/imports/plans", house.planner, xlsx, as_xlsx());
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.text("/created"), "2");
  const auto again = send("plans", two_plans);
  EXPECT_THAT(outcomes_of(again), ElementsAre("2 unchanged", "3 unchanged"))
      << "the same plans from CSV";
  EXPECT_EQ(again.text("/rows/0/id"), answer.text("/rows/0/id"));
}

TEST_F(ApiImports, ADryRunAnswersAsTheRealRunAndLeavesNothing) {
  const auto dry = send("plans?dry_run=true", two_plans);
  ASSERT_EQ(dry.status, 200) << dry.body;
  EXPECT_EQ(dry.text("/dry_run"), "true");
  EXPECT_EQ(dry.text("/applied"), "false");
  EXPECT_EQ(dry.text("/rows/0/id"), "null") << "nothing that could have one";
  EXPECT_THAT(plans(), IsEmpty());
  const auto events = house.api.get("/api/v1/events", house.planner);
  for (const auto& event : events.list("/items"))
    EXPECT_NE(*event.find("what")->if_string(), "plan.drafted");
  const auto real = send("plans?dry_run=false", two_plans);
  EXPECT_EQ(rows_without_ids(dry), rows_without_ids(real));
  EXPECT_THAT(plans(), SizeIs(2));
}

TEST_F(ApiImports, AFileEntersWholeOrNotAtAll) {
  auto rows = two_plans;
  rows.push_back({"Kế hoạch", "", "hai nghìn", "", "31/02/2024", ""});
  rows.push_back({});
  rows.push_back(
      {"Kế hoạch kiểm tra", "Kiểm tra văn thư", "2024", "Sở Nội vụ", "05/3/2024", "Trần Lan"});
  for (const std::string query : {"plans?dry_run=true", "plans"}) {
    const auto answer = send(query, rows);
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.text("/code"), "import_refused");
    EXPECT_EQ(answer.text("/applied"), "false");
    EXPECT_THAT(
        outcomes_of(answer),
        ElementsAre("2 created", "3 created",
                    "4 refused kind:cell_bad_choice title:cell_missing plan_year:cell_bad_year "
                    "issued_on:cell_bad_part_date issuer:cell_missing",
                    "6 refused -:import_row_twice"));
    EXPECT_EQ(answer.text("/rows/3/errors/0/arguments/first"), "2");
    EXPECT_EQ(answer.text("/errors/1/pointer"), "/rows/4/kind");
    EXPECT_THAT(answer.text("/rows/2/errors/3/message"),
                HasSubstr("“31/02/2024” không phải ngày, tháng hay năm"));
    EXPECT_EQ(answer.text("/rows/2/errors/3/label"), "Ngày ban hành");
    EXPECT_THAT(plans(), IsEmpty());
  }
}

TEST_F(ApiImports, SpeakTheLanguageThatIsAskedFor) {
  const auto answer = send("plans", {two_plans[0], {"Plan"}}, {{"Accept-Language", "en"}});
  EXPECT_EQ(answer.field("Content-Language"), "en");
  EXPECT_THAT(answer.text("/rows/0/errors/0/message"),
              HasSubstr("There is no “Plan” here. Write one of: Inspection plan, Implementation "
                        "plan, Guidance letter"));
}

TEST_F(ApiImports, ChangeAPlanOfTheHouseByItsIdAndVersion) {
  const auto made = send("plans", two_plans);
  const auto exported = house.api.get("/api/v1/exports/plans?format=csv", house.planner);
  auto table = parse_csv(exported.body).value();
  EXPECT_THAT(
      outcomes_of(house.api.post("/api/v1/imports/plans", house.planner, exported.body, as_csv())),
      ElementsAre("2 unchanged", "3 unchanged"));
  table.rows[1].cells[4] = std::string{"Kiểm tra công tác văn thư"};
  const auto changed =
      house.api.post("/api/v1/imports/plans", house.planner, write_csv(table), as_csv());
  EXPECT_THAT(outcomes_of(changed), ElementsAre("2 changed", "3 unchanged"));
  EXPECT_EQ(house.api.get("/api/v1/plans/" + made.text("/rows/0/id"), house.planner).text("/title"),
            "Kiểm tra công tác văn thư");
  table.rows[1].cells[4] = std::string{"Ai đó khác"};
  EXPECT_THAT(outcomes_of(house.api.post("/api/v1/imports/plans", house.planner, write_csv(table),
                                         as_csv())),
              ElementsAre("2 refused -:stale_version", "3 unchanged"));
  const auto elsewhere =
      house.api.post("/api/v1/imports/plans", house.stranger, exported.body, as_csv());
  EXPECT_THAT(outcomes_of(elsewhere),
              ElementsAre("2 refused id:no_such_target", "3 refused id:no_such_target"));
}

TEST_F(ApiImports, RefuseANumberThatAnotherPlanHas) {
  const Rows first{{"kind", "title", "plan_year", "issuer", "number"},
                   {"inspection_plan", "A", "2024", "Sở Nội vụ", "7/KH-SNV"}};
  ASSERT_EQ(send("plans", first).status, 200);
  auto second = first;
  second[1][1] = "B";
  EXPECT_THAT(outcomes_of(send("plans", second)), ElementsAre("2 refused -:duplicate_plan"));
}

TEST_F(ApiImports, TakeTablesAndNothingElse) {
  const auto& csv = write_csv(table_of(two_plans));
  for (const std::string type :
       {"application/json", "text/plain", "application/vnd.ms-excel", ""}) {
    ApiHarness::Fields fields;
    if (!type.empty()) fields.emplace_back("Content-Type", type);
    const auto answer = house.api.post("/api/v1/imports/plans", house.planner, csv, fields);
    EXPECT_EQ(answer.status, 415) << type;
    EXPECT_THAT(answer.field("Accept"), HasSubstr("text/csv, application/vnd.openxmlformats"));
  }
  EXPECT_EQ(house.api
                .post("/api/v1/imports/plans", house.planner, csv,
                      {{"Content-Type", "Text/CSV; charset=utf-8"}})
                .status,
            200);
  EXPECT_EQ(house.api.post("/api/v1/imports/plans", house.planner, csv, as_xlsx()).status, 400)
      << "CSV said to be XLSX";
  EXPECT_EQ(
      house.api
          .post("/api/v1/imports/plans", house.planner, csv, as_csv({{"Content-Encoding", "gzip"}}))
          .status,
      415);
  EXPECT_EQ(house.api.post("/api/v1/imports/plans", house.planner, "", as_csv()).status, 422);
  EXPECT_EQ(send("plans?dry_run=yes", two_plans).status, 422);
  EXPECT_EQ(send("plans?dryrun=true", two_plans).status, 422);
}

TEST_F(ApiImports, SayHowMuchIsTooMuch) {
  auto rows = two_plans;
  for (int i = 0; i < 500; ++i) rows.push_back(two_plans[1]);
  const auto many = send("plans", rows, {{"Accept-Language", "en"}});
  EXPECT_EQ(many.status, 413);
  EXPECT_THAT(many.text("/detail"), HasSubstr("at most 500 rows; the file has 502"));
  const auto large =
      house.api.post("/api/v1/imports/plans", house.planner, std::string((8 << 20) + 1, 'a'),
                     as_csv({{"Accept-Language", "en"}}));
  EXPECT_EQ(large.status, 413);
  EXPECT_THAT(large.text("/detail"), HasSubstr("at most 8388608 bytes"));
}

TEST_F(ApiImports, AreForPlannersAndOfTheirOwnHouse) {
  EXPECT_EQ(send("plans", two_plans, {}, house.approver).status, 403);
  EXPECT_EQ(
      house.api.post("/api/v1/imports/plans", "", write_csv(table_of(two_plans)), as_csv()).status,
      401);
  house.import();
  const Rows visits{{"unit", "date"}, {"UBND huyện Sơn Động", "20/5/2024"}};
  EXPECT_EQ(send(visits_target(), visits, {}, house.stranger).status, 404);
}

TEST_F(ApiImports, AreDoneOnceForAnIdempotencyKey) {
  const ApiHarness::Fields key{{"Idempotency-Key", "nhap-1"}};
  const auto first = send("plans", two_plans, key);
  const auto again = send("plans", two_plans, key);
  EXPECT_EQ(first.body, again.body);
  EXPECT_THAT(outcomes_of(again), ElementsAre("2 created", "3 created"));
  const ApiHarness::Fields other{{"Idempotency-Key", "nhap-2"}};
  auto rows = two_plans;
  rows[1][1] = "Khác";
  rows[2][1] = "";
  EXPECT_EQ(send("plans", rows, other).status, 422) << "a refusal is not kept";
  rows[2][1] = "Khác nữa";
  EXPECT_EQ(send("plans", rows, other).text("/created"), "2");
}

TEST_F(ApiImports, PutVisitsIntoADraftAsOneEdit) {
  house.import();
  const auto before = house.api.get(house.plan, house.planner);
  const Rows rows{{"Đơn vị được kiểm tra", "Ngày", "Buổi", "Địa điểm", "Dự kiến"},
                  {"UBND huyện Sơn Động", "27/5/2024", "sáng 7:30-11:00; chiều 13:30 | | Xã A",
                   "Hội trường", "x"},
                  {"ubnd-luc-ngan", "2024-05-22", "morning 07:00; afternoon 13:30", "", "có"}};
  EXPECT_EQ(house.api
                .ask(Method::post, "/api/v1/imports/" + visits_target(), house.planner,
                     write_csv(table_of(rows)), as_csv())
                .status,
            428);
  EXPECT_EQ(send(visits_target(), rows, {{"If-Match", "\"v7\""}}).status, 412);
  const auto answer = send(visits_target(), rows, {{"If-Match", "\"v1\""}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_THAT(outcomes_of(answer), ElementsAre("2 created", "3 unchanged"));
  EXPECT_EQ(answer.field("ETag"), "\"v2\"");
  const auto after = house.api.get(house.plan, house.planner);
  const auto& visits = after.list("/content/visits");
  ASSERT_EQ(visits.size(), before.list("/content/visits").size() + 1);
  EXPECT_EQ(
      write_json(visits.back()),
      R"j({"key":"ubnd-son-dong","unit":"ubnd-son-dong","date":"2024-05-27","tentative":true,"place":"Hội trường",)j"
      R"j("sessions":[{"part":"morning","start":"07:30","end":"11:00"},)j"
      R"j({"part":"afternoon","start":"13:30","place":"Xã A"}]})j");
}

TEST_F(ApiImports, SayOfAVisitWhatIsWrongWithIt) {
  house.import();
  const Rows rows{{"unit", "date", "sessions", "team", "tentative", "place"},
                  {"UBND huyện Sơn Động", "1/6/2024", "08:00-11:00", "", "", ""},
                  {"UBND huyện Sơn Đông", "", "sớm tinh mơ", "", "có lẽ", ""},
                  {"ubnd-son-dong", "2/6/2024", "11:00-07:00", "doan-la", "", ""},
                  {"ubnd-son-dong", "3/6/2024", "", "", "", "A\nB"}};
  for (const std::string query : {"&dry_run=true", ""}) {
    const auto answer = send(visits_target() + query, rows);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(outcomes_of(answer),
                ElementsAre("2 created",
                            "3 refused unit:cell_unknown_agency_near date:cell_missing "
                            "sessions:cell_bad_session tentative:cell_bad_boolean",
                            "4 refused sessions:decode_range_reversed team:decode_unknown_team",
                            "5 refused place:decode_not_one_line"))
        << answer.body;
    EXPECT_EQ(answer.text("/rows/1/errors/0/arguments/nearest"), "UBND huyện Sơn Động")
        << "another commune may differ by a tone mark alone";
  }
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/version"), "1");
}

TEST_F(ApiImports, KeepToTheStateOfThePlan) {
  house.import();
  BacGiang::must(200, house.act("submit", house.planner, {{"overrides", house.overrides()}}));
  const Rows rows{{"unit", "date"}, {"ubnd-son-dong", "3/6/2024"}};
  for (const std::string query : {"&dry_run=true", ""}) {
    const auto answer = send(visits_target() + query, rows);
    EXPECT_EQ(answer.status, 409);
    EXPECT_THAT(answer.codes(), ElementsAre("locked"));
  }
  EXPECT_EQ(send("visits", rows).status, 422) << "of which plan?";
  EXPECT_EQ(send("visits?plan=x", rows).status, 422);
}

TEST_F(ApiImports, PutUnitsIntoThePlan) {
  house.import();
  const Rows rows{{"Tên đơn vị", "Cấp", "Vai trò", "Lý do"},
                  {"UBND huyện Sơn Động", "district", "", ""},
                  {"UBND xã Mới", "commune", "Được trừ ra", "mới sáp nhập"},
                  {"UBND xã Mới", "commune", "", ""}};
  const std::string target = "units?plan=" + id_of_plan();
  EXPECT_THAT(outcomes_of(send(target, rows)),
              ElementsAre("2 unchanged", "3 created", "4 refused -:import_row_twice"));
  const auto answer = send(target, {rows[0], rows[1], rows[2]}, {{"If-Match", "\"v1\""}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.text("/rows/1/key"), "ubnd-xa-moi");
  const auto content = house.api.get(house.plan, house.planner);
  EXPECT_EQ(write_json(content.list("/content/units").back()),
            R"({"agency":"ubnd-xa-moi","role":"excluded","reason":"mới sáp nhập"})");
  EXPECT_EQ(house.api
                .ask(Method::post, "/api/v1/imports/" + target, house.planner,
                     write_csv(table_of(rows)), as_csv())
                .status,
            428);
}

TEST_F(ApiImports, PutUnitsIntoTheDirectory) {
  const Rows rows{
      {"Tên đơn vị", "Cơ quan cấp trên", "Tên gọi tắt", "Tên khác", "Thư điện tử"},
      {"UBND xã B", "UBND huyện A", "Xã B", "Ủy ban xã B; UBND B", "b@example.vn; vt.b@example.vn"},
      {"UBND xã C", "UBND huyện A", "", "", ""}};
  EXPECT_THAT(outcomes_of(send("units?dry_run=true", rows)), ElementsAre("2 created", "3 created"));
  const auto answer = send("units", rows);
  EXPECT_THAT(outcomes_of(answer), ElementsAre("2 created", "3 created"));
  const auto agency = house.api.get("/api/v1/agencies/" + answer.text("/rows/0/id"), house.planner);
  EXPECT_EQ(agency.text("/short_name"), "Xã B");
  EXPECT_THAT(agency.list("/contacts"), SizeIs(2));
  EXPECT_THAT(outcomes_of(send("units", rows)), ElementsAre("2 unchanged", "3 unchanged"));
  auto changed = rows;
  changed[1][2] = "B";
  changed[2][4] = "không phải thư";
  EXPECT_THAT(
      outcomes_of(send("units", changed)),
      ElementsAre("2 refused short_name:import_differs", "3 refused emails:decode_bad_mail"));
  changed[1][2] = "";
  changed[2][4] = "c@example.vn";
  EXPECT_THAT(outcomes_of(send("units", changed)), ElementsAre("2 unchanged", "3 changed"));
}

TEST_F(ApiImports, RefuseFormulasOfAWorkbook) {
  // As a spreadsheet keeps it: the formula, and its last result.
  auto table = table_of(two_plans);
  table.rows[1].cells[1] = UnreadCell{};
  const auto hostile =
      send("plans", {two_plans[0], {"inspection_plan", "=1+1", "2024", "Sở Nội vụ", "", ""}});
  ASSERT_EQ(hostile.status, 200) << "a text that reads like one is a text";
  const auto exported = house.api.get("/api/v1/exports/plans?format=csv", house.planner);
  EXPECT_THAT(exported.body, HasSubstr(",'=1+1,"));
  EXPECT_THAT(column_of(exported, "Tên kế hoạch"), ElementsAre("=1+1"));
}

TEST_F(ApiImports, AreDecodedOnThePool) {
  int tables = 0;
  for (const auto& route : house.api.routes()) {
    if (!route.path.starts_with("/api/v1/imports/") && !route.path.starts_with("/api/v1/exports/"))
      continue;
    ++tables;
    EXPECT_TRUE(begins_on_pool(route.handler)) << route.path;
  }
  EXPECT_EQ(tables, 6);
}

/// Files in which any cell may be wrong, missing or right.
class GeneratedFiles : public ApiImports {
 protected:
  int any(int below) {
    std::array<std::byte, 4> bytes{};
    random_.fill(bytes);
    return static_cast<int>(std::to_integer<unsigned>(bytes[0]) % static_cast<unsigned>(below));
  }
  std::string one_of(const std::vector<std::string>& texts) {
    return texts[static_cast<std::size_t>(any(static_cast<int>(texts.size())))];
  }

  SeededRandom random_{7};
};

using ApiImportsOfGeneratedFiles = GeneratedFiles;

TEST_F(ApiImportsOfGeneratedFiles, ADryRunEqualsTheRealRun) {
  int applied = 0, refused = 0;
  for (int round = 0; round < 60; ++round) {
    Rows rows{{"kind", "title", "plan_year", "issuer", "number", "issued_on"}};
    const bool careful = any(2) == 0;
    for (int i = any(5); i >= 0; --i) {
      rows.push_back({careful ? "inspection_plan"
                              : one_of({"inspection_plan", "Công văn hướng dẫn", "sai", ""}),
                      one_of({"A", "B", "C", "=1", careful ? "D" : ""}) + std::to_string(any(9)),
                      careful ? "2024" : one_of({"2024", "2025", "99", "x"}),
                      one_of({"Sở Y tế", "Sở Nội vụ"}), one_of({"", "", "", careful ? "" : "7/KH"}),
                      one_of({"", "5/3/2024", careful ? "" : "32/3/2024"})});
    }
    const auto before = plans();
    const auto dry = send("plans?dry_run=true", rows);
    EXPECT_EQ(plans(), before);
    const auto real = send("plans", rows);
    EXPECT_EQ(dry.status, real.status);
    EXPECT_EQ(rows_without_ids(dry), rows_without_ids(real));
    (real.status == 200 ? applied : refused) += 1;
    if (real.status != 200) {
      EXPECT_EQ(plans(), before);
    }
  }
  EXPECT_GT(applied, 10);
  EXPECT_GT(refused, 10);
}

TEST_F(ApiImportsOfGeneratedFiles, ADryRunOfVisitsEqualsTheRealRun) {
  house.import();
  int applied = 0, refused = 0;
  for (int round = 0; round < 30; ++round) {
    Rows rows{{"unit", "date", "sessions", "place", "tentative", "key"}};
    const bool careful = any(2) == 0;
    for (int i = any(4); i >= 0; --i) {
      rows.push_back(
          {one_of({"ubnd-son-dong", "UBND huyện Lục Ngạn", careful ? "ubnd-luc-nam" : "Không có"}),
           std::to_string(1 + any(28)) + "/6/2024",
           one_of({"", "sáng 08:00", careful ? "08:00-09:00" : "09:00-08:00"}),
           one_of({"", "A", "=B"}), one_of({"", "x", careful ? "không" : "?"}),
           one_of({"", "", careful ? "" : "BAD KEY"})});
    }
    const auto dry = send(visits_target() + "&dry_run=true", rows);
    const auto real = send(visits_target(), rows);
    EXPECT_EQ(dry.status, real.status);
    EXPECT_EQ(rows_without_ids(dry), rows_without_ids(real)) << dry.body << real.body;
    (real.status == 200 ? applied : refused) += 1;
  }
  EXPECT_GT(applied, 5);
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace inspectord
