// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/month_parts.hpp"
#include "calendar/phrases/phrase.hpp"
#include "calendar/phrases/tokens.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// A month, quarter, half year, nine months or year as a paper writes it.
struct WrittenPeriod {
  PeriodKind kind = PeriodKind::year;
  unsigned number = 1;  ///< 0: a month that is not named, "cuối tháng".
  std::optional<int> year{};
  std::optional<int> year_offset{};  ///< "năm sau": 1 from the year of the paper.
  std::optional<PointOf> point{};    ///< "đầu tháng 5", "cuối năm 2024".
  MonthPart part{};                  ///< "nửa đầu tháng 5": not the whole month.
};

struct WrittenPeriodSpan {
  WrittenPeriod first;
  std::optional<WrittenPeriod> last{};
};

/// Periods in a row: "năm 2023 và quý I/2024", "tháng 5-6/2024", "giai đoạn 2021 - 2025".
struct WrittenPeriods {
  std::vector<WrittenPeriodSpan> spans{};
  std::size_t end = 0;     ///< The token after them.
  bool programme = false;  ///< The years of a programme.
  bool bare = false;       ///< "6 tháng", "9 tháng" alone: a length unless a report says so.
};

/// nullopt where none start at `i`. Looks at a bounded number of tokens.
std::optional<WrittenPeriods> written_periods_at(const Tokens&, std::size_t i);

/// Fills years from later periods, then from `context_year`; what then is whole goes to `dates`.
/// A point ("cuối tháng") is one day; else a period goes from its first day to its last.
void settle_periods(const WrittenPeriods&, std::optional<int> context_year, Phrase&);

/// The one period of the row with its year; nullopt where it is none or the year is not known.
std::optional<Period> single_period(const WrittenPeriods&, std::optional<int> context_year);

}  // namespace inspectord
