// SPDX-License-Identifier: Apache-2.0
#include "notifications/due_words.hpp"

#include "calendar/derive.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

constexpr auto vi = Language::vi;

DueDate by(const char* day) {
  return derive_due_date("chậm nhất", Bound::by, *parse_date(day), DaysOff::vietnam());
}

int times(const std::string& part, const std::string& text) {
  int found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(DerivationOf, SaysNothingWhereThePhraseSaysItAll) {
  EXPECT_EQ(derivation_of(vi, by("2026-12-18")), "") << "a calendar alone is no news in a mail";
  const auto midnight =
      derive_due_before_hour("trước 0 giờ", make_date(2026, 12, 19), {}, DaysOff::vietnam());
  EXPECT_EQ(derivation_of(vi, midnight), "");
}

TEST(DerivationOf, NamesTheCalendarOnce) {
  const auto holiday = derivation_of(vi, by("2026-04-30"));
  EXPECT_EQ(times("vn-2026.1", holiday), 1) << holiday;
  const auto counted = [](TimeUnit unit, const char* from) {
    const CountStart start{.event = {}, .day = parse_date(from)};
    return derivation_of(vi, *derive("trong hạn", Within{6, unit, start}, DaysOff::vietnam()).due);
  };
  const auto shifted = counted(TimeUnit::day, "2026-04-24");  // to 30/4
  EXPECT_EQ(times("vn-2026.1", shifted), 1) << shifted;
  const auto skipping = counted(TimeUnit::working_day, "2026-04-24");
  EXPECT_EQ(times("theo lịch ngày nghỉ vn-2026.1", skipping), 1) << skipping;
}

}  // namespace
}  // namespace inspectord
