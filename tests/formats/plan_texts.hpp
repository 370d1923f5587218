// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace inspectord::testing {

/// A plan file with what has to be there and no more.
inline constexpr std::string_view smallest_plan = R"({
  "format": "inspectord-plan/1",
  "key": "vi-du-2026",
  "kind": "inspection_plan",
  "title": "Kiểm tra công tác lưu trữ năm 2026",
  "plan_year": 2026,
  "issuer": "so-noi-vu",
  "agencies": [
    {"key": "so-noi-vu", "name": "Sở Nội vụ"}
  ]
}
)";

/// A small plan with one visit, one report and one task, for tests that change one thing in it.
inline constexpr std::string_view small_plan = R"({
  "format": "inspectord-plan/1",
  "key": "vi-du-2026",
  "kind": "inspection_plan",
  "title": "Kiểm tra công tác lưu trữ năm 2026",
  "plan_year": 2026,
  "symbol": "KH-SNV",
  "date": "2026-03",
  "issuer": "so-noi-vu",
  "agencies": [
    {"key": "so-noi-vu", "name": "Sở Nội vụ"},
    {"key": "xa-a", "name": "UBND xã A", "level": "commune"},
    {"key": "xa-b", "name": "UBND xã B", "level": "commune"}
  ],
  "groups": [
    {"key": "cac-xa", "name": "UBND các xã", "members": ["xa-a", "xa-b"]}
  ],
  "units": [
    {"agency": "cac-xa"}
  ],
  "visits": [
    {"key": "xa-a", "unit": "xa-a", "date": "2026-04-07", "sessions": [{"start": "08:00", "end": "11:00"}]}
  ],
  "duties": [
    {
      "key": "bao-cao",
      "what": "báo cáo tự kiểm tra",
      "owed_by": {"group": "cac-xa"},
      "to": "so-noi-vu",
      "due": {"kind": "date", "raw": "trước ngày 01/4/2026", "day": "2026-04-01"}
    }
  ],
  "tasks": [
    {"key": "1", "agencies": ["xa-a"], "text": "Chuẩn bị hồ sơ", "links": ["bao-cao"]}
  ]
}
)";

/// The text with its first `what` replaced. Throws where there is none, so that a test cannot pass
/// by a slip.
inline std::string with(std::string_view text, std::string_view what, std::string_view by) {
  const auto start = text.find(what);
  if (start == std::string_view::npos)
    throw std::invalid_argument("the text has no " + std::string{what});
  std::string changed{text};
  changed.replace(start, what.size(), by);
  return changed;
}

}  // namespace inspectord::testing
