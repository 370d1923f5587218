// SPDX-License-Identifier: Apache-2.0
#include "formats/days_off_file.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// Reports are due before 10/5/2024, today is 15/4/2024; Thursday 9/5 becomes a day off.
DaysOffData with_day_off() {
  auto data = vietnam_days_off();
  data.version = "vn-2026.2";
  data.decisions.push_back({.source = "99/TB-BNV",
                            .decided_on = make_date(2024, 4, 12),
                            .valid_from = make_date(2024, 4, 12),
                            .off = {{make_date(2024, 5, 9), {}, "Ngày thử"}}});
  return data;
}

class ApiCalendars : public ::testing::Test {
 protected:
  ApiAnswer put(const std::string& target, const std::string& who, const DaysOffData& data,
                const std::string& tag = "*") {
    return house.api.ask(Method::put, target, who, encode_days_off(data), {{"If-Match", tag}});
  }
  BacGiang house;
};

TEST_F(ApiCalendars, AreThatOfTheProgramUntilOneIsAccepted) {
  const auto list = house.api.get("/api/v1/calendars", house.planner);
  ASSERT_EQ(list.list("/items").size(), 1u);
  EXPECT_EQ(list.text("/items/0/id"), "house");
  EXPECT_EQ(list.text("/items/0/number"), "0");
  const auto shown = house.api.get("/api/v1/calendars/house", house.planner);
  EXPECT_EQ(shown.text("/content/format"), "inspectord-days-off/1");
  EXPECT_EQ(shown.text("/version"), "vn-2026.1");
  EXPECT_THAT(shown.field("ETag"), HasSubstr("v0-"));
  EXPECT_EQ(*days_off_from_json(*shown.json.find("content")), vietnam_days_off());
}

TEST_F(ApiCalendars, ShowTheDaysOfAYearAndWhetherTheyAreProvisional) {
  const auto decided = house.api.get("/api/v1/calendars/house/days?year=2026", house.planner);
  EXPECT_EQ(decided.text("/provisional"), "false");
  EXPECT_EQ(decided.text("/standing"), "decided");
  EXPECT_EQ(decided.text("/items/0/day"), "2026-01-01");
  EXPECT_THAT(decided.body, HasSubstr(R"("day":"2026-01-10","kind":"swapped_work")"));
  const auto computed = house.api.get("/api/v1/calendars/house/days?year=2030", house.planner);
  EXPECT_EQ(computed.text("/provisional"), "true");
  EXPECT_EQ(computed.text("/standing"), "provisional");
  EXPECT_EQ(computed.text("/items/0/standing"), "provisional");
  EXPECT_THAT(computed.body, HasSubstr(R"("day":"2030-02-02","kind":"holiday")"));
  const auto far = house.api.get("/api/v1/calendars/house/days?year=2113", house.planner);
  EXPECT_EQ(far.text("/standing"), "unknown");
  EXPECT_TRUE(far.list("/items").empty());
  EXPECT_EQ(house.api.get("/api/v1/calendars/house/days?year=x", house.planner).status, 422);
}

TEST_F(ApiCalendars, ShowBeforeTheyAreAcceptedWhatMoves) {
  house.notify();
  const auto before = house.api.get(house.plan + "/duties", house.planner).body;
  const auto seen =
      put("/api/v1/calendars/house?dry_run=true", house.administrator, with_day_off(), "\"v0\"");
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.text("/days/0/day"), "2024-05-09");
  ASSERT_FALSE(seen.list("/duties").empty());
  EXPECT_EQ(seen.text("/duties/0/before/safe_day"), "2024-05-09");
  EXPECT_EQ(seen.text("/duties/0/after/safe_day"), "2024-05-08");
  EXPECT_EQ(seen.text("/duties/0/after/legal_end"), "2024-05-10");
  EXPECT_EQ(seen.text("/duties/0/old_day"), seen.text("/duties/0/new_day"));
  EXPECT_EQ(seen.text("/duties/0/old_safe_day"), "2024-05-09");
  EXPECT_EQ(seen.text("/duties/0/new_safe_day"), "2024-05-08");
  EXPECT_EQ(seen.text("/duties/0/old_legal_end"), "2024-05-09");
  EXPECT_EQ(seen.text("/duties/0/new_legal_end"), "2024-05-10");
  EXPECT_EQ(seen.text("/duties/0/derivation_version"), "3");
  EXPECT_THAT(seen.text("/duties/0/plan/number"), "25/KH-SLĐTBXH");
  EXPECT_EQ(house.api.get(house.plan + "/duties", house.planner).body, before);
  EXPECT_EQ(house.api.get("/api/v1/calendars/house", house.planner).text("/number"), "0");

  const auto done = put("/api/v1/calendars/house", house.administrator, with_day_off(), "\"v0\"");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.body, seen.body) << "the preview is what came of it, word for word";
  EXPECT_EQ(done.field("ETag"), "\"v1\"");
  const auto duties = house.api.get(house.plan + "/duties", house.planner);
  EXPECT_EQ(duties.text("/items/0/due/safe_day"), "2024-05-08");
  EXPECT_EQ(duties.text("/items/0/due/calendar"), "vn-2026.2");
  const auto one = house.api.get("/api/v1/duties/" + duties.text("/items/0/id"), house.planner,
                                 {{"Accept-Language", "vi"}});
  EXPECT_THAT(one.text("/derivation/2"), HasSubstr("09/05/2024 (Thứ Năm) là ngày nghỉ"));
  EXPECT_EQ(one.text("/derivation_steps/2/code"), "day_off");
  EXPECT_EQ(one.text("/derivation_version"), "3");
  const auto mails = house.api.get("/api/v1/messages?limit=500", house.planner);
  EXPECT_EQ(mails.status, 200);
  const auto versions = house.api.get("/api/v1/calendars/house/versions", house.planner);
  ASSERT_EQ(versions.list("/items").size(), 1u);
  EXPECT_EQ(versions.text("/items/0/source"), "99/TB-BNV");
  EXPECT_EQ(versions.text("/items/0/valid_from"), "2024-05-09");
}

TEST_F(ApiCalendars, GoByIfMatch) {
  EXPECT_EQ(house.api
                .ask(Method::put, "/api/v1/calendars/house", house.administrator,
                     encode_days_off(with_day_off()))
                .status,
            428);
  EXPECT_EQ(put("/api/v1/calendars/house", house.administrator, with_day_off(), "\"v1\"").status,
            412);
  EXPECT_EQ(put("/api/v1/calendars/house", house.administrator, with_day_off(), "\"v0\"").status,
            200);
  EXPECT_EQ(put("/api/v1/calendars/house", house.administrator, with_day_off(), "\"v0\"").status,
            412);
}

TEST_F(ApiCalendars, OfAnAgencyAreMadeOnceAndSeenByItAlone) {
  DaysOffData own{.calendar = "so",
                  .version = "so-1",
                  .decisions = {{.source = "1/TB-S",
                                 .valid_from = make_date(2024, 1, 1),
                                 .off = {{make_date(2024, 6, 3), {}, "Ngày truyền thống"}}}}};
  const auto made = house.api.post("/api/v1/calendars", house.planner, encode_days_off(own));
  ASSERT_EQ(made.status, 201) << made.body;
  const auto place = made.field("Location");
  EXPECT_EQ(house.api.post("/api/v1/calendars", house.planner, encode_days_off(own)).status, 409);
  EXPECT_EQ(house.api.get(place, house.clerk).text("/content/version"), "so-1");
  EXPECT_EQ(house.api.get(place, house.stranger).status, 404);
  EXPECT_EQ(put(place, house.stranger, own).status, 404);
  EXPECT_EQ(house.api.get("/api/v1/calendars", house.planner).list("/items").size(), 2u);
  EXPECT_EQ(house.api.get("/api/v1/calendars", house.stranger).list("/items").size(), 1u);
  const auto days = house.api.get(place + "/days?year=2024", house.planner);
  EXPECT_THAT(days.body, HasSubstr("Ngày truyền thống"));
  EXPECT_EQ(days.text("/version"), "vn-2026.1+so-1");
  own.version = "so-2";
  own.decisions[0].off[0].day = make_date(2024, 6, 4);
  const auto changed = put(place, house.planner, own, "\"v1\"");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.text("/number"), "2");
}

TEST_F(ApiCalendars, AreChangedByTheirKeepers) {
  EXPECT_EQ(put("/api/v1/calendars/house", house.planner, with_day_off()).status, 403);
  EXPECT_EQ(put("/api/v1/calendars/house", house.clerk, with_day_off()).status, 403);
  const auto bad = house.api.ask(Method::put, "/api/v1/calendars/house", house.administrator,
                                 R"({"format":"inspectord-days-off/1"})", {{"If-Match", "*"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_THAT(bad.codes(), Contains("decode_missing_key"));
  EXPECT_EQ(put("/api/v1/calendars/house?dry_run=ja", house.administrator, with_day_off()).status,
            422);
  EXPECT_EQ(put("/api/v1/calendars/nobody", house.administrator, with_day_off()).status, 404);
}

TEST_F(ApiCalendars, HideThePlansOfOthers) {
  house.notify();
  const auto seen = put("/api/v1/calendars/house?dry_run=true", house.stranger, with_day_off());
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_TRUE(seen.list("/duties").empty());
  EXPECT_EQ(seen.text("/others/plans"), "1");
  EXPECT_NE(seen.text("/others/duties"), "0");
  EXPECT_EQ(seen.text("/others/moves/0/kind"), "duty");
  EXPECT_NE(seen.text("/others/moves/0/old_day"), seen.text("/others/moves/0/new_day"));
  EXPECT_THAT(seen.body, Not(HasSubstr("25/KH-SLĐTBXH")));
}

}  // namespace
}  // namespace inspectord
