// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/formats/plan_texts.hpp"

#include <vector>

namespace inspectord::testing {

/// A plan file with one thing wrong in it, and the error that has to be said. Before the place that
/// the error has to name stands a "§".
struct ErrorCase {
  std::string marked_text;
  std::string code;
  std::string pointer;
};

/// Every reason of decode_reasons.hpp that a plan file can meet, in small_plan with `what` become
/// `by`.
inline std::vector<ErrorCase> error_cases() {
  const auto changed = [](std::string_view what, std::string_view by, std::string code,
                          std::string pointer) {
    return ErrorCase{with(small_plan, what, by), std::move(code), std::move(pointer)};
  };
  const auto due = [&](std::string_view by, std::string code, std::string pointer) {
    return changed(R"({"kind": "date", "raw": "trước ngày 01/4/2026", "day": "2026-04-01"})", by,
                   std::move(code), "/duties/0/due" + pointer);
  };
  const auto owed_by = [&](std::string_view by, std::string code, std::string pointer) {
    return changed(R"({"group": "cac-xa"})", by, std::move(code), "/duties/0/owed_by" + pointer);
  };
  const auto added = [&](std::string_view member, std::string code, std::string pointer) {
    return changed(R"("visits": [)", std::string{member} + ", \"visits\": [", std::move(code),
                   std::move(pointer));
  };
  const auto changed_twice = [](std::string_view what, std::string_view by, std::string_view member,
                                std::string code, std::string pointer) {
    const auto text = with(small_plan, what, by);
    return ErrorCase{with(text, R"("visits": [)", std::string{member} + ", \"visits\": ["),
                     std::move(code), std::move(pointer)};
  };
  return {
      changed(R"("symbol": "KH-SNV")", R"("symbol": §null)", "decode_null", "/symbol"),
      changed(R"("symbol": "KH-SNV")", R"("symbol": §7)", "decode_expected_text", "/symbol"),
      changed(R"("level": "commune")", R"("firm": §"no")", "decode_expected_boolean",
              "/agencies/1/firm"),
      changed("2026,", R"(§"2026",)", "decode_expected_integer", "/plan_year"),
      changed("2026,", "§2026.5,", "decode_expected_integer", "/plan_year"),
      changed("2026,", "§26,", "decode_out_of_range", "/plan_year"),
      changed("2026,", "§-1,", "decode_out_of_range", "/plan_year"),
      changed(R"("links": ["bao-cao"])", R"("links": §"bao-cao")", "decode_expected_list",
              "/tasks/0/links"),
      owed_by(R"(§"cac-xa")", "decode_expected_object", ""),
      added(R"("score_sheets": [{"key": "s", "title": "Bảng", "total": §"100"}])",
            "decode_expected_number", "/score_sheets/0/total"),
      changed(R"("Kiểm tra công tác lưu trữ năm 2026")", R"(§"")", "decode_empty_text", "/title"),
      changed(R"("Kiểm tra công tác lưu trữ năm 2026")", R"(§"Kiểm tra\r\nX: y")",
              "decode_not_one_line", "/title"),
      changed(R"("symbol": "KH-SNV")", R"("number": §"3/KH-SNV\nX: y")", "decode_not_one_line",
              "/number"),
      changed(R"("name": "UBND xã A")", R"("name": §"UBND xã\u0085A")", "decode_not_one_line",
              "/agencies/1/name"),
      changed(R"("name": "UBND các xã")", R"("name": §"UBND\tcác xã")", "decode_not_one_line",
              "/groups/0/name"),
      changed(R"("what": "báo cáo tự kiểm tra")", R"("what": §"báo cáo\u2028tự kiểm tra")",
              "decode_not_one_line", "/duties/0/what"),
      changed(R"("issuer": "so-noi-vu")", R"("issuer": §"")", "decode_empty_text", "/issuer"),
      changed(R"("tasks": [)", R"("tasks": [§{"key": "2"}, )", "decode_missing_key", "/tasks/0"),
      changed(R"("symbol")", R"(§"symbl")", "decode_unknown_key_near", "/symbl"),
      changed(R"("symbol")", R"(§"a/b~c")", "decode_unknown_key", "/a~1b~0c"),
      changed(R"("inspection_plan")", R"(§"inspection-plan")", "decode_unknown_value_near",
              "/kind"),
      changed(R"("inspection_plan")", R"(§"kiểm tra")", "decode_unknown_value", "/kind"),
      changed(R"({"key": "1",)", R"({"key": "1", "role": §"leed",)", "decode_unknown_value_near",
              "/tasks/0/role"),
      changed(R"("2026-04-07")", R"(§"2026-02-30")", "decode_bad_date", "/visits/0/date"),
      changed(R"("2026-04-07")", R"(§"7/4/2026")", "decode_bad_date_near", "/visits/0/date"),
      changed(R"("2026-03")", R"(§"tháng ba")", "decode_bad_partial_date", "/date"),
      changed(R"("2026-03")", R"(§"3/2026")", "decode_bad_partial_date_near", "/date"),
      due(R"({"kind": "yearly", "month_day": §"02-30"})", "decode_bad_month_day", "/month_day"),
      due(R"({"kind": "yearly", "month_day": §"20/5"})", "decode_bad_month_day_near", "/month_day"),
      changed(R"("08:00")", R"(§"24:00")", "decode_bad_time", "/visits/0/sessions/0/start"),
      changed(R"("08:00")", R"(§"8h00")", "decode_bad_time_near", "/visits/0/sessions/0/start"),
      changed(R"("11:00")", R"(§"07:00")", "decode_range_reversed", "/visits/0/sessions/0/end"),
      changed("{\n  \"format\": \"inspectord-plan/1\",", "§{", "decode_format_missing", ""),
      changed(R"("inspectord-plan/1")", R"(§"inspectord-plan/2")", "decode_format_unknown",
              "/format"),
      changed("\"format\": \"inspectord-plan/1\",\n  \"key\": \"vi-du-2026\",",
              "\"key\": \"vi-du-2026\",\n  \"format\": §\"inspectord-plan/1\",",
              "decode_format_not_first", "/format"),
      changed(R"("vi-du-2026")", R"(§"Ví dụ")", "decode_bad_key", "/key"),
      changed(R"("vi-du-2026")", R"(§"vi--du")", "decode_bad_key", "/key"),
      changed(R"("vi-du-2026")", R"(§"vi-du-")", "decode_bad_key", "/key"),
      changed(R"("groups": [)", R"("groups": [{"key": §"xa-b", "name": "Các xã"}, )",
              "decode_key_twice", "/groups/0/key"),
      changed(R"(["xa-a", "xa-b"])", R"(["xa-a", §"xa-a"])", "decode_named_twice",
              "/groups/0/members/1"),
      changed(R"("unit": "xa-a")", R"("unit": §"cac-xa")", "decode_group_for_agency",
              "/visits/0/unit"),
      owed_by(R"({"group": §"xa-a"})", "decode_agency_for_group", "/group"),
      added(R"("attachments": [{"key": "a", "name": "Phụ lục", "holds": [§"/outlines/0"]}])",
            "decode_pointer_nowhere", "/attachments/0/holds/0"),
      added(R"("attachments": [{"key": "a", "name": "Phụ lục", "holds": [§"/title"]}])",
            "decode_pointer_empty", "/attachments/0/holds/0"),
      added(R"("stated_counts": [{"of": §"/title", "count": 1}])", "decode_pointer_no_list",
            "/stated_counts/0/of"),
      added(R"("stated_counts": [{"of": §"/visit", "count": 1}])", "decode_pointer_nowhere",
            "/stated_counts/0/of"),
      owed_by("§{}", "decode_one_of_missing", ""),
      owed_by(R"(§{"agency": "xa-a", "group": "cac-xa"})", "decode_one_of_several", ""),
      due(R"(§{"kind": "date"})", "decode_due_missing", ""),
      due(R"({"kind": "at_visit", "day": §"2026-04-01"})", "decode_due_unfit", "/day"),
      due(R"(§{"kind": "within", "event": "ngày ký"})", "decode_due_missing", ""),
      due(R"(§{"kind": "within", "count": 5})", "decode_due_missing", ""),
      due(R"({"kind": "undated", "hour": §"17:00"})", "decode_due_unfit", "/hour"),
      due(R"({"kind": "undated", "unit": §"week"})", "decode_due_unfit", "/unit"),
      due(R"({"kind": "undated", "count": §3})", "decode_due_unfit", "/count"),
      changed(R"("name": "UBND xã A")", R"("name": "UBND xã A", "parent": §"xa-a")",
              "decode_parent_circle", "/agencies/1/parent"),
      changed(R"("unit": "xa-a")", R"("unit": §"xa-1")", "decode_unknown_agency_near",
              "/visits/0/unit"),
      changed(R"("unit": "xa-a")", R"("unit": §"bo-cong-an")", "decode_unknown_agency",
              "/visits/0/unit"),
      owed_by(R"({"group": §"cac-huyen"})", "decode_unknown_group", "/group"),
      owed_by(R"({"group": §"cacxa"})", "decode_unknown_group_near", "/group"),
      changed(R"({"agency": "cac-xa"})", R"({"agency": §"cac-huyen"})", "decode_unknown_party",
              "/units/0/agency"),
      changed(R"({"agency": "cac-xa"})", R"({"agency": §"cac-xaa"})", "decode_unknown_party_near",
              "/units/0/agency"),
      changed(R"("unit": "xa-a")", R"("unit": "xa-a", "team": §"doan")", "decode_unknown_team",
              "/visits/0/team"),
      changed_twice(R"("unit": "xa-a")", R"("unit": "xa-a", "team": §"doan-2")",
                    R"("teams": [{"key": "doan-1"}])", "decode_unknown_team_near",
                    "/visits/0/team"),
      added(R"("agenda": {"items": [{"start": "08:00", "content": "x", "covers": [§"i"]}]})",
            "decode_unknown_content", "/agenda/items/0/covers/0"),
      added(
          R"("contents": [{"key": "i-1", "text": "x"}], "agenda": {"items": [{"start": "08:00", "content": "x", "covers": [§"i-2"]}]})",
          "decode_unknown_content_near", "/agenda/items/0/covers/0"),
      added(R"("outlines": [{"key": "o", "title": "x", "attachment": §"pl"}])",
            "decode_unknown_attachment", "/outlines/0/attachment"),
      added(
          R"("attachments": [{"key": "pl-1", "name": "x"}], "outlines": [{"key": "o", "title": "x", "attachment": §"pl-2"}])",
          "decode_unknown_attachment_near", "/outlines/0/attachment"),
      changed(R"("to": "so-noi-vu")", R"("outline": §"de-cuong")", "decode_unknown_outline",
              "/duties/0/outline"),
      changed_twice(R"("to": "so-noi-vu")", R"("outline": §"de-cuong")",
                    R"("outlines": [{"key": "de-cuong-1", "title": "x"}])",
                    "decode_unknown_outline_near", "/duties/0/outline"),
      changed(R"("to": "so-noi-vu")", R"("consolidates": [§"khac"])", "decode_unknown_duty",
              "/duties/0/consolidates/0"),
      changed(R"("to": "so-noi-vu")", R"("consolidates": [§"bao-cao-1"])",
              "decode_unknown_duty_near", "/duties/0/consolidates/0"),
      changed(R"(["bao-cao"])", R"([§"khac"])", "decode_unknown_link", "/tasks/0/links/0"),
      changed(R"(["bao-cao"])", R"([§"bao_cao"])", "decode_unknown_link_near", "/tasks/0/links/0"),
      changed(R"("key": "xa-b")", R"("key": "xa-b", §"key": "xa-b")", "json_duplicate_key",
              "/agencies/2/key"),
  };
}

}  // namespace inspectord::testing
